"""Who was at a meeting."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from typing import cast as typed

from sqlalchemy import Row, String, cast, delete, exists, func, literal, select
from sqlalchemy import insert as plain_insert

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import attendance, meetings
from bot.store.meetings import meeting_from_row
from bot.store.tables import organisations, outbox, people
from handlers.meet.meetings import Attended, Presence
from scheduler.meetings import Meeting, MeetingStatus
from scheduler.outbox import OutboxKind


class AttendanceRepository:
    """Presence by meeting. Where somebody works is kept as it was then."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self, meeting_ids: Collection[int]) -> list[Attended]:
        """Everybody of whom is known whether they were there; members by name as it is now."""
        rows = await self._connection.execute(
            select(
                attendance,
                func.coalesce(people.c.name, attendance.c.name).label("shown_name"),
                organisations.c.name.label("organisation"),
            )
            .outerjoin(people, people.c.id == attendance.c.person_id)
            .outerjoin(organisations, organisations.c.id == attendance.c.organisation_id)
            .where(attendance.c.meeting_id.in_(meeting_ids))
            .order_by(attendance.c.meeting_id, attendance.c.id)
        )
        return [attended_from_row(row) for row in rows]

    async def unasked(self, since: datetime, now: datetime) -> list[Meeting]:
        """Meetings that have begun and ended after `since`, of which no facilitator got the list yet."""
        asked = exists().where(
            outbox.c.subject == literal("meeting-") + cast(meetings.c.id, String),
            outbox.c.kind == OutboxKind.NOTICE,
            outbox.c.key.like("%/attendance"),
        )
        rows = await self._connection.execute(
            select(meetings)
            .where(
                meetings.c.start_at <= now,
                meetings.c.end_at > since,
                meetings.c.status == MeetingStatus.PLANNED,
                meetings.c.attendance_confirmed_at.is_(None),
                ~asked,
            )
            .order_by(meetings.c.start_at, meetings.c.id)
        )
        return [meeting_from_row(row) for row in rows]

    async def note(
        self, meeting_id: int, person_id: int, status: Presence, replaced_by: str | None = None
    ) -> None:
        """Note whether a member was there, in the place of what was noted before."""
        works_at = select(people.c.organisation_id).where(people.c.id == person_id).scalar_subquery()
        news = {"status": status, "replaced_by": replaced_by}
        await self._connection.execute(
            insert(self._connection, attendance)
            .values(meeting_id=meeting_id, person_id=person_id, organisation_id=works_at, **news)
            .on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=news)
        )

    async def add_guest(self, meeting_id: int, name: str, organisation_id: int | None) -> int:
        """Note that somebody was there who is no member; the id of the note."""
        row = {
            "meeting_id": meeting_id,
            "name": name,
            "organisation_id": organisation_id,
            "status": Presence.PRESENT,
        }
        added = await self._connection.execute(
            plain_insert(attendance).values(row).returning(attendance.c.id)
        )
        return typed("int", added.scalar_one())

    async def remove(self, attended_id: int) -> None:
        """Take a note away."""
        await self._connection.execute(delete(attendance).where(attendance.c.id == attended_id))


def attended_from_row(row: Row[Any]) -> Attended:
    """A row as the inside knows it."""
    return Attended(
        row.id,
        row.meeting_id,
        row.person_id,
        row.shown_name,
        row.organisation,
        Presence(row.status),
        row.replaced_by,
    )
