"""Commands, under both their names: the themes, the help, a question, and one that nobody knows."""

import re
from pathlib import Path

import pytest

from bot.contract import Language
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from handlers.people.access import Who
from knowledge_base import KnowledgeBase
from tests.asking import (
    FINDS,
    GLAD,
    HELPS,
    HELPS_NOT,
    UNKNOWN_COMMAND,
    YES,
    Restart,
    forgets_and_asks_again,
    in_both_languages,
    opinions,
    passed_on,
)
from tests.conversation import Conversation
from tests.people import labels
from tests.stubs import (
    FIXED_CONTACT,
    FOUND,
    SAME_SCHOOL,
    SHARED_STORY,
    SUGGESTED,
    TAXI,
    UNKNOWN,
    stub_knowledge,
)


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


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


@pytest.mark.parametrize("word", ["help", "Help!", "HELP"])
async def test_the_name_of_a_command_is_that_command(anna: Conversation, word: str) -> None:
    assert (await anna.says(word)).text.startswith("Stel je vraag")
