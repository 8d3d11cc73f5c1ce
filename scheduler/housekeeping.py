"""Keeps the tables honest and small: claims of dead processes, messages past their time, old traces."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

HANDLED_KEPT_FOR = timedelta(days=30)  # no platform delivers a message again after that
EXPIRED_KEPT_FOR = timedelta(days=7)


class Outbox(Protocol):
    """What housekeeping needs of the outbox."""

    async def release_lapsed(self, now: datetime) -> int: ...
    async def expire(self, now: datetime) -> int: ...


class Forgetful(Protocol):
    """Something that forgets what is old."""

    async def forget_before(self, moment: datetime) -> int: ...


class Transaction(Protocol):
    """A transaction over everything that is kept in order here."""

    @property
    def outbox(self) -> Outbox: ...
    @property
    def handled(self) -> Forgetful: ...
    @property
    def steps(self) -> Forgetful: ...
    @property
    def choices(self) -> Forgetful: ...


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


async def tidy_outbox(store: Store, now: datetime) -> None:
    """Put back what dead processes had claimed; mark what was not sent in time."""
    async with store.transaction() as tx:
        await tx.outbox.release_lapsed(now)
        await tx.outbox.expire(now)


async def forget_old(store: Store, now: datetime) -> None:
    """Remove traces that serve nobody any more."""
    async with store.transaction() as tx:
        await tx.handled.forget_before(now - HANDLED_KEPT_FOR)
        await tx.steps.forget_before(now - EXPIRED_KEPT_FOR)
        await tx.choices.forget_before(now - EXPIRED_KEPT_FOR)
