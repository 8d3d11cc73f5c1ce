"""A member's way through the bot on Matrix, seen by a client that shares no code with it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import ServedBot, served, talk
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Synapse

QUESTION = "school stuurt hem weer naar huis, wat nu?"


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[ServedBot]:
    async with served(homeserver, tmp_path) as running:
        yield running


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def test_first(bot: ServedBot, anna: Member) -> None:
    chat = await talk(anna, bot)
    answer = await chat.asks(QUESTION)
    print(answer)
    answer = await chat.asks("1")
    print(answer)
    print(bot.log)
