"""Turns what a driver raises at opening into an error that an operator understands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store import errors
from bot.store.engines import sqlite_path


@contextmanager
def explained(target: URL) -> Iterator[None]:
    """Turn what a driver raises at opening into a StoreError that an operator understands."""
    where = sqlite_path(target) or target.render_as_string(hide_password=True)
    try:
        yield
    except DBAPIError as error:
        raise explanation(error, where) from error
    except OSError as error:
        raise errors.DatabaseUnwritable(
            f"No place for the database {where}: {error.strerror}. "
            "Set LEERNETWERK_DATABASE_URL to a folder that may be written."
        ) from error


def explanation(error: DBAPIError, where: Path | str) -> errors.StoreError:
    """Which StoreError a driver's error amounts to."""
    if not isinstance(error.orig, sqlite3.Error):
        return server_explanation(error, where)
    name = getattr(error.orig, "sqlite_errorname", "")
    if name.startswith("SQLITE_NOTADB"):
        return errors.NotADatabase(f"{where} is not a database. Move it away, or set another path.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return errors.DatabaseUnwritable(
            f"{where} can't be opened for writing. Give this user the right to write the file and its folder."
        )
    if name.startswith("SQLITE_BUSY"):
        return errors.DatabaseLocked(f"{where} is held by another program. Stop that program first.")
    return errors.StoreError(f"{where} can't be opened: {error.orig}")


def server_explanation(error: DBAPIError, where: Path | str) -> errors.StoreError:
    """The same for a database server."""
    if isinstance(error, OperationalError):
        return errors.DatabaseUnreachable(
            f"No connection to {where}. Check the address, the password and that the server runs."
        )
    return errors.StoreError(f"{where} can't be used: {type(error.orig).__name__}")
