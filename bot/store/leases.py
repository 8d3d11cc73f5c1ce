"""Work that one process at a time may do: a lock in the database that goes with its connection."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.platforms import LeaseLost

TRY_AGAIN_S = 2.0
LOOK_AGAIN_S = 5.0

Work = Callable[[], Awaitable[None]]


async def work_alone(engine: AsyncEngine, name: str, work: Work) -> None:
    """Wait until no other process holds `name`, then do `work` while this one does. Raises LeaseLost.

    PostgreSQL lets go of the lock when this process dies, so that another takes over within seconds.
    """
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        key = {"key": lock_key(name)}
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key):  # noqa: ASYNC110 - another process holds it
            await asyncio.sleep(TRY_AGAIN_S)
        try:
            await work_while_held(connection, work)
        finally:
            await connection.invalidate()  # closes it, and with it the lock, also when it is broken


async def work_while_held(connection: AsyncConnection, work: Work) -> None:
    """Do `work`, and give it up when the connection goes."""
    working, watching = asyncio.ensure_future(work()), asyncio.ensure_future(watch(connection))
    try:
        done, _ = await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        await done.pop()
    finally:
        for task in (watching, working):
            task.cancel()
        await asyncio.gather(watching, working, return_exceptions=True)


async def watch(connection: AsyncConnection) -> None:
    """Never returns; raises LeaseLost as soon as the connection turns out to be gone."""
    while True:
        await asyncio.sleep(LOOK_AGAIN_S)
        try:
            await connection.execute(text("SELECT 1"))
        except Exception as error:
            raise LeaseLost("the connection to the database was lost") from error


def lock_key(name: str) -> int:
    """The number by which PostgreSQL knows a lock: 63 bits of a digest of its name."""
    return int.from_bytes(hashlib.sha256(f"leernetwerk {name}".encode()).digest()[:8]) >> 1
