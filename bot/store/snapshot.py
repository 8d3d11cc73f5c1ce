"""All rows of a database as they are at one moment, while others go on writing.

The tables are looked up in the database itself and not taken from this version's code: a backup of an older
version goes into tables of that version first, which are migrated then.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, Engine, Integer, MetaData, Table, func, select, text
from sqlalchemy.engine import URL

from bot.store import engines, migrate
from bot.store.errors import NewerDatabase, NothingThere
from bot.store.explained import explained
from bot.store.tables import UtcDateTime

AT_ONCE = 500  # rows in memory
REVISION_TABLE = "alembic_version"
Row = Sequence[Any]


class Snapshot:
    """What is in a database at one moment, in values that JSON has: moments and days are written out."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], revision: str) -> None:
        self._connection = connection
        self._tables = tables
        self.revision = revision

    @property
    def tables(self) -> Sequence[str]:
        """The tables: whatever a row points to comes before it."""
        return list(self._tables)

    def columns(self, table: str) -> Sequence[str]:
        """The columns of a table."""
        return list(self._tables[table].columns.keys())

    def counts(self) -> Mapping[str, int]:
        """How many rows each table has."""
        return {name: count(self._connection, table) for name, table in self._tables.items()}

    def counters(self) -> Mapping[str, int]:
        """The highest number given out, by `table.column`; none on SQLite, which doesn't remember."""
        found = {
            key: self._connection.scalar(
                text("SELECT pg_sequence_last_value(CAST(:name AS regclass))"), {"name": name}
            )
            for key, name, _ in counted(self._connection, self._tables)
        }
        return {key: value for key, value in found.items() if value is not None}

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of their keys. Raises StoreError."""
        with explained(self._connection.engine.url):
            yield from rows(self._connection, self._tables[table])


@contextmanager
def snapshot(url: str) -> Iterator[Snapshot]:
    """The database at `url` as it is now, for the length of the block. Raises StoreError."""
    target = engines.driver_url(url)
    path = engines.sqlite_path(target)
    if path and not path.exists():
        raise NothingThere(f"There is no database at {path}. Set LEERNETWERK_DATABASE_URL to where it is.")
    engine = reading_engine(target)
    try:
        with explained(target):
            connection = engine.connect()
        with connection:
            with explained(target):
                found = look_around(connection, target)
            yield found
    finally:
        engine.dispose()


def reading_engine(target: URL) -> Engine:
    """An engine whose transactions see one moment and write nothing."""
    engine = engines.create_sync_engine(target)
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{engines.BEGIN: "BEGIN"})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def look_around(connection: Connection, target: URL) -> Snapshot:
    """What there is to read. Raises NothingThere or NewerDatabase."""
    revision = migrate.current_revision(connection)
    if revision is None:
        raise NothingThere(f"There is nothing in {target.render_as_string()} yet.")
    if not migrate.is_known(revision):
        raise NewerDatabase("This database was made by a newer version. Install that version.")
    return Snapshot(connection, present_tables(connection), revision)


def present_tables(connection: Connection) -> dict[str, Table]:
    """The tables that a database has, with the types by which we read and write them."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, DateTime):
                column.type = UtcDateTime()
            elif isinstance(column.type, JSON):
                column.type = JSON(none_as_null=bool(column.nullable))
    return {table.name: table for table in metadata.sorted_tables if table.name != REVISION_TABLE}


def rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table, some at a time. Their order says nothing of when each came."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query):
        yield [value.isoformat() if isinstance(value, date) else value for value in row]


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def counted(connection: Connection, tables: Mapping[str, Table]) -> Iterator[tuple[str, str, Any]]:
    """What PostgreSQL numbers itself: `table.column`, the name of its counter, and the column."""
    if connection.dialect.name != "postgresql":
        return
    find = text("SELECT pg_get_serial_sequence(:table, :column)")
    for table in tables.values():
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer):
                name = connection.scalar(find, {"table": f'"{table.name}"', "column": column.name})
                if name is not None:
                    yield f"{table.name}.{column.name}", name, column


def fingerprint(row: Row) -> int:
    """A number that no other row has; those of a table, added up, say whether two have the same rows."""
    return int.from_bytes(hashlib.sha256(json.dumps(list(row)).encode()).digest())
