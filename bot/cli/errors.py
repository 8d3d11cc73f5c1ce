"""Which exit code an error has, and the one line that the operator sees."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.locks import AlreadyRunning
from bot.settings import SettingsError
from bot.store import StoreError
from knowledge_base import TipFileError

REFUSED = 1
WRONG_SETTINGS = 2


@contextmanager
def explained_exit() -> Iterator[None]:
    """Turn our own errors into a line and an exit code; anything else is a bug and shows as one."""
    try:
        yield
    except (SettingsError, StoreError, AlreadyRunning) as error:
        leave(str(error), WRONG_SETTINGS)
    except TipFileError as error:
        leave(str(error), REFUSED)
    except BrokenPipeError:
        # The reader of our output left; nothing more can be said to it, not even at the final flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(message: str, code: int) -> None:
    """Say one line on stderr and exit."""
    print(message, file=sys.stderr)
    raise SystemExit(code)
