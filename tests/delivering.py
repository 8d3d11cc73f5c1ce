"""Delivery of one process to one platform, and what it leaves in the chats.

The conftest makes the fixture here known to all tests.
"""

from datetime import timedelta

import pytest

from bot.contract import Address, Reply
from bot.store import Database
from scheduler.delivery import Delivery
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import plan, planned

SECOND = timedelta(seconds=1)
GROUP = Address("fake", "group")
SUPERGROUP = Address("fake", "supergroup")


@pytest.fixture
def delivery(store: Database, messenger: FakeMessenger, clock: FakeClock) -> Delivery:
    """Delivery of this process."""
    return Delivery(store, {"fake": messenger}, clock, "me")


def texts(messenger: FakeMessenger) -> list[str]:
    """What stands in all chats."""
    return [shown.reply.text for shown in messenger.shown]


async def replace_card(store: Database, delivery: Delivery, number: int, to: Address = GROUP) -> None:
    """Let the card after this one take its place."""
    reply = Reply(f"card/{number + 1}", replaces=f"card/{number}")
    await plan(store, planned(f"card/{number + 1}", to=to, reply=reply))
    await delivery.send_all_due()
