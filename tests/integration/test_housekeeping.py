"""Keeping order: claims of the dead, messages past their time, old traces, and the ticks that see to it."""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.contract import Address, MessageRef, Reply
from bot.store import Database
from scheduler.housekeeping import tidy_outbox
from scheduler.jobs import Tick, ticking
from scheduler.outbox import OutboxKind, Planned
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import ANNA, NOW, claim, plan, planned, row, statuses
from tests.virtual_time import JumpingClock, JumpingLoop, tell_the_ticks
from tests.waiting import until

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
A_MOMENT = timedelta(microseconds=1)


# The outbox


class Noting:
    """Notes what it hears of ticks."""

    def __init__(self) -> None:
        self.expected: list[str] = []
        self.done: list[str] = []

    def expects(self, tick: str, every: timedelta) -> None:
        self.expected.append(tick)

    def did(self, tick: str) -> None:
        self.done.append(tick)


async def test_whoever_watches_hears_of_ticks_that_were_done_and_of_no_other() -> None:
    async def failing() -> None:
        raise ZeroDivisionError

    async def healthy() -> None:
        pass

    noting = Noting()
    async with ticking((tick("failing", failing, every=3600), tick("healthy", healthy, every=3600)), noting):
        pass
    assert (noting.expected, noting.done) == (["failing", "healthy"], ["healthy"])


async def test_a_claim_of_a_dead_process_is_put_back_after_two_minutes(store: Database) -> None:
    await plan(store, planned("a"))
    await claim(store, lease="dead")
    await tidy_outbox(store, NOW + 2 * MINUTE)
    assert await statuses(store) == {"a": "sending"}
    await tidy_outbox(store, NOW + 2 * MINUTE + A_MOMENT)
    assert await statuses(store) == {"a": "pending"}
    assert (await row(store, "a")).claimed_by is None


async def test_what_was_not_sent_in_time_is_shown_as_expired(store: Database) -> None:
    await plan(store, planned("late", not_after=NOW), planned("in time", not_after=NOW + HOUR))
    await tidy_outbox(store, NOW + A_MOMENT)
    assert await statuses(store) == {"late": "expired", "in time": "pending"}


async def test_a_lapsed_claim_past_its_time_expires_in_one_go(store: Database) -> None:
    await plan(store, planned("a", not_after=NOW + MINUTE))
    await claim(store)
    await tidy_outbox(store, NOW + 3 * MINUTE)
    assert await statuses(store) == {"a": "expired"}


async def test_tidying_leaves_what_is_done_alone_and_can_be_done_twice(store: Database) -> None:
    await plan(store, planned("a", not_after=NOW))
    claimed = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_sent(claimed, MessageRef(ANNA, "m1"), NOW)
    for _ in range(2):
        await tidy_outbox(store, NOW + DAY)
    assert await statuses(store) == {"a": "sent"}


async def test_what_may_leave_no_trace_leaves_none_once_it_can_not_be_sent_any_more(store: Database) -> None:
    fleeting = Reply("Dag.", fleeting=True)
    await plan(
        store,
        planned("late", reply=fleeting, not_after=NOW),
        planned("waiting", reply=fleeting),
        planned("kept", not_after=NOW),
    )
    await tidy_outbox(store, NOW + A_MOMENT)
    assert await statuses(store) == {"waiting": "pending", "kept": "expired"}


# The ticks


class Task:
    """Something that is done at each tick."""

    def __init__(self, *, error: Exception | None = None, lasts: float = 0) -> None:
        self._error = error
        self._lasts = lasts
        self.begun = 0
        self.done = 0
        self.most_at_once = 0

    async def __call__(self) -> None:
        self.begun += 1
        self.most_at_once = max(self.most_at_once, self.begun - self.done)
        await asyncio.sleep(self._lasts)
        self.done += 1
        if self._error:
            raise self._error


def tick(name: str, do: Callable[[], Awaitable[None]], *, every: float = 0.02) -> Tick:
    """A tick, by default every fiftieth of a second."""
    return Tick(name, timedelta(seconds=every), do)


async def test_every_tick_is_done_before_the_block_begins() -> None:
    first, second = Task(lasts=0.02), Task()
    async with ticking((tick("first", first, every=3600), tick("second", second, every=3600))):
        assert (first.done, second.done) == (1, 1)


async def test_ticks_come_again_each_at_its_pace() -> None:
    often, seldom = Task(), Task()
    async with ticking((tick("often", often), tick("seldom", seldom, every=3600))):
        await until(lambda: often.done >= 4)
    assert seldom.done == 1


async def test_a_tick_that_fails_is_logged_and_comes_again_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing, healthy = Task(error=ZeroDivisionError("words")), Task()
    async with ticking((tick("failing", failing), tick("healthy", healthy))):
        await until(lambda: failing.done >= 3 and healthy.done >= 3)
    messages = {record.getMessage() for record in caplog.records}
    assert messages == {"the tick failing failed"}
    assert len(caplog.records) == failing.done


async def test_a_tick_that_is_under_way_at_the_end_is_finished() -> None:
    slow = Task(lasts=0.1)
    async with ticking((tick("slow", slow, every=0.15),)):
        await until(lambda: slow.begun == 2)
    assert slow.done == 2


async def test_after_the_end_there_are_no_more_ticks() -> None:
    task = Task()
    async with ticking((tick("often", task),)):
        await until(lambda: task.done >= 2)
    before = task.done
    await asyncio.sleep(0.08)
    assert task.done == before


async def test_ticks_end_when_the_block_fails() -> None:
    task = Task()

    async def fail() -> None:
        async with ticking((tick("often", task),)):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    before = task.done
    await asyncio.sleep(0.08)
    assert task.done == before


async def test_a_tick_that_is_slower_than_its_pace_does_not_run_twice_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("CRITICAL", "apscheduler")  # it warns that it skips
    slow = Task()
    async with ticking((tick("slow", slow),)):
        slow._lasts = 0.07
        await until(lambda: slow.done >= 4)
    assert slow.most_at_once == 1


async def test_a_slow_first_tick_does_not_run_twice_at_once_either() -> None:
    slow = Task(lasts=0.07)
    async with ticking((tick("slow", slow),)):
        pass
    assert slow.most_at_once == 1


def test_ticks_go_on_when_the_clock_on_the_wall_is_set_back_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = JumpingLoop()
    clock = JumpingClock(loop, NOW, lambda elapsed_s: timedelta(hours=-1 if elapsed_s > 90 else 0))
    tell_the_ticks(clock, monkeypatch.setattr)
    often, seldom = Task(), Task()

    async def twenty_minutes() -> None:
        async with ticking((tick("often", often, every=60), tick("seldom", seldom, every=3600))):
            await asyncio.sleep(20 * 60)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(twenty_minutes())
    assert 18 <= often.done <= 21
    assert seldom.done == 1


# The whole app at work


async def test_an_app_at_work_plans_and_delivers_by_itself(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async def due(now: datetime) -> list[Planned]:
        return [planned("reminder", not_before=now)]

    working = dataclasses.replace(app, sources=[due])
    async with working.at_work():
        await until(lambda: len(messenger.shown) == 1)
    assert messenger.shown[0].key == "reminder"


async def test_an_app_at_work_tidies_and_forgets_at_its_start(app: App, clock: FakeClock) -> None:
    await plan(app.store, planned("late", not_after=NOW - MINUTE))
    async with app.store.transaction() as tx:
        await tx.handled.add("fake", "old", NOW - 31 * DAY)
    async with app.at_work():
        assert await statuses(app.store) == {"late": "expired"}
    async with app.store.transaction() as tx:
        assert await tx.handled.add("fake", "old", NOW)


async def test_who_alone_serves_a_platform_sends_what_its_predecessor_had_in_hand(
    app: App, messenger: FakeMessenger
) -> None:
    other = Address("other", "x")
    await plan(app.store, planned("answer", kind=OutboxKind.ANSWER), planned("elsewhere", to=other))
    await claim(app.store, lease="dead")
    await app.take_over(["fake"])
    assert [shown.key for shown in messenger.shown] == ["answer"]
    assert await statuses(app.store) == {"answer": "sent", "elsewhere": "pending"}
