"""On Matrix every reminder comes exactly once, whenever the bot is killed while it sends."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.journeys.reminders import add_people, plan_reminders, words
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Synapse

LONGEST_MARGIN_S = 0.3  # longer than one sending takes, so that a kill can fall anywhere in it
ONE_LIFE_S = 240.0
LOOK_S = 0.01


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


def count(bot: ServedBot, status: str) -> int:
    """How many reminders have this status."""
    [[found]] = bot.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND status = ?", status)
    return int(found)


async def is_sending(bot: ServedBot, after: int) -> None:
    """Wait until so many were sent, and one is on its way."""
    async with asyncio.timeout(ONE_LIFE_S):
        while count(bot, "sent") < after or not count(bot, "sending"):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(LOOK_S)


async def reminded_while_killed(
    bot: ServedBot, anna: Member, *, reminders: int, kills: int, seed: int
) -> Counter[str]:
    """Let reminders go out to one member, kill the bot so often while it sends one; what the member saw."""
    chance, chat = random.Random(seed), await talk(anna, bot)
    await chat.asks("hoi")
    url = bot.settings["DATABASE_URL"]
    [person] = await add_people(url, "matrix", [anna.user_id])
    await plan_reminders(url, [person] * reminders)
    for moment in sorted(chance.randrange(reminders - 1) for _ in range(kills)):
        await is_sending(bot, moment)
        await asyncio.sleep(chance.uniform(0, LONGEST_MARGIN_S))
        bot.kill()
        await bot.starts()
    async with asyncio.timeout(ONE_LIFE_S + 7 * reminders):
        while count(bot, "sent") < reminders:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(1)
    return await seen(chat, reminders)


async def seen(chat: Talk, reminders: int) -> Counter[str]:
    """How often the member sees each reminder, once all are there."""
    texts = {words(number) for number in range(reminders)}
    async with asyncio.timeout(ONE_LIFE_S):
        while True:
            shown = await chat.member.sees(chat.room)
            found = Counter(body for body in shown.bodies(chat.bot.user_id) if body in texts)
            if len(found) == reminders:
                return found
            await asyncio.sleep(0.2)


@pytest.mark.timeout(900)
async def test_every_reminder_comes_once_whenever_the_bot_is_killed(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        found = await reminded_while_killed(bot, anna, reminders=6, kills=4, seed=1)
    assert set(found.values()) == {1}, found


@pytest.mark.faults
@pytest.mark.timeout(7200)
async def test_every_reminder_comes_once_through_fifty_kills(
    homeserver: Synapse, tmp_path: Path, anna: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(homeserver, tmp_path) as bot:
        found = await reminded_while_killed(bot, anna, reminders=60, kills=50, seed=2)
    with capsys.disabled():
        print(f"\nmatrix, 60 reminders, 50 kills: doubled={found.total() - len(found)}")
    assert set(found.values()) == {1}
