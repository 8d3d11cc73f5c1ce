"""What people answered to invitations."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import invitees, meetings, rsvps
from bot.store.tables import memberships
from handlers.meet.meetings import Rsvp
from scheduler.meetings import Answer, Counts


class RsvpRepository:
    """Answers by meeting and person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def give(self, rsvp: Rsvp) -> None:
        """Keep an answer in the place of an earlier one."""
        news = {
            "answer": rsvp.answer,
            "answered_at": rsvp.answered_at,
            "for_version": rsvp.for_version,
            "replaced_by_person": rsvp.replaced_by_person,
            "replaced_by_name": rsvp.replaced_by_name,
        }
        await self._connection.execute(
            insert(self._connection, rsvps)
            .values(meeting_id=rsvp.meeting_id, person_id=rsvp.person_id, **news)
            .on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=news)
        )

    async def of(self, meeting_id: int, person_id: int) -> Rsvp | None:
        """What somebody answered; None for silence."""
        rows = await self._connection.execute(
            select(rsvps).where(rsvps.c.meeting_id == meeting_id, rsvps.c.person_id == person_id)
        )
        row = rows.one_or_none()
        return None if row is None else rsvp_from_row(row)

    async def all(self, meeting_id: int) -> list[Rsvp]:
        """Every answer to a meeting, also of who is forgotten, in the order in which they came."""
        rows = await self._connection.execute(
            select(rsvps).where(rsvps.c.meeting_id == meeting_id).order_by(rsvps.c.answered_at, rsvps.c.id)
        )
        return [rsvp_from_row(row) for row in rows]

    async def given_by(self, person_id: int) -> dict[int, Answer]:
        """What somebody answered, by meeting."""
        rows = await self._connection.execute(
            select(rsvps.c.meeting_id, rsvps.c.answer).where(rsvps.c.person_id == person_id)
        )
        return {row.meeting_id: Answer(row.answer) for row in rows}

    async def counts(self, meeting_ids: Collection[int], now: datetime) -> dict[int, Counts]:
        """How many said what, by meeting. Until a meeting is over only members count."""
        answers: defaultdict[int, dict[Answer, int]] = defaultdict(dict)
        rows = await self._connection.execute(
            select(rsvps.c.meeting_id, rsvps.c.answer, func.count().label("number"))
            .join(meetings, meetings.c.id == rsvps.c.meeting_id)
            .where(
                rsvps.c.meeting_id.in_(meeting_ids),
                or_(meetings.c.end_at <= now, is_member(rsvps.c.person_id)),
            )
            .group_by(rsvps.c.meeting_id, rsvps.c.answer)
        )
        for row in rows:
            answers[row.meeting_id][Answer(row.answer)] = row.number
        silent = await self._silent(meeting_ids)
        return {one: Counts(answers[one], silent.get(one, 0)) for one in meeting_ids}

    async def _silent(self, meeting_ids: Collection[int]) -> dict[int, int]:
        answered = exists().where(
            rsvps.c.meeting_id == invitees.c.meeting_id, rsvps.c.person_id == invitees.c.person_id
        )
        rows = await self._connection.execute(
            select(invitees.c.meeting_id, func.count().label("number"))
            .join(meetings, meetings.c.id == invitees.c.meeting_id)
            .where(invitees.c.meeting_id.in_(meeting_ids), is_member(invitees.c.person_id), ~answered)
            .group_by(invitees.c.meeting_id)
        )
        return {row.meeting_id: row.number for row in rows}


def is_member(person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition that somebody is in the network of the meeting."""
    return exists().where(
        and_(memberships.c.person_id == person_id, memberships.c.network_id == meetings.c.network_id)
    )


def rsvp_from_row(row: Row[Any]) -> Rsvp:
    """A row as the inside knows it."""
    return Rsvp(
        row.meeting_id,
        row.person_id,
        Answer(row.answer),
        row.answered_at,
        row.for_version,
        row.replaced_by_person,
        row.replaced_by_name,
    )
