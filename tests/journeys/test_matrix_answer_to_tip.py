"""On Matrix: asked, passed on, answered, made a tip, published; the next who asks gets it from the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.learning import (
    ANSWER,
    GIVEN,
    OTHER_WORDS,
    PATIENCE_S,
    QUESTION,
    answered_at_last,
    second_process,
)
from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.journeys.together import Comer, come_together
from tests.wire.matrix_members import Member, Message, member
from tests.wire.synapse import Synapse

LOOK_S = 0.1
MOST_TRIES = 30


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[ServedBot]:
    async with served(homeserver, tmp_path) as running:
        yield running


@pytest.fixture
async def people(homeserver: Synapse, members: None) -> AsyncIterator[list[Member]]:
    async with AsyncExitStack() as all_of_them:
        yield [await all_of_them.enter_async_context(member(homeserver)) for _ in range(3)]


@pytest.mark.timeout(1200)
async def test_an_answer_becomes_a_tip_by_words_and_numbers_alone(
    bot: ServedBot, people: list[Member]
) -> None:
    anna, bea, fatma = [await talk(somebody, bot) for somebody in people]
    for chat in (anna, bea, fatma):
        await says(chat, "hoi", "")
    roles = {"Anna": Role.MEMBER, "Bea": Role.MEMBER, "Fatma": Role.FACILITATOR}
    comers = [Comer(name, who.user_id, role) for who, (name, role) in zip(people, roles.items(), strict=True)]
    url = bot.settings["DATABASE_URL"]
    ids = await come_together(url, "matrix", *comers)

    await says(anna, f"!vraag {QUESTION}", "Zal ik je vraag doorgeven")
    await says(anna, "ja, geef door", "Je krijgt hier antwoord")
    card = await hears(fatma, QUESTION, 0)  # within a minute
    assert (card.shield, card.encrypted) == ("none", True)
    await says(fatma, "beantwoord", "Typ je antwoord")
    await says(fatma, ANSWER, "een tip van maken")
    assert GIVEN in ((await hears(anna, "antwoorden", 0)).body or "")

    await says(fatma, "1", "staat klaar als tip")
    preview = await says(fatma, "geen naam", "Wat ik ermee antwoord")
    assert "praktijkervaring uit het netwerk" in (preview.body or "")
    await says(fatma, "plaats de tip", "Vanaf nu antwoord ik ermee")

    answer = await says(bea, OTHER_WORDS, "")
    for _ in range(MOST_TRIES):  # the tip is taken in within a moment of being published
        answer = answer if GIVEN in (answer.body or "") else await says(bea, OTHER_WORDS, "")
    assert GIVEN in (answer.body or "")
    with second_process(bot.folder, ids["Bea"], DATABASE_URL=url) as beside:
        await asyncio.to_thread(answered_at_last, beside, OTHER_WORDS, GIVEN)


async def says(chat: Talk, text: str, words: str) -> Message:
    """Type something; the first message of the bot after it with these words."""
    before = len(await shown(chat))
    await chat.member.says(chat.room, text)
    return await hears(chat, words, before)


async def hears(chat: Talk, words: str, after: int) -> Message:
    """Wait for a message of the bot, beyond the first so many, with these words."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            for message in (await shown(chat))[after:]:
                if words in (message.body or ""):
                    return message
            await asyncio.sleep(LOOK_S)


async def shown(chat: Talk) -> list[Message]:
    """What the bot said in a chat."""
    return (await chat.member.sees(chat.room)).by(chat.bot.user_id)
