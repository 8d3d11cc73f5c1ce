"""What people are told without having asked: when, and what is no longer told."""

from datetime import timedelta

import pytest

from bot.app import App
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from scheduler.outbox import OutboxKind, ToPerson
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import plan, planned, statuses
from tests.people import add_network, add_person, told
from tests.stubs import stub_knowledge

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network that Fatma facilitates and in which Anna is a member."""
    network_id = await add_network(app)
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"])
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    return network_id


async def removes_anna(app: App, messenger: FakeMessenger) -> None:
    """Fatma puts Anna out of the network."""
    fatma = Conversation(app, messenger, sender="fatma")
    await fatma.commands("leden")
    for choice in ("Anna (De Linde)", "Haal uit het netwerk", "Ja, haal weg"):
        await fatma.presses(choice)


async def makes_anna_a_facilitator(app: App, messenger: FakeMessenger) -> None:
    """Fatma gives Anna her role."""
    fatma = Conversation(app, messenger, sender="fatma")
    await fatma.commands("leden")
    for choice in ("Anna (De Linde)", "Maak begeleider"):
        await fatma.presses(choice)


async def test_a_notice_does_not_come_at_night(
    app: App, messenger: FakeMessenger, clock: FakeClock, network: int
) -> None:
    clock.advance(9 * HOUR)  # 23:00
    await makes_anna_a_facilitator(app, messenger)
    assert await told(app, messenger, "anna") == []
    clock.advance(9 * HOUR)
    assert len(await told(app, messenger, "anna")) == 1


async def test_a_notice_waits_for_the_end_of_a_pause_and_is_kept_for_days_after_it(
    app: App, messenger: FakeMessenger, clock: FakeClock, network: int
) -> None:
    anna = Conversation(app, messenger, sender="anna")
    await anna.commands("pauze 2 weken")
    await makes_anna_a_facilitator(app, messenger)
    assert await told(app, messenger, "anna") == []
    clock.advance(16 * DAY)
    assert len(await told(app, messenger, "anna")) == 1


async def test_whoever_is_put_out_hears_that_and_nothing_else_of_the_network(
    app: App, messenger: FakeMessenger, clock: FakeClock, network: int
) -> None:
    async with app.store.reading() as tx:
        anna = next(person for person in await tx.people.all(network) if person.name == "Anna")
    for key, of in (("here", network), ("elsewhere", await add_network(app, "west", "West"))):
        reminder = planned(
            key,
            to=ToPerson(anna.id),
            network_id=of,
            kind=OutboxKind.REMINDER,
            not_before=clock.now() + HOUR,
        )
        await plan(app.store, reminder)
    await removes_anna(app, messenger)
    assert len(await told(app, messenger, "anna")) == 1
    found = await statuses(app.store)
    assert (found["here"], found["elsewhere"]) == ("cancelled", "pending")
