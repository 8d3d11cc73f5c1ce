"""The folder of `store.py` in a backup, and back: what makes us this device, and nothing else.

Not in it: the keys of an earlier device (`keys.db.replaced`), which nobody can use any more.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from bot.locks import AlreadyRunning, held
from bot.matrix.errors import StoreError
from bot.matrix.store import (
    KEYS,
    LOCK,
    PICKLE_KEY,
    PLACE,
    SEEDS,
    SESSION,
    explained,
    make_private,
    private,
)

SMALL = (PLACE, SESSION, SEEDS, PICKLE_KEY)
KEPT = (
    KEYS,
    *SMALL,
)  # the keys come first when they are put in place: without a database nothing starts then
COPY = f"{KEYS}.copy"
UNFINISHED = ".restoring"
BUSY_S = 30.0


def small_files(folder: Path) -> Mapping[str, bytes]:
    """Everything but the keys. Raises StoreError.

    To be read before the database: the place up to which all was handled may be too early, for what comes
    twice is known, and never too late.
    """
    with explained(folder):
        return {name: (folder / name).read_bytes() for name in SMALL if (folder / name).exists()}


@contextmanager
def copied_keys(folder: Path) -> Iterator[IO[bytes]]:
    """The key store as it is at one moment, while its owner goes on.

    The copy has no name any more when it is handed over, so nothing of it stays. Raises StoreError.
    """
    copy = folder / COPY
    with explained(folder):
        try:
            copy.unlink(missing_ok=True)
            os.close(private(str(copy), os.O_CREAT | os.O_EXCL | os.O_RDWR))
            copy_keys(folder / KEYS, copy)
            file = copy.open("rb")
        finally:
            copy.unlink(missing_ok=True)
    with file:
        yield file


def check_same_device(folder: Path, before: Mapping[str, bytes]) -> None:
    """Raises StoreError when the bot became another device since: then the keys don't go with the rest."""
    if small_files(folder).get(SESSION) != before.get(SESSION):
        raise StoreError("The bot became another Matrix device in the meantime. Make the backup again.")


def copy_keys(source: Path, target: Path) -> None:
    """Copy a SQLite file in one go, between two transactions of whoever writes it.

    With the right to write, for what a process that was killed left half written is undone first.
    """
    try:
        with (
            closing(
                sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_S)
            ) as keys,
            closing(sqlite3.connect(target)) as copy,
        ):
            keys.backup(copy)
    except sqlite3.Error as error:
        raise StoreError(f"{source} can't be copied: {error}") from error


class NewStore:
    """A store that is being put back: under other names until all of it is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._placed: list[Path] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file. Raises StoreError, also for one that doesn't belong to a store."""
        if name not in KEPT:
            raise StoreError(f"{name!r} is no file of a Matrix store.")
        parts = iter(pieces)
        with open_new(self._folder, name) as file:
            for piece in parts:
                with explained(self._folder):
                    file.write(piece)
            with explained(self._folder):
                file.flush()
                os.fsync(file.fileno())

    def place(self) -> None:
        """Give every file its own name. Raises StoreError."""
        with explained(self._folder):
            for name in KEPT:
                new = self._folder / f"{name}{UNFINISHED}"
                if new.exists():
                    self._placed.append(new.rename(self._folder / name))

    def undo(self) -> None:
        """Leave nothing of it."""
        with explained(self._folder):
            for path in self._placed:
                path.unlink(missing_ok=True)
            remove_unfinished(self._folder)


@contextmanager
def new_store(folder: Path) -> Iterator[NewStore]:
    """Put a store into an empty folder; nothing of it stays when the block raises.

    Raises StoreError, AlreadyRunning or another StoreError.
    """
    is_ours = not folder.exists()
    check_empty(folder)
    make_private(folder)
    with held(folder / LOCK) as alone:
        if not alone:
            raise AlreadyRunning(f"Another process uses {folder}: stop it, or set LEERNETWERK_MATRIX_STORE")
        new = NewStore(folder)
        try:
            new.undo()
            yield new
        except BaseException:
            new.undo()
            if is_ours:
                remove_empty(folder)
            raise


def check_empty(folder: Path) -> None:
    """Raises StoreError when there is anything here, or a folder that can't be read."""
    with explained(folder):
        found: Sequence[str] = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if any(name != LOCK and not name.endswith(UNFINISHED) for name in found):
        raise StoreError(
            f"The Matrix store {folder} is not empty. "
            "Move it away, or set LEERNETWERK_MATRIX_STORE to another place."
        )


def open_new(folder: Path, name: str) -> IO[bytes]:
    """A new, private file under the name that it has until the end."""
    with explained(folder):
        return open(folder / f"{name}{UNFINISHED}", "xb", opener=private)


def remove_unfinished(folder: Path) -> None:
    """Remove what another attempt left."""
    for path in folder.glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def remove_empty(folder: Path) -> None:
    """Remove a folder in which there is nothing but the lock."""
    (folder / LOCK).unlink(missing_ok=True)
    folder.rmdir()
