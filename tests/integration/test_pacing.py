"""Delivery within a platform's limits, on both databases: in order, nothing lost, nothing counted wrongly."""

import itertools
from datetime import datetime, timedelta

import pytest

from bot.contract import Address, MessageRef, Reply, TemporaryDeliveryError
from bot.store import Database
from bot.telegram import LIMITS
from scheduler.delivery import Delivery
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import ANSWER_KEPT_FOR, MOST_ATTEMPTS, OutboxKind, Planned
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import NOW, plan, planned, row, statuses

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ANNA, BRAM, GROUP = (Address("fake", chat) for chat in ("7", "8", "-7"))
AWAY = TemporaryDeliveryError("no connection")


def too_fast(seconds: int) -> TemporaryDeliveryError:
    """What a platform says to who talks too fast."""
    return TemporaryDeliveryError("too many messages", seconds * SECOND)


class TimingMessenger(FakeMessenger):
    """A platform that notes when each message arrived."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.arrived: dict[str, float] = {}
        self._clock = clock

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        ref = await super().send(to, reply, key=key)
        assert key not in self.arrived, "sent twice"
        self.arrived[key] = (self._clock.now() - NOW).total_seconds()
        return ref


@pytest.fixture
def messenger(clock: FakeClock) -> TimingMessenger:
    return TimingMessenger(clock)


@pytest.fixture
def delivery(store: Database, messenger: TimingMessenger, clock: FakeClock) -> Delivery:
    return Delivery(store, {"fake": messenger}, clock, "me", {"fake": LIMITS})


async def pass_time(
    delivery: Delivery, clock: FakeClock, length: timedelta, step: timedelta = SECOND / 5
) -> None:
    """Deliver as time goes by."""
    end = clock.now() + length
    while clock.now() <= end:
        await delivery.send_all_due()
        clock.advance(step)


def answer(key: str, to: Address = ANNA, *, at: datetime = NOW) -> Planned:
    """An answer, kept as long as answers are."""
    return planned(key, kind=OutboxKind.ANSWER, to=to, not_before=at, not_after=at + ANSWER_KEPT_FOR)


async def test_broadcasts_to_one_person_arrive_in_order_a_second_apart(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, *(planned(key, to=ANNA) for key in "abcd"))
    await pass_time(delivery, clock, 5 * SECOND)
    assert list(messenger.arrived) == ["a", "b", "c", "d"]
    moments = list(messenger.arrived.values())
    assert all(later - sooner >= 1 for sooner, later in itertools.pairwise(moments))


async def test_what_is_put_off_was_not_tried(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a", to=ANNA), planned("b", to=ANNA))
    await delivery.send_all_due()
    noted = await row(store, "b")
    assert (noted.status, noted.attempts, noted.claimed_by, noted.reason) == ("pending", 0, None, None)
    await pass_time(delivery, clock, 2 * SECOND)
    assert (await row(store, "b")).attempts == 1


async def test_at_most_twenty_five_broadcasts_go_in_a_second(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, *(planned(f"m{n:02}", to=Address("fake", str(100 + n))) for n in range(40)))
    await pass_time(delivery, clock, 2 * SECOND, step=SECOND / 100)
    moments = list(messenger.arrived.values())
    assert len(moments) == 40
    assert max(sum(begin <= moment < begin + 1 for moment in moments) for begin in moments) <= 25


async def test_a_group_hears_at_most_twenty_messages_a_minute_and_all_in_the_end(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, *(answer(f"a{number:02}", GROUP) for number in range(25)))
    await pass_time(delivery, clock, MINUTE, step=SECOND / 2)
    assert len(messenger.arrived) == 20
    await pass_time(delivery, clock, MINUTE / 2, step=SECOND / 2)
    assert list(messenger.arrived) == [f"a{number:02}" for number in range(25)]


async def test_answers_to_one_person_go_at_once(
    store: Database, delivery: Delivery, messenger: TimingMessenger
) -> None:
    await plan(store, answer("a"), answer("b"), answer("c"))
    await delivery.send_all_due()
    assert messenger.arrived == {"a": 0, "b": 0, "c": 0}


async def test_answers_do_not_wait_for_a_thousand_reminders(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, *(planned(f"m{n}", to=Address("fake", str(100 + n))) for n in range(1000)))
    await delivery.send_all_due()
    await plan(store, answer("answer"))
    await delivery.send_all_due()
    assert messenger.arrived["answer"] == 0


# Too fast


async def test_too_fast_holds_broadcasts_to_all_for_as_long_as_told(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, planned("a", to=ANNA), planned("b", to=BRAM), planned("c", to=ANNA))
    messenger.fail_next(too_fast(7))
    await pass_time(delivery, clock, 12 * SECOND)
    assert min(messenger.arrived.values()) >= 7
    assert [key for key in messenger.arrived if key != "b"] == ["a", "c"]
    assert (await row(store, "a")).attempts == 2


async def test_too_fast_in_one_chat_holds_its_answers_and_no_others(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, answer("a"))
    messenger.fail_next(too_fast(7))
    await delivery.send_all_due()
    await plan(store, answer("b"), answer("c", BRAM))
    await pass_time(delivery, clock, 12 * SECOND)
    assert messenger.arrived["c"] == 0
    assert messenger.arrived["a"] >= 7
    assert messenger.arrived["b"] >= messenger.arrived["a"] + 1


async def test_a_storm_of_refusals_loses_and_doubles_nothing(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    keys = [f"a{number}" for number in range(6)]
    await plan(store, *(answer(key, ANNA if number % 2 else BRAM) for number, key in enumerate(keys)))
    messenger.fail_next(*(too_fast(2) for _ in range(12)))
    await pass_time(delivery, clock, MINUTE)
    assert sorted(messenger.arrived) == keys
    for chat in (ANNA, BRAM):
        order = [shown.key for shown in messenger.shown if shown.ref.address == chat]
        assert order == sorted(order)


# Away


async def test_an_answer_is_tried_until_it_is_a_day_old(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, answer("a"))
    messenger.fail_next(*[AWAY] * 10_000)
    await pass_time(delivery, clock, ANSWER_KEPT_FOR, step=10 * MINUTE)
    noted = await row(store, "a")
    assert noted.status == "pending"
    assert noted.attempts > MOST_ATTEMPTS
    await tidy_outbox(store, clock.now())
    noted = await row(store, "a")
    assert (noted.status, noted.reason, messenger.arrived) == ("expired", "no connection", {})


async def test_after_an_outage_an_answer_goes_within_seconds(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, answer("a"))
    messenger.fail_next(*[AWAY] * 12)
    await pass_time(delivery, clock, 4 * MINUTE, step=SECOND)
    assert (await row(store, "a")).attempts == 13
    assert messenger.arrived["a"] < 2.5 * 60


async def test_after_an_outage_what_waited_in_one_chat_goes_in_order(
    store: Database, delivery: Delivery, messenger: TimingMessenger, clock: FakeClock
) -> None:
    await plan(store, *(answer(f"a{number}") for number in range(3)))
    messenger.fail_next(*[AWAY] * 5)
    await pass_time(delivery, clock, SECOND)
    await plan(store, *(answer(f"b{number}", at=clock.now()) for number in range(3)))
    await pass_time(delivery, clock, 2 * MINUTE, step=SECOND)
    assert list(messenger.arrived) == ["a0", "a1", "a2", "b0", "b1", "b2"]


async def test_each_platform_has_a_pace_of_its_own(store: Database, clock: FakeClock) -> None:
    slow, other = TimingMessenger(clock), TimingMessenger(clock)
    delivery = Delivery(store, {"fake": slow, "other": other}, clock, "me", {"fake": LIMITS})
    await plan(store, *(planned(f"a{number}", to=ANNA) for number in range(3)))
    await plan(store, *(planned(f"b{number}", to=Address("other", "7")) for number in range(3)))
    slow.fail_next(too_fast(60))
    await delivery.send_all_due()
    assert (len(slow.shown), len(other.shown)) == (0, 3)
    assert set((await statuses(store)).values()) == {"pending", "sent"}
