"""After a restart the words of an old offer are gone: the bot asks for them again, and waits for them."""

from datetime import timedelta

import pytest

from bot.contract import Language
from knowledge_base import KnowledgeBase
from tests.asking import (
    CLOSED,
    HELP,
    HELPS_NOT,
    KNOWS_NOT,
    NO_TEXT,
    PASSED_ON,
    SHALL_I_PASS_ON,
    YES,
    Dump,
    Restart,
    forgets_and_asks_again,
    in_both_languages,
    passed_on,
)
from tests.conversation import Conversation
from tests.fakes import FakeClock
from tests.people import labels
from tests.stubs import (
    FOUND,
    FOUND_IN_ENGLISH,
    SAME_SCHOOL,
    SMALL_TALK,
    SUGGESTED,
    UNKNOWN,
    URGENT,
    stub_knowledge,
)

TYPE_AGAIN = {"nl": "Typ je vraag nog een keer", "en": "Type your question once more"}
ANSWER_OR_QUESTION = "Is dit je antwoord, of heb je een nieuwe vraag?"


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@in_both_languages
async def test_after_a_restart_an_old_offer_asks_for_the_words_again(
    anna: Conversation, restart: Restart, language: Language
) -> None:
    reply = await forgets_and_asks_again(anna, restart, KNOWS_NOT[language])
    assert TYPE_AGAIN[language] in reply.text
    assert await passed_on(anna) == []
    assert (await anna.says(KNOWS_NOT[language])).text.startswith(PASSED_ON[language])
    assert await passed_on(anna) == [(KNOWS_NOT[language], language)]


@pytest.mark.parametrize("typed", ["ja", "1", "Ja, geef door"])
async def test_an_old_offer_can_be_accepted_in_words(
    anna: Conversation, restart: Restart, typed: str
) -> None:
    await anna.says(UNKNOWN)
    await restart()
    assert TYPE_AGAIN["nl"] in (await anna.says(typed)).text


@pytest.mark.parametrize(
    "text", ["Hoe zit het met de deur?", "Onze deur moet een kleur hebben", SUGGESTED, "Deur?", "1000 deuren"]
)
async def test_the_next_text_is_the_question(anna: Conversation, restart: Restart, text: str) -> None:
    await forgets_and_asks_again(anna, restart)
    assert (await anna.says(text)).text.startswith(PASSED_ON["nl"])
    assert [words for words, _ in await passed_on(anna)] == [text]


async def test_only_the_next_text_is_the_question(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says("Onze deur moet een kleur hebben")
    assert SHALL_I_PASS_ON["nl"] in (await anna.says("Ons hek ook, en welke dan?")).text
    assert len(await passed_on(anna)) == 1


async def test_a_dialogue_survives_another_restart(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    await restart()
    await anna.says(UNKNOWN)
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


async def test_an_empty_text_is_no_question_and_the_bot_waits_on(
    anna: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    assert (await anna.says("  \n ")).text.startswith(NO_TEXT)
    await anna.says(UNKNOWN)
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


async def test_a_command_in_between_leaves_the_dialogue_open(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    assert (await anna.commands("help")).text.startswith(HELP["nl"])
    await anna.says(UNKNOWN)
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


async def test_somebody_elses_text_is_not_the_question(
    anna: Conversation, bob: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    bob.app, bob.address = anna.app, anna.address
    assert SHALL_I_PASS_ON["nl"] in (await bob.says("Mogen onze jongeren een eigen kat houden?")).text
    assert await passed_on(anna) == []


async def test_after_a_week_the_bot_waits_no_longer(
    anna: Conversation, restart: Restart, clock: FakeClock
) -> None:
    await forgets_and_asks_again(anna, restart)
    clock.advance(timedelta(days=7))
    assert SHALL_I_PASS_ON["nl"] in (await anna.says("Mogen onze jongeren een eigen kat houden?")).text
    assert await passed_on(anna) == []


async def test_a_text_that_a_tip_answers_makes_the_bot_ask_which_it_is(
    anna: Conversation, restart: Restart, dump: Dump
) -> None:
    await forgets_and_asks_again(anna, restart)
    reply = await anna.says(FOUND)
    assert reply.text == ANSWER_OR_QUESTION
    assert labels(reply) == ["Mijn antwoord", "Nieuwe vraag"]
    assert "leerling op dezelfde school" not in dump()


@pytest.mark.parametrize("typed", ["Mijn antwoord", "mijn antwoord", "1", None])
async def test_it_was_the_answer(anna: Conversation, restart: Restart, typed: str | None) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND)
    reply = await (anna.says(typed) if typed else anna.presses("Mijn antwoord"))
    assert reply.text.startswith(PASSED_ON["nl"])
    assert await passed_on(anna) == [(FOUND, "nl")]


@pytest.mark.parametrize("typed", ["Nieuwe vraag", "nieuwe vraag", "2", None])
async def test_it_was_a_new_question(anna: Conversation, restart: Restart, typed: str | None) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND)
    reply = await (anna.says(typed) if typed else anna.presses("Nieuwe vraag"))
    assert SAME_SCHOOL.body["nl"] in reply.text
    assert await passed_on(anna) == []


async def test_a_new_question_on_the_way_can_be_passed_on_itself(
    anna: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND_IN_ENGLISH)
    answer = await anna.presses("Nieuwe vraag")
    assert SAME_SCHOOL.body["en"] in answer.text
    await anna.presses(HELPS_NOT["en"])
    await anna.presses(YES["en"])
    assert await passed_on(anna) == [(FOUND_IN_ENGLISH, "en")]


async def test_after_a_new_question_nothing_is_passed_on_unasked(
    anna: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND)
    await anna.presses("Nieuwe vraag")
    await anna.says("Dat werkt bij ons niet, want de directeur is nooit te bereiken")
    assert await passed_on(anna) == []


async def test_small_talk_is_not_passed_on_as_a_question(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(SMALL_TALK)
    assert await passed_on(anna) == []


async def test_danger_goes_before_an_open_dialogue(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    reply = await anna.says(URGENT)
    assert await passed_on(anna) == []
    assert reply.text.startswith("Bel nu 112.")


async def test_an_answer_that_sounds_like_danger_can_still_be_the_answer(
    anna: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(URGENT)
    await anna.presses("Mijn antwoord")
    assert await passed_on(anna) == [(URGENT, "nl")]


@pytest.mark.parametrize("way", ["Mijn antwoord", "Nieuwe vraag"])
async def test_which_it_is_can_be_said_once(anna: Conversation, restart: Restart, way: str) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND)
    which = anna.last()
    await anna.presses(way, which)
    before = await passed_on(anna)
    assert (await anna.presses(way, which)).text.startswith(CLOSED["nl"])
    assert await passed_on(anna) == before


@pytest.mark.parametrize("way", ["Mijn antwoord", "Nieuwe vraag"])
async def test_after_one_more_restart_the_text_has_to_be_sent_again(
    anna: Conversation, restart: Restart, way: str
) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(FOUND)
    await restart()
    assert (await anna.presses(way)).text.endswith("Stuur het nog een keer.")
    await anna.says(FOUND)
    await anna.presses("Mijn antwoord")
    assert await passed_on(anna) == [(FOUND, "nl")]


async def test_a_reply_to_the_prompt_is_the_question_whatever_it_says(
    anna: Conversation, restart: Restart
) -> None:
    await forgets_and_asks_again(anna, restart)
    assert (await anna.says(FOUND, replies_to=anna.last())).text.startswith(PASSED_ON["nl"])
    assert await passed_on(anna) == [(FOUND, "nl")]
