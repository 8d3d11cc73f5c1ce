"""A meeting is planned, moved or called off; who does so second is told, and the audit knows who it was."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from handlers.meet.meetings import Meetings
from scheduler.meetings import Meeting, NewMeeting, subject_of


class Outbox(Protocol):
    """What waits to be sent."""

    async def cancel_open(self, subject: str) -> int: ...


class Audit(Protocol):
    """Who changed what."""

    async def note(
        self, actor: str, action: str, at: datetime, *, network_id: int | None, detail: str | None
    ) -> None: ...


class Transaction(Protocol):
    """A transaction over what changes with a meeting."""

    @property
    def meetings(self) -> Meetings: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...


class Change(StrEnum):
    """What became of a change."""

    DONE = "done"
    OUTDATED = "outdated"  # somebody else changed it meanwhile
    CANCELLED = "cancelled"  # it was off already
    BEGUN = "begun"  # it is under way, or over
    SAME = "same"  # it is at that moment already


async def add(
    tx: Transaction, fresh: NewMeeting, now: datetime, by: str, preparers: Collection[int] = ()
) -> int:
    """Keep a new meeting; the id. When it is announced, the planner has something to do."""
    meeting_id = await tx.meetings.add(fresh, now)
    await tx.meetings.set_preparers(meeting_id, preparers)
    detail = subject_of(meeting_id)
    await tx.audit.note(by, "meeting-add", now, network_id=fresh.network_id, detail=detail)
    return meeting_id


async def move(tx: Transaction, seen: Meeting, start: datetime, now: datetime, by: str) -> Change:
    """Let a meeting begin at another moment: what waits for the old date is cancelled, everybody is told."""
    if refusal := refusal_of(seen, now):
        return refusal
    if seen.start == start:
        return Change.SAME
    if not await tx.meetings.move(seen, start, now):
        return Change.OUTDATED
    detail = subject_of(seen.id)
    await tx.outbox.cancel_open(detail)
    await tx.audit.note(by, "meeting-move", now, network_id=seen.network_id, detail=detail)
    return Change.DONE


async def cancel(tx: Transaction, seen: Meeting, reason: str | None, now: datetime, by: str) -> Change:
    """Call a meeting off: what waits is cancelled, and whoever was invited is told."""
    if refusal := refusal_of(seen, now):
        return refusal
    if not await tx.meetings.cancel(seen, reason, now):
        return Change.OUTDATED
    detail = subject_of(seen.id)
    await tx.outbox.cancel_open(detail)
    await tx.audit.note(by, "meeting-cancel", now, network_id=seen.network_id, detail=detail)
    return Change.DONE


def refusal_of(meeting: Meeting, now: datetime) -> Change | None:
    """Why a meeting can't be moved or called off any more; None when it can."""
    if meeting.is_cancelled:
        return Change.CANCELLED
    return Change.BEGUN if meeting.start <= now else None
