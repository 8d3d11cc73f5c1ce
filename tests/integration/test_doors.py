"""Where people are reached privately, on both databases: opened, closed when they are gone, opened again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Address, Kind, PermanentDeliveryError
from bot.store import Database
from bot.store.tables import doors
from knowledge_base import KnowledgeBase
from scheduler.delivery import Delivery
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import ANNA, NOW, plan, planned, row, statuses
from tests.stubs import UNKNOWN, stub_knowledge

BRAM = Address("fake", "chat-bram")
OTHER_PLATFORM = Address("other", "chat-anna")
BLOCKED = PermanentDeliveryError("blocked", gone=True)


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return stub_knowledge()


async def door(store: Database, sender: str = "anna", platform: str = "fake") -> Address | None:
    """Where somebody can be reached."""
    async with store.reading() as tx:
        return await tx.doors.private_chat(platform, sender)


async def why_closed(store: Database) -> list[tuple[object, ...]]:
    """Since when and why people can't be reached."""
    async with store.reading() as tx:
        rows = await tx._connection.execute(doors.select().order_by(doors.c.sender))
    return [(found.sender, found.unreachable_since, found.unreachable_reason) for found in rows]


# The repository


async def test_who_never_wrote_has_no_door(store: Database) -> None:
    assert await door(store) is None


async def test_a_door_is_opened_and_moves_with_the_person(store: Database) -> None:
    for address in (ANNA, ANNA, BRAM):
        async with store.transaction() as tx:
            await tx.doors.opened("fake", "anna", address.conversation)
        assert await door(store) == address


async def test_everybody_has_a_door_of_their_own_on_each_platform(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("fake", "anna", ANNA.conversation)
        await tx.doors.opened("fake", "bram", BRAM.conversation)
        await tx.doors.opened("other", "anna", OTHER_PLATFORM.conversation)
        await tx.doors.closed(ANNA, "blocked", NOW)
    assert await door(store) is None
    assert await door(store, "bram") == BRAM
    assert await door(store, platform="other") == OTHER_PLATFORM


async def test_a_door_that_closed_keeps_the_first_moment_and_reason(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("fake", "anna", ANNA.conversation)
        await tx.doors.closed(ANNA, "blocked", NOW)
        await tx.doors.closed(ANNA, "left", NOW + timedelta(days=1))
    assert await why_closed(store) == [("anna", NOW, "blocked")]


async def test_a_door_that_opens_again_remembers_no_reason(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("fake", "anna", ANNA.conversation)
        await tx.doors.closed(ANNA, "blocked", NOW)
        await tx.doors.opened("fake", "anna", ANNA.conversation)
    assert await why_closed(store) == [("anna", None, None)]
    assert await door(store) == ANNA


async def test_to_close_a_door_that_is_not_there_is_no_trouble(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.closed(ANNA, "blocked", NOW)
    assert await why_closed(store) == []


# Messages and doors


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.COMMAND, Kind.CHOICE, Kind.EDIT, Kind.MEDIA, Kind.JOINED])
async def test_whatever_somebody_does_in_their_own_chat_opens_their_door(
    app: App, anna: Conversation, kind: Kind
) -> None:
    await anna.sends(anna.message(kind, "hoi"))
    assert await door(app.store) == anna.address


async def test_a_group_is_nobodys_door(app: App, messenger: FakeMessenger) -> None:
    here = Conversation(app, messenger, group=Address("fake", "team"))
    await here.sends(replace(here.message(Kind.TEXT, UNKNOWN), mentions_bot=True))
    await here.sends(here.message(Kind.JOINED))
    assert await door(app.store) is None


async def test_who_puts_the_bot_out_gets_nothing_that_waits_and_can_come_back(
    app: App, anna: Conversation
) -> None:
    await anna.says(UNKNOWN)
    later = NOW + timedelta(days=1)
    await plan(
        app.store,
        planned("hers", to=anna.address, not_before=later),
        planned("his", to=BRAM, not_before=later),
    )
    assert await anna.sends(anna.message(Kind.LEFT)) == []
    assert await door(app.store) is None
    noted = await row(app.store, "hers")
    assert (noted.status, noted.reason) == ("failed", "left")
    assert (await row(app.store, "his")).status == "pending"
    await anna.says("Hoi, daar ben ik weer")
    assert await door(app.store) == anna.address


async def test_a_group_that_puts_the_bot_out_closes_nobodys_door(
    app: App, anna: Conversation, messenger: FakeMessenger
) -> None:
    await anna.says(UNKNOWN)
    here = Conversation(app, messenger, group=Address("fake", "team"))
    await here.sends(here.message(Kind.LEFT))
    assert await door(app.store) == anna.address


# Delivery and doors


async def test_who_turns_out_to_be_gone_gets_nothing_that_waits(
    store: Database, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("fake", "anna", ANNA.conversation)
    await plan(
        store, planned("first"), planned("second"), planned("third", not_before=NOW + timedelta(days=1))
    )
    await plan(store, planned("his", to=BRAM))
    messenger.fail_next(BLOCKED)
    await Delivery(store, {"fake": messenger}, clock, "me").send_all_due()
    assert await statuses(store) == {"first": "failed", "second": "failed", "third": "failed", "his": "sent"}
    assert {(await row(store, key)).reason for key in ("first", "second", "third")} == {"blocked"}
    assert await why_closed(store) == [("anna", NOW, "blocked")]


async def test_one_message_that_can_never_go_closes_no_door(
    store: Database, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("fake", "anna", ANNA.conversation)
    await plan(store, planned("a long one"), planned("b"))
    messenger.fail_next(PermanentDeliveryError("refused"))
    await Delivery(store, {"fake": messenger}, clock, "me").send_all_due()
    assert await statuses(store) == {"a long one": "failed", "b": "sent"}
    assert await door(store) == ANNA
