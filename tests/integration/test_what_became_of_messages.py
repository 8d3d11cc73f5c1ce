"""The outbox knows what became of each message, and which one stands where; the same on both databases."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.contract import Address, MessageRef, Reply
from bot.store import Database, Transaction
from scheduler.outbox import Planned
from tests.outbox_rows import ANNA, BRAM, MINUTE, NOW, claim, claim_if_any, plan, planned, row, statuses

OTHER_PLATFORM = Address("other", "chat-anna")


# Recording


async def test_a_sent_message_is_noted_with_its_place_and_moment(store: Database) -> None:
    await plan(store, planned("a"))
    claimed = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_sent(claimed, MessageRef(ANNA, "m7"), NOW + MINUTE)
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.sent_at) == ("sent", 1, NOW + MINUTE)
    assert (noted.message_id, noted.reason) == ("m7", None)
    assert await claim_if_any(store, NOW + 60 * MINUTE) is None


async def test_a_retry_comes_back_at_its_moment_at_its_new_address(store: Database) -> None:
    moved = Address("fake", "chat-moved", "thread")
    await plan(store, planned("a"))
    first = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_retry(first, NOW + MINUTE, "no connection", moved)
    assert (await row(store, "a")).reason == "no connection"
    assert await claim_if_any(store) is None
    again = await claim(store, NOW + MINUTE)
    assert (again.key, again.to, again.attempts) == ("a", moved, 1)


async def test_the_reason_of_a_failure_on_the_way_is_gone_once_it_is_sent(store: Database) -> None:
    await plan(store, planned("a"))
    async with store.transaction() as tx:
        claimed = await tx.outbox.claim(["fake"], "me", NOW, broadcasts_to=["fake"])
        assert claimed
        await tx.outbox.record_retry(claimed, NOW, "no connection", ANNA)
        again = await tx.outbox.claim(["fake"], "me", NOW, broadcasts_to=["fake"])
        assert again
        await tx.outbox.record_sent(again, MessageRef(ANNA, "m1"), NOW)
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.reason) == ("sent", 2, None)


async def test_a_failed_message_keeps_its_reason_and_stays_away(store: Database) -> None:
    await plan(store, planned("a"))
    claimed = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_failed(claimed, "the member blocked the bot")
    noted = await row(store, "a")
    assert (noted.status, noted.attempts, noted.reason) == ("failed", 1, "the member blocked the bot")
    assert await claim_if_any(store, NOW + 60 * MINUTE) is None


async def test_what_was_not_sent_in_time_expires(store: Database) -> None:
    await plan(
        store,
        planned("past", not_after=NOW - timedelta(microseconds=1)),
        planned("just in time", not_after=NOW),
        planned("for ever"),
    )
    async with store.transaction() as tx:
        assert await tx.waiting.expire(NOW) == 1
    assert await statuses(store) == {"past": "expired", "just in time": "pending", "for ever": "pending"}


async def test_only_what_waits_can_expire(store: Database) -> None:
    await plan(store, *(planned(key, not_after=NOW) for key in ("a", "b", "c")))
    sent_one, failed_one, _ = [await claim(store) for _ in range(3)]
    async with store.transaction() as tx:
        await tx.outbox.record_sent(sent_one, MessageRef(ANNA, "m1"), NOW)
        await tx.outbox.record_failed(failed_one, "blocked")
        assert await tx.waiting.expire(NOW + MINUTE) == 0
    assert sorted((await statuses(store)).values()) == ["failed", "sending", "sent"]


async def test_claims_on_a_platform_are_put_back_by_who_alone_serves_it(store: Database) -> None:
    await plan(store, planned("a"), planned("b", to=Address("other", "x")))
    await claim(store)
    assert await claim_if_any(store, platforms=("other",))
    async with store.transaction() as tx:
        assert await tx.outbox.release(["fake"]) == 1
    assert await statuses(store) == {"a": "pending", "b": "sending"}
    assert (await claim(store)).attempts == 1  # whatever came of it, it was one


async def test_a_claim_lapses_after_two_minutes(store: Database) -> None:
    await plan(store, planned("a"))
    await claim(store)
    async with store.transaction() as tx:
        assert await tx.outbox.release_lapsed(NOW + timedelta(minutes=2)) == 0
        assert await tx.outbox.release_lapsed(NOW + timedelta(minutes=2, seconds=1)) == 1
    assert (await claim(store, lease="another")).key == "a"


async def test_only_claims_lapse(store: Database) -> None:
    await plan(store, planned("a"), planned("b"))
    for record in ("sent", "failed"):
        claimed = await claim(store)
        async with store.transaction() as tx:
            if record == "sent":
                await tx.outbox.record_sent(claimed, MessageRef(ANNA, "m1"), NOW)
            else:
                await tx.outbox.record_failed(claimed, "blocked")
    async with store.transaction() as tx:
        assert await tx.outbox.release_lapsed(NOW + timedelta(days=1)) == 0
        assert await tx.outbox.release(["fake"]) == 0


Record = Callable[[Transaction, Any], Awaitable[None]]
LATE_RECORDS: tuple[Record, ...] = (
    lambda tx, claimed: tx.outbox.record_retry(claimed, NOW, "no connection", ANNA),
    lambda tx, claimed: tx.outbox.record_failed(claimed, "blocked"),
)


@pytest.mark.parametrize("record", LATE_RECORDS, ids=["retry", "failed"])
async def test_who_lost_a_claim_cannot_undo_what_the_next_one_did(store: Database, record: Record) -> None:
    await plan(store, planned("a"))
    slow = await claim(store, lease="slow")
    async with store.transaction() as tx:
        await tx.outbox.release_lapsed(NOW + 3 * MINUTE)
    quick = await claim(store, NOW + 3 * MINUTE, lease="quick")
    async with store.transaction() as tx:
        await tx.outbox.record_sent(quick, MessageRef(ANNA, "m1"), NOW + 3 * MINUTE)
    async with store.transaction() as tx:
        await record(tx, slow)
    assert await statuses(store) == {"a": "sent"}


@pytest.mark.parametrize("record", LATE_RECORDS, ids=["retry", "failed"])
async def test_who_lost_a_claim_cannot_take_it_from_who_has_it_now(store: Database, record: Record) -> None:
    await plan(store, planned("a"))
    slow = await claim(store, lease="slow")
    async with store.transaction() as tx:
        await tx.outbox.release_lapsed(NOW + 3 * MINUTE)
    await claim(store, NOW + 3 * MINUTE, lease="quick")
    async with store.transaction() as tx:
        await record(tx, slow)
    noted = await row(store, "a")
    assert (noted.status, noted.claimed_by) == ("sending", "quick")


# Which message is which


async def sent(store: Database, message: Planned, ref: MessageRef) -> None:
    """Let this message be sent, and become this message on the platform."""
    await plan(store, message)
    claimed = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_sent(claimed, ref, NOW)


async def test_a_sent_message_is_found_by_key_and_by_place(store: Database) -> None:
    ref = MessageRef(Address("fake", "group", "thread"), "m1")
    await sent(store, planned("a", to=ref.address), ref)
    async with store.reading() as tx:
        assert await tx.outbox.ref_of("a") == ref
        assert await tx.outbox.key_of(ref) == "a"


async def test_a_message_that_is_none_of_ours_has_no_key(store: Database) -> None:
    await sent(store, planned("a"), MessageRef(ANNA, "m1"))
    async with store.reading() as tx:
        for stranger in (MessageRef(ANNA, "m2"), MessageRef(BRAM, "m1"), MessageRef(OTHER_PLATFORM, "m1")):
            assert await tx.outbox.key_of(stranger) is None


async def test_a_message_that_was_not_sent_yet_is_nowhere(store: Database) -> None:
    await plan(store, planned("a"))
    async with store.reading() as tx:
        assert await tx.outbox.ref_of("a") is None
        assert await tx.outbox.ref_of("unknown") is None


async def test_a_card_that_was_replaced_has_the_key_of_what_it_shows_now(store: Database) -> None:
    ref = MessageRef(ANNA, "m1")
    await sent(store, planned("old"), ref)
    await sent(store, planned("new"), ref)
    async with store.reading() as tx:
        assert await tx.outbox.key_of(ref) == "new"


async def test_a_message_that_went_to_another_place_is_found_there(store: Database) -> None:
    ref = MessageRef(Address("fake", "private-chat"), "m1")
    await sent(store, planned("a", reply=Reply("only for you", private=True)), ref)
    async with store.reading() as tx:
        assert await tx.outbox.ref_of("a") == ref
