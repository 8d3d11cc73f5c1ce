"""Planning: what is going to be due gets into the outbox, once."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.store import Database, Transaction
from scheduler.outbox import Planned
from scheduler.planning import BATCH, Source, plan
from tests.outbox_rows import NOW, claim, planned, statuses


def source(keys: Iterable[str]) -> Source:
    """A source that always says that these messages are due."""
    messages = [planned(key) for key in keys]

    async def due(_: datetime) -> Sequence[Planned]:
        return messages

    return due


async def failing_source(_: datetime) -> Sequence[Planned]:
    """A source with a fault in it."""
    raise ZeroDivisionError


async def daily_source(now: datetime) -> Sequence[Planned]:
    """A source that looks a day ahead: one message for today, one for tomorrow."""
    return [planned(f"{day:%m-%d}", not_before=day) for day in (now, now + timedelta(days=1))]


class CountingStore:
    """A database that counts transactions, and fails in one of them if that is asked."""

    def __init__(self, store: Database, *, failing: int = 0) -> None:
        self._store = store
        self._failing = failing
        self.transactions = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self.transactions += 1
        async with self._store.transaction() as tx:
            yield tx
            if self.transactions == self._failing:
                raise ConnectionError("the database went away")


async def test_what_every_source_says_is_planned(store: Database) -> None:
    assert await plan(store, [source("ab"), source(""), source("c")], NOW) == 3
    assert await statuses(store) == {"a": "pending", "b": "pending", "c": "pending"}


async def test_without_sources_nothing_is_planned(store: Database) -> None:
    assert await plan(store, [], NOW) == 0


async def test_planning_again_changes_nothing(store: Database) -> None:
    await plan(store, [source("ab")], NOW)
    await claim(store)
    assert await plan(store, [source("ab")], NOW + timedelta(minutes=1)) == 0
    assert sorted((await statuses(store)).values()) == ["pending", "sending"]


async def test_two_sources_that_say_the_same_plan_it_once(store: Database) -> None:
    assert await plan(store, [source("ab"), source("bc")], NOW) == 3


async def test_sources_are_asked_about_the_present_moment(store: Database) -> None:
    assert await plan(store, [daily_source], NOW) == 2
    assert await plan(store, [daily_source], NOW + timedelta(days=1)) == 1
    assert set(await statuses(store)) == {"12-03", "12-04", "12-05"}


async def test_planners_at_the_same_moment_plan_everything_once(store: Database) -> None:
    keys = [f"m{number}" for number in range(200)]
    new = await asyncio.gather(*(plan(store, [source(keys)], NOW) for _ in range(4)))
    assert sum(new) == len(await statuses(store)) == 200


async def test_nobody_waits_for_more_than_a_batch(store: Database) -> None:
    counting = CountingStore(store)
    keys = [f"m{number}" for number in range(2 * BATCH + 1)]
    assert await plan(counting, [source(keys)], NOW) == len(keys)
    assert counting.transactions == 3


async def test_a_source_with_nothing_due_takes_no_lock(store: Database) -> None:
    counting = CountingStore(store)
    await plan(counting, [source("")], NOW)
    assert counting.transactions == 0


async def test_what_was_cut_off_halfway_is_completed_by_the_next_run(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.planning.BATCH", 2)
    with pytest.raises(ConnectionError):
        await plan(CountingStore(store, failing=2), [source("abcdef")], NOW)
    assert set(await statuses(store)) == {"a", "b"}
    assert await plan(store, [source("abcdef")], NOW) == 4


async def test_a_source_that_fails_is_not_passed_over_in_silence(store: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await plan(store, [source("a"), failing_source], NOW)
    assert await statuses(store) == {"a": "pending"}


async def test_a_source_that_fails_does_not_silence_the_others(store: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await plan(store, [failing_source, source("a")], NOW)
    assert await statuses(store) == {"a": "pending"}
