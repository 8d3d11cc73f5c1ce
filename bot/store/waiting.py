"""What waits in the outbox and will not be sent: too late, to nobody, into a pause."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, select, update

from bot.store.claiming import BEST_FIRST, IS_REACHABLE, is_paused
from bot.store.connection import Connection
from bot.store.tables import doors, outbox
from scheduler.outbox import ANSWER_KEPT_FOR, FAR_AHEAD, NO_DOOR, PAUSED, TOO_LATE, OutboxKind, Status


class WaitingRepository:
    """Messages whose time is over: each keeps a status, and a reason that facilitators can read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def expire(self, now: datetime) -> int:
        """Mark what should have been sent before now and was not; how many."""
        too_late = and_(outbox.c.status == Status.PENDING, outbox.c.not_after < now)
        return await self._expire(
            too_late, case((is_paused(now), PAUSED), else_=func.coalesce(outbox.c.reason, TOO_LATE))
        )

    async def bring_forward(self, now: datetime) -> int:
        """Have answers go now that a clock that was wrong put off for long; how many."""
        answers = and_(outbox.c.status == Status.PENDING, outbox.c.kind == OutboxKind.ANSWER)
        statement = update(outbox).where(answers, outbox.c.not_before > now + FAR_AHEAD)
        from_now = {"not_before": now, "not_after": now + ANSWER_KEPT_FOR}
        return (await self._connection.execute(statement.values(from_now))).rowcount

    async def drop_for_pauses(self, kinds: Collection[OutboxKind], now: datetime) -> int:
        """Mark what of these kinds is due for people who want to hear nothing now; how many."""
        due = and_(outbox.c.status == Status.PENDING, outbox.c.not_before <= now, outbox.c.kind.in_(kinds))
        return await self._expire(and_(due, is_paused(now)), PAUSED)

    async def fail_unreachable(self, now: datetime) -> int:
        """Mark what is due for people who have no door, or only closed ones; how many."""
        theirs = doors.c.person_id == outbox.c.person_id
        why = select(doors.c.unreachable_reason).where(theirs).order_by(*BEST_FIRST).limit(1)
        result = await self._connection.execute(
            update(outbox)
            .where(
                outbox.c.status == Status.PENDING,
                outbox.c.not_before <= now,
                outbox.c.person_id.is_not(None),
                outbox.c.platform.is_(None),
                ~exists().where(theirs, IS_REACHABLE),
            )
            .values(status=Status.FAILED, reason=func.coalesce(why.scalar_subquery(), NO_DOOR))
        )
        return result.rowcount

    async def drop_fleeting(self) -> int:
        """Remove what is to leave no trace and will not be sent any more; how many there were."""
        over = outbox.c.status.not_in((Status.PENDING, Status.SENDING))
        result = await self._connection.execute(delete(outbox).where(outbox.c.fleeting.is_(True), over))
        return result.rowcount

    async def _expire(self, which: ColumnElement[bool], reason: Any) -> int:
        statement = update(outbox).where(which).values(status=Status.EXPIRED, reason=reason)
        return (await self._connection.execute(statement)).rowcount
