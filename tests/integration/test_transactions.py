"""A transaction happens or does not, and a message is handled once; the same on both databases."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store import Database, Transaction
from bot.store.engines import create_sync_engine, driver_url
from bot.store.local import LocalDatabase
from tests.fakes import FakeClock
from tests.outbox_rows import ANNA, NOW, plan, planned, statuses

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


async def test_what_need_not_outlast_a_power_cut_is_there_for_everybody_all_the_same(store: Database) -> None:
    async with store.transaction(lasting=False) as tx:
        await tx.handled.add("fake", "m1", NOW)
    async with store.transaction() as tx:
        assert not await tx.handled.add("fake", "m1", NOW)


async def test_after_one_that_need_not_last_sqlite_waits_for_the_disk_again(sqlite_url: str) -> None:
    database = LocalDatabase(create_sync_engine(driver_url(sqlite_url)))
    settings = []
    for lasting in (True, False, True):
        async with database.writing(lasting=lasting) as connection:
            settings.append(
                [
                    await connection.scalar(text(f"PRAGMA {name}"))
                    for name in ("synchronous", "wal_autocheckpoint")
                ]
            )
    await database.close()
    assert settings == [[2, 1000], [1, 0], [2, 1000]]


async def test_what_fails_without_lasting_is_undone(store: Database) -> None:
    async def fail_at_the_end() -> None:
        async with store.transaction(lasting=False) as tx:
            await tx.handled.add("fake", "m1", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_at_the_end()
    async with store.transaction() as tx:
        assert await tx.handled.add("fake", "m1", NOW)
