"""The passphrase of a backup: from the settings, from a pipe, or asked in the terminal."""

import getpass
import sys

from bot.cli.errors import Refused
from bot.settings import PREFIX, Settings

MEND = f"type one, pipe it in, or set {PREFIX}BACKUP_PASSPHRASE"


def new_passphrase(settings: Settings) -> str:
    """The passphrase of a new backup, typed twice: after a slip nobody could open it. Raises Refused."""
    passphrase = given_passphrase(settings)
    if is_asked(settings) and typed("Once more: ") != passphrase:
        raise Refused("The two are not the same, so nothing was done.")
    return passphrase


def given_passphrase(settings: Settings) -> str:
    """The passphrase of a backup that there is. Raises Refused."""
    if settings.backup_passphrase is not None:
        passphrase = settings.backup_passphrase.get_secret_value()
    elif sys.stdin.isatty():
        passphrase = typed("Passphrase: ")
    else:
        passphrase = sys.stdin.readline().rstrip("\r\n")
    if not passphrase:
        raise Refused(f"A backup has a passphrase: {MEND}.")
    return passphrase


def typed(prompt: str) -> str:
    """What somebody types unseen; nothing when they leave with Ctrl-D."""
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def is_asked(settings: Settings) -> bool:
    """Whether somebody is there to type it."""
    return settings.backup_passphrase is None and sys.stdin.isatty()
