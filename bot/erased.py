"""The list of erasures beside the database, which no backup of the database takes back.

Each line is a moment and a mark that names nobody (`bot.store.erasures`). The file only grows. Whoever puts
an older backup in place leaves it where it is; at the next start the same people are forgotten again.
"""

import asyncio
import logging
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.store import Database, Erasure, sqlite_file

log = logging.getLogger(__name__)

PRIVATE_FILE = 0o600
BESIDE_A_SERVER = Path("data/leernetwerk.erased")  # for a database that is no file here


def list_of(database_url: str) -> Path:
    """Where the list for a database is."""
    file = sqlite_file(database_url)
    return file.with_name(f"{file.name}.erased") if file else BESIDE_A_SERVER


async def keep_erased(store: Database, path: Path) -> int:
    """Forget again whom the list names and the database doesn't know of, and bring the list up to date.

    How many were forgotten again. A list that can't be read or written is only warned of: nobody should have
    to wait for an answer because of it.
    """
    try:
        listed = await asyncio.to_thread(read_list, path)
    except OSError as error:
        log.warning("the list of erasures can't be read: %s", type(error).__name__)
        return 0
    async with store.reading() as tx:
        known = await tx.erasures.all()
    again = 0
    if set(listed) - set(known):
        async with store.transaction() as tx:
            again = await tx.own_data.replay(listed)
    if again:
        log.warning("the database was older than its list of erasures: %d forgotten again", again)
    await add_to_list(path, sorted(set(known) - set(listed), key=lambda one: (one.at, one.mark)))
    return again


def read_list(path: Path) -> list[Erasure]:
    """The erasures in the list; a line that was only half written is left out."""
    if not path.exists():
        return []
    return [found for line in path.read_text("utf-8", "replace").splitlines() if (found := parsed(line))]


def parsed(line: str) -> Erasure | None:
    """The erasure on a line; None when there is none to read."""
    moment, _, mark = line.partition(" ")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return Erasure(mark, at) if mark and at.tzinfo else None


async def add_to_list(path: Path, found: Sequence[Erasure]) -> None:
    """Write these at the end of the list, safely on the disk."""
    if not found:
        return
    try:
        await asyncio.to_thread(append, path, "".join(f"{one.at.isoformat()} {one.mark}\n" for one in found))
    except OSError as error:
        log.warning("the list of erasures can't be written: %s", type(error).__name__)


def append(path: Path, lines: str) -> None:
    """Add lines to a private file; behind a half line they start anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab+", opener=private) as file:
        file.seek(0, os.SEEK_END)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                lines = f"\n{lines}"
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def private(path: str, flags: int) -> int:
    """Open a file that is its owner's alone."""
    return os.open(path, flags, PRIVATE_FILE)
