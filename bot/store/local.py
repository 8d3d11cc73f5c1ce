"""SQLite, used where the answers are made: no thread stands between us and a file that answers at once.

Only two things can take long and are given to a thread: to wait until another process has written, and to
wait for the disk at the end of a transaction. Within this process writers wait in a queue: SQLite would let
them sleep and try again, the unlucky ones long.

A file that is moved or deleted can still be written by who has it open, and what is written there is gone at
the end. So each transaction begins with a look whether the file is where it was.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy
from sqlalchemy import CursorResult, Dialect, Engine, Executable

from bot.store.connection import Rows
from bot.store.engines import BEGIN, LOCK_WAIT_S
from bot.store.errors import DatabaseUnreachable
from bot.store.explained import unwritable

T = TypeVar("T")


class LocalConnection:
    """A connection that answers at once."""

    def __init__(self, connection: sqlalchemy.Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """SQLite's."""
        return self._connection.dialect

    async def execute(self, statement: Executable, rows: Rows = None, /) -> CursorResult[Any]:
        """Run a statement; once for many rows."""
        return self._connection.execute(statement, rows)

    async def scalar(self, statement: Executable) -> Any:
        """Run a statement; the first column of the first row, None without rows."""
        return self._connection.scalar(statement)

    def begin_nested(self) -> AbstractAsyncContextManager[object]:
        """A savepoint."""
        return self._nested()

    @asynccontextmanager
    async def _nested(self) -> AsyncIterator[None]:
        """Said to SQLite itself: it is done for every message, and our library keeps costly books of it."""
        raw = driver(self._connection)
        raw.execute("SAVEPOINT handler")
        try:
            yield
        except BaseException:
            raw.execute("ROLLBACK TO handler")
            raise
        finally:
            raw.execute("RELEASE handler")


class LocalDatabase:
    """A SQLite file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{BEGIN: ""})  # we begin ourselves
        self._reader = engine.execution_options(**{BEGIN: "BEGIN"})
        self._turn = asyncio.Lock()
        self._path = engine.url.database or ""
        self._file = identity(self._path)

    @asynccontextmanager
    async def writing(self, *, lasting: bool = True) -> AsyncIterator[LocalConnection]:
        """A transaction that may write.

        `lasting`: it is on the disk at the end. If not, it is handed to the system alone, which takes no
        thread: the end of this process can't undo it, a power cut can, until the next lasting one.
        """
        async with self._turn:
            check_there(self._path, self._file)
            with self._writer.connect() as connection, ExitStack() as stack:
                if not lasting:
                    stack.enter_context(without_waiting_for_disk(driver(connection)))
                await begin(connection)
                with connection.begin() as transaction:
                    yield LocalConnection(connection)
                    if lasting:
                        await in_thread(transaction.commit)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[LocalConnection]:
        """A transaction that only reads, and so waits for nobody."""
        check_there(self._path, self._file)
        with self._reader.begin() as connection:
            yield LocalConnection(connection)

    async def work_alone(self, name: str, work: Callable[[], Any]) -> None:
        """Do `work`: the lock on the file saw to it that this process is the only one."""
        await work()

    async def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def identity(path: str) -> tuple[int, int] | None:
    """Which file stands at a path; None when none does."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_there(path: str, opened: tuple[int, int] | None) -> None:
    """Raises DatabaseUnreachable or DatabaseUnwritable unless the file that was opened can be written."""
    found = identity(path)
    if found is None:
        raise DatabaseUnreachable(f"{path} is gone. Put it back where it was; the bot goes on by itself.")
    if found != opened:
        raise DatabaseUnreachable(f"{path} is another file than the one that was opened. Restart the bot.")
    if not os.access(path, os.W_OK):
        raise unwritable(path)


def driver(connection: sqlalchemy.Connection) -> sqlite3.Connection:
    """The connection of Python's own driver."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


@contextmanager
def without_waiting_for_disk(raw: sqlite3.Connection) -> Iterator[None]:
    """For the length of the block transactions are not written through; nor is the log put into the file."""
    raw.execute("PRAGMA synchronous = NORMAL")
    [pages] = raw.execute("PRAGMA wal_autocheckpoint").fetchone()
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA wal_autocheckpoint = {pages}")
        raw.execute("PRAGMA synchronous = FULL")


async def begin(connection: sqlalchemy.Connection) -> None:
    """Become the writer: at once, or in a thread when another process is writing."""
    raw = driver(connection)
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raw.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_S * 1000}")
        await in_thread(lambda: raw.execute("BEGIN IMMEDIATE"))


async def in_thread(work: Callable[[], T]) -> T:
    """Do something that takes long. It is awaited to its end, also when this task is cancelled."""
    future = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait([future])
        raise
