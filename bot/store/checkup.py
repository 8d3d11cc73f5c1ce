"""Whether the database can be used, without making or migrating it."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.store import engines, migrate
from bot.store.errors import StoreError
from bot.store.explained import explained
from bot.watching.findings import Finding, fault, ok, skipped, warning

ABOUT = "database"


async def checked(url: str) -> Sequence[Finding]:
    """Is it there, does it answer, and is it of this version?"""
    try:
        target = engines.driver_url(url)
        path = engines.sqlite_path(target)
        if path and not path.exists():
            return [of_place(path)]
        with explained(target):
            return [await asyncio.to_thread(of_version, target)]
    except StoreError as error:
        says, _, mend = str(error).partition(". ")
        return [fault(ABOUT, says, mend or "look at docs/settings.md")]


def of_place(path: Path) -> Finding:
    """Whether a SQLite file that is not there yet can be made."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        return fault(ABOUT, f"{path} can't be made", f"give this user the right to write in {folder}")
    return skipped(ABOUT, f"{path} is not there yet: the first start makes it")


def of_version(target: URL) -> Finding:
    """How far it is migrated. Asks for the writer's lock, as every start does."""
    path = engines.sqlite_path(target)
    if path and not os.access(path, os.W_OK):
        return fault(ABOUT, f"{path} may not be written", "give this user the right to write it")
    engine = engines.create_sync_engine(target)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT 1"))
            found, newest = migrate.current_revision(connection), migrate.newest_revision()
    finally:
        engine.dispose()
    kind = "SQLite" if path else "PostgreSQL"
    if found == newest:
        return ok(ABOUT, f"{kind} answers, and is of this version ({newest})")
    if found is None or migrate.is_known(found):
        return warning(
            ABOUT, f"{kind} is of an older version ({found or 'empty'})", "start the bot: it migrates"
        )
    return fault(
        ABOUT,
        f"{kind} was made by a newer version ({found})",
        "install that version, or restore an older backup",
    )
