"""A conversation that moves takes along what is open and planned, in every table, on both databases."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.contract import Address, Choice, ConversationMoved, Kind, Language, MessageRef
from bot.store import Database
from bot.store.tables import choice_list, doors, metadata, outbox, pending_step, questions
from handlers.choices import ChoiceList
from handlers.steps import PendingStep
from scheduler.delivery import Delivery
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import NOW, claim, plan, planned, row

OLD = Address("fake", "group", "5")
NEW = Address("fake", "supergroup")
OTHER = Address("fake", "other-group")
OTHER_PLATFORM = Address("other", "group")
LATER = NOW.replace(year=2027)
DUTCH: Language = "nl"


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


def step(name: str) -> PendingStep:
    return PendingStep(name, {}, "prompt", DUTCH, LATER)


def offer(key: str, address: Address) -> ChoiceList:
    return ChoiceList(key, address, DUTCH, (Choice("Ja", "yes:"),), LATER)


async def fill(store: Database, address: Address, name: str) -> None:
    """Something of everything in a conversation."""
    async with store.transaction() as tx:
        await tx.choices.add(offer(f"{name}/list", address))
        await tx.steps.open(address, "anna", step("takeaway"))
        await tx.questions.add(address, "anna", "Waarom?", DUTCH, NOW)
        await tx.doors.opened(address.platform, f"anna of {name}", address.conversation)
        await tx.outbox.plan([planned(f"{name}/planned", to=address)])


async def move(store: Database, old: Address = OLD, new: Address = NEW) -> None:
    async with store.transaction() as tx:
        await tx.conversations.move(old, new)


async def conversations(store: Database) -> dict[str, list[tuple[str, str]]]:
    """By table, the conversations that it speaks of."""
    async with store.reading() as tx:
        return {
            table.name: sorted(
                (found.platform, found.conversation)
                for found in await tx._connection.execute(select(table.c.platform, table.c.conversation))
            )
            for table in (choice_list, pending_step, questions, doors, outbox)
        }


def test_every_table_that_speaks_of_conversations_is_looked_at_here() -> None:
    speaking = {table.name for table in metadata.tables.values() if "conversation" in table.c}
    read_soon = {"surplus"}  # answers to it find the new address by themselves
    assert speaking - read_soon == {
        table.name for table in (choice_list, pending_step, questions, doors, outbox)
    }


async def test_everything_open_or_planned_moves_and_nothing_else(store: Database) -> None:
    for address, name in ((OLD, "old"), (OTHER, "other"), (OTHER_PLATFORM, "platform")):
        await fill(store, address, name)
    await move(store)
    expected = [("fake", "other-group"), ("fake", "supergroup"), ("other", "group")]
    assert await conversations(store) == dict.fromkeys(
        ("choice_list", "pending_step", "questions", "doors", "outbox"), expected
    )


async def test_what_is_planned_leaves_the_topic_that_is_no_more(store: Database) -> None:
    await plan(store, planned("a", to=OLD))
    await move(store)
    noted = await row(store, "a")
    assert (noted.conversation, noted.thread) == ("supergroup", None)


async def test_what_was_sent_or_failed_stays_where_it_stands(store: Database) -> None:
    await plan(store, planned("sent", to=OLD))
    sent = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_sent(sent, MessageRef(OLD, "7"), NOW)
    await move(store)
    async with store.reading() as tx:
        assert await tx.outbox.ref_of("sent") == MessageRef(OLD, "7")


async def test_what_is_being_sent_goes_its_way(store: Database) -> None:
    """Its sending finds out by itself that the conversation moved."""
    await plan(store, planned("a", to=OLD))
    await claim(store)
    await move(store)
    noted = await row(store, "a")
    assert (noted.status, noted.conversation) == ("sending", "group")


async def test_who_went_on_in_the_new_conversation_has_left_the_old_dialogue(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.steps.open(OLD, "anna", step("old"))
        await tx.steps.open(OLD, "bram", step("old"))
        await tx.steps.open(NEW, "anna", step("new"))
    await move(store)
    async with store.reading() as tx:
        steps = {who: await tx.steps.current(NEW, who, NOW) for who in ("anna", "bram")}
    assert {who: found.name for who, found in steps.items() if found} == {"anna": "new", "bram": "old"}


async def test_to_move_twice_or_from_nowhere_is_no_trouble(store: Database) -> None:
    await fill(store, OLD, "old")
    await move(store)
    await move(store)
    await move(store, OTHER, NEW)
    assert {only for (only,) in (await conversations(store)).values()} == {("fake", "supergroup")}


async def test_a_message_that_tells_of_the_move_moves_everything_and_says_nothing(
    app: App, messenger: FakeMessenger
) -> None:
    await fill(app.store, OLD, "old")
    group = Conversation(app, messenger, group=OLD)
    told = replace(group.message(Kind.MOVED, OLD.conversation), address=NEW)
    assert await group.sends(told) == []
    assert ("fake", "group") not in [
        each for found in (await conversations(app.store)).values() for each in found
    ]


async def test_a_sending_that_finds_out_moves_everything_and_arrives(
    store: Database, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await fill(store, OLD, "old")
    await plan(store, planned("next", to=OLD))
    messenger.fail_next(ConversationMoved(NEW))
    await Delivery(store, {"fake": messenger}, clock, "me").send_all_due()
    assert [(shown.key, shown.ref.address) for shown in messenger.shown] == [
        ("old/planned", NEW),
        ("next", NEW),
    ]
    found: dict[str, Any] = await conversations(store)
    assert {each for rows in found.values() for each in rows} == {("fake", "supergroup")}
