"""A pause: how it is asked for, how long it lasts, how it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.contract import Reply
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import NOW
from tests.stubs import stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def anna(app: App, messenger: FakeMessenger) -> Conversation:
    """Anna, a member."""
    async with app.store.transaction() as tx:
        network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
        person_id = await tx.people.add("Anna", None, None, None, NOW, started=False)
        await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
        await tx.doors.belongs_to("fake", "anna", person_id)
    return Conversation(app, messenger)


async def paused_until(anna: Conversation) -> datetime | None:
    """Until when Anna hears nothing."""
    async with anna.app.store.reading() as tx:
        person = (await tx.people.at_door("fake", "anna")).person
    assert person
    return person.paused_until


def labels(reply: Reply) -> list[str]:
    """The choices as they are shown."""
    return [choice.label for choice in reply.choices]


@pytest.mark.parametrize("said", ["2w", "2 weken", "14 dagen", "14d", "P2W", "2 WEKEN"])
async def test_a_period_can_be_named_with_the_command(anna: Conversation, said: str) -> None:
    reply = await anna.commands(f"pauze {said}")
    assert reply.text.startswith("Goed, tot 17 december 2026 hoor je alleen iets")
    assert await paused_until(anna) == datetime(2026, 12, 17, 13, 0, tzinfo=UTC)


async def test_without_a_period_there_are_some_to_choose_from(anna: Conversation) -> None:
    assert labels(await anna.commands("pauze")) == ["1 week", "2 weken", "1 maand"]
    assert (await anna.says("3")).text.startswith("Goed, tot 3 januari 2027")


async def test_a_pause_can_end_by_button_by_words_and_by_itself(anna: Conversation, clock: FakeClock) -> None:
    await anna.commands("pauze 1 week")
    assert (await anna.presses("Weer aan")).text.startswith("Fijn, ik ben er weer.")
    assert await paused_until(anna) is None
    await anna.commands("pauze 1 week")
    await anna.commands("pauze weer aan")
    assert await paused_until(anna) is None
    await anna.commands("pauze 1 week")
    assert labels(await anna.commands("pauze"))[-1] == "Weer aan"
    clock.advance(timedelta(days=8))
    assert labels(await anna.commands("pauze"))[-1] == "1 maand"


@pytest.mark.parametrize("said", ["altijd", "0d", "13 maanden", "2 uur", "P2Y", "-1w", "PT2H", "x" * 5000])
async def test_what_is_no_period_for_a_pause_leads_to_some_that_are(anna: Conversation, said: str) -> None:
    reply = await anna.commands(f"pauze {said}")
    assert reply.text.startswith("Hoe lang is dat?")
    assert len(reply.choices) == 3
    assert await paused_until(anna) is None


async def test_a_pause_is_asked_for_in_english_too(app: App, anna: Conversation) -> None:
    await anna.commands("taal en")
    assert "until 10 December 2026" in (await anna.commands("pause 1 week")).text
    assert labels(await anna.commands("pause")) == ["1 week", "2 weeks", "1 month", "Back on"]


async def test_whoever_was_added_by_others_has_started_with_their_first_message(anna: Conversation) -> None:
    await anna.says("hoi")
    async with anna.app.store.reading() as tx:
        person = (await tx.people.at_door("fake", "anna")).person
    assert person
    assert person.started_at == NOW
