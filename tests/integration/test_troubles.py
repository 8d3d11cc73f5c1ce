"""What is said when the bot can't or may not listen, where private and sensitive words go, who may edit."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.app import App, open_app
from bot.contract import Address, IncomingMessage, Kind, Reply
from bot.store import Database
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from handlers.reader import Reader
from handlers.router import Router
from handlers.texts import load_catalogue
from handlers.turn import Turn
from knowledge_base import KnowledgeBase
from scheduler.delivery import Delivery
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import plan, planned, statuses
from tests.stubs import FOUND, SUGGESTED, stub_knowledge

GROUP = Address("fake", "group")
PRIVATE = Address("fake", "@anna")
ENGLISH = "I could not read this, please send it again."


@pytest.fixture
async def app(sqlite_url: str, messenger: FakeMessenger, clock: FakeClock) -> AsyncIterator[App]:
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock) as opened:
        yield opened


def in_group(message: IncomingMessage) -> IncomingMessage:
    """The same message, said to the bot where others read along."""
    return replace(message, address=GROUP, is_direct=False, mentions_bot=True)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("unreadable", "Ik kon dit niet lezen, stuur het nog eens."),
        ("stranger", "Ik praat alleen met leden"),
        ("plain", "Ik praat alleen in versleutelde gesprekken."),
        ("too-many", "Zoveel berichten tegelijk kan ik niet lezen."),
    ],
)
async def test_trouble_gets_one_sentence_once_also_in_a_group(
    anna: Conversation, what: str, words: str
) -> None:
    for place in (anna.message(Kind.TROUBLE, what), in_group(anna.message(Kind.TROUBLE, what))):
        (reply,) = await anna.sends(replace(place, mentions_bot=False))
        assert reply.text.startswith(words)
        assert await anna.sends(place) == []


async def test_trouble_is_told_in_the_language_of_the_member(anna: Conversation) -> None:
    await anna.commands("taal English")
    (reply,) = await anna.sends(anna.message(Kind.TROUBLE, "unreadable"))
    assert reply.text == ENGLISH


async def test_a_trouble_that_nobody_knows_gets_no_words(anna: Conversation) -> None:
    assert await anna.sends(anna.message(Kind.TROUBLE, "something new")) == []


async def test_a_stranger_does_not_open_a_door(anna: Conversation) -> None:
    await anna.sends(anna.message(Kind.TROUBLE, "stranger"))
    async with anna.app.store.reading() as tx:
        assert await tx.doors.private_chat("fake", "anna") is None


async def test_what_is_private_opens_a_chat_where_the_platform_lets_the_bot_begin(anna: Conversation) -> None:
    command = in_group(anna.message(Kind.COMMAND, "taal"))
    await anna.sends(replace(command, private=PRIVATE))
    assert anna.last().ref.address == PRIVATE
    assert anna.last().reply.choices
    await anna.sends(in_group(anna.message(Kind.COMMAND, "taal")))
    assert anna.last().ref.address == GROUP
    assert anna.last().reply.text.startswith("Dat bespreek ik liever met jou alleen.")


async def secret(turn: Turn, _: str) -> list[Reply]:
    """A handler with something that is nobody else's business."""
    return [Reply("Een geheim", sensitive=True)]


@pytest.mark.parametrize(("is_plain", "words"), [(False, "Een geheim"), (True, "Dit vertel ik alleen")])
async def test_what_is_sensitive_is_not_said_in_a_plain_room(
    anna: Conversation, knowledge: KnowledgeBase, is_plain: bool, words: str
) -> None:
    memory = ShortMemory()
    table = replace(answering_table(knowledge, memory, anna.app.guard), question=secret)
    app = anna.app
    router = Router(app.store, Reader(table, knowledge, memory), load_catalogue(), app.clock, lease="test")
    anna.app = replace(app, router=router)
    (reply,) = await anna.sends(replace(anna.message(Kind.TEXT, FOUND), is_plain=is_plain))
    assert reply.text.startswith(words)


async def test_nobody_changes_what_another_asked(anna: Conversation) -> None:
    """Where a platform lets anybody say that he edits a message."""
    question = in_group(anna.message(Kind.TEXT, FOUND))
    (answer,) = await anna.sends(question)
    edit = replace(in_group(anna.message(Kind.EDIT, SUGGESTED)), edits=question.id)
    assert await anna.sends(replace(edit, id="x-1", sender="bram")) == []
    assert [shown.reply for shown in anna.messenger.shown] == [answer]
    await anna.sends(replace(edit, id="x-2"))
    assert [shown.reply for shown in anna.messenger.shown] != [answer]


async def test_what_this_process_can_not_send_is_left_alone(
    store: Database, messenger: FakeMessenger, clock: FakeClock
) -> None:
    able = False
    delivery = Delivery(store, {"fake": messenger}, clock, "me", can_send=lambda _: able)
    await plan(store, planned("a"))
    assert await delivery.send_all_due() == 0
    assert await statuses(store) == {"a": "pending"}
    able = True
    assert await delivery.send_all_due() == 1
