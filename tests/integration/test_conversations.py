"""Whole conversations, in both languages: what members see, and what the database holds afterwards."""

import io
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.contract import Address, Kind, Language, Reply, choice_token
from bot.logs import DiscreetFormatter
from handlers.answering import answering_table
from handlers.learn.questions import LONGEST_QUESTION, ShortMemory
from handlers.people.access import Who
from handlers.reader import Reader
from handlers.router import Router
from handlers.texts import load_catalogue
from handlers.turn import Turn
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.stubs import (
    FIXED_CONTACT,
    FOUND,
    FOUND_DUTCH_ONLY,
    FOUND_IN_ENGLISH,
    SAME_SCHOOL,
    SHARED_STORY,
    SMALL_TALK,
    SUGGESTED,
    SUGGESTED_IN_ENGLISH,
    TAXI,
    UNKNOWN,
    UNKNOWN_IN_ENGLISH,
    URGENT,
    URGENT_IN_ENGLISH,
    stub_knowledge,
)

Restart = Callable[[], Awaitable[None]]
Dump = Callable[[], str]

HELPS = {"nl": "Ja, dit helpt", "en": "Yes, this helps"}
HELPS_NOT = {"nl": "Nee, niet echt", "en": "No, not really"}
YES = {"nl": "Ja, geef door", "en": "Yes, pass it on"}
NO = {"nl": "Nee, laat maar", "en": "No, leave it"}
NONE_OF_THESE = {"nl": "Geen van deze", "en": "None of these"}
SHALL_I_PASS_ON = {"nl": "Zal ik je vraag doorgeven", "en": "Shall I pass your question on"}
PASSED_ON = {
    "nl": "Je vraag staat nu bij de begeleiders.",
    "en": "Your question is with the facilitators now.",
}
NOT_PASSED_ON = {"nl": "Goed, ik bewaar niets.", "en": "Fine, I keep nothing."}
TYPE_AGAIN = {"nl": "Typ je vraag nog een keer", "en": "Type your question once more"}
CLOSED = {"nl": "Deze vraag is gesloten.", "en": "This question is closed."}
GLAD = {"nl": "Fijn om te horen.", "en": "Good to hear."}
HELP = {"nl": "Stel je vraag zoals", "en": "Ask your question the way"}
LONE_NUMBER = "Er staat nu geen lijstje open."
ANSWER_OR_QUESTION = "Is dit je antwoord, of heb je een nieuwe vraag?"
NO_TEXT = "Ik zie geen tekst."
UNKNOWN_COMMAND = "Dat commando ken ik niet."

FINDS: dict[Language, str] = {"nl": FOUND, "en": FOUND_IN_ENGLISH}
SUGGESTS: dict[Language, str] = {"nl": SUGGESTED, "en": SUGGESTED_IN_ENGLISH}
KNOWS_NOT: dict[Language, str] = {"nl": UNKNOWN, "en": UNKNOWN_IN_ENGLISH}

in_both_languages = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
def bob(app: App, messenger: FakeMessenger) -> Conversation:
    """Bob, in his own chat."""
    return Conversation(app, messenger, sender="bob")


@pytest.fixture
def english(app: App, messenger: FakeMessenger) -> Conversation:
    """Emma, whose platform says that she speaks English."""
    return Conversation(app, messenger, sender="emma", language_code="en-GB")


@pytest.fixture
async def restart(
    anna: Conversation, sqlite_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> AsyncIterator[Restart]:
    """Stops the bot and starts it again on the same database; Anna's chat goes on."""
    async with AsyncExitStack() as running:

        async def again() -> None:
            await anna.app.store.close()
            fresh = open_app(sqlite_url, {"fake": messenger}, knowledge, clock)
            anna.app = await running.enter_async_context(fresh)

        yield again


@pytest.fixture
def database_file(sqlite_url: str) -> Path:
    """Where the database is."""
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def dump(database_file: Path) -> Dump:
    """Everything that was ever written to the database, row by row and as the bytes on disk."""

    def everything() -> str:
        with closing(sqlite3.connect(database_file)) as connection:
            rows = "\n".join(connection.iterdump())
        raw = b"".join(path.read_bytes() for path in database_file.parent.iterdir())
        return rows + raw.decode("utf-8", errors="replace")

    return everything


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an operator reads in the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().handlers.insert(0, handler)  # the first to format an exception formats it for all
    yield written
    logging.getLogger().removeHandler(handler)


async def passed_on(conversation: Conversation) -> list[tuple[str, str]]:
    """The words and the language of every question that the facilitators have."""
    async with conversation.app.store.reading() as tx:
        return [(question.text, question.language) for question in await tx.questions.all()]


def opinions(database_file: Path) -> set[tuple[str, str, bool]]:
    """Who was helped by which tip."""
    with closing(sqlite3.connect(database_file)) as connection:
        rows = connection.execute("SELECT sender, tip, helped FROM feedback").fetchall()
    return {(sender, tip, bool(helped)) for sender, tip, helped in rows}


def labels(reply: Reply) -> list[str]:
    """The choices as they are shown."""
    return [choice.label for choice in reply.choices]


async def forgets_and_asks_again(anna: Conversation, restart: Restart, question: str = UNKNOWN) -> Reply:
    """Anna asks something unknown, the bot is restarted, she has it passed on: it asks for her words."""
    await anna.says(question)
    await restart()
    return await anna.presses(labels(anna.last().reply)[0])


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


# Not knowing, and passing on


@pytest.mark.parametrize(
    ("language", "yes"),
    [
        *(("nl", yes) for yes in ("ja", "Ja!", "1", "1)", "ja, geef door", "Ja, geef door.")),
        *(("en", yes) for yes in ("yes", "YES.", "1", "yes, pass it on")),
    ],
)
async def test_yes_in_any_form_passes_a_question_on(anna: Conversation, language: Language, yes: str) -> None:
    offer = await anna.says(KNOWS_NOT[language])
    assert SHALL_I_PASS_ON[language] in offer.text
    assert (await anna.says(yes)).text.startswith(PASSED_ON[language])
    assert await passed_on(anna) == [(KNOWS_NOT[language], language)]


@pytest.mark.parametrize(
    ("language", "no"),
    [
        *(("nl", no) for no in ("nee", "NEE.", "2", "nee, laat maar")),
        *(("en", no) for no in ("no", "No!", "2", "no, leave it")),
    ],
)
async def test_no_in_any_form_keeps_nothing(
    anna: Conversation, dump: Dump, language: Language, no: str
) -> None:
    await anna.says(KNOWS_NOT[language])
    assert (await anna.says(no)).text.startswith(NOT_PASSED_ON[language])
    assert await passed_on(anna) == []
    assert not re.search("voordeur|front door", dump())


@in_both_languages
async def test_a_question_is_passed_on_once(anna: Conversation, language: Language) -> None:
    await anna.says(KNOWS_NOT[language])
    offer = anna.last()
    await anna.presses(YES[language], offer)
    await anna.presses(YES[language], offer)
    await anna.presses(NO[language], offer)
    assert await passed_on(anna) == [(KNOWS_NOT[language], language)]


async def test_each_question_keeps_its_own_words(anna: Conversation, bob: Conversation) -> None:
    await anna.says(UNKNOWN)
    first = anna.last()
    await bob.says("Mogen onze jongeren een eigen kat houden op de woning?")
    await anna.says(UNKNOWN_IN_ENGLISH)
    await anna.presses(YES["nl"], first)
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


NOT_YET_SAID_YES = {
    "answered": (FOUND, "leerling op dezelfde school"),
    "suggested": (SUGGESTED, "samenwerking met leraren"),
    "unknown": (UNKNOWN, "voordeur"),
}


@pytest.mark.parametrize(("question", "words"), NOT_YET_SAID_YES.values(), ids=NOT_YET_SAID_YES.keys())
@pytest.mark.parametrize("as_command", [False, True], ids=["typed", "/vraag"])
async def test_nothing_somebody_asks_is_written_down_before_they_say_so(
    anna: Conversation, dump: Dump, question: str, words: str, as_command: bool
) -> None:
    await (anna.commands(f"vraag {question}") if as_command else anna.says(question))
    assert words not in dump()


async def test_the_way_to_passing_on_writes_no_words_down_either(anna: Conversation, dump: Dump) -> None:
    await anna.says(SUGGESTED)
    await anna.presses(FIXED_CONTACT.title["nl"])
    await anna.presses(HELPS_NOT["nl"])
    assert "samenwerking met leraren" not in dump()
    await anna.presses(YES["nl"])
    assert "samenwerking met leraren" in dump()


@pytest.mark.parametrize(
    "words",
    [
        "  Hoe doen jullie dit?\n\nEn met   twee kinderen?  ",
        "Mag \"dit\" ook 'zo'; of -- met `tekens` & <b>dik</b>?",
        "Wat doe je met **sterren**, _streepjes_ en \\ schuine strepen?",
        "Regen'); DROP TABLE questions;--",
        "هل يمكن للطفل البقاء في نفس المدرسة؟",
        "Is dit \u202eachterstevoren\u202c of \u200bonzichtbaar?",
        "Een bel \x07, een tab \t en een \x1b[31mkleur",
        "👩‍👧🏫❓",
    ],
)
async def test_words_are_passed_on_exactly(anna: Conversation, words: str) -> None:
    await anna.says(words)
    await anna.says("1")
    assert [text for text, _ in await passed_on(anna)] == [words.strip()]


async def test_a_very_long_question_is_passed_on_shortened_and_says_so(anna: Conversation) -> None:
    words = "Wij zoeken een school die dichtbij is. " * 2565
    assert len(words) > 100_000
    assert SHALL_I_PASS_ON["nl"] in (await anna.says(words)).text
    assert "De eerste 4.000 tekens staan nu bij de begeleiders." in (await anna.says("ja")).text
    assert await passed_on(anna) == [(words[:LONGEST_QUESTION], "nl")]


ZERO = "Een nul \x00 in mijn vraag over de nieuwe voordeur"


@pytest.mark.parametrize(
    "on",
    [
        "sqlite_url",
        "postgresql_url",
    ],
)
async def test_a_character_that_is_no_character_does_no_harm(
    request: pytest.FixtureRequest, messenger: FakeMessenger, clock: FakeClock, on: str
) -> None:
    async with open_app(request.getfixturevalue(on), {"fake": messenger}, stub_knowledge(), clock) as app:
        anna = Conversation(app, messenger)
        await anna.says(ZERO)
        assert (await anna.says("ja")).text.startswith(PASSED_ON["nl"])


async def test_half_a_character_does_no_harm(anna: Conversation) -> None:
    assert SHALL_I_PASS_ON["nl"] in (await anna.says("Mag een kind \ud83d hier blijven wonen?")).text
    assert (await anna.says("ja")).text.startswith(PASSED_ON["nl"])


async def test_the_same_message_id_on_two_platforms_is_two_messages(
    sqlite_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> None:
    platforms = {"fake": messenger, "other": messenger}
    async with open_app(sqlite_url, platforms, knowledge, clock) as app:
        here, there = Conversation(app, messenger), Conversation(app, messenger)
        there.address = Address("other", "chat-carla")
        await here.says(UNKNOWN)
        offer = here.last()
        await there.says("Een heel andere vraag, van iemand anders op een ander platform")
        await here.presses(YES["nl"], offer)
        assert await passed_on(here) == [(UNKNOWN, "nl")]


async def test_in_a_group_only_the_asker_decides_about_the_words(
    anna: Conversation, bob: Conversation
) -> None:
    bob.address = anna.address
    await anna.says(UNKNOWN)
    await bob.presses(YES["nl"])
    assert await passed_on(anna) == []


# After a restart: the words are gone


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


# Languages


@pytest.mark.parametrize("command", ["taal", "TAAL", "language", " language  "])
async def test_asked_without_more_the_bot_says_which_languages_there_are(
    anna: Conversation, command: str
) -> None:
    reply = await anna.commands(command)
    assert reply.text == "In welke taal praten we?"
    assert labels(reply) == ["Nederlands", "English"]


@pytest.mark.parametrize(
    "command", ["taal en", "taal Engels", "language english", "Language   EN ", "taal English"]
)
async def test_a_language_can_be_named_with_the_command(anna: Conversation, command: str) -> None:
    assert (await anna.commands(command)).text.startswith("Fine, we speak English.")
    assert (await anna.commands("help")).text.startswith(HELP["en"])


@pytest.mark.parametrize("typed", ["English", "english.", "2", None])
async def test_a_language_can_be_chosen(anna: Conversation, typed: str | None) -> None:
    await anna.commands("taal")
    reply = await (anna.says(typed) if typed else anna.presses("English"))
    assert reply.text.startswith("Fine, we speak English.")
    assert (await anna.commands("help")).text.startswith(HELP["en"])


async def test_a_language_can_be_chosen_back(english: Conversation) -> None:
    assert (await english.commands("language nederlands")).text.startswith("Goed, we praten Nederlands.")
    assert (await english.commands("help")).text.startswith(HELP["nl"])
    assert (await english.commands("taal dutch")).text.startswith("Goed, we praten Nederlands.")


@pytest.mark.parametrize("other", ["Frans", "🇫🇷", "nl en", "'; DROP TABLE preferences; --"])
async def test_another_language_leads_to_the_two_there_are(anna: Conversation, other: str) -> None:
    reply = await anna.commands(f"taal {other}")
    assert reply.text.startswith("Die taal spreek ik niet.")
    assert labels(reply) == ["Nederlands", "English"]
    assert (await anna.commands("help")).text.startswith(HELP["nl"])


async def test_a_language_once_chosen_stays(anna: Conversation, restart: Restart) -> None:
    await anna.commands("taal en")
    await restart()
    assert (await anna.commands("help")).text.startswith(HELP["en"])


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("en-US", "en"), ("nl-BE", "nl"), ("de", "nl"), (None, "nl")]
)
async def test_before_a_choice_the_platforms_language_is_spoken(
    app: App, messenger: FakeMessenger, code: str | None, language: Language
) -> None:
    carla = Conversation(app, messenger, sender="carla", language_code=code)
    assert (await carla.commands("help")).text.startswith(HELP[language])
    assert (await carla.commands("nonsense")).text.startswith(
        {"nl": UNKNOWN_COMMAND, "en": "I don't know that command."}[language]
    )


async def test_a_language_is_chosen_for_oneself(anna: Conversation, bob: Conversation) -> None:
    await anna.commands("taal en")
    assert (await bob.commands("help")).text.startswith(HELP["nl"])
    await bob.commands("taal nl")
    assert (await anna.commands("help")).text.startswith(HELP["en"])


async def test_a_chosen_language_goes_before_the_platforms(english: Conversation) -> None:
    await english.commands("taal nl")
    assert (await english.commands("help")).text.startswith(HELP["nl"])


async def test_a_question_is_answered_in_its_own_language_commands_in_the_members(anna: Conversation) -> None:
    await anna.says(FOUND_IN_ENGLISH)
    answer = anna.last()
    assert labels(answer.reply)[0] == HELPS["en"]
    assert (await anna.commands("help")).text.startswith(HELP["nl"])
    assert (await anna.presses(HELPS["en"], answer)).text == GLAD["en"]
    assert (await anna.commands("themas")).text.startswith("Over deze onderwerpen")


async def test_a_dutch_question_of_an_english_member_is_answered_in_dutch(english: Conversation) -> None:
    await english.says(UNKNOWN)
    assert (await english.says("ja")).text.startswith(PASSED_ON["nl"])
    assert (await english.commands("help")).text.startswith(HELP["en"])


async def test_what_is_said_of_a_list_is_in_the_language_of_the_list(anna: Conversation) -> None:
    await anna.says(SUGGESTED_IN_ENGLISH)
    assert "from 1 to 4" in (await anna.says("9")).text


async def test_a_closed_button_speaks_the_language_of_its_list(anna: Conversation) -> None:
    await anna.says(UNKNOWN_IN_ENGLISH)
    offer = anna.last()
    await anna.presses(NO["en"], offer)
    assert (await anna.presses(YES["en"], offer)).text.startswith(CLOSED["en"])


@pytest.mark.parametrize("words", ["taxi", "door", "mentor", "???"])
async def test_one_or_two_words_are_answered_in_the_members_language(
    anna: Conversation, english: Conversation, words: str
) -> None:
    assert SHALL_I_PASS_ON["nl"] in (await anna.says(words)).text
    assert SHALL_I_PASS_ON["en"] in (await english.says(words)).text


# Commands


@in_both_languages
async def test_from_the_themes_to_a_tip(
    anna: Conversation, english: Conversation, database_file: Path, language: Language
) -> None:
    member = {"nl": anna, "en": english}[language]
    themes = await member.commands({"nl": "themas", "en": "topics"}[language])
    expected = {
        "nl": ["Op school blijven (3)", "Vervoer (1)"],
        "en": ["Staying in school (3)", "Transport (1)"],
    }
    assert labels(themes) == expected[language]
    theme = await member.says("1")
    assert labels(theme) == [tip.title[language] for tip in (SAME_SCHOOL, FIXED_CONTACT, SHARED_STORY)]
    assert FIXED_CONTACT.body[language] in (await member.presses(FIXED_CONTACT.title[language])).text
    assert (await member.presses(HELPS[language])).text == GLAD[language]
    assert opinions(database_file) == {(member.sender, FIXED_CONTACT.id, True)}


async def test_a_theme_shows_a_tip_that_exists_in_the_other_language_only(english: Conversation) -> None:
    await english.commands("topics")
    assert labels(await english.presses("Transport (1)")) == [TAXI.title["nl"]]
    assert "_This tip is not in English yet._" in (await english.says("1")).text


async def test_themes_can_be_leafed_through_one_after_the_other(anna: Conversation) -> None:
    await anna.commands("themas")
    themes = anna.last()
    await anna.presses("Op school blijven (3)", themes)
    assert labels(await anna.presses("Vervoer (1)", themes)) == [TAXI.title["nl"]]


async def test_a_tip_from_a_theme_that_did_not_help_leads_to_the_facilitators(anna: Conversation) -> None:
    await anna.commands("themas")
    await anna.says("2")
    await anna.says("1")
    await anna.presses(HELPS_NOT["nl"])
    await anna.presses(YES["nl"])
    assert await passed_on(anna) == []
    await anna.says(UNKNOWN)
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


@in_both_languages
async def test_help_lists_every_command_that_somebody_may_use_in_their_language(
    anna: Conversation, english: Conversation, language: Language
) -> None:
    reply = await {"nl": anna, "en": english}[language].commands("help")
    commands = answering_table(stub_knowledge(), ShortMemory(), anna.app.guard).commands
    listed = re.findall(r"^/(\S+) – \S", reply.text, re.MULTILINE)
    for_anybody = (Who.ASKERS, Who.EVERYBODY)  # there is no network yet
    assert listed == [command.name[language] for command in commands if command.who in for_anybody]


async def test_every_command_works_under_both_its_names(anna: Conversation) -> None:
    for command in answering_table(stub_knowledge(), ShortMemory(), anna.app.guard).commands:
        for name in (command.nl, command.en, command.nl.upper()):
            assert not (await anna.commands(name)).text.startswith(UNKNOWN_COMMAND), name


@pytest.mark.parametrize("command", ["vraag", "ask", "VRAAG", "vraag  "])
async def test_to_ask_without_a_question_is_an_invitation(anna: Conversation, command: str) -> None:
    reply = await anna.commands(command)
    assert reply.text.startswith("Typ je vraag gewoon hier")
    assert SAME_SCHOOL.body["nl"] in (await anna.says(FOUND)).text


@pytest.mark.parametrize("command", ["vraag", "ask"])
@in_both_languages
async def test_a_question_behind_the_command_is_answered_in_its_language(
    anna: Conversation, command: str, language: Language
) -> None:
    reply = await anna.commands(f"{command} {FINDS[language]}")
    assert SAME_SCHOOL.body[language] in reply.text
    await anna.presses(HELPS_NOT[language])
    await anna.presses(YES[language])
    assert await passed_on(anna) == [(FINDS[language], language)]


@pytest.mark.parametrize("between", ["\n", "\t", "\u00a0"])
async def test_a_question_may_stand_on_the_line_after_the_command(anna: Conversation, between: str) -> None:
    assert SAME_SCHOOL.body["nl"] in (await anna.commands(f"vraag{between}{FOUND}")).text


@pytest.mark.parametrize(
    "command",
    ["", " ", "bestaatniet", "vraagje", "vraag,", "😀", "<b>help</b>", "../help", "help\x00", "h" * 100_000],
)
async def test_an_unknown_command_leads_to_the_help(anna: Conversation, command: str) -> None:
    reply = await anna.commands(command)
    assert reply.text == "Dat commando ken ik niet. Stuur /help voor wat ik kan."


async def test_a_command_goes_before_whatever_is_open(anna: Conversation, restart: Restart) -> None:
    await forgets_and_asks_again(anna, restart)
    await anna.says(SUGGESTED)
    assert (await anna.commands("themas")).text.startswith("Over deze onderwerpen")


# Odd messages


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0", "\u2003"])
async def test_an_empty_text_is_asked_to_say_something(anna: Conversation, text: str) -> None:
    reply = await anna.says(text)
    assert reply.text.startswith(NO_TEXT)
    assert reply.choices == ()


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "🏳️‍🌈👩‍👩‍👧‍👦" * 50,
        "\x00\x01\x1b[2J",
        "\u202e\u2066omgekeerd\u2069",
        "مرحبا كيف حالك",
        "<script>alert(1)</script>",
        "'; DROP TABLE questions; --",
        "**vet** _schuin_ `code` [link](http://x)",
        "{ $body } -help",
        "%s %d {0}",
        "?" * 5000,
        "a" * 100_000,
        "\n".join("regel" for _ in range(5000)),
    ],
    ids=range(13),
)
async def test_any_text_gets_an_honest_answer(anna: Conversation, text: str) -> None:
    reply = await anna.says(text)
    assert reply.text.startswith(("Dat weet ik niet.", "I don't know that."))
    assert len(reply.choices) == 2


async def test_a_number_of_thousands_of_digits_is_a_number_without_a_list(anna: Conversation) -> None:
    assert (await anna.says("9" * 4500)).text.startswith(LONE_NUMBER)


async def test_the_same_message_twice_is_answered_once(anna: Conversation, restart: Restart) -> None:
    question = anna.message(Kind.TEXT, UNKNOWN)
    assert len(await anna.sends(question)) == 1
    assert await anna.sends(question) == []
    yes = anna.message(Kind.CHOICE, choice_token(anna.last().key, 0))
    assert len(await anna.sends(yes)) == 1
    await restart()
    assert await anna.sends(yes) == []
    assert await passed_on(anna) == [(UNKNOWN, "nl")]


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.REACTION, Kind.JOINED, Kind.LEFT, Kind.MOVED])
async def test_what_asks_for_nothing_gets_nothing(anna: Conversation, kind: Kind) -> None:
    assert await anna.sends(anna.message(kind, FOUND)) == []


# When something goes wrong


async def stores_then_fails(turn: Turn, text: str) -> list[Reply]:
    """A handler with a mistake in it, that shows only after it has written something."""
    await turn.tx.questions.add(turn.message.address, turn.message.sender, text, "nl", turn.now)
    await turn.wait_for("pass-on", {})
    raise ValueError(f"could not understand {text!r}")


@pytest.fixture
def failing(anna: Conversation) -> Conversation:
    """Anna's chat with a bot that stumbles over every question."""
    knowledge, memory = stub_knowledge(), ShortMemory()
    table = replace(answering_table(knowledge, memory, anna.app.guard), question=stores_then_fails)
    app = anna.app
    router = Router(app.store, Reader(table, knowledge, memory), load_catalogue(), app.clock, lease="test")
    anna.app = replace(app, router=router)
    return anna


async def test_a_mistake_gets_one_apology_with_a_code_that_the_log_knows(
    failing: Conversation, log: io.StringIO
) -> None:
    reply = await failing.says(UNKNOWN)
    assert reply.text.startswith("Er ging bij mij iets mis.")
    code = reply.text.rsplit(" ", 1)[1]
    assert re.fullmatch(r"[0-9a-f]{8}", code)
    assert f"code={code}" in log.getvalue()


async def test_the_log_tells_where_it_went_wrong_but_not_what_was_said(
    failing: Conversation, log: io.StringIO
) -> None:
    await failing.says(UNKNOWN)
    assert "ValueError" in log.getvalue()
    assert "stores_then_fails" in log.getvalue()
    assert "voordeur" not in log.getvalue()
    assert "understand" not in log.getvalue()


async def test_the_log_is_discreet_even_where_another_log_is_not(failing: Conversation) -> None:
    indiscreet, discreet = logging.StreamHandler(io.StringIO()), logging.StreamHandler(io.StringIO())
    discreet.setFormatter(DiscreetFormatter())
    handlers = logging.getLogger().handlers
    handlers[:0] = [indiscreet, discreet]
    try:
        await failing.says(UNKNOWN)
    finally:
        del handlers[:2]
    assert "voordeur" not in discreet.stream.getvalue()


async def test_two_mistakes_have_two_codes(failing: Conversation) -> None:
    assert (await failing.says(UNKNOWN)).text != (await failing.says(UNKNOWN)).text


async def test_what_a_failing_handler_wrote_is_undone(failing: Conversation, dump: Dump) -> None:
    await failing.says(UNKNOWN)
    assert await passed_on(failing) == []
    assert "voordeur" not in dump()
    assert (await failing.commands("stop")).text.startswith("Er stond niets open.")


async def test_a_message_that_failed_is_not_tried_again(failing: Conversation) -> None:
    question = failing.message(Kind.TEXT, UNKNOWN)
    assert len(await failing.sends(question)) == 1
    assert await failing.sends(question) == []


async def test_after_a_mistake_the_conversation_goes_on(failing: Conversation) -> None:
    await failing.says(UNKNOWN)
    assert (await failing.commands("help")).text.startswith(HELP["nl"])
    await failing.commands("themas")
    assert labels(await failing.says("2")) == [TAXI.title["nl"]]


async def test_an_apology_is_in_the_members_language(failing: Conversation) -> None:
    await failing.commands("taal en")
    assert (await failing.says("door")).text.startswith("Something went wrong on my side.")


# Reactions and plain words


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


@pytest.mark.parametrize("word", ["help", "Help!", "HELP"])
async def test_the_name_of_a_command_is_that_command(anna: Conversation, word: str) -> None:
    assert (await anna.says(word)).text.startswith("Stel je vraag")
