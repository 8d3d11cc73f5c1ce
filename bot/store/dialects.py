"""Where SQLite and PostgreSQL differ in what we use."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.connection import Connection

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


class Prepared:
    """A statement with ON CONFLICT, made once: to make it for every message costs more than to run it."""

    def __init__(self, make: Callable[[Callable[[Table], Insert]], Executable]) -> None:
        self._for = {"sqlite": make(sqlite.insert), "postgresql": make(postgresql.insert)}

    def on(self, connection: Connection) -> Executable:
        """The statement as this connection's database understands it."""
        return self._for[connection.dialect.name]


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT, which both databases have and standard SQL has not."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
