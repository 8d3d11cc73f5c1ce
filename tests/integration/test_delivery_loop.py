"""Delivery at work: a few at once, to the end when it is stopped, also when the database goes away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import psycopg
import pytest

import scheduler.delivery
from bot.contract import Address, MessageRef, Reply
from bot.store import Database, Transaction, open_database
from scheduler.delivery import MOST_IN_FLIGHT, Delivery
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import OutboxKind
from tests.delivering import GROUP, replace_card, texts
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import MINUTE, NOW, plan, planned, row, statuses
from tests.waiting import until


@pytest.fixture
def _no_long_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delivery that finds nothing to do looks again soon."""
    monkeypatch.setattr(scheduler.delivery, "LONGEST_SLEEP", timedelta(milliseconds=5))
    monkeypatch.setattr(scheduler.delivery, "NOTE_AGAIN_S", 0.005)


class SlowMessenger(FakeMessenger):
    """A platform on which every sending takes until `go` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.in_flight = 0
        self.most_in_flight = 0

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await self.go.wait()
            return await super().send(to, reply, key=key)
        finally:
            self.in_flight -= 1


@asynccontextmanager
async def running(delivery: Delivery) -> AsyncIterator[asyncio.Event]:
    """Delivery at work for the length of the block; the event stops it."""
    stop = asyncio.Event()
    task = asyncio.create_task(delivery.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await task


@pytest.mark.usefixtures("_no_long_sleep")
async def test_the_loop_sends_what_is_planned_while_it_runs(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with running(delivery):
        await plan(store, planned("now"), planned("later", not_before=NOW + MINUTE))
        await until(lambda: texts(messenger) == ["now"])
        clock.advance(MINUTE)
        await until(lambda: texts(messenger) == ["now", "later"])
    assert set((await statuses(store)).values()) == {"sent"}


async def test_an_idle_loop_stops_before_it_would_look_again(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler.delivery, "LONGEST_SLEEP", timedelta(minutes=10))
    async with asyncio.timeout(60), running(delivery):
        await asyncio.sleep(0.05)


async def test_at_most_four_are_in_flight(store: Database, clock: FakeClock) -> None:
    messenger = SlowMessenger()
    await plan(store, *(planned(f"m{n}", to=Address("fake", f"chat-{n}")) for n in range(10)))
    async with running(Delivery(store, {"fake": messenger}, clock, "me")):
        await until(lambda: messenger.in_flight == MOST_IN_FLIGHT)
        await asyncio.sleep(0.05)
        assert list((await statuses(store)).values()).count("sending") == 4
        messenger.go.set()
        await until(lambda: len(messenger.shown) == 10)
    assert messenger.most_in_flight == 4
    assert sorted(texts(messenger)) == sorted(f"m{number}" for number in range(10))


async def test_stopping_finishes_what_is_in_flight(store: Database, clock: FakeClock) -> None:
    messenger = SlowMessenger()
    await plan(store, planned("a"), planned("b", to=GROUP))
    async with running(Delivery(store, {"fake": messenger}, clock, "me")) as stop:
        await until(lambda: messenger.in_flight == 2)
        stop.set()
        await asyncio.sleep(0.02)
        messenger.go.set()
    assert await statuses(store) == {"a": "sent", "b": "sent"}


async def test_after_the_stop_nothing_new_is_sent(store: Database, clock: FakeClock) -> None:
    messenger = SlowMessenger()
    await plan(store, *(planned(f"m{n}", to=Address("fake", f"c-{n}")) for n in range(MOST_IN_FLIGHT + 2)))
    async with running(Delivery(store, {"fake": messenger}, clock, "me")) as stop:
        await until(lambda: messenger.in_flight == MOST_IN_FLIGHT)
        stop.set()
        messenger.go.set()
    assert len(messenger.shown) == MOST_IN_FLIGHT


class WritingMessenger(FakeMessenger):
    """A platform during whose sendings somebody else writes to the database."""

    def __init__(self, others: Database) -> None:
        super().__init__()
        self._others = others

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        await plan(self._others, planned(f"during {key}", to=Address("other", "x")))
        return await super().send(to, reply, key=key)

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        await plan(self._others, planned(f"during {key}", to=Address("other", "x")))
        await super().edit(ref, reply, key=key)


async def test_others_can_write_while_a_message_is_being_sent(
    sqlite_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engines.LOCK_WAIT_S", 0.5)
    store, others = await open_database(sqlite_url), await open_database(sqlite_url)
    messenger = WritingMessenger(others)
    delivery = Delivery(store, {"fake": messenger}, clock, "me")
    await plan(store, planned("card/1", to=GROUP))
    await delivery.send_all_due()
    await replace_card(store, delivery, 1)
    assert [key for key in await statuses(store) if key.startswith("during")] == [
        "during card/1",
        "during card/2",
    ]
    await store.close()
    await others.close()


async def test_no_transaction_is_open_while_a_message_is_being_sent(
    postgresql_url: str, clock: FakeClock
) -> None:
    store, messenger = await open_database(postgresql_url), SlowMessenger()
    await plan(store, planned("a"))
    async with running(Delivery(store, {"fake": messenger}, clock, "me")):
        await until(lambda: messenger.in_flight == 1)
        # The loop itself looks for more work once: give it the time to find none.
        await asyncio.sleep(0.1)
        open_transactions = transactions_in(postgresql_url)
        messenger.go.set()
    await store.close()
    assert open_transactions == 0


def transactions_in(url: str) -> int:
    """How many transactions are open in this database."""
    with psycopg.connect(url, autocommit=True) as connection:
        counted = connection.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        ).fetchone()
    assert counted
    return int(counted[0])


class ShakyStore:
    """A database of which transactions fail: the first after `fail_next` was called, or all from then on."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._failing = self._for_good = False

    def fail_next(self, *, and_ever_after: bool = False) -> None:
        self._failing = True
        self._for_good = and_ever_after

    def transaction(self, *, lasting: bool = True) -> AbstractAsyncContextManager[Transaction]:
        return self._maybe_failing(self._store.transaction(lasting=lasting))

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._maybe_failing(self._store.reading())

    @asynccontextmanager
    async def _maybe_failing(
        self, opening: AbstractAsyncContextManager[Transaction]
    ) -> AsyncIterator[Transaction]:
        if self._failing:
            self._failing = self._for_good
            raise ConnectionError("the database went away")
        async with opening as tx:
            yield tx


class FailingAfterwards(FakeMessenger):
    """A platform that takes messages, whereupon the database goes away for a moment, the first few times."""

    def __init__(self, store: ShakyStore, *, times: int) -> None:
        super().__init__()
        self._store = store
        self._times = times
        self.goes_away_for_good = False

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        if len(self.shown) < self._times:
            self._store.fail_next(and_ever_after=self.goes_away_for_good)
        return await super().send(to, reply, key=key)


@pytest.mark.usefixtures("_no_long_sleep")
async def test_a_database_that_fails_once_does_not_end_the_loop(
    store: Database, messenger: FakeMessenger, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    shaky = ShakyStore(store)
    shaky.fail_next()
    await plan(store, planned("a"))
    async with running(Delivery(shaky, {"fake": messenger}, clock, "me")):
        await until(lambda: texts(messenger) == ["a"])
    assert [record.getMessage() for record in caplog.records] == ["the outbox could not be read"]
    assert await statuses(store) == {"a": "sent"}


@pytest.mark.usefixtures("_no_long_sleep")
async def test_what_was_sent_while_the_database_went_away_is_noted_when_it_is_back_and_sent_once(
    store: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    shaky = ShakyStore(store)
    messenger = FailingAfterwards(shaky, times=MOST_IN_FLIGHT)
    await plan(store, *(planned(f"m{number}") for number in range(MOST_IN_FLIGHT + 1)))
    async with running(Delivery(shaky, {"fake": messenger}, clock, "me")):
        await until(lambda: len(messenger.shown) == MOST_IN_FLIGHT + 1)
    clock.advance(3 * MINUTE)
    await tidy_outbox(store, clock.now())
    assert set((await statuses(store)).values()) == {"sent"}
    assert len(caplog.records) == MOST_IN_FLIGHT


@pytest.mark.usefixtures("_no_long_sleep")
async def test_an_answer_that_was_sent_while_the_database_went_away_is_noted_too(
    store: Database, clock: FakeClock
) -> None:
    shaky = ShakyStore(store)
    messenger = FailingAfterwards(shaky, times=1)
    async with store.transaction() as tx:
        answer = await tx.outbox.plan_claimed(planned("a", kind=OutboxKind.ANSWER), "me", clock.now())
    await Delivery(shaky, {"fake": messenger}, clock, "me").answer(answer)
    assert await statuses(store) == {"a": "sent"}


@pytest.mark.usefixtures("_no_long_sleep")
async def test_whoever_is_told_to_stop_does_not_wait_for_a_database_that_is_away(
    store: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    """What could not be noted is then sent again: nobody knows that it was sent."""
    shaky = ShakyStore(store)
    messenger = FailingAfterwards(shaky, times=1)
    messenger.goes_away_for_good = True
    await plan(store, planned("a"))
    async with running(Delivery(shaky, {"fake": messenger}, clock, "me")):
        await until(lambda: bool(caplog.records))
    assert (await row(store, "a")).status == "sending"
    clock.advance(3 * MINUTE)
    await tidy_outbox(store, clock.now())
    await Delivery(store, {"fake": messenger}, clock, "another").send_all_due()
    assert texts(messenger) == ["a", "a"]
    assert await statuses(store) == {"a": "sent"}


@pytest.mark.usefixtures("_no_long_sleep")
async def test_failing_sends_in_the_loop_give_their_place_back(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    messenger.fail_next(*(ZeroDivisionError() for _ in range(6)))
    await plan(store, *(planned(f"m{n}", to=Address("fake", f"chat-{n}")) for n in range(12)))
    async with running(delivery):
        await until(lambda: len(messenger.shown) == 6)
    assert sorted((await statuses(store)).values()) == ["pending"] * 6 + ["sent"] * 6
