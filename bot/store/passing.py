"""Whether an error says that the database is away, held or full, and nothing about what was asked of it."""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.store.errors import DatabaseUnreachable, DatabaseUnwritable

SQLITE_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
# Connection, deadlock, a standby that only reads, resources such as the disk, a lock, shutdown, the system.
POSTGRESQL_STATES = ("08", "40", "25006", "53", "55P03", "57P", "58")


def is_passing(error: BaseException) -> bool:
    """Whether the same may go well as soon as the database is there again."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_CODES
    if isinstance(cause, psycopg.Error):
        if cause.sqlstate is None:
            return isinstance(cause, psycopg.OperationalError)
        return cause.sqlstate.startswith(POSTGRESQL_STATES)
    return isinstance(cause, NoConnectionFree | DatabaseUnreachable | DatabaseUnwritable)
