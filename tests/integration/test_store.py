"""The repositories, the same on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.contract import Address, Attachment, Choice, MessageRef, Reply, choice_token, well_formed
from bot.store import Database, Transaction, open_database
from bot.store.tables import feedback
from handlers.choices import ChoiceList, list_name
from handlers.steps import PendingStep
from scheduler.outbox import OutboxKind, Planned
from tests.fakes import FakeClock
from tests.outbox_rows import ANNA, NOW, claim, claim_if_any, plan, planned, row, statuses

BRAM = Address("fake", "chat-bram")
OTHER_PLATFORM = Address("other", "chat-anna")
MINUTE = timedelta(minutes=1)
ODD_TEXTS = (
    "",
    "nul \0 in het midden",
    "half \ud83d teken",
    "\u2028 👩🏽‍🏫 e\u0301 \U0010ffff",
    "\\u0000 \"'",
)


def shown(key: str, *, to: Address = ANNA, expires_at: datetime = NOW + MINUTE) -> ChoiceList:
    """A list of two choices in the message with this key."""
    return ChoiceList(key, to, "nl", (Choice("Ja", "yes:1"), Choice("Nee, niet nu", "no:")), expires_at)


def step(name: str, *, expires_at: datetime = NOW + MINUTE, **data: str) -> PendingStep:
    """A step with this name."""
    return PendingStep(name, data, f"key-of-{name}", "en", expires_at)


# Transactions


async def test_a_transaction_that_fails_leaves_nothing(store: Database) -> None:
    async def fail_at_the_end() -> None:
        async with store.transaction() as tx:
            await tx.handled.add("fake", "1", NOW)
            await tx.outbox.plan([planned("a")])
            await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_at_the_end()
    async with store.transaction() as tx:
        assert await tx.questions.all() == []
        assert await tx.handled.add("fake", "1", NOW)
    assert await statuses(store) == {}


async def test_a_cancelled_transaction_leaves_nothing(store: Database) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        async with store.transaction() as tx:
            await tx.outbox.plan([planned("a")])
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await plan(store, planned("a")) == 1


async def test_a_savepoint_is_undone_while_what_went_before_stays(store: Database) -> None:
    async def fail_inside(tx: Transaction) -> None:
        async with tx.savepoint():
            await tx.outbox.plan([planned("inside")])
            raise ZeroDivisionError

    async with store.transaction() as tx:
        await tx.outbox.plan([planned("before")])
        with pytest.raises(ZeroDivisionError):
            await fail_inside(tx)
        await tx.outbox.plan([planned("after")])
    assert set(await statuses(store)) == {"before", "after"}


async def test_a_savepoint_that_went_well_is_kept(store: Database) -> None:
    async with store.transaction() as tx, tx.savepoint():
        await tx.outbox.plan([planned("inside")])
    assert set(await statuses(store)) == {"inside"}


async def test_after_an_error_of_the_database_in_a_savepoint_the_transaction_goes_on(store: Database) -> None:
    async def plan_twice(tx: Transaction) -> None:
        async with tx.savepoint():
            await tx.outbox.plan_claimed(planned("a"), "me", NOW)
            await tx.outbox.plan_claimed(planned("a"), "me", NOW)

    async with store.transaction() as tx:
        with pytest.raises(IntegrityError):
            await plan_twice(tx)
        await tx.outbox.plan([planned("b")])
    assert set(await statuses(store)) == {"b"}


async def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_half_done(store: Database) -> None:
    async with asyncio.timeout(5), store.transaction() as writer:
        await writer.questions.add(ANNA, "anna", "Waarom?", "nl", NOW)
        async with store.reading() as reader:
            assert await reader.questions.all() == []


async def test_writers_at_the_same_time_all_get_their_turn(store: Database) -> None:
    await asyncio.gather(*(plan(store, planned(f"m{number}")) for number in range(12)))
    assert len(await statuses(store)) == 12


# Handled messages


async def test_a_message_is_handled_once(store: Database, clock: FakeClock) -> None:
    async with store.transaction() as tx:
        assert await tx.handled.add("fake", "1", clock.now())
    async with store.transaction() as tx:
        assert not await tx.handled.add("fake", "1", clock.now())


async def test_the_same_id_on_another_platform_is_another_message(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.handled.add("fake", "1", NOW)
        assert await tx.handled.add("other", "1", NOW)


async def test_of_two_that_handle_a_message_at_once_one_does(store: Database) -> None:
    async def handle() -> bool:
        async with store.transaction() as tx:
            first = await tx.handled.add("fake", "1", NOW)
            await asyncio.sleep(0.02)
            return first

    assert sorted(await asyncio.gather(*(handle() for _ in range(4)))) == [False, False, False, True]


# The outbox: planning


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


# The outbox: claiming


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


# The outbox: recording


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


# The outbox: which message is which


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


# Replies as they are kept

texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(ODD_TEXTS)
replies = st.builds(
    Reply,
    text=texts,
    choices=st.lists(st.builds(Choice, texts, texts), max_size=3).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, texts, st.just("text/calendar"), st.binary(max_size=200)), max_size=2
    ).map(tuple),
    sensitive=st.booleans(),
    private=st.booleans(),
    replaces=st.none() | texts,
)


async def test_a_reply_comes_back_as_it_was(store: Database) -> None:
    loop = asyncio.get_running_loop()

    async def kept(reply: Reply) -> Reply:
        await plan(store, planned(uuid4().hex, reply=reply))
        return (await claim(store)).reply

    @settings(max_examples=60, deadline=None)
    @given(replies)
    def comes_back(reply: Reply) -> None:
        assert asyncio.run_coroutine_threadsafe(kept(reply), loop).result() == reply

    await asyncio.to_thread(comes_back)


async def test_a_reply_of_a_claim_of_ones_own_is_kept_too(store: Database) -> None:
    reply = Reply("tekst", (Choice("Ja", "yes:"),), (Attachment("a.ics", "text/calendar", b"\0\xff"),))
    async with store.transaction() as tx:
        assert (await tx.outbox.plan_claimed(planned("a", reply=reply), "me", NOW)).reply == reply
        await tx.outbox.release(["fake"])
    assert (await claim(store)).reply == reply


# Lists of choices


async def test_a_shown_list_comes_back_as_it_was(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        assert await tx.choices.keyed("a") == shown("a")
        assert await tx.choices.named(list_name("a")) == shown("a")
        assert await tx.choices.named(choice_token("a", 1).partition(":")[0]) == shown("a")
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == [shown("a")]


async def test_a_list_that_nobody_showed_is_not_there(store: Database) -> None:
    async with store.reading() as tx:
        assert await tx.choices.keyed("a") is None
        assert await tx.choices.named("a") is None
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == []


async def test_a_list_added_twice_stays_the_first(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        await tx.choices.add(shown("a", to=BRAM))
        assert await tx.choices.keyed("a") == shown("a")


async def test_open_lists_are_those_of_the_chat_newest_first(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("first"))
        await tx.choices.add(shown("second"))
        await tx.choices.add(shown("of bram", to=BRAM))
        await tx.choices.add(shown("expired", expires_at=NOW))
        await tx.choices.add(shown("closed"))
        await tx.choices.close("closed", NOW)
        assert [found.key for found in await tx.choices.open_in(ANNA, "anna", "", NOW)] == ["second", "first"]


async def test_a_closed_list_is_still_known_as_closed(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        await tx.choices.close("a", NOW)
        found = await tx.choices.keyed("a")
    assert found
    assert found.closed
    assert not found.can_be_chosen_from(NOW)


async def test_all_lists_of_one_chat_can_be_closed(store: Database) -> None:
    async with store.transaction() as tx:
        for key in ("a", "b"):
            await tx.choices.add(shown(key))
        await tx.choices.add(shown("of bram", to=BRAM))
        assert await tx.choices.close_all(ANNA, "anna", NOW) == 2
        assert await tx.choices.close_all(ANNA, "anna", NOW) == 0
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == []
        assert [found.key for found in await tx.choices.open_in(BRAM, "anna", "", NOW)] == ["of bram"]


# Open steps


async def test_an_open_step_comes_back_as_it_was(store: Database) -> None:
    asked = step("question", tip="naar-huis-sturen", odd=ODD_TEXTS[3])
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", asked)
        assert await tx.steps.current(ANNA, "anna", NOW) == asked


async def test_a_new_step_takes_the_place_of_the_one_before(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", step("first", a="1"))
        await tx.steps.open(ANNA, "anna", step("second"))
        assert await tx.steps.current(ANNA, "anna", NOW) == step("second")
        assert await tx.steps.close(ANNA, "anna")
        assert await tx.steps.current(ANNA, "anna", NOW) is None


async def test_everybody_has_a_step_of_their_own_in_each_chat(store: Database) -> None:
    group = Address("fake", "group")
    async with store.transaction() as tx:
        await tx.steps.open(group, "anna", step("of anna"))
        await tx.steps.open(group, "bram", step("of bram"))
        await tx.steps.open(ANNA, "anna", step("of anna alone"))
        assert await tx.steps.close(group, "anna")
        assert await tx.steps.current(group, "anna", NOW) is None
        assert await tx.steps.current(group, "bram", NOW) == step("of bram")
        assert await tx.steps.current(ANNA, "anna", NOW) == step("of anna alone")


async def test_an_expired_step_is_not_waited_for(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", step("old", expires_at=NOW))
        assert await tx.steps.current(ANNA, "anna", NOW - MINUTE)
        assert await tx.steps.current(ANNA, "anna", NOW) is None


async def test_closing_tells_whether_there_was_a_step(store: Database) -> None:
    async with store.transaction() as tx:
        assert not await tx.steps.close(ANNA, "anna")
        await tx.steps.open(ANNA, "anna", step("question"))
        assert await tx.steps.close(ANNA, "anna")


# Questions, opinions, preferences


async def test_questions_come_back_oldest_first_with_their_ids(store: Database) -> None:
    async with store.transaction() as tx:
        first = await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW)
        second = await tx.questions.add(BRAM, "bram", "Why 👩🏽‍🏫?", "en", NOW - MINUTE)
    async with store.reading() as tx:
        found = [(q.id, q.text, q.language, q.status, q.asked_at) for q in await tx.questions.all()]
    assert found == [
        (first, "Waarom?", "nl", "open", NOW),
        (second, "Why 👩🏽‍🏫?", "en", "open", NOW - MINUTE),
    ]
    assert first < second


async def test_the_same_question_twice_is_two_questions(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW) != await tx.questions.add(
            ANNA, "anna", "Waarom?", "nl", NOW
        )


async def test_every_text_can_be_kept_once_it_is_well_formed(store: Database) -> None:
    texts = [well_formed(text) for text in ODD_TEXTS]
    async with store.transaction() as tx:
        for text in texts:
            await tx.questions.add(ANNA, "anna", text, "nl", NOW)
    async with store.reading() as tx:
        assert [question.text for question in await tx.questions.all()] == texts


async def test_the_last_opinion_counts_and_others_keep_theirs(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.feedback.give("fake", "anna", "rust", helped=True, at=NOW)
        await tx.feedback.give("fake", "bram", "rust", helped=True, at=NOW)
        await tx.feedback.give("fake", "anna", "rust", helped=False, at=NOW + MINUTE)
        rows = await tx._connection.execute(select(feedback).order_by(feedback.c.sender))
        given = [(found.sender, found.tip, found.helped, found.at) for found in rows]
    assert given == [("anna", "rust", False, NOW + MINUTE), ("bram", "rust", True, NOW)]


async def test_a_chosen_language_is_remembered_per_person(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.speak("fake", "anna", "en")
        assert (await tx.people.at_door("fake", "anna")).language == "en"
        assert (await tx.people.at_door("fake", "bram")).language is None
        assert (await tx.people.at_door("other", "anna")).language is None
        await tx.doors.speak("fake", "anna", "nl")
        assert (await tx.people.at_door("fake", "anna")).language == "nl"


# Moments


async def test_moments_come_back_the_same_and_in_utc(store: Database) -> None:
    moments = [
        datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 10, 25, 2, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 7, 1, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
        datetime(1970, 1, 1, tzinfo=UTC),
    ]
    async with store.transaction() as tx:
        for moment in moments:
            await tx.questions.add(ANNA, "anna", "Waarom?", "nl", moment)
    async with store.reading() as tx:
        kept = [question.asked_at for question in await tx.questions.all()]
    assert kept == moments
    assert {moment.tzinfo for moment in kept} == {UTC}


async def test_moments_of_different_zones_are_compared_as_moments(store: Database) -> None:
    in_new_york = (NOW + MINUTE).astimezone(timezone(timedelta(hours=-5)))
    await plan(store, planned("a", not_before=in_new_york))
    assert await claim_if_any(store, NOW) is None
    assert await claim_if_any(store, NOW + MINUTE)


async def test_a_moment_without_zone_is_refused(store: Database) -> None:
    with pytest.raises(StatementError, match="without time zone"):
        await plan(store, planned("a", not_before=NOW.replace(tzinfo=None)))
    assert await statuses(store) == {}
