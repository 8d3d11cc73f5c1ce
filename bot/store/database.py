"""The door to the database: open it, and work in transactions."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.store import engines, migrate
from bot.store.connection import Connection
from bot.store.explained import explained, unwritable
from bot.store.leases import Work
from bot.store.local import LocalDatabase
from bot.store.server import ServerDatabase
from bot.store.transaction import Transaction

PRIVATE_FILE = 0o600


class Backend(Protocol):
    """A database of one kind or the other."""

    def writing(self, *, lasting: bool) -> AbstractAsyncContextManager[Connection]: ...
    def reading(self) -> AbstractAsyncContextManager[Connection]: ...
    async def work_alone(self, name: str, work: Work) -> None: ...
    async def close(self) -> None: ...


class Database:
    """Opens transactions. Build it with `open_database`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @asynccontextmanager
    async def transaction(self, *, lasting: bool = True) -> AsyncIterator[Transaction]:
        """A transaction that may write: committed at the end, rolled back when the block raises.

        `lasting`: a power cut can't undo it. Without, it may, and it costs less.
        """
        async with self._backend.writing(lasting=lasting) as connection:
            yield Transaction(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads, and so waits for nobody."""
        async with self._backend.reading() as connection:
            yield Transaction(connection)

    async def work_alone(self, name: str, work: Work) -> None:
        """Do `work` once no other process does what is called `name`. Raises LeaseLost."""
        await self._backend.work_alone(name, work)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._backend.close()


async def open_database(url: str) -> Database:
    """The database at `url` (`sqlite:///PATH` or `postgresql://…`), made or migrated where needed.

    Raises StoreError, with the way out, when that can't be done.
    """
    target = engines.driver_url(url)
    path = engines.sqlite_path(target)
    with explained(target):
        if path:
            await asyncio.to_thread(prepare_file, path)
        await asyncio.to_thread(migrate.upgrade, target)
    if path:
        return Database(LocalDatabase(engines.create_sync_engine(target)))
    return Database(ServerDatabase(engines.create_server_engine(target)))


def prepare_file(path: Path) -> None:
    """Make the folder of a SQLite file, and the file ready for several writers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not os.access(path, os.W_OK):
        raise unwritable(path)
    os.close(
        os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
    )  # before SQLite, which would let others read
    engines.keep_log_ahead(path)
