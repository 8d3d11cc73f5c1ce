"""Filling an empty database with the rows of another: all of them, or none."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Date, Table, delete, func, insert, inspect, select, text
from sqlalchemy.engine import URL

from bot.store import engines, migrate
from bot.store.errors import NewerDatabase, NotEmpty, StoreError
from bot.store.explained import explained
from bot.store.snapshot import AT_ONCE, Row, counted, fingerprint, present_tables, rows
from bot.store.tables import UtcDateTime

PRIVATE_FILE = 0o600
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file, and would mix with another


class Filling:
    """A database that is being filled. Nobody sees anything of it before the end."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], where: URL) -> None:
        self._connection = connection
        self._tables = tables
        self._where = where
        self._sums = dict.fromkeys(tables, 0)

    def add(self, name: str, columns: Sequence[str], content: Iterable[Row]) -> None:
        """Add rows to a table. Raises StoreError, also when there is no such table or column."""
        table = self._tables.get(name)
        if table is None or set(columns) != set(table.columns.keys()):
            raise StoreError(f"These rows of {name!r} don't fit into this version's tables.")
        found = iter(content)
        while some := list(islice(found, AT_ONCE)):
            self._sums[name] += sum(map(fingerprint, some))
            with explained(self._where):
                self._connection.execute(insert(table), [read_row(table, columns, row) for row in some])

    def verify(self) -> None:
        """Read everything again and see that it is what was added. Raises StoreError."""
        for name, table in self._tables.items():
            with explained(self._where):
                there = sum(map(fingerprint, rows(self._connection, table)))
            if there != self._sums[name]:
                raise StoreError(
                    f"What was written to {name!r} can't be read back the same. Nothing was kept."
                )


@contextmanager
def filling(url: str, revision: str, counters: Mapping[str, int]) -> Iterator[Filling]:
    """Fill the empty database at `url`, whose rows are of the version `revision`, and bring them up to date.

    All is there once the block has ended well. Numbers go on after `counters` and after the highest there is.
    Raises NotEmpty when something is there already, NewerDatabase, or another StoreError.
    """
    if not migrate.is_known(revision):
        raise NewerDatabase("These rows are of a newer version. Install that version.")
    target = engines.driver_url(url)
    with ExitStack() as stack:
        if path := engines.sqlite_path(target):
            target = target.set(database=str(stack.enter_context(new_file(path, target))))
        yield from filled(target, revision, counters)


def filled(target: URL, revision: str, counters: Mapping[str, int]) -> Iterator[Filling]:
    """One transaction on an empty database."""
    engine = engines.create_sync_engine(target)
    try:
        with explained(target):
            connection = engine.connect()
            transaction = connection.begin()
        with connection, transaction:
            with explained(target):
                tables = empty_tables(connection, revision)
            yield Filling(connection, tables, target)
            with explained(target):
                go_on_counting(connection, tables, counters)
                migrate.run_migrations(connection)
                transaction.commit()
    finally:
        engine.dispose()


def empty_tables(connection: Connection, revision: str) -> dict[str, Table]:
    """The tables of a version, made here, without the rows that come with them. Raises NotEmpty."""
    migrate.one_at_a_time(connection)
    if inspect(connection).get_table_names():
        name = connection.engine.url.database
        raise NotEmpty(f"The database {name} is not empty. Make a new, empty one and name that.")
    migrate.run_migrations(connection, revision)
    tables = present_tables(connection)
    for table in reversed(tables.values()):
        connection.execute(delete(table))
    return tables


def go_on_counting(connection: Connection, tables: Mapping[str, Table], counters: Mapping[str, int]) -> None:
    """Have the next number that PostgreSQL gives be higher than all that were given."""
    for key, name, column in counted(connection, tables):
        highest = max(connection.scalar(select(func.max(column))) or 0, counters.get(key, 0))
        if highest:
            connection.execute(
                text("SELECT setval(CAST(:name AS regclass), :to)"), {"name": name, "to": highest}
            )


def read_row(table: Table, columns: Sequence[str], row: Row) -> dict[str, Any]:
    """A row as the database takes it."""
    return {name: read_value(table.columns[name], value) for name, value in zip(columns, row, strict=True)}


def read_value(column: Column[Any], value: Any) -> Any:
    """A value as the database takes it: moments and days were written out."""
    if value is not None and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value


@contextmanager
def new_file(path: Path, target: URL) -> Iterator[Path]:
    """A SQLite file under another name, which gets its own once the block has ended well. Raises NotEmpty."""
    check_free(path)
    new = path.with_name(f"{path.name}.restoring")
    try:
        with explained(target):
            path.parent.mkdir(parents=True, exist_ok=True)
            drop(new)
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        yield new
        with explained(target):
            check_free(path)
            new.rename(path)
    finally:
        drop(new)


def drop(path: Path) -> None:
    """Remove a SQLite file that was not finished, with what is beside it."""
    for end in ("", *BESIDE):
        path.with_name(path.name + end).unlink(missing_ok=True)


def check_free(path: Path) -> None:
    """Raises NotEmpty when there is a database here, or a part of one."""
    if path.exists() and path.stat().st_size:
        raise NotEmpty(
            f"There is a database at {path} already. "
            "Move it away, or set LEERNETWERK_DATABASE_URL to another place."
        )
    for end in BESIDE:
        beside = path.with_name(path.name + end)
        if beside.exists():
            raise NotEmpty(f"{beside} is left of another database. Move it away first.")
