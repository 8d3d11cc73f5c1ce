"""On Matrix looking back goes on whenever the bot is killed: nothing is asked twice, nothing is lost."""

import asyncio
import random
from collections.abc import AsyncIterator, Collection
from pathlib import Path

import pytest

from tests.journeys.looking_back import ACTS, UNASKED, Act, all_is_kept, come_together, numbered
from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Synapse

LONGEST_MARGIN_S = 0.3  # longer than one answer takes, so that a kill can fall anywhere in it
PATIENCE_S = 120.0
LOOK_S = 0.05


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def bodies(chat: Talk) -> list[str]:
    """What the bot said so far, as a member reads it."""
    return [message.body or "" for message in (await chat.member.sees(chat.room)).by(chat.bot.user_id)]


async def hears(chat: Talk, before: int, words: str) -> None:
    """Wait for a message with these words after so many others."""
    async with asyncio.timeout(PATIENCE_S):
        while not any(words in body for body in (await bodies(chat))[before:]):  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)


async def recorded(bot: ServedBot) -> None:
    """Wait until the bot has noted of all it sent that it was sent."""
    async with asyncio.timeout(PATIENCE_S):
        while bot.rows("SELECT 1 FROM outbox WHERE status = 'sending'"):  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)


async def does(chat: Talk, act: Act, *, dies: bool, chance: random.Random | None) -> None:
    """Say something; the bot is killed before that, or while it answers."""
    if dies and chance is None:
        await recorded(chat.bot)
        chat.bot.kill()
    await chat.member.says(chat.room, act.words)
    if dies:
        if chance:
            await asyncio.sleep(chance.uniform(0, LONGEST_MARGIN_S))
            chat.bot.kill()
        await chat.bot.starts()


async def looked_back(
    bot: ServedBot, anna: Member, kills: Collection[int], *, chance: random.Random | None = None
) -> int:
    """Go through all of it, with a kill at these acts; how many messages more than needed came."""
    chat, url = await talk(anna, bot), bot.settings["DATABASE_URL"]
    await chat.asks("hoi")
    await come_together(url, "matrix", anna.user_id, chat.room)
    for first, scene in numbered():
        if scene.begins:
            before = len(await bodies(chat))
            await scene.begins(url)
            await hears(chat, before, scene.opening)
        for number, act in enumerate(scene.acts, first):
            before = len(await bodies(chat))
            await does(chat, act, dies=number in kills, chance=chance)
            await hears(chat, before, act.answer)
    await all_is_kept(url)
    await recorded(bot)
    return len(await bodies(chat)) - 1 - ACTS - UNASKED


@pytest.mark.timeout(600)
async def test_looking_back_goes_on_after_a_kill_in_every_dialogue(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        assert await looked_back(bot, anna, {2, 6, 8, 13}) == 0


@pytest.mark.faults
@pytest.mark.timeout(1800)
async def test_looking_back_goes_on_after_a_kill_before_every_act(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        assert await looked_back(bot, anna, range(ACTS)) == 0


@pytest.mark.faults
@pytest.mark.timeout(1800)
async def test_looking_back_goes_on_after_a_kill_in_the_middle_of_every_answer(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    """The server knows a repeat by its transaction id, so not even then anything is seen twice."""
    async with served(homeserver, tmp_path) as bot:
        assert await looked_back(bot, anna, range(ACTS), chance=random.Random(1)) == 0
