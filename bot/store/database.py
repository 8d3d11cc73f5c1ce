"""The door to the database: open it, and work in transactions."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import engines, migrate
from bot.store.explained import explained, unwritable
from bot.store.leases import Work, work_alone
from bot.store.transaction import Transaction


class Database:
    """Opens transactions. Build it with `open_database`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(leernetwerk_reads_only=True)
        self._turn = turns(engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction that may write: committed at the end, rolled back when the block raises."""
        async with self._turn, self._engine.begin() as connection:
            yield Transaction(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads, and so waits for nobody."""
        async with self._reader.begin() as connection:
            yield Transaction(connection)

    async def work_alone(self, name: str, work: Work) -> None:
        """Do `work` once no other process does what is called `name`. Raises LeaseLost.

        On SQLite this process is the only one: the lock on the file saw to that.
        """
        if self._engine.dialect.name == "sqlite":
            await work()
        else:
            await work_alone(self._engine, name, work)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._engine.dispose()


def turns(engine: AsyncEngine) -> AbstractAsyncContextManager[None]:
    """What a writer waits for before it begins.

    SQLite has one writer at a time and lets the others sleep and try again, the unlucky ones long; within
    this process they wait in a queue instead. PostgreSQL needs nothing of the kind.
    """
    return asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()


async def open_database(url: str) -> Database:
    """The database at `url` (`sqlite:///PATH` or `postgresql://…`), made or migrated where needed.

    Raises StoreError, with the way out, when that can't be done.
    """
    target = engines.driver_url(url)
    with explained(target):
        if path := engines.sqlite_path(target):
            await asyncio.to_thread(prepare_file, path)
        await asyncio.to_thread(migrate.upgrade, target)
    return Database(engines.create_engine(target))


def prepare_file(path: Path) -> None:
    """Make the folder of a SQLite file, and the file ready for several writers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not os.access(path, os.W_OK):
        raise unwritable(path)
    engines.keep_log_ahead(path)
