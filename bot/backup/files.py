"""The file of a backup: private, written wholly or not at all, never over another."""

import fcntl
import gzip
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.backup.errors import BackupError, DamagedBackup
from bot.backup.sealing import COST, SealedReader, SealedWriter

PRIVATE_FILE = 0o600
QUICK = 6  # gzip's level


@contextmanager
def new_backup(path: Path, passphrase: str, cost: int = COST) -> Iterator[gzip.GzipFile]:
    """Write a backup: `path` is there only once the block has ended well.

    Raises BackupError when it is there already or can't be written. A file of a process that was killed
    halfway, `PATH.part`, is written over.
    """
    if os.path.lexists(path):
        raise BackupError(f"{path} is there already. Choose another name, or move it away.")
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "ab", opener=private) as file:
            lock(file, part)
            try:
                file.truncate(0)
                with sealed_into(file, passphrase, cost) as packed:
                    yield packed
                file.flush()
                os.fsync(file.fileno())
                part.rename(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        keep_name(path)
    except OSError as error:
        raise BackupError(f"{path} can't be written: {error.strerror}. Nothing was kept.") from error


@contextmanager
def opened_backup(path: Path, passphrase: str) -> Iterator[gzip.GzipFile]:
    """What is in a backup. Raises BackupError at once, and while it is read."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError(f"{path} can't be read: {error.strerror}.") from error
    with file, io.BufferedReader(SealedReader(file, passphrase)) as sealed, gzip.open(sealed) as packed:
        try:
            yield packed
        except (EOFError, gzip.BadGzipFile) as error:
            raise DamagedBackup("The backup is damaged or incomplete. Use another copy of it.") from error


@contextmanager
def sealed_into(file: IO[bytes], passphrase: str, cost: int) -> Iterator[gzip.GzipFile]:
    """A stream that is packed and sealed into a file; it is whole only if the block ends well."""
    sealed = SealedWriter(file, passphrase, cost)
    with gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=QUICK, mtime=0) as packed:
        yield packed
    sealed.finish()


def lock(file: IO[bytes], path: Path) -> None:
    """Be the only one that writes this file. Raises BackupError."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BackupError(f"Another backup is being written to {path}. Wait for it.") from error


def keep_name(path: Path) -> None:
    """Have the name of a file safely on the disk, where the file system can promise that."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(folder)
    finally:
        os.close(folder)


def private(path: str, flags: int) -> int:
    """Open a file that is its owner's alone."""
    return os.open(path, flags, PRIVATE_FILE)
