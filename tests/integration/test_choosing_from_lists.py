"""Choosing by button, number, reaction or reply; and lists that are closed, expired or somebody else's."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.contract import Kind, choice_token
from knowledge_base import KnowledgeBase
from tests.asking import (
    CLOSED,
    HELPS,
    LONE_NUMBER,
    NO,
    NOT_PASSED_ON,
    PASSED_ON,
    SHALL_I_PASS_ON,
    YES,
    Restart,
    forgets_and_asks_again,
    opinions,
    passed_on,
)
from tests.conversation import Conversation
from tests.fakes import FakeClock
from tests.stubs import FOUND, SAME_SCHOOL, SHARED_STORY, SUGGESTED, UNKNOWN, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


# Stopping


async def test_stop_leaves_a_dialogue(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    assert (await anna.commands("stop")).text.startswith("Goed, we stoppen hiermee.")
    assert SHALL_I_PASS_ON["nl"] in (await anna.says(UNKNOWN)).text
    assert await passed_on(anna) == []


async def test_stop_closes_every_list(anna: Conversation) -> None:
    await anna.says(FOUND)
    answer = anna.last()
    await anna.says(SUGGESTED)
    suggestions = anna.last()
    await anna.commands("stop")
    assert (await anna.presses(HELPS["nl"], answer)).text.startswith(CLOSED["nl"])
    assert (await anna.presses(SHARED_STORY.title["nl"], suggestions)).text.startswith(CLOSED["nl"])
    assert (await anna.says("1")).text.startswith(LONE_NUMBER)


async def test_stop_leaves_other_chats_alone(anna: Conversation, bob: Conversation) -> None:
    await bob.says(UNKNOWN)
    offer = bob.last()
    await anna.says(UNKNOWN)
    await anna.commands("stop")
    assert (await bob.presses(YES["nl"], offer)).text.startswith(PASSED_ON["nl"])


async def test_with_nothing_to_stop_stop_says_so(anna: Conversation) -> None:
    assert (await anna.commands("stop")).text.startswith("Er stond niets open.")
    await anna.says(UNKNOWN)
    await anna.commands("stop")
    assert (await anna.commands("stop")).text.startswith("Er stond niets open.")


# Buttons, numbers and replies to older lists


async def test_an_old_button_is_answered_politely(anna: Conversation, clock: FakeClock) -> None:
    await anna.says(UNKNOWN)
    clock.advance(timedelta(days=30))
    assert (await anna.presses(YES["nl"])).text.startswith(CLOSED["nl"])
    assert await passed_on(anna) == []


async def test_a_button_works_until_its_list_expires(anna: Conversation, clock: FakeClock) -> None:
    await anna.says(UNKNOWN)
    clock.advance(timedelta(days=29, hours=23))
    assert (await anna.presses(YES["nl"])).text.startswith(PASSED_ON["nl"])


@pytest.mark.parametrize(
    "token", ["", "1", "x:1", "nonsense", "a:b:c", "🎉:1", "'; DROP TABLE choice_list; --", "a" * 100_000]
)
async def test_a_made_up_button_is_answered_politely(anna: Conversation, token: str) -> None:
    [reply] = await anna.sends(anna.message(Kind.CHOICE, token))
    assert reply.text.startswith(CLOSED["nl"])


@pytest.mark.parametrize("index", [2, 99, 999])
async def test_a_button_that_its_list_never_had_is_answered_politely(anna: Conversation, index: int) -> None:
    await anna.says(UNKNOWN)
    [reply] = await anna.sends(anna.message(Kind.CHOICE, choice_token(anna.last().key, index)))
    assert reply.text.startswith(CLOSED["nl"])


async def test_a_button_of_another_chat_does_nothing(anna: Conversation, bob: Conversation) -> None:
    await anna.says(UNKNOWN)
    offer = anna.last()
    assert (await bob.presses(YES["nl"], offer)).text.startswith(CLOSED["nl"])
    assert await passed_on(anna) == []
    assert (await anna.presses(YES["nl"], offer)).text.startswith(PASSED_ON["nl"])


async def test_a_list_of_another_chat_is_not_open_here(anna: Conversation, bob: Conversation) -> None:
    await anna.says(UNKNOWN)
    assert (await bob.says("1")).text.startswith(LONE_NUMBER)
    await bob.says("ja")
    assert await passed_on(anna) == []


@pytest.mark.parametrize("typed", ["2", SHARED_STORY.title["nl"]])
async def test_a_platform_reply_chooses_from_an_older_list(anna: Conversation, typed: str) -> None:
    await anna.says(SUGGESTED)
    suggestions = anna.last()
    await anna.says(UNKNOWN)
    assert SHARED_STORY.body["nl"] in (await anna.says(typed, replies_to=suggestions)).text


async def test_without_a_platform_reply_a_number_is_for_the_newest_list(anna: Conversation) -> None:
    await anna.says(SUGGESTED)
    await anna.says(UNKNOWN)
    assert (await anna.says("2")).text.startswith(NOT_PASSED_ON["nl"])


async def test_a_platform_reply_to_a_closed_list_is_answered_politely(anna: Conversation) -> None:
    await anna.says(UNKNOWN)
    offer = anna.last()
    await anna.presses(NO["nl"], offer)
    await anna.says(SUGGESTED)
    for typed in ("1", YES["nl"]):
        assert (await anna.says(typed, replies_to=offer)).text.startswith(CLOSED["nl"])
    assert await passed_on(anna) == []


async def test_a_short_yes_in_a_platform_reply_is_for_the_list_replied_to(
    anna: Conversation, database_file: Path
) -> None:
    await anna.says(UNKNOWN)
    offer = anna.last()
    await anna.says(FOUND)
    reply = await anna.says("ja", replies_to=offer)
    assert opinions(database_file) == set()
    assert reply.text.startswith(PASSED_ON["nl"])


async def test_a_platform_reply_with_a_question_is_a_question(anna: Conversation) -> None:
    await anna.says(SUGGESTED)
    assert SAME_SCHOOL.body["nl"] in (await anna.says(FOUND, replies_to=anna.last())).text


@pytest.mark.parametrize("number", ["0", "1", "7.", "12)", "999"])
async def test_a_number_without_a_list_gets_a_line_of_help(anna: Conversation, number: str) -> None:
    reply = await anna.says(number)
    assert reply.text.startswith(LONE_NUMBER)
    assert reply.choices == ()


@pytest.mark.parametrize("number", ["0", "5", "999"])
async def test_a_number_that_the_list_lacks_is_told_so(anna: Conversation, number: str) -> None:
    await anna.says(SUGGESTED)
    assert "van 1 tot en met 4" in (await anna.says(number)).text
    assert SHARED_STORY.body["nl"] in (await anna.says("2")).text


async def test_a_long_number_is_a_number_too(anna: Conversation) -> None:
    assert (await anna.says("2024")).text.startswith(LONE_NUMBER)


# Reactions


@pytest.mark.parametrize(("emoji", "said"), [("👍", "Fijn om te horen."), ("👍🏽", "Fijn om te horen.")])
async def test_a_reaction_is_the_choice_that_it_stands_for(anna: Conversation, emoji: str, said: str) -> None:
    await anna.says(FOUND)
    reaction = anna.message(Kind.REACTION, emoji, anna.last().ref)
    assert [reply.text for reply in await anna.sends(reaction)] == [said]


async def test_a_numbered_reaction_is_the_choice_at_that_position(anna: Conversation) -> None:
    await anna.says(SUGGESTED)
    [reply] = await anna.sends(anna.message(Kind.REACTION, "2️⃣", anna.last().ref))
    assert "Vertel hetzelfde verhaal" in reply.text


@pytest.mark.parametrize("emoji", ["🎉", "9️⃣", "✅", ""])
async def test_a_reaction_that_stands_for_nothing_gets_no_answer(anna: Conversation, emoji: str) -> None:
    await anna.says(FOUND)
    assert await anna.sends(anna.message(Kind.REACTION, emoji, anna.last().ref)) == []


async def test_a_reaction_to_a_closed_list_or_to_nothing_gets_no_answer(anna: Conversation) -> None:
    await anna.says(UNKNOWN)
    offer = anna.last()
    await anna.says("Nee, laat maar")
    assert await anna.sends(anna.message(Kind.REACTION, "✅", offer.ref)) == []
    assert await anna.sends(anna.message(Kind.REACTION, "✅")) == []
