"""The SQLite file goes away while the bot runs: nothing is written into a file that nobody finds again."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys import telegram_bot
from tests.journeys.processes import COMMAND, PATIENCE_S
from tests.journeys.telegram_bot import Member, ServedBot, free_port, served
from tests.journeys.test_full_disk import can_mount
from tests.journeys.test_watching import fetched

QUESTION = "school stuurt hem weer naar huis, wat nu?"
HERE = ("unshare", "-m")


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    port = free_port()
    with served(tmp_path, HTTP_LISTEN=f"127.0.0.1:{port}") as running:
        running.port = port
        yield running


def ready_is(bot: ServedBot, status: int) -> str:
    """Wait until `/readyz` answers so; what it says."""
    end = time.monotonic() + PATIENCE_S
    while (found := fetched(bot.port, "/readyz"))[0] != status:
        assert time.monotonic() < end, found
        time.sleep(0.2)
    return found[1]


def folder(bot: ServedBot) -> list[Path]:
    """The folder of the database."""
    return [bot.database.parent]


def files(bot: ServedBot) -> list[Path]:
    """The file, and what SQLite keeps beside it."""
    return [bot.database.with_name(f"{bot.database.name}{end}") for end in ("", "-wal", "-shm")]


def aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.away")


@pytest.mark.parametrize("what", [folder, files])
def test_while_the_database_is_away_nothing_is_answered_and_all_of_it_afterwards(
    bot: ServedBot, what: Callable[[ServedBot], list[Path]]
) -> None:
    anna = Member(bot.telegram)
    anna.gets(anna.person.starts)
    paths = what(bot)
    for path in paths:
        path.rename(aside(path))
    assert "the database does not answer" in ready_is(bot, 503)
    anna.person.says(QUESTION)
    anna.sees_nothing_new(after=2)
    bot.logs("is gone. Put it back where it was")
    assert not bot.database.exists(), "an empty one would be taken for ours at the next start"
    for path in paths:
        aside(path).rename(path)
    anna.gets(lambda: None)
    ready_is(bot, 200)
    assert bot.running.poll() is None
    assert len(bot.log) < 50_000


def test_another_file_at_the_same_place_is_not_mixed_with_ours(bot: ServedBot, tmp_path: Path) -> None:
    anna = Member(bot.telegram)
    anna.gets(anna.person.starts)
    bot.database.rename(aside(bot.database))
    bot.database.write_bytes(b"")
    ready_is(bot, 503)
    bot.logs("Restart the bot")
    assert bot.database.read_bytes() == b""


@pytest.mark.skipif(not can_mount(), reason="needs the right to mount (unshare -m)")
def test_a_disk_that_becomes_read_only_is_seen_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_bot, "COMMAND", (*HERE, *COMMAND))
    port = free_port()
    with served(tmp_path, HTTP_LISTEN=f"127.0.0.1:{port}") as bot:
        bot.port = port
        anna = Member(bot.telegram)
        anna.gets(anna.person.starts)
        data, there = str(bot.database.parent), ("nsenter", "-m", "-t", str(bot.running.pid))
        subprocess.run([*there, "mount", "--bind", data, data], check=True)
        subprocess.run([*there, "mount", "-o", "remount,bind,ro", data], check=True)
        ready_is(bot, 503)
        anna.person.says(QUESTION)
        anna.sees_nothing_new(after=2)
        bot.logs("can't be opened for writing")
        subprocess.run([*there, "umount", data], check=True)
        anna.gets(lambda: None)
        ready_is(bot, 200)
