"""What is due goes out once, whatever a platform answers, and not when it is too late."""

from datetime import timedelta

import pytest

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from bot.store import Database
from scheduler.delivery import Delivery
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import MOST_ATTEMPTS, OutboxKind
from tests.delivering import GROUP, SECOND, SUPERGROUP, texts
from tests.fakes import FakeClock, FakeMessenger, Outage
from tests.outbox_rows import ANNA, MINUTE, NOW, claim, plan, planned, row, statuses

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
