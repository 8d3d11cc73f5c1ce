"""A disk that is full, or can only be read: one clear line at the start, and no lost answer while it runs.

The disk is a small one in memory, in a mount namespace of the process alone.
"""

import subprocess
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from tests.journeys import telegram_bot
from tests.journeys.processes import COMMAND, PATIENCE_S, Outcome, outcome, start
from tests.journeys.telegram_bot import Member, served

QUESTION = "school stuurt hem weer naar huis, wat nu?"
QUESTIONS = 12
MOUNT = 'mount -t tmpfs -o size="$1" none "$0" && shift && exec "$@"'
MOUNT_TO_READ = 'mount -t tmpfs -o size="$1",ro none "$0" && shift && exec "$@"'
SIZE = "6m"


@cache
def can_mount() -> bool:
    """Whether this user may make a disk of their own."""
    command = ("unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=64k none /tmp")
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


pytestmark = pytest.mark.skipif(not can_mount(), reason="needs the right to mount (unshare -m)")


def on_disk(folder: Path, size: str = SIZE, how: str = MOUNT) -> tuple[str, ...]:
    """How to start a command for which `folder` is a disk of this size."""
    folder.mkdir(exist_ok=True)
    return ("unshare", "-m", "sh", "-c", how, str(folder), size, *COMMAND)


def said_on(folder: Path, size: str, how: str = MOUNT) -> Outcome:
    """What becomes of a command there."""
    arguments = ("network", "add", "oost", "--name", "Oost")
    return outcome(start(*arguments, cwd=folder.parent, command=on_disk(folder, size, how)))


def test_a_full_disk_at_the_start_is_one_line(tmp_path: Path) -> None:
    said = said_on(tmp_path / "data", "64k")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    assert "The disk is full" in said.err


def test_a_disk_that_can_only_be_read_is_one_line(tmp_path: Path) -> None:
    said = said_on(tmp_path / "data", SIZE, MOUNT_TO_READ)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    assert "leernetwerk.db" in said.err
    assert "Read-only file system" in said.err or "can't be opened for writing" in said.err


def fill(disk: Path) -> Path:
    """Leave no room on a disk; the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


def test_what_comes_while_the_disk_is_full_is_answered_once_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_bot, "COMMAND", on_disk(tmp_path / "data"))
    with served(tmp_path) as bot:
        anna = Member(bot.telegram)
        anna.gets(anna.person.starts)
        disk = Path(f"/proc/{bot.running.pid}/root{bot.database.parent}")
        filler = fill(disk)
        for number in range(QUESTIONS):
            anna.person.says(f"{QUESTION} {number}")
        end = time.monotonic() + PATIENCE_S
        while "SQLITE_FULL" not in bot.log and time.monotonic() < end:
            time.sleep(0.1)
        assert "SQLITE_FULL" in bot.log
        filler.unlink()
        anna.gets(lambda: None, QUESTIONS)
        anna.sees_nothing_new()
        assert bot.running.poll() is None
