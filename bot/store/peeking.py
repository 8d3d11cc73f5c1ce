"""Looks into a database that may be there, without making or migrating it."""

from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.store import engines
from bot.store.database import Database
from bot.store.explained import explained
from bot.store.local import LocalDatabase
from bot.store.server import ServerDatabase
from knowledge_base import Tip

MISSING = ("no such table", "no such column", "does not exist")  # it is of an older version


async def published_tips(url: str) -> list[Tip]:
    """The tips that are published there; none when there is no database yet. Raises StoreError."""
    target = engines.driver_url(url)
    path = engines.sqlite_path(target)
    if path and not path.exists():
        return []
    store = Database(
        LocalDatabase(engines.create_sync_engine(target))
        if path
        else ServerDatabase(engines.create_server_engine(target))
    )
    try:
        with explained(target):
            return await read(store)
    finally:
        await store.close()


async def read(store: Database) -> list[Tip]:
    """The tips in an open database, if it has any."""
    try:
        async with store.reading() as tx:
            return await tx.tips.published()
    except (OperationalError, ProgrammingError) as error:
        if any(missing in str(error.orig) for missing in MISSING):
            return []
        raise
