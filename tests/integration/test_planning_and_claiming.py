"""The outbox takes each message once and gives it to one sender, in its time; the same on both databases."""

import asyncio
from datetime import timedelta

import psycopg

from bot.contract import Address, MessageRef, Reply
from bot.store import Database, open_database
from scheduler.outbox import OutboxKind
from tests.outbox_rows import ANNA, BRAM, MINUTE, NOW, claim, claim_if_any, plan, planned, row, statuses

# Planning


async def test_planning_tells_how_many_were_new(store: Database) -> None:
    assert await plan(store, planned("a"), planned("b")) == 2
    assert await plan(store, planned("a"), planned("b")) == 0


async def test_nothing_to_plan_is_fine(store: Database) -> None:
    assert await plan(store) == 0


async def test_overlapping_batches_add_what_was_missing(store: Database) -> None:
    await plan(store, planned("a"), planned("b"))
    assert await plan(store, planned("b"), planned("c"), planned("c")) == 1
    assert await statuses(store) == {"a": "pending", "b": "pending", "c": "pending"}


async def test_a_key_planned_again_leaves_the_first_message_as_it_was(store: Database) -> None:
    await plan(store, planned("a", reply=Reply("first")))
    await plan(store, planned("a", reply=Reply("second"), to=BRAM, not_before=NOW - MINUTE))
    claimed = await claim(store)
    assert (claimed.reply.text, claimed.to) == ("first", ANNA)


async def test_a_message_that_was_sent_is_not_planned_anew(store: Database) -> None:
    await plan(store, planned("a"))
    claimed = await claim(store)
    async with store.transaction() as tx:
        await tx.outbox.record_sent(claimed, MessageRef(ANNA, "m1"), NOW)
    assert await plan(store, planned("a")) == 0
    assert await claim_if_any(store) is None


async def test_a_batch_of_five_hundred_fits_in_one_go(store: Database) -> None:
    assert await plan(store, *(planned(f"m{number}") for number in range(500))) == 500


async def test_planners_that_overlap_share_the_work_and_double_nothing(store: Database) -> None:
    batches = [[planned(f"m{number}") for number in range(start, start + 60)] for start in (0, 20, 40, 60)]
    new = await asyncio.gather(*(plan(store, *batch) for batch in batches))
    assert sum(new) == len(await statuses(store)) == 120


async def test_planners_that_go_opposite_ways_do_not_block_each_other(postgresql_url: str) -> None:
    store = await open_database(postgresql_url)
    slow_down_planning(postgresql_url)
    messages = [planned(f"m{number}") for number in range(10)]
    results = await asyncio.gather(
        plan(store, *messages), plan(store, *reversed(messages)), return_exceptions=True
    )
    await store.close()
    assert sorted(map(str, results)) == ["0", "10"]


def slow_down_planning(url: str) -> None:
    """Let every new outbox row take a hundredth of a second, as on a busy server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET client_min_messages TO error")
        connection.execute(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_sleep(0.01); RETURN new; END'"
        )
        connection.execute("CREATE TRIGGER slow BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION slow()")


async def test_a_message_planned_by_who_sends_it_is_not_claimed_by_another(store: Database) -> None:
    async with store.transaction() as tx:
        mine = await tx.outbox.plan_claimed(planned("a"), "me", NOW)
    assert (mine.key, mine.to, mine.reply, mine.attempts) == ("a", ANNA, Reply("a"), 0)
    assert await statuses(store) == {"a": "sending"}
    assert await claim_if_any(store, lease="another") is None


# Claiming


async def test_answers_go_first_and_then_the_oldest(store: Database) -> None:
    await plan(
        store,
        planned("late", not_before=NOW - MINUTE),
        planned("early", not_before=NOW - 3 * MINUTE),
        planned("late answer", kind=OutboxKind.ANSWER),
        planned("early answer", kind=OutboxKind.ANSWER, not_before=NOW - MINUTE),
        planned("late too", not_before=NOW - MINUTE),
    )
    order = [(await claim(store)).key for _ in range(5)]
    assert order == ["early answer", "late answer", "early", "late", "late too"]


async def test_every_kind_of_message_can_be_sent(store: Database) -> None:
    await plan(store, *(planned(kind, kind=kind) for kind in OutboxKind))
    assert {(await claim(store)).key for _ in OutboxKind} == set(OutboxKind)
    assert {(await row(store, kind)).kind for kind in OutboxKind} == set(OutboxKind)


async def test_a_claimed_message_is_nobody_elses(store: Database) -> None:
    await plan(store, planned("a"))
    await claim(store)
    assert await claim_if_any(store, lease="another") is None
    noted = await row(store, "a")
    assert (noted.status, noted.claimed_by, noted.claimed_at) == ("sending", "me", NOW)


async def test_claimers_at_the_same_time_each_get_another_message(store: Database) -> None:
    await plan(store, *(planned(f"m{number}") for number in range(6)))
    claimed = await asyncio.gather(*(claim_if_any(store, lease=f"p{number}") for number in range(8)))
    keys = [message.key for message in claimed if message]
    assert sorted(keys) == [f"m{number}" for number in range(6)]


async def test_nothing_is_claimed_before_its_time(store: Database) -> None:
    await plan(store, planned("a", not_before=NOW + MINUTE))
    assert await claim_if_any(store, NOW + MINUTE - timedelta(microseconds=1)) is None
    assert (await claim(store, NOW + MINUTE)).key == "a"


async def test_nothing_is_claimed_after_its_time(store: Database) -> None:
    await plan(store, planned("a", not_after=NOW + MINUTE))
    assert await claim_if_any(store, NOW + MINUTE + timedelta(microseconds=1)) is None
    assert (await claim(store, NOW + MINUTE)).key == "a"


async def test_only_messages_for_the_platforms_that_are_served_are_claimed(store: Database) -> None:
    await plan(store, planned("a", to=Address("other", "x")))
    assert await claim_if_any(store) is None
    assert await claim_if_any(store, platforms=()) is None
    assert await claim_if_any(store, platforms=("fake", "other"))


async def test_the_next_due_moment_is_that_of_the_earliest_message_that_can_still_go(store: Database) -> None:
    await plan(
        store,
        planned("too late", not_before=NOW - 2 * MINUTE, not_after=NOW - MINUTE),
        planned("elsewhere", to=Address("other", "x"), not_before=NOW),
        planned("second", not_before=NOW + 2 * MINUTE),
        planned("first", not_before=NOW + MINUTE),
    )
    async with store.reading() as tx:
        assert await tx.outbox.next_due(["fake"], NOW, broadcasts_to=["fake"]) == NOW + MINUTE
        assert await tx.outbox.next_due([], NOW, broadcasts_to=[]) is None
