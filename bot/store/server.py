"""PostgreSQL, over a pool of connections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.connection import Connection
from bot.store.leases import Work, work_alone


class ServerDatabase:
    """A database on a server, which other processes use too."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def writing(self, *, lasting: bool = True) -> AsyncIterator[Connection]:
        """A transaction that may write; always `lasting`, since the server waits for its disk and not we."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A transaction that only reads."""
        async with self._engine.begin() as connection:
            yield connection

    async def work_alone(self, name: str, work: Work) -> None:
        """Do `work` once no other process does what is called `name`. Raises LeaseLost."""
        await work_alone(self._engine, name, work)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._engine.dispose()
