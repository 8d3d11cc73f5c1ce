"""What waits in the database, in numbers: for metrics and alarms. Never words or people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, text

from bot.store.claiming import is_paused, oldest
from bot.store.connection import Connection
from bot.store.tables import guard_counts, outbox, surplus
from scheduler.alarms import waits_since
from scheduler.outbox import ANSWER_KEPT_FOR, LONGEST_PAUSE, OutboxKind, Status

OPEN = (Status.PENDING, Status.SENDING)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Since when the oldest that is due waits: of answers, of everything else; None when nothing does."""

    answer: datetime | None
    message: datetime | None


class SightRepository:
    """Counts and ages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def revision(self) -> str | None:
        """Which migration was applied last."""
        version: str | None = await self._connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version

    async def waiting(self, now: datetime) -> Waiting:
        """Since when messages wait that are due and may go."""
        is_answer = outbox.c.kind == OutboxKind.ANSWER
        return Waiting(await self._answer(is_answer, now), await self._message(~is_answer, now))

    async def outbox(self) -> Mapping[tuple[str, str], int]:
        """How many messages are open, by kind and status."""
        rows = await self._connection.execute(
            select(outbox.c.kind, outbox.c.status, func.count().label("number"))
            .where(outbox.c.status.in_(OPEN))
            .group_by(outbox.c.kind, outbox.c.status)
        )
        return {(row.kind, row.status): row.number for row in rows}

    async def surplus(self) -> Mapping[str, int]:
        """How many messages wait to be read, by platform."""
        rows = await self._connection.execute(
            select(surplus.c.platform, func.count().label("number")).group_by(surplus.c.platform)
        )
        return {row.platform: row.number for row in rows}

    async def guard(self) -> Mapping[tuple[str, str], int]:
        """How often the guard spoke up, as far as that is kept, by kind and outcome."""
        rows = await self._connection.execute(
            select(
                guard_counts.c.kind, guard_counts.c.outcome, func.sum(guard_counts.c.times).label("times")
            ).group_by(guard_counts.c.kind, guard_counts.c.outcome)
        )
        return {(row.kind, row.outcome): int(row.times) for row in rows}

    async def _answer(self, which: ColumnElement[bool], now: datetime) -> datetime | None:
        # However often it is tried, until when it is of use stays the same, and tells when it was made.
        ends: datetime | None = await self._connection.scalar(
            select(func.min(outbox.c.not_after)).where(outbox.c.status == Status.PENDING, which)
        )
        return ends - ANSWER_KEPT_FOR if ends and ends >= now else None

    async def _message(self, which: ColumnElement[bool], now: datetime) -> datetime | None:
        due = and_(which, outbox.c.not_before <= now, ~is_paused(now))
        soon = outbox.c.not_before <= now + LONGEST_PAUSE  # what is tried again comes due within that
        tried = and_(which, soon, outbox.c.attempts > 0, ~is_paused(now))
        moments = [await self._since(due, now)]
        most = await self._connection.execute(
            select(outbox.c.not_before, outbox.c.attempts)
            .where(outbox.c.status == Status.PENDING, tried)
            .order_by(outbox.c.attempts.desc(), outbox.c.not_before)
            .limit(1)
        )
        moments += [waits_since(min(row.not_before, now), row.attempts) for row in most]
        return min((moment for moment in moments if moment), default=None)

    async def _since(self, which: ColumnElement[bool], now: datetime) -> datetime | None:
        moment: datetime | None = await self._connection.scalar(oldest(outbox.c.not_before, which, now))
        return moment
