"""The clock of the machine is wrong by a year: nothing comes early, is lost or is doubled."""

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.contract import TemporaryDeliveryError
from bot.store import Database
from bot.watching.alarm_memory import Kept
from bot.watching.alarms import together
from bot.watching.clock_watch import FACT, believe
from handlers.meet import meeting_changes
from handlers.people.people import Role
from scheduler.alarms import DOWN, Done, Sight, Trouble, What, troubles
from scheduler.housekeeping import tidy_outbox
from scheduler.meetings import NewMeeting
from scheduler.outbox import OutboxKind
from tests.fakes import FakeClock, FakeMessenger
from tests.meetings import AMSTERDAM
from tests.outbox_rows import NOW, claim, plan, planned, row, statuses
from tests.people import add_network, add_person
from tests.waiting import until

MINUTE, DAY, YEAR = timedelta(minutes=1), timedelta(days=1), timedelta(days=365)


async def nobody() -> datetime | None:
    """Somebody to ask, who doesn't know."""
    return None


@pytest.fixture
def app(app: App) -> App:
    """The bot, which has a server to ask that doesn't answer."""
    return dataclasses.replace(app, ask_time=nobody)


@asynccontextmanager
async def at_work(app: App) -> AsyncIterator[None]:
    """Work, until every tick was done and delivery has looked what is due."""
    async with app.at_work():
        yield
        await app.delivery.send_all_due(answers_only=app.watch.clock_doubted_since is not None)


def doubted(app: App) -> datetime | None:
    """Since when the clock is in doubt."""
    return app.watch.clock_doubted_since


async def invited(app: App, clock: FakeClock) -> None:
    """Anna is in a network with a meeting in three weeks, and has her invitation."""
    network_id = await add_network(app)
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    start = clock.now() + timedelta(days=21)
    fresh = NewMeeting(network_id, "School", start, "PT2H", AMSTERDAM, announced_at=clock.now())
    async with app.store.transaction() as tx:
        await meeting_changes.add(tx, fresh, clock.now(), "operator")
    async with at_work(app):
        pass


@pytest.mark.parametrize("wrong_by", [YEAR, -YEAR], ids=["fast", "slow"])
async def test_a_year_off_and_back_again_changes_nothing_for_anybody(
    app: App, messenger: FakeMessenger, clock: FakeClock, wrong_by: timedelta
) -> None:
    await invited(app, clock)
    before, said = await statuses(app.store), len(messenger.shown)
    assert said == 1
    clock.advance(wrong_by)
    async with at_work(app):
        assert doubted(app) == clock.now() - wrong_by
    assert (await statuses(app.store), len(messenger.shown)) == (before, said)
    clock.advance(-wrong_by)
    async with at_work(app):
        assert doubted(app) is None
    assert (await statuses(app.store), len(messenger.shown)) == (before, said)
    clock.advance(DAY)
    for _ in range(7):  # to a week on, when the reminder is due
        async with at_work(app):
            clock.advance(DAY)
    assert len(messenger.shown) == said + 1


async def test_a_clock_that_jumps_while_the_bot_is_at_work_sends_nothing(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with app.at_work():
        await plan(app.store, planned("in-a-month", not_before=NOW + 30 * DAY))
        clock.advance(YEAR)
        await plan(app.store, planned("answer", kind=OutboxKind.ANSWER))
        await until(lambda: [shown.key for shown in messenger.shown] == ["answer"])
    assert await statuses(app.store) == {"in-a-month": "pending", "answer": "sent"}


async def test_nothing_is_forgotten_by_a_clock_that_jumped(app: App, clock: FakeClock) -> None:
    async with app.at_work():
        pass
    async with app.store.transaction() as tx:
        await tx.handled.add("fake", "new", NOW)
    clock.advance(YEAR)
    async with app.at_work():
        pass
    async with app.store.transaction() as tx:
        assert not await tx.handled.add("fake", "new", clock.now()), "it was forgotten"


async def test_a_bot_that_was_off_for_long_goes_on_when_a_server_confirms_the_time(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async def told() -> datetime:
        return clock.now()

    async with app.at_work():
        pass
    clock.advance(60 * DAY)
    await plan(app.store, planned("reminder", not_before=clock.now()))
    async with dataclasses.replace(app, ask_time=told).at_work():
        await until(lambda: len(messenger.shown) == 1)


async def test_a_bot_that_was_off_for_long_goes_on_when_the_operator_says_so(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with app.at_work():
        pass
    clock.advance(60 * DAY)
    await plan(app.store, planned("reminder", not_before=clock.now()))
    async with at_work(app):
        pass
    assert messenger.shown == []
    await believe(app.store, clock.now())
    async with at_work(app):
        pass
    assert len(messenger.shown) == 1


async def test_where_there_is_no_server_to_ask_the_clock_is_believed(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    terminal = dataclasses.replace(app, ask_time=None)
    async with at_work(terminal):
        pass
    clock.advance(60 * DAY)
    await plan(app.store, planned("reminder", not_before=clock.now()))
    async with at_work(terminal):
        assert doubted(terminal) is None
    assert len(messenger.shown) == 1


async def test_what_was_kept_as_the_time_and_is_none_counts_for_nothing(app: App, clock: FakeClock) -> None:
    async with app.store.transaction() as tx:
        await tx.facts.keep(FACT, "gisteren")
    async with app.at_work():
        assert app.watch.clock_doubted_since is None


async def test_an_answer_that_a_fast_clock_put_off_goes_when_it_is_set_right(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    clock.advance(YEAR)
    await plan(app.store, planned("answer", kind=OutboxKind.ANSWER, not_before=clock.now()))
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await app.delivery.send_all_due()
    clock.advance(-YEAR)
    await tidy_outbox(app.store, clock.now())
    await app.delivery.send_all_due()
    assert [shown.key for shown in messenger.shown] == ["answer"]


async def test_a_claim_from_a_time_that_is_still_to_come_is_put_back(store: Database) -> None:
    await plan(store, planned("a"))
    await claim(store, NOW + YEAR)
    await tidy_outbox(store, NOW)
    assert (await row(store, "a")).status == "pending"


def test_what_a_fast_clock_noted_makes_no_alarm_blind() -> None:
    """Another process, or this one before it was started again, heard of Telegram in a year from now."""
    sight = Sight({"plan": Done(NOW - DAY, MINUTE)}, {"telegram": NOW - DOWN - MINUTE})
    kept = Kept({"plan": NOW + YEAR}, {"telegram": NOW + YEAR})
    found = troubles(together(sight, kept, NOW), NOW)
    assert set(found) == {Trouble(What.TICK), Trouble(What.PLATFORM, "telegram")}
