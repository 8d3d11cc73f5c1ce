"""Turns what a driver raises at opening into an error that an operator understands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.store import errors
from bot.store.engines import sqlite_path


@contextmanager
def explained(target: URL) -> Iterator[None]:
    """Turn what a driver or the file system raises at opening into a StoreError that says the way out."""
    where = sqlite_path(target) or target.set(query={}).render_as_string(hide_password=True)
    try:
        yield
    except DBAPIError as error:
        raise explanation(error.orig, where) from error
    except sqlite3.Error as error:
        raise explanation(error, where) from error
    except OSError as error:
        if error.errno == ENOSPC:
            raise no_room(where) from error
        raise errors.DatabaseUnwritable(
            f"No place for the database {where}: {error.strerror}. "
            "Set LEERNETWERK_DATABASE_URL to a folder that may be written."
        ) from error


def explanation(error: BaseException | None, where: Path | str) -> errors.StoreError:
    """Which StoreError a driver's error amounts to."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_NOTADB"):
        return errors.NotADatabase(f"{where} is not a database. Move it away, or set another path.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return unwritable(where)
    if name.startswith("SQLITE_FULL"):
        return no_room(where)
    if name.startswith("SQLITE_BUSY"):
        return errors.DatabaseLocked(f"{where} is held by another program. Stop that program first.")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return errors.DatabaseUnwritable(f"The disk of {where} is full, or fails. Make room first.")
    if isinstance(error, psycopg.errors.DiskFull):
        return errors.DatabaseUnwritable(f"The disk of {where} is full. Make room first.")
    if isinstance(error, psycopg.OperationalError):
        return errors.DatabaseUnreachable(
            f"No connection to {where}. Check the address, the password and that the server runs."
        )
    return errors.StoreError(f"{where} can't be used: {name or type(error).__name__}.")


def no_room(where: Path | str) -> errors.StoreError:
    """What to say when the disk is full."""
    return errors.DatabaseUnwritable(f"The disk is full, so {where} can't be written. Make room on it first.")


def unwritable(where: Path | str) -> errors.DatabaseUnwritable:
    """What to say of a file that may only be read."""
    return errors.DatabaseUnwritable(
        f"{where} can't be opened for writing. Give this user the right to write the file and its folder."
    )
