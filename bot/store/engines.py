"""Engines for both databases: SQLite (WAL) by default, PostgreSQL by URL."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import StoreError

LOCK_WAIT_S = 30  # how long a SQLite writer waits for the one before it
WAL_PAUSE_S = 0.02
BEGIN = "leernetwerk_begin"  # the execution option that says how a transaction begins; "": it has begun
MEND = "use sqlite:///PATH or postgresql://… (with %XX for odd signs in a password)"


def create_server_engine(target: URL) -> AsyncEngine:
    """An engine for a database server. Its errors don't quote what somebody wrote."""
    return create_async_engine(target, pool_pre_ping=True, hide_parameters=True)


def create_sync_engine(target: URL) -> Engine:
    """An engine for SQLite, or for migrations of either database."""
    if target.get_backend_name() != "sqlite":
        return sqlalchemy.create_engine(target, connect_args={"connect_timeout": LOCK_WAIT_S})
    engine = sqlalchemy.create_engine(
        target,
        connect_args={"timeout": LOCK_WAIT_S, "check_same_thread": False},  # one thread at a time
        max_overflow=-1,  # whoever waits for a connection here makes everybody wait
        hide_parameters=True,
    )
    prepare_sqlite(engine)
    return engine


def driver_url(url: str) -> URL:
    """`url` with the driver we use. Raises StoreError for another kind of database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"LEERNETWERK_DATABASE_URL is no address that can be read: {MEND}") from error
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
        case other:
            raise StoreError(f"LEERNETWERK_DATABASE_URL can't be {other} like this: {MEND}")


def without_password(url: str) -> str:
    """A database address that may be shown."""
    return driver_url(url).set(drivername=make_url(url).drivername).render_as_string(hide_password=True)


def sqlite_path(target: URL) -> Path | None:
    """The file of a SQLite database; None for a server."""
    return Path(target.database) if target.get_backend_name() == "sqlite" and target.database else None


def sqlite_file(url: str) -> Path | None:
    """The file that a database address names; None for a server."""
    return sqlite_path(driver_url(url))


def keep_log_ahead(path: Path) -> None:
    """Put a SQLite file in WAL mode, in which readers and the writer don't wait for each other; it stays so.

    SQLite doesn't wait when another program is busy with the file, so this does.
    """
    patience = time.monotonic() + LOCK_WAIT_S
    with closing(sqlite3.connect(path, isolation_level=None, timeout=LOCK_WAIT_S)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
                time.sleep(WAL_PAUSE_S)
            else:
                return


def prepare_sqlite(engine: Engine) -> None:
    """Make every SQLite connection safe for several writers.

    Writers ask for the lock at BEGIN: with a plain BEGIN two transactions that read first and write later
    end in "database is locked", whatever the time-out. FULL: what a member was told is kept, is kept
    through a power cut too. And what is deleted is overwritten, not only left out of the tables.
    """

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        cursor = connection.cursor()
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if how := connection.get_execution_options().get(BEGIN, "BEGIN IMMEDIATE"):
            connection.exec_driver_sql(how)
