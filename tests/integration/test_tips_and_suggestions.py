"""A question gets a tip, a few to choose from, or somebody to call; and what did not help is passed on."""

import re
from pathlib import Path

import pytest

from bot.contract import Language, Reply
from knowledge_base import KnowledgeBase
from tests.asking import (
    FINDS,
    GLAD,
    HELPS,
    HELPS_NOT,
    NO,
    PASSED_ON,
    SHALL_I_PASS_ON,
    YES,
    Dump,
    in_both_languages,
    opinions,
    passed_on,
)
from tests.conversation import Conversation
from tests.people import labels
from tests.stubs import (
    FIXED_CONTACT,
    FOUND,
    FOUND_DUTCH_ONLY,
    SAME_SCHOOL,
    SHARED_STORY,
    SMALL_TALK,
    SUGGESTED,
    SUGGESTED_IN_ENGLISH,
    TAXI,
    URGENT,
    URGENT_IN_ENGLISH,
    stub_knowledge,
)

NONE_OF_THESE = {"nl": "Geen van deze", "en": "None of these"}
SUGGESTS: dict[Language, str] = {"nl": SUGGESTED, "en": SUGGESTED_IN_ENGLISH}


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


# An answer


@in_both_languages
async def test_an_answer_shows_the_tip_its_source_and_what_is_near(
    anna: Conversation, language: Language
) -> None:
    reply = await anna.says(FINDS[language])
    assert f"**{SAME_SCHOOL.title[language]}**" in reply.text
    assert SAME_SCHOOL.body[language] in reply.text
    source = {
        "nl": "_Bron: Samen naar school, NJi, mei 2023_",
        "en": "_Source: Samen naar school, NJi, May 2023_",
    }
    assert source[language] in reply.text
    near = [FIXED_CONTACT.title[language], SHARED_STORY.title[language]]
    assert labels(reply) == [HELPS[language], HELPS_NOT[language], *near]


@in_both_languages
async def test_a_source_without_a_date_says_so(anna: Conversation, language: Language) -> None:
    await anna.says(FINDS[language])
    reply = await anna.presses(SHARED_STORY.title[language])
    assert {"nl": "Onderweg, NJi, zonder datum", "en": "Onderweg, NJi, no date"}[language] in reply.text


@in_both_languages
async def test_a_neighbour_can_help_too(anna: Conversation, database_file: Path, language: Language) -> None:
    await anna.says(FINDS[language])
    neighbour = await anna.presses(FIXED_CONTACT.title[language])
    assert FIXED_CONTACT.body[language] in neighbour.text
    assert labels(neighbour) == [HELPS[language], HELPS_NOT[language]]
    assert (await anna.presses(HELPS[language])).text == GLAD[language]
    assert opinions(database_file) == {("anna", FIXED_CONTACT.id, True)}


@in_both_languages
async def test_what_did_not_help_is_passed_on_in_the_askers_own_words(
    anna: Conversation, language: Language
) -> None:
    await anna.says(FINDS[language])
    await anna.presses(FIXED_CONTACT.title[language])
    offer = await anna.presses(HELPS_NOT[language])
    assert SHALL_I_PASS_ON[language] in offer.text
    assert labels(offer) == [YES[language], NO[language]]
    assert (await anna.presses(YES[language])).text.startswith(PASSED_ON[language])
    assert await passed_on(anna) == [(FINDS[language], language)]


async def test_an_answer_keeps_its_buttons(anna: Conversation) -> None:
    await anna.says(FOUND)
    answer = anna.last()
    await anna.presses(FIXED_CONTACT.title["nl"], answer)
    await anna.presses(HELPS["nl"], answer)
    assert SHARED_STORY.body["nl"] in (await anna.presses(SHARED_STORY.title["nl"], answer)).text


async def test_the_last_opinion_counts(anna: Conversation, bob: Conversation, database_file: Path) -> None:
    await bob.says(FOUND)
    await bob.presses(HELPS_NOT["nl"])
    await anna.says(FOUND)
    answer = anna.last()
    await anna.presses(HELPS["nl"], answer)
    await anna.presses(HELPS_NOT["nl"], answer)
    assert opinions(database_file) == {("anna", SAME_SCHOOL.id, False), ("bob", SAME_SCHOOL.id, False)}
    await anna.presses(HELPS["nl"], answer)
    assert opinions(database_file) == {("anna", SAME_SCHOOL.id, True), ("bob", SAME_SCHOOL.id, False)}


async def test_a_tip_in_one_language_only_says_so(anna: Conversation) -> None:
    reply = await anna.says(FOUND_DUTCH_ONLY)
    assert "_This tip is not in English yet._" in reply.text
    assert TAXI.title["nl"] in reply.text
    assert TAXI.body["nl"] in reply.text
    assert "_Source: Onderweg, NJi, no date_" in reply.text
    assert labels(reply) == [HELPS["en"], HELPS_NOT["en"], SAME_SCHOOL.title["en"], FIXED_CONTACT.title["en"]]


async def test_small_talk_gets_small_talk(anna: Conversation, english: Conversation) -> None:
    assert (await anna.says(SMALL_TALK)).text == "Hoi, zeg het maar."
    assert (await english.says(SMALL_TALK)).text == "Hi, go ahead."


@pytest.mark.parametrize(("text", "first"), [(URGENT, "Bel nu 112."), (URGENT_IN_ENGLISH, "Call 112 now.")])
async def test_somebody_in_danger_is_told_whom_to_call_and_asked_nothing(
    anna: Conversation, dump: Dump, text: str, first: str
) -> None:
    assert await anna.says(text) == Reply(first)
    assert not re.search("op het dak|on the roof", dump())


# Suggestions


@in_both_languages
async def test_half_sure_means_a_few_to_choose_from(anna: Conversation, language: Language) -> None:
    reply = await anna.says(SUGGESTS[language])
    titles = [tip.title[language] for tip in (FIXED_CONTACT, SHARED_STORY, SAME_SCHOOL)]
    assert labels(reply) == [*titles, NONE_OF_THESE[language]]


@in_both_languages
@pytest.mark.parametrize("way", ["button", "label", "number"])
async def test_a_suggestion_is_chosen_by_button_label_or_number(
    anna: Conversation, language: Language, way: str
) -> None:
    await anna.says(SUGGESTS[language])
    title = SHARED_STORY.title[language]
    match way:
        case "button":
            reply = await anna.presses(title)
        case "label":
            reply = await anna.says(f" {title.upper()}. ")
        case _:
            reply = await anna.says("2.")
    assert SHARED_STORY.body[language] in reply.text
    assert labels(reply) == [HELPS[language], HELPS_NOT[language]]


@in_both_languages
@pytest.mark.parametrize("way", ["button", "label", "number"])
async def test_none_of_these_leads_to_the_facilitators(
    anna: Conversation, language: Language, way: str
) -> None:
    await anna.says(SUGGESTS[language])
    if way == "button":
        reply = await anna.presses(NONE_OF_THESE[language])
    else:
        reply = await anna.says(NONE_OF_THESE[language].lower() if way == "label" else "4")
    assert SHALL_I_PASS_ON[language] in reply.text
    await anna.presses(YES[language])
    assert await passed_on(anna) == [(SUGGESTS[language], language)]


async def test_a_suggestion_that_did_not_help_is_passed_on_as_it_was_asked(anna: Conversation) -> None:
    await anna.says(SUGGESTED)
    await anna.says("1")
    await anna.says("nee")
    await anna.says("ja")
    assert await passed_on(anna) == [(SUGGESTED, "nl")]
