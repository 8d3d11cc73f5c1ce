"""One meeting from wire to wire on Matrix: no buttons, so numbers, reactions and words do what they do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from bot.store import open_database
from handlers.meet.meeting_planner import plan_meetings
from handlers.people.people import Role
from handlers.texts import load_catalogue
from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.journeys.together import Comer, come_together
from tests.wire.matrix_members import Member, Message, member
from tests.wire.synapse import Synapse

ZONE = ZoneInfo("Europe/Amsterdam")
BEGINS_IN = timedelta(minutes=8)
REMINDED = "PT4M"  # before it begins: four minutes for all that comes first
PATIENCE_S = 400.0
LOOK_S = 0.2
THEME = "School & <b>thuis</b>"


@pytest.fixture
async def fatma(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


@pytest.mark.timeout(1200)
async def test_a_meeting_is_planned_answered_in_three_ways_reminded_of_and_moved(
    homeserver: Synapse, tmp_path: Path, fatma: Member, anna: Member
) -> None:
    async with served(homeserver, tmp_path) as bot:
        leads, comes = await talk(fatma, bot), await talk(anna, bot)
        people = (
            Comer("Fatma", fatma.user_id, Role.FACILITATOR, leads.room),
            Comer("Anna", anna.user_id, chat=comes.room),
        )
        await come_together(bot.settings["DATABASE_URL"], "matrix", *people, reminders=[REMINDED])
        starts = (datetime.now(ZONE) + BEGINS_IN).replace(microsecond=0)
        await says(leads, f"!plan {starts:%Y-%m-%d %H:%M:%S} {THEME} | Utrecht", "Zo ziet het eruit")
        await says(leads, "Verstuur naar 2 mensen", "Gepland")
        await plan_now(bot)

        card = await hears(comes, "Je bent uitgenodigd")
        assert (card.encrypted, card.shield) == (True, "none")
        assert THEME in (card.body or "")
        assert "<b>thuis" not in (card.formatted_body or "")
        assert "1. Ja, ik kom" in (card.body or "")

        await says(comes, "3", "misschien")
        await reads(comes, card, "Je weet het nog niet zeker")
        await anna.reacts(comes.room, card.event_id, "2️⃣")
        await reads(comes, card, "Je kunt niet")
        await says(comes, "ja ik kom", "Fijn")
        await reads(comes, card, "Je komt, fijn")
        assert sum("Je bent uitgenodigd" in (body or "") for body in await bodies(comes)) == 1

        await hears(comes, "ter herinnering")

        await says(leads, "!verzetten", "Wanneer wordt het?")
        await says(leads, "over zes weken 14.00", "mensen krijgen bericht")
        await says(leads, "Ja, verzet", "Verzet. Het is nu")
        await plan_now(bot)
        moved = await hears(comes, "is verzet")
        assert "Je zou komen. Kun je dan ook?" in (moved.body or "")
        await anna.reacts(comes.room, moved.event_id, "2️⃣")
        await reads(comes, moved, "Je kunt niet")
        answers = bot.rows("SELECT answer, for_version FROM rsvps")
        assert answers == [("no", 2)]
        assert [line for line in bot.complaints if "Traceback" in line] == []
        assert all(message.encrypted for message in await messages(comes))


async def plan_now(bot: ServedBot) -> None:
    """What the bot does each minute, now."""
    store = await open_database(bot.settings["DATABASE_URL"])
    await plan_meetings(store, load_catalogue(), SystemClock().now())
    await store.close()


async def messages(chat: Talk) -> list[Message]:
    """What the bot said, as it stands there now."""
    return (await chat.member.sees(chat.room)).by(chat.bot.user_id)


async def bodies(chat: Talk) -> list[str | None]:
    """The words of it."""
    return [message.body for message in await messages(chat)]


async def says(chat: Talk, text: str, words: str) -> Message:
    """Type something; the first message after it with these words."""
    before = len(await messages(chat))
    await chat.member.says(chat.room, text)
    return await hears(chat, words, before)


async def hears(chat: Talk, words: str, before: int = 0) -> Message:
    """Wait for a message with these words, asked for or not, after so many."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            for message in (await messages(chat))[before:]:
                if words.casefold() in (message.body or "").casefold():
                    return message
            await asyncio.sleep(LOOK_S)


async def reads(chat: Talk, card: Message, words: str) -> None:
    """Wait until a message says this now."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            now = next(shown for shown in await messages(chat) if shown.event_id == card.event_id)
            if words in (now.body or ""):
                return
            await asyncio.sleep(LOOK_S)
