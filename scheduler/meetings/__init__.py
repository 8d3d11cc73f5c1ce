"""Meetings: what they are, and which messages about them are due. Pure."""

from scheduler.meetings.due import (
    AHEAD,
    STAYS_AWAY,
    Member,
    Message,
    due,
    message_key,
    messages_for,
    next_look,
    notice,
)
from scheduler.meetings.model import (
    PAST,
    Answer,
    Counts,
    Meeting,
    MeetingStatus,
    NewMeeting,
    subject_of,
    wall_time,
)
from scheduler.meetings.timetable import Slot, timetable

__all__ = [
    "AHEAD",
    "PAST",
    "STAYS_AWAY",
    "Answer",
    "Counts",
    "Meeting",
    "MeetingStatus",
    "Member",
    "Message",
    "NewMeeting",
    "Slot",
    "due",
    "message_key",
    "messages_for",
    "next_look",
    "notice",
    "subject_of",
    "timetable",
    "wall_time",
]
