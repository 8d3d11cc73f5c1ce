"""Empty, endless, doubled and wordless messages get an honest answer, or none where none is asked for."""

import pytest

from bot.contract import Kind, choice_token
from knowledge_base import KnowledgeBase
from tests.asking import LONE_NUMBER, NO_TEXT, Restart, passed_on
from tests.conversation import Conversation
from tests.stubs import FOUND, UNKNOWN, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


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
