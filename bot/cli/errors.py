"""Which exit code an error has, and the one line that the operator sees."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from typer.exceptions import TyperException

from bot.locks import AlreadyRunning
from bot.platforms import CredentialsRefused
from bot.settings import SettingsError
from bot.store import StoreError
from bot.web import CannotListen
from knowledge_base import TipFileError

REFUSED = 1
WRONG_SETTINGS = 2


class Refused(Exception):
    """What was asked can't be done. The message is the one line that the operator sees."""


@contextmanager
def explained_exit() -> Iterator[None]:
    """Turn our own errors into a line and an exit code; anything else is a bug and shows as one."""
    try:
        yield
    except (SettingsError, StoreError, AlreadyRunning, CredentialsRefused, CannotListen) as error:
        leave(str(error), WRONG_SETTINGS)
    except (Refused, TipFileError) as error:
        leave(str(error), REFUSED)
    except TyperException as error:
        leave(" ".join(error.format_message().split()), error.exit_code)
    finally:
        let_go_of_output()


def let_go_of_output() -> None:
    """Flush what was printed. A reader who has left (`| head -1`) is no error, not even at the very end."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(message: str, code: int) -> NoReturn:
    """Say one line on stderr and exit; nothing to say: only exit."""
    if message:
        print(message, file=sys.stderr)
    raise SystemExit(code)
