"""Puts into the outbox what is going to be due. Doing it twice, or in two processes, changes nothing."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from scheduler.outbox import Planned

BATCH = 500  # so that nobody waits long for the write lock

Source = Callable[[datetime], Awaitable[Sequence[Planned]]]
"""Given the present moment, says which messages should be in the outbox by now."""


class Outbox(Protocol):
    """What planning needs of the outbox."""

    async def plan(self, messages: Iterable[Planned]) -> int: ...


class Transaction(Protocol):
    """A transaction with an outbox in it."""

    @property
    def outbox(self) -> Outbox: ...


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


async def plan(store: Store, sources: Iterable[Source], now: datetime) -> int:
    """Ask every source what is due and add what is not there yet; how many were new."""
    new = 0
    for source in sources:
        due = await source(now)
        for start in range(0, len(due), BATCH):
            async with store.transaction() as tx:
                new += await tx.outbox.plan(due[start : start + BATCH])
    return new
