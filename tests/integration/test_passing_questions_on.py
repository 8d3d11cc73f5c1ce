"""What the bot does not know is passed on in the asker's words, once they say so; nothing is kept before."""

import re

import pytest

from bot.app import open_app
from bot.contract import Address, Language
from handlers.learn.questions import LONGEST_QUESTION
from knowledge_base import KnowledgeBase
from tests.asking import (
    HELPS_NOT,
    KNOWS_NOT,
    NO,
    NOT_PASSED_ON,
    PASSED_ON,
    SHALL_I_PASS_ON,
    YES,
    Dump,
    in_both_languages,
    passed_on,
)
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.stubs import FIXED_CONTACT, FOUND, SUGGESTED, UNKNOWN, UNKNOWN_IN_ENGLISH, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


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
