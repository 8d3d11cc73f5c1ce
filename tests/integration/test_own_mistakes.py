"""A mistake of our own gets one apology with a code; the log tells where, and nothing of what was said."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.contract import Kind, Reply
from bot.logs import DiscreetFormatter
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from handlers.reader import Reader
from handlers.router import Router
from handlers.texts import load_catalogue
from handlers.turn import Turn
from knowledge_base import KnowledgeBase
from tests.asking import HELP, Dump, passed_on
from tests.conversation import Conversation
from tests.people import labels
from tests.stubs import (
    TAXI,
    UNKNOWN,
    stub_knowledge,
)


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an operator reads in the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().handlers.insert(0, handler)  # the first to format an exception formats it for all
    yield written
    logging.getLogger().removeHandler(handler)


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
