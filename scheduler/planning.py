"""Puts into the outbox what is going to be due. Doing it twice, or in two processes, changes nothing."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from scheduler.outbox import Planned

log = logging.getLogger(__name__)

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
    """Ask every source what is due and add what is not there yet; how many were new.

    A source that fails doesn't silence the others; what it raised is raised in the end.
    """
    new, errors = 0, []
    for source in sources:
        try:
            new += await plan_one(store, source, now)
        except Exception as error:
            log.exception("a source could not say what is due")
            errors.append(error)
    if errors:
        raise errors[0]
    return new


async def plan_one(store: Store, source: Source, now: datetime) -> int:
    """Ask one source."""
    new = 0
    due = await source(now)
    for start in range(0, len(due), BATCH):
        async with store.transaction() as tx:
            new += await tx.outbox.plan(due[start : start + BATCH])
    return new
