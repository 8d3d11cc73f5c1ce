"""A message that replaces another edits it where it stands, or is sent anew where it can't."""

import pytest

from bot.contract import Address, ConversationMoved, MessageRef, NotAllowed, Reply, TemporaryDeliveryError
from bot.store import Database
from scheduler.delivery import Delivery
from tests.delivering import GROUP, SECOND, SUPERGROUP, replace_card, texts
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import ANNA, plan, planned, statuses


@pytest.fixture
async def _a_card(store: Database, delivery: Delivery) -> None:
    """A card stands in the group."""
    await plan(store, planned("card/1", to=GROUP))
    await delivery.send_all_due()


@pytest.mark.usefixtures("_a_card")
async def test_a_message_that_replaces_another_edits_it(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await replace_card(store, delivery, 1)
    await replace_card(store, delivery, 2)
    assert texts(messenger) == ["card/3"]
    assert [edit.key for edit in messenger.edits] == ["card/2", "card/3"]
    assert set((await statuses(store)).values()) == {"sent"}


@pytest.mark.usefixtures("_a_card")
async def test_a_card_that_may_not_be_edited_is_sent_anew_and_that_one_is_edited_next(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    messenger.fail_next(NotAllowed("too old"))
    await replace_card(store, delivery, 1)
    assert texts(messenger) == ["card/1", "card/2"]
    await replace_card(store, delivery, 2)
    assert texts(messenger) == ["card/1", "card/3"]


@pytest.mark.usefixtures("_a_card")
async def test_a_card_that_a_member_took_away_is_sent_anew(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await messenger.delete(messenger.shown[0].ref)
    await replace_card(store, delivery, 1)
    assert texts(messenger) == ["card/2"]


@pytest.mark.usefixtures("_a_card")
async def test_an_edit_that_fails_for_a_moment_is_an_edit_later(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await replace_card(store, delivery, 1)
    assert texts(messenger) == ["card/1"]
    clock.advance(SECOND)
    await delivery.send_all_due()
    assert texts(messenger) == ["card/2"]


async def test_a_card_to_replace_that_never_was_sent_is_no_trouble(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await replace_card(store, delivery, 7)
    assert texts(messenger) == ["card/8"]


class MovingMessenger(FakeMessenger):
    """A platform where the group became a supergroup: nothing there can be edited or sent any more."""

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        self._refuse_old(to)
        return await super().send(to, reply, key=key)

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        self._refuse_old(ref.address)
        await super().edit(ref, reply, key=key)

    def _refuse_old(self, address: Address) -> None:
        if self.shown and address == GROUP:
            raise ConversationMoved(SUPERGROUP)


async def test_a_card_in_a_conversation_that_moved_is_sent_anew_at_the_new_address(
    store: Database, clock: FakeClock
) -> None:
    messenger = MovingMessenger()
    delivery = Delivery(store, {"fake": messenger}, clock, "me")
    await plan(store, planned("card/1", to=GROUP))
    await delivery.send_all_due()
    await replace_card(store, delivery, 1)
    assert [shown.ref.address for shown in messenger.shown] == [GROUP, SUPERGROUP]


class WhisperingMessenger(FakeMessenger):
    """A platform that shows what is private in a chat with the person alone, wherever it was meant for."""

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        return await super().send(ANNA if reply.private else to, reply, key=key)


async def test_a_private_card_is_edited_where_it_stands(store: Database, clock: FakeClock) -> None:
    messenger = WhisperingMessenger()
    delivery = Delivery(store, {"fake": messenger}, clock, "me")
    await plan(
        store,
        planned("card/1", to=GROUP, reply=Reply("card/1", private=True)),
        planned("card/2", to=GROUP, reply=Reply("card/2", private=True, replaces="card/1")),
    )
    await delivery.send_all_due()
    assert [(shown.reply.text, shown.ref.address) for shown in messenger.shown] == [("card/2", ANNA)]
