"""Work that one process at a time may do: on SQLite at once, on PostgreSQL when it is its turn."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest

from bot.platforms import LeaseLost
from bot.store import Database, open_database
from tests.waiting import until

IS_HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
END_THE_HOLDER = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Work:
    """Goes on until it is let go."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go = asyncio.Event()
        self.ended_well = False

    async def __call__(self) -> None:
        self.begun.set()
        await self.go.wait()
        self.ended_well = True


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits seconds in a test."""
    monkeypatch.setattr("bot.store.leases.TRY_AGAIN_S", 0.02)
    monkeypatch.setattr("bot.store.leases.LOOK_AGAIN_S", 0.02)


@pytest.fixture
async def two(postgresql_url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes on one database."""
    first, second = await open_database(postgresql_url), await open_database(postgresql_url)
    yield first, second
    await first.close()
    await second.close()


@pytest.fixture
def operator(postgresql_url: str) -> Iterator[psycopg.Connection]:
    """Somebody who can see and end the connections of others."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        yield connection


async def test_work_is_done_and_its_failure_is_the_callers(store: Database) -> None:
    work = Work()
    work.go.set()
    await store.work_alone("telegram", work)
    assert work.ended_well

    async def stumble() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.work_alone("telegram", stumble)
    await store.work_alone("telegram", work)


async def test_a_second_process_waits_for_the_first(two: tuple[Database, Database]) -> None:
    first, second = Work(), Work()
    tasks = [asyncio.create_task(two[0].work_alone("telegram", first))]
    await first.begun.wait()
    tasks.append(asyncio.create_task(two[1].work_alone("telegram", second)))
    await asyncio.sleep(0.1)
    assert not second.begun.is_set()
    first.go.set()
    await asyncio.wait_for(second.begun.wait(), 60)
    assert first.ended_well
    second.go.set()
    await asyncio.gather(*tasks)


async def test_two_kinds_of_work_do_not_wait_for_each_other(two: tuple[Database, Database]) -> None:
    works = Work(), Work(), Work()
    names = "telegram", "matrix", "else"
    async with asyncio.TaskGroup() as tasks:
        for name, work, store in zip(names, works, (*two, two[0]), strict=True):
            tasks.create_task(store.work_alone(name, work))
        for work in works:
            await asyncio.wait_for(work.begun.wait(), 60)
            work.go.set()


async def test_when_its_connection_dies_the_first_gives_up_and_the_second_takes_over(
    two: tuple[Database, Database], operator: psycopg.Connection
) -> None:
    first, second = Work(), Work()
    holding = asyncio.create_task(two[0].work_alone("telegram", first))
    await first.begun.wait()
    waiting = asyncio.create_task(two[1].work_alone("telegram", second))
    await asyncio.sleep(0.05)
    operator.execute(END_THE_HOLDER)
    with pytest.raises(LeaseLost):
        await asyncio.wait_for(holding, 60)
    assert not first.ended_well
    await asyncio.wait_for(second.begun.wait(), 60)
    second.go.set()
    await waiting


async def test_who_lost_a_lease_can_get_it_again(
    two: tuple[Database, Database], operator: psycopg.Connection
) -> None:
    first, again = Work(), Work()
    holding = asyncio.create_task(two[0].work_alone("telegram", first))
    await first.begun.wait()
    operator.execute(END_THE_HOLDER)
    with pytest.raises(LeaseLost):
        await asyncio.wait_for(holding, 60)
    again.go.set()
    await asyncio.wait_for(two[0].work_alone("telegram", again), 60)
    assert again.ended_well


@pytest.mark.parametrize("begun", [True, False])
async def test_who_is_told_to_stop_lets_go_at_once(
    two: tuple[Database, Database], operator: psycopg.Connection, *, begun: bool
) -> None:
    first, second = Work(), Work()
    holding = asyncio.create_task(two[0].work_alone("telegram", first))
    await first.begun.wait()
    waiting = asyncio.create_task(two[1].work_alone("telegram", second))
    await asyncio.sleep(0.05)
    told, other = (holding, waiting) if begun else (waiting, holding)
    told.cancel()
    await asyncio.wait([told], timeout=60)
    assert told.cancelled()
    first.go.set()
    second.go.set()
    await asyncio.wait_for(other, 60)
    await until(lambda: held_leases(operator) == 0)


def held_leases(operator: psycopg.Connection) -> int:
    counted = operator.execute(IS_HELD).fetchone()
    assert counted
    return int(counted[0])


async def test_a_database_that_is_gone_is_an_error_and_no_endless_wait(
    two: tuple[Database, Database], operator: psycopg.Connection
) -> None:
    """The supervisor tries again, after a pause."""
    first, second = Work(), Work()
    holding = asyncio.create_task(two[0].work_alone("telegram", first))
    await first.begun.wait()
    waiting = asyncio.create_task(two[1].work_alone("telegram", second))
    await asyncio.sleep(0.05)
    operator.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    results = await asyncio.wait_for(asyncio.gather(holding, waiting, return_exceptions=True), 60)
    assert isinstance(results[0], LeaseLost)
    assert isinstance(results[1], Exception)
    assert not second.begun.is_set()
