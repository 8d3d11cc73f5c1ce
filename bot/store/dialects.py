"""Where SQLite and PostgreSQL differ in what we use."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.connection import Connection


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, which both databases have and standard SQL has not."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
