"""Asking the bot, as members do: what it says to that, who they are, and what is kept of it.

The conftest makes the fixtures here known to all tests.
"""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.contract import Language, Reply
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import labels
from tests.stubs import FOUND, FOUND_IN_ENGLISH, UNKNOWN, UNKNOWN_IN_ENGLISH

Restart = Callable[[], Awaitable[None]]
Dump = Callable[[], str]

HELPS = {"nl": "Ja, dit helpt", "en": "Yes, this helps"}
HELPS_NOT = {"nl": "Nee, niet echt", "en": "No, not really"}
YES = {"nl": "Ja, geef door", "en": "Yes, pass it on"}
NO = {"nl": "Nee, laat maar", "en": "No, leave it"}
SHALL_I_PASS_ON = {"nl": "Zal ik je vraag doorgeven", "en": "Shall I pass your question on"}
PASSED_ON = {
    "nl": "Je vraag staat nu bij de begeleiders.",
    "en": "Your question is with the facilitators now.",
}
NOT_PASSED_ON = {"nl": "Goed, ik bewaar niets.", "en": "Fine, I keep nothing."}
CLOSED = {"nl": "Deze vraag is gesloten.", "en": "This question is closed."}
GLAD = {"nl": "Fijn om te horen.", "en": "Good to hear."}
HELP = {"nl": "Stel je vraag zoals", "en": "Ask your question the way"}
LONE_NUMBER = "Er staat nu geen lijstje open."
NO_TEXT = "Ik zie geen tekst."
UNKNOWN_COMMAND = "Dat commando ken ik niet."

FINDS: dict[Language, str] = {"nl": FOUND, "en": FOUND_IN_ENGLISH}
KNOWS_NOT: dict[Language, str] = {"nl": UNKNOWN, "en": UNKNOWN_IN_ENGLISH}

in_both_languages = pytest.mark.parametrize("language", ["nl", "en"])


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


async def passed_on(conversation: Conversation) -> list[tuple[str, str]]:
    """The words and the language of every question that the facilitators have."""
    async with conversation.app.store.reading() as tx:
        return [(question.text, question.language) for question in await tx.questions.all()]


def opinions(database_file: Path) -> set[tuple[str, str, bool]]:
    """Who was helped by which tip."""
    with closing(sqlite3.connect(database_file)) as connection:
        rows = connection.execute("SELECT sender, tip, helped FROM feedback").fetchall()
    return {(sender, tip, bool(helped)) for sender, tip, helped in rows}


async def forgets_and_asks_again(anna: Conversation, restart: Restart, question: str = UNKNOWN) -> Reply:
    """Anna asks something unknown, the bot is restarted, she has it passed on: it asks for her words."""
    await anna.says(question)
    await restart()
    return await anna.presses(labels(anna.last().reply)[0])
