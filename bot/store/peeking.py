"""Looks into a database that may be there, without making or migrating it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.store import engines
from bot.store.database import Database
from bot.store.explained import explained
from bot.store.local import LocalDatabase
from bot.store.server import ServerDatabase
from bot.store.transaction import Transaction
from knowledge_base import Tip

T = TypeVar("T")

MISSING = ("no such table", "no such column", "does not exist")  # it is of an older version


async def published_tips(url: str) -> list[Tip]:
    """The tips that are published there; none when there is no database yet. Raises StoreError."""
    return await seen(url, lambda tx: tx.tips.published()) or []


async def known_fact(url: str, name: str) -> str | None:
    """A fact that is known there; None when it is not, or there is no database yet. Raises StoreError."""
    return await seen(url, lambda tx: tx.facts.get(name))


async def seen(url: str, look: Callable[[Transaction], Awaitable[T]]) -> T | None:
    """What there is to see in a database; None when it is not there, or older than what is looked for."""
    target = engines.driver_url(url)
    path = engines.sqlite_path(target)
    if path and not path.exists():
        return None
    store = Database(
        LocalDatabase(engines.create_sync_engine(target))
        if path
        else ServerDatabase(engines.create_server_engine(target))
    )
    try:
        with explained(target):
            return await looked(store, look)
    finally:
        await store.close()


async def looked(store: Database, look: Callable[[Transaction], Awaitable[T]]) -> T | None:
    """What there is to see in an open database; None when it is older than what is looked for."""
    try:
        async with store.reading() as tx:
            return await look(tx)
    except (OperationalError, ProgrammingError) as error:
        if any(missing in str(error.orig) for missing in MISSING):
            return None
        raise
