"""Which language the bot speaks: the one somebody chose, the platform's, or that of the question."""

import pytest

from bot.app import App
from bot.contract import Language
from knowledge_base import KnowledgeBase
from tests.asking import (
    CLOSED,
    GLAD,
    HELP,
    HELPS,
    NO,
    PASSED_ON,
    SHALL_I_PASS_ON,
    UNKNOWN_COMMAND,
    YES,
    Restart,
)
from tests.conversation import Conversation
from tests.fakes import FakeMessenger
from tests.people import labels
from tests.stubs import FOUND_IN_ENGLISH, SUGGESTED_IN_ENGLISH, UNKNOWN, UNKNOWN_IN_ENGLISH, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


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
