"""Meetings: what they are, and which messages about them are due. Pure."""

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

__all__ = [
    "PAST",
    "Answer",
    "Counts",
    "Meeting",
    "MeetingStatus",
    "NewMeeting",
    "subject_of",
    "wall_time",
]
