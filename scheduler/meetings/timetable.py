"""When before a meeting something is sent: the reminders, and the nudge to those who are silent. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.durations import Duration, parse_duration
from scheduler.meetings.model import Meeting
from scheduler.outbox import OutboxKind
from scheduler.quiet import QuietHours, moment_outside

NUDGE_AHEAD = Duration(days=7)
NUDGE_APART = timedelta(days=1)  # a reminder this near asks for an answer as well


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to send to whoever it is for, between two moments. `carries_link`: nothing comes after it."""

    name: str
    kind: OutboxKind
    not_before: datetime
    not_after: datetime
    carries_link: bool = False


def timetable(meeting: Meeting, reminders: Sequence[str], hours: QuietHours | None) -> tuple[Slot, ...]:
    """What is sent before a meeting to somebody with these lead times, the first one first."""
    slots = reminder_slots(meeting, reminders, hours)
    nudge = nudge_slot(meeting, slots, hours) if slots else None
    return tuple(sorted((*slots, *([nudge] if nudge else [])), key=lambda slot: slot.not_before))


def reminder_slots(meeting: Meeting, reminders: Sequence[str], hours: QuietHours | None) -> list[Slot]:
    """The reminders. One that quiet hours push to where the next one is, is left out.

    Each is of use until the next one comes, or the meeting begins.
    """
    slots: list[Slot] = []
    following = meeting.start
    leads = ((parse_duration(lead).before(meeting.start, meeting.zone), lead) for lead in set(reminders))
    for moment, lead in sorted(leads, reverse=True):
        at = moment_outside(moment, hours, deadline=meeting.start)
        if at < following:
            kind = OutboxKind.REMINDER
            slots.append(Slot(f"{kind}-{lead}", kind, at, following, carries_link=not slots))
            following = at
    return slots


def nudge_slot(meeting: Meeting, slots: Sequence[Slot], hours: QuietHours | None) -> Slot | None:
    """The extra question to who is silent, a week before; None when a reminder comes at about that time."""
    at = moment_outside(NUDGE_AHEAD.before(meeting.start, meeting.zone), hours, deadline=meeting.start)
    if any(abs(slot.not_before - at) < NUDGE_APART for slot in slots):
        return None
    not_after = min((slot.not_before for slot in slots if slot.not_before > at), default=meeting.start)
    return Slot(OutboxKind.NUDGE, OutboxKind.NUDGE, at, not_after)
