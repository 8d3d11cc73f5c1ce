"""What is past its time of all that people leave at meetings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, or_, select, true

from bot.store.meeting_tables import (
    agenda_items,
    attendance,
    invitees,
    meeting_preparers,
    meetings,
    rsvps,
)

Places = Sequence[tuple[Table, ColumnElement[bool]]]


def attendance_before(before: datetime) -> Places:
    """Where people stand in connection with a meeting that ended before this moment."""
    named = [(table, table.c.person_id.is_not(None)) for table in (rsvps, attendance)]
    linked = [(table, true()) for table in (invitees, meeting_preparers)]
    places = [
        (table, and_(is_of_meeting_before(table, before), condition)) for table, condition in named + linked
    ]
    return [*places, (meetings, and_(meetings.c.end_at < before, meetings.c.created_by.is_not(None)))]


def guests_before(before: datetime) -> Places:
    """Where somebody who is no member is named, for a meeting that ended before this moment."""
    guest = or_(attendance.c.name.is_not(None), attendance.c.replaced_by.is_not(None))
    return [
        (rsvps, and_(is_of_meeting_before(rsvps, before), rsvps.c.replaced_by_name.is_not(None))),
        (attendance, and_(is_of_meeting_before(attendance, before), guest)),
    ]


def agenda_before(before: datetime) -> Places:
    """What was brought to a meeting before this moment."""
    return [(agenda_items, agenda_items.c.created_at < before)]


def is_of_meeting_before(table: Table, before: datetime) -> ColumnElement[bool]:
    """The condition that a row belongs to a meeting that ended before this moment."""
    return table.c.meeting_id.in_(select(meetings.c.id).where(meetings.c.end_at < before))


OF_MEETINGS: Mapping[str, Callable[[datetime], Places]] = {
    "attendance": attendance_before,
    "guests": guests_before,
    "agenda": agenda_before,
}
