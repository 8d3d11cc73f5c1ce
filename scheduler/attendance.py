"""When facilitators are asked who was at a meeting. Pure."""

from datetime import datetime, timedelta

from scheduler.meetings import Meeting, subject_of
from scheduler.quiet import QuietHours, moment_outside

ASKED_FOR = timedelta(days=7)  # after that the list is still there with /aanwezig
PLANNED_AFTER = timedelta(days=3)  # how long after the end it is still planned, when the bot was away


def list_key(meeting: Meeting, person_id: int) -> str:
    """The outbox key of the list that a facilitator gets."""
    return f"{subject_of(meeting.id)}/v{meeting.version}/person-{person_id}/attendance"


def list_moment(meeting: Meeting, hours: QuietHours | None) -> datetime:
    """When the list goes out: at the end, or when the quiet hours in which that falls are over."""
    return moment_outside(meeting.end, hours)
