"""Keeps the tables honest and small: claims of dead processes, messages past their time, old data."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from scheduler.outbox import DROPPED_IN_PAUSE, OutboxKind
from scheduler.retention import Rule


class Outbox(Protocol):
    """What housekeeping needs of the outbox."""

    async def release_lapsed(self, now: datetime) -> int: ...


class Waiting(Protocol):
    """What waits in the outbox."""

    async def bring_forward(self, now: datetime) -> int: ...
    async def expire(self, now: datetime) -> int: ...
    async def fail_unreachable(self, now: datetime) -> int: ...
    async def drop_for_pauses(self, kinds: Collection[OutboxKind], now: datetime) -> int: ...
    async def drop_fleeting(self) -> int: ...


class Retention(Protocol):
    """Everything that is not kept for ever, by kind."""

    async def note_leavers(self, now: datetime) -> None: ...
    async def overdue(self, kind: str, before: datetime) -> int: ...
    async def forget(self, kind: str, before: datetime, now: datetime) -> int: ...


class Transaction(Protocol):
    """A transaction over everything that is kept in order here."""

    @property
    def outbox(self) -> Outbox: ...
    @property
    def waiting(self) -> Waiting: ...
    @property
    def retention(self) -> Retention: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


async def tidy_outbox(store: Store, now: datetime) -> None:
    """Put back what dead processes had claimed; mark what was not sent in time; drop what may not stay."""
    async with store.transaction() as tx:
        await tx.outbox.release_lapsed(now)
        await tx.waiting.bring_forward(now)
        await tx.waiting.expire(now)
        await tx.waiting.fail_unreachable(now)
        await tx.waiting.drop_for_pauses(DROPPED_IN_PAUSE, now)
        await tx.waiting.drop_fleeting()


async def forget_old(store: Store, rules: Sequence[Rule], now: datetime) -> dict[str, int]:
    """Carry out the rules; how much was past its time, by kind.

    A transaction for each rule, so that nobody waits for all of them.
    """
    async with store.transaction() as tx:
        await tx.retention.note_leavers(now)
    forgotten = {}
    for rule in rules:
        async with store.transaction() as tx:
            forgotten[rule.kind] = await tx.retention.forget(rule.kind, rule.before(now), now)
    return forgotten


async def overdue(store: Store, rules: Sequence[Rule], now: datetime) -> dict[str, int]:
    """How much the rules would take away now, by kind."""
    async with store.reading() as tx:
        return {rule.kind: await tx.retention.overdue(rule.kind, rule.before(now)) for rule in rules}
