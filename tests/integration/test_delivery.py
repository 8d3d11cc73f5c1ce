"""Delivery: what is due goes out once, whatever a platform or the database does on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import psycopg
import pytest

import scheduler.delivery
from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
    TemporaryDeliveryError,
)
from bot.store import Database, Transaction, open_database
from scheduler.delivery import MOST_IN_FLIGHT, Delivery
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import MOST_ATTEMPTS, OutboxKind
from tests.fakes import FakeClock, FakeMessenger, Outage
from tests.outbox_rows import ANNA, NOW, claim, plan, planned, row, statuses
from tests.waiting import until

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
GROUP = Address("fake", "group")
SUPERGROUP = Address("fake", "supergroup")


@pytest.fixture
def delivery(store: Database, messenger: FakeMessenger, clock: FakeClock) -> Delivery:
    """Delivery of this process."""
    return Delivery(store, {"fake": messenger}, clock, "me")


@pytest.fixture
def _no_long_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delivery that finds nothing to do looks again soon."""
    monkeypatch.setattr(scheduler.delivery, "LONGEST_SLEEP", timedelta(milliseconds=5))
    monkeypatch.setattr(scheduler.delivery, "NOTE_AGAIN_S", 0.005)


def texts(messenger: FakeMessenger) -> list[str]:
    """What stands in all chats."""
    return [shown.reply.text for shown in messenger.shown]


# One message


async def test_a_message_is_sent_and_recorded_once(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await plan(store, planned("a"))
    assert await delivery.send_all_due() == 1
    assert await delivery.send_all_due() == 0
    assert [(shown.key, shown.ref.address) for shown in messenger.shown] == [("a", ANNA)]
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.sent_at, noted.message_id) == ("sent", 1, NOW, "m1")


async def test_answers_go_first_and_what_is_not_due_stays(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await plan(
        store,
        planned("reminder", not_before=NOW - MINUTE),
        planned("answer", kind=OutboxKind.ANSWER),
        planned("later", not_before=NOW + SECOND),
    )
    await delivery.send_all_due()
    assert texts(messenger) == ["answer", "reminder"]


async def test_each_platform_gets_its_own_messages(store: Database, clock: FakeClock) -> None:
    fake, other = FakeMessenger(), FakeMessenger()
    await plan(
        store, planned("a"), planned("b", to=Address("other", "x")), planned("c", to=Address("gone", "x"))
    )
    await Delivery(store, {"fake": fake, "other": other}, clock, "me").send_all_due()
    assert (texts(fake), texts(other)) == (["a"], ["b"])
    assert (await row(store, "c")).status == "pending"


# Failures


async def test_a_passing_failure_means_a_later_attempt(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await delivery.send_all_due()
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.reason) == ("pending", 1, "no connection")
    assert texts(messenger) == []
    clock.advance(SECOND)
    await delivery.send_all_due()
    assert texts(messenger) == ["a"]
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.reason) == ("sent", 2, None)


async def test_a_platform_that_says_when_is_left_alone_until_then(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(TemporaryDeliveryError("too many requests", retry_after=30 * SECOND))
    await delivery.send_all_due()
    clock.advance(29 * SECOND)
    assert await delivery.send_all_due() == 0
    clock.advance(SECOND)
    assert await delivery.send_all_due() == 1
    assert texts(messenger) == ["a"]


async def test_one_that_fails_does_not_hold_up_the_others(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await plan(store, planned("a"), planned("b", to=GROUP))
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await delivery.send_all_due()
    assert texts(messenger) == ["b"]


async def test_nothing_overtakes_what_is_tried_again_in_the_same_chat(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"), planned("b"))
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await delivery.send_all_due()
    assert texts(messenger) == []
    clock.advance(SECOND)
    await delivery.send_all_due()
    assert texts(messenger) == ["a", "b"]
    assert (await row(store, "b")).attempts == 1


async def test_a_lasting_failure_is_told_with_its_reason_and_not_tried_again(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(PermanentDeliveryError("the member blocked the bot"))
    await delivery.send_all_due()
    noted = await row(store, "a")
    assert (noted.status, noted.reason) == ("failed", "the member blocked the bot")
    clock.advance(timedelta(days=1))
    assert await delivery.send_all_due() == 0


async def test_who_is_down_all_the_time_is_given_up_at_last(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(*(TemporaryDeliveryError("no connection") for _ in range(MOST_ATTEMPTS + 1)))
    attempts = 0
    for _ in range(MOST_ATTEMPTS + 1):
        attempts += await delivery.send_all_due()
        clock.advance(10 * MINUTE)
    noted = await row(store, "a")
    assert (attempts, noted.attempts, noted.status) == (MOST_ATTEMPTS, MOST_ATTEMPTS, "failed")
    assert noted.reason == f"gave up after {MOST_ATTEMPTS} attempts: no connection"


async def test_a_conversation_that_moved_gets_its_message_at_the_new_address(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await plan(store, planned("a", to=GROUP))
    messenger.fail_next(ConversationMoved(SUPERGROUP))
    await delivery.send_all_due()
    assert [(shown.reply.text, shown.ref.address) for shown in messenger.shown] == [("a", SUPERGROUP)]
    async with store.reading() as tx:
        assert await tx.outbox.key_of(MessageRef(SUPERGROUP, "m1")) == "a"


async def test_an_error_that_nobody_foresaw_is_tried_again_and_logged_without_words(
    store: Database,
    delivery: Delivery,
    messenger: FakeMessenger,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(ZeroDivisionError("words of a member"))
    await delivery.send_all_due()
    noted = await row(store, "a")
    assert (noted.status, noted.reason) == ("pending", "internal error")
    assert [record.getMessage() for record in caplog.records] == ["sending failed in an unforeseen way"]
    clock.advance(SECOND)
    await delivery.send_all_due()
    assert texts(messenger) == ["a"]


@pytest.mark.parametrize("error", [Outage("words of a member"), NotAllowed("words of a member")])
async def test_an_error_without_a_rule_fails_under_its_own_name(
    store: Database, delivery: Delivery, messenger: FakeMessenger, error: DeliveryError
) -> None:
    await plan(store, planned("a"))
    messenger.fail_next(error)
    await delivery.send_all_due()
    noted = await row(store, "a")
    assert (noted.status, noted.reason) == ("failed", type(error).__name__)


# Cards


@pytest.fixture
async def _a_card(store: Database, delivery: Delivery) -> None:
    """A card stands in the group."""
    await plan(store, planned("card/1", to=GROUP))
    await delivery.send_all_due()


async def replace_card(store: Database, delivery: Delivery, number: int, to: Address = GROUP) -> None:
    """Let the card after this one take its place."""
    reply = Reply(f"card/{number + 1}", replaces=f"card/{number}")
    await plan(store, planned(f"card/{number + 1}", to=to, reply=reply))
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


# Too late


async def test_what_is_too_late_is_not_sent_and_shows_as_expired(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a", not_after=NOW + MINUTE))
    clock.advance(MINUTE + SECOND)
    await delivery.send_all_due()
    await tidy_outbox(store, clock.now())
    assert texts(messenger) == []
    assert await statuses(store) == {"a": "expired"}


async def test_what_failed_until_it_was_too_late_expires_and_keeps_the_reason(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a", not_after=NOW + MINUTE))
    messenger.fail_next(TemporaryDeliveryError("too many requests", retry_after=2 * MINUTE))
    await delivery.send_all_due()
    clock.advance(2 * MINUTE)
    await delivery.send_all_due()
    await tidy_outbox(store, clock.now())
    noted = await row(store, "a")
    assert (noted.status, noted.reason, texts(messenger)) == ("expired", "too many requests", [])


async def test_what_a_dead_process_had_claimed_until_it_was_too_late_expires(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a", not_after=NOW + MINUTE))
    await claim(store, lease="dead")
    clock.advance(3 * MINUTE)
    await tidy_outbox(store, clock.now())
    await delivery.send_all_due()
    assert (await statuses(store), texts(messenger)) == ({"a": "expired"}, [])


async def test_what_a_dead_process_had_claimed_is_sent_by_another(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a"))
    await claim(store, lease="dead")
    await delivery.send_all_due()
    assert texts(messenger) == []
    clock.advance(3 * MINUTE)
    await tidy_outbox(store, clock.now())
    await delivery.send_all_due()
    assert texts(messenger) == ["a"]


# The loop


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


async def test_an_idle_loop_stops_at_once(delivery: Delivery) -> None:
    async with asyncio.timeout(0.5), running(delivery):
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

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        return self._maybe_failing(self._store.transaction())

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
