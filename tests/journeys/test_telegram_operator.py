"""What an operator meets: refused tokens, a second program with the same token, a Telegram that is away."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import TelegramError

from tests.journeys.telegram_bot import READY, Member, ServedBot, served
from tests.wire.telegram import TelegramServer, threaded_telegram_server

QUESTION = "school stuurt hem weer naar huis, wat nu?"
TOKEN = "LEERNETWERK_TELEGRAM_TOKEN"


@contextmanager
def begun(telegram: TelegramServer, folder: Path, **chosen: str) -> Iterator[ServedBot]:
    """A bot that was started and of which nobody knows whether it serves."""
    bot = ServedBot(telegram, folder, **chosen)
    bot.begin()
    try:
        yield bot
    finally:
        bot.kill()


def complaints(bot: ServedBot) -> list[str]:
    """What the operator reads, without what is mere information."""
    return [line for line in bot.log.splitlines() if line and " INFO " not in line and line != READY]


@pytest.mark.parametrize("token", ["123456:ANOTHER-AHdqTcvCH1vGWJxfSeofSAs0K5P", "niets", "123456:", " "])
def test_a_token_that_is_refused_ends_it_with_one_line_that_names_the_setting(
    tmp_path: Path, token: str
) -> None:
    with threaded_telegram_server() as telegram, begun(telegram, tmp_path, TELEGRAM_TOKEN=token) as bot:
        assert bot.ends() == 2
        (line,) = complaints(bot)
        assert TOKEN in line
        assert token.strip() not in line or not token.strip()


def test_a_token_that_is_revoked_while_it_runs_ends_it_with_one_line(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        bot.telegram.revoke_token()
        assert bot.ends(20) == 2
        (line,) = complaints(bot)
        assert TOKEN in line
        assert bot.telegram.token not in line


def test_a_telegram_that_is_away_at_the_start_is_waited_for_and_the_operator_is_told(tmp_path: Path) -> None:
    with threaded_telegram_server() as telegram:
        telegram.down()
        with begun(telegram, tmp_path) as bot:
            bot.logs("no connection")
            time.sleep(1)
            assert READY not in bot.log
            assert len(complaints(bot)) < 10
            telegram.up()
            bot.logs(READY)
            anna = Member(telegram)
            anna.gets(anna.person.starts)


def test_it_can_be_ended_while_it_waits_for_telegram(tmp_path: Path) -> None:
    with threaded_telegram_server() as telegram:
        telegram.down()
        with begun(telegram, tmp_path) as bot:
            bot.logs("no connection")
            code, took = bot.stop()
            assert (code, took < 20) == (0, True)  # ten promised; a busy machine may add some


async def fetch_beside(telegram: TelegramServer, seconds: float) -> int:
    """Fetch updates with the same token, as a second program would; how often that worked."""
    worked, end = 0, time.monotonic() + seconds
    async with Bot(telegram.token, base_url=telegram.base_url) as other:
        while time.monotonic() < end:
            try:
                await other.get_updates(timeout=1)
                worked += 1
            except TelegramError:
                await asyncio.sleep(0.3)
    return worked


def test_a_second_program_with_the_same_token_is_named_and_the_bot_recovers(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        anna = Member(bot.telegram)
        anna.gets(anna.person.starts)
        fetched = len(bot.telegram.calls_of("getUpdates"))
        worked = asyncio.run(fetch_beside(bot.telegram, 6))
        assert "same token" in bot.log
        assert len(complaints(bot)) <= 6  # it backs off, it does not shout
        assert len(bot.telegram.calls_of("getUpdates")) - fetched - worked < 30
        anna.asks(QUESTION)
        anna.sees_nothing_new()


def test_a_second_run_on_the_same_database_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        (tmp_path / "second").mkdir()
        with begun(bot.telegram, tmp_path / "second", **bot.settings) as second:
            assert second.ends() == 2
            (line,) = complaints(second)
            assert "Another" in line
        anna = Member(bot.telegram)
        anna.gets(anna.person.starts)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/x"}, "LEERNETWERK_TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_BASE_URL": "geen adres"}, "LEERNETWERK_TELEGRAM_BASE_URL"),
        (
            {"TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/x", "TELEGRAM_WEBHOOK_SECRET": "x"},
            "LEERNETWERK_HTTP_LISTEN",
        ),
        (
            {
                "TELEGRAM_WEBHOOK_URL": "geen adres",
                "TELEGRAM_WEBHOOK_SECRET": "x",
                "HTTP_LISTEN": "127.0.0.1:0",
            },
            "LEERNETWERK_TELEGRAM_WEBHOOK_URL",
        ),
        (
            {"TELEGRAM_WEBHOOK_URL": "http://h/x", "TELEGRAM_WEBHOOK_SECRET": "x", "HTTP_LISTEN": "quatsch"},
            "LEERNETWERK_HTTP_LISTEN",
        ),
    ],
    ids=["no secret", "base", "nowhere to listen", "no address", "listen"],
)
def test_settings_that_are_half_or_wrong_end_it_with_one_line_that_names_them(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    with threaded_telegram_server() as telegram, begun(telegram, tmp_path, **settings) as bot:
        assert bot.ends() == 2
        (line,) = complaints(bot)
        assert named in line


def test_a_port_that_is_taken_ends_it_with_a_line_that_names_the_setting(tmp_path: Path) -> None:
    with threaded_telegram_server() as telegram:
        taken = telegram.base_url.split("/")[2]
        settings = {"TELEGRAM_WEBHOOK_URL": f"http://{taken}/x", "TELEGRAM_WEBHOOK_SECRET": "x"}
        with begun(telegram, tmp_path, **settings, HTTP_LISTEN=taken) as bot:
            assert bot.ends(30) == 2
            (line,) = complaints(bot)
            assert "LEERNETWERK_HTTP_LISTEN" in line
