"""On Matrix no question stays unanswered and none is answered twice, however often the bot is killed."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.journeys.matrix_tally import QUESTIONS, Tally, tally
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Synapse

LONGEST_MARGIN_S = 0.15  # longer than one answer takes, so that a kill can fall anywhere in it
ONE_LIFE_S = 120.0


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def answers(chat: Talk) -> int:
    """How many messages of the bot a member sees."""
    return len((await chat.member.sees(chat.room)).by(chat.bot.user_id))


async def wait_for(chat: Talk, number: int) -> None:
    """Wait until a member sees so many messages of the bot."""
    async with asyncio.timeout(ONE_LIFE_S):
        while await answers(chat) < number:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.05)


async def ask(chat: Talk, number: int, pause_s: float = 0.0) -> list[str]:
    """Ask so many questions; their event ids."""
    asked = []
    for count in range(number):
        asked.append(await chat.member.says(chat.room, f"{QUESTIONS[count % len(QUESTIONS)]} ({count})"))
        await asyncio.sleep(pause_s)
    return asked


async def killed_while_answering(
    bot: ServedBot, anna: Member, *, questions: int, kills: int, seed: int
) -> Tally:
    """Let a member ask, kill the bot at random moments while it answers, and count."""
    chance = random.Random(seed)
    chat = await talk(anna, bot)
    moments = sorted(chance.randrange(questions - 1) for _ in range(kills))
    asking = asyncio.create_task(ask(chat, questions, pause_s=0.1))
    for moment in moments:
        await wait_for(chat, moment)
        await asyncio.sleep(chance.uniform(0, LONGEST_MARGIN_S))
        bot.kill()
        await bot.starts()
    asked = await asking
    await wait_for(chat, questions)
    await asyncio.sleep(3)  # a tick of delivery, in case something is sent again
    return tally(bot, await anna.sees(chat.room), asked)


@pytest.mark.timeout(400)
async def test_every_question_is_answered_once_whenever_the_bot_is_killed(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        result = await killed_while_answering(bot, anna, questions=20, kills=5, seed=1)
        assert result.is_perfect, result


@pytest.mark.timeout(300)
async def test_what_is_asked_while_the_bot_is_down_is_answered_once_and_in_order(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        chat = await talk(anna, bot)
        before = await ask(chat, 1)
        await wait_for(chat, 1)
        bot.kill()
        asked = [*before, *await ask(chat, 30)]
        await bot.starts()
        await wait_for(chat, len(asked))
        await asyncio.sleep(2)
        result = tally(bot, await anna.sees(chat.room), asked)
        assert result.is_perfect, result
        assert bot.complaints == []


@pytest.mark.faults
@pytest.mark.timeout(3600)
async def test_every_question_is_answered_once_through_fifty_kills(
    homeserver: Synapse, tmp_path: Path, anna: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(homeserver, tmp_path) as bot:
        result = await killed_while_answering(bot, anna, questions=200, kills=50, seed=2)
    with capsys.disabled():
        print(f"\nmatrix, 50 kills: {result}")
    assert result.is_perfect
