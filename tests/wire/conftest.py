"""A Telegram of our own for each test, with the real library talking to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from tests.wire.telegram import Person, TelegramServer, telegram_server

Post = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """The library's bot, started and without any calls in the list."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else it warns of itself whenever it raises RetryAfter
    async with Bot(telegram.token, base_url=telegram.base_url) as started:
        telegram.calls.clear()
        yield started


@pytest.fixture
def lies(telegram: TelegramServer) -> Person:
    """Somebody who has started the bot."""
    person = telegram.person("Lies", language_code="nl")
    person.starts()
    return person


@pytest.fixture
async def post(telegram: TelegramServer) -> AsyncIterator[Post]:
    """Calls a method with whatever the library would not let through; returns status and body."""
    async with aiohttp.ClientSession() as session:

        async def posted(method: str, *, token: str = "", **request: Any) -> tuple[int, dict[str, Any]]:
            url = f"{telegram.base_url}{token or telegram.token}/{method}"
            async with session.post(url, **request) as response:
                return response.status, await response.json()

        yield posted
