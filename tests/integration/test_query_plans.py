"""No statement on the way of what members do reads a whole table: it would cost more with each new member."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from bot.app import App
from handlers.meet import meeting_changes
from handlers.people.people import Role
from scheduler.housekeeping import forget_old
from scheduler.meetings import NewMeeting
from scheduler.retention import RULES
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.meetings import AMSTERDAM
from tests.people import add_network, add_person

FEW = "USING INDEX ix_outbox_fleeting"  # which holds nothing else
SMALL = ("networks", "tips")  # some dozens, whatever the number of members
SAID = ("school stuurt hem weer naar huis, wat nu?", "hoe vaak komt het netwerk bijeen?", "asdf qwer zxcv")
# Not `mijngegevens`: it looks through everything for what is somebody's, and is asked for once in a year.
COMMANDS = ("help", "bijeenkomst", "stap", "profiel", "inbreng", "themas", "pauze 2w")


def reads_all(step: str) -> bool:
    """Whether a step of a query plan goes through all of a table that grows."""
    return step.startswith("SCAN") and step.split()[1] not in SMALL and FEW not in step


@contextmanager
def scans() -> Iterator[set[str]]:
    """Statements that, in this block, went through all of a table that grows with the members."""
    found: set[str] = set()
    is_asking = False

    def look(connection: Connection, _: Any, statement: str, values: Any, *__: Any) -> None:
        nonlocal is_asking
        if is_asking or not statement.startswith(("SELECT", "UPDATE", "DELETE")):
            return
        is_asking = True  # what is asked here is a statement too
        try:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        finally:
            is_asking = False
        if any(reads_all(step.detail) for step in plan):
            found.add(f"{statement}: {[step.detail for step in plan]}")

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", look)


@pytest.fixture
async def anna_in_oost(app: App, messenger: FakeMessenger, clock: FakeClock) -> Conversation:
    """Anna, in a network that meets in a week."""
    network = await add_network(app)
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"])
    start = clock.now() + timedelta(days=7)
    meeting = NewMeeting(network, "School", start, "PT2H", AMSTERDAM, announced_at=clock.now())
    async with app.store.transaction() as tx:
        await meeting_changes.add(tx, meeting, clock.now(), "operator")
    return Conversation(app, messenger)


@pytest.mark.parametrize("text", SAID)
async def test_questions_of_members_go_by_indexes_alone(anna_in_oost: Conversation, text: str) -> None:
    with scans() as found:
        await anna_in_oost.says(text)
        await anna_in_oost.app.delivery.send_all_due()
    assert found == set()


@pytest.mark.parametrize("text", SAID)
async def test_questions_of_strangers_go_by_indexes_alone(anna: Conversation, text: str) -> None:
    with scans() as found:
        await anna.says(text)
    assert found == set()


@pytest.mark.parametrize("command", COMMANDS)
async def test_commands_of_members_go_by_indexes_alone(anna_in_oost: Conversation, command: str) -> None:
    with scans() as found:
        await anna_in_oost.commands(command)
    assert found == set()


async def test_messages_that_are_over_are_found_by_indexes_alone(app: App, clock: FakeClock) -> None:
    [messages] = [rule for rule in RULES if "outbox" in rule.columns]
    with scans() as found:
        await forget_old(app.store, [messages], clock.now())
        async with app.store.transaction() as tx:
            await tx.waiting.drop_fleeting()
    assert not [statement for statement in found if "SCAN outbox" in statement]


async def test_a_whole_table_that_is_read_is_seen(app: App) -> None:
    with scans() as found:
        async with app.store.reading() as tx:
            await tx.people.all()
    assert len(found) == 1
