"""When to ask after a meeting, and after somebody's own small step. Pure: every moment is passed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.durations import Duration
from scheduler.quiet import moment_outside, quiet_hours

REFLECTION_KEPT_FOR = timedelta(days=3)  # afterwards a meeting is too far away to be asked about
RECAP_AFTER = Duration(days=1)
FOLLOW_UP_KEPT_FOR = timedelta(days=7)
BEFORE_NEXT_MEETING = Duration(days=2)
ASKED_AGAIN_AFTER = Duration(days=7)
MOST_FOLLOW_UPS = 2  # once, and once more after "not yet"
ABSENT_ANSWERS = ("no", "replaced")


class When(StrEnum):
    """When somebody wants to be asked how their step went."""

    WEEK = "week"
    TWO_WEEKS = "two-weeks"
    MONTH = "month"
    BEFORE_NEXT = "before-next"
    NEVER = "never"


AFTER = {When.WEEK: Duration(days=7), When.TWO_WEEKS: Duration(days=14), When.MONTH: Duration(months=1)}


@dataclass(frozen=True, slots=True)
class Window:
    """Between which moments a message is of use."""

    not_before: datetime
    not_after: datetime


def may_have_been_there(rsvp: str | None, attendance: str | None) -> bool:
    """Whether to ask somebody about a meeting: what was noted counts, else what they answered beforehand.

    Who did not answer may well have come.
    """
    if attendance is not None:
        return attendance == "present"
    return rsvp not in ABSENT_ANSWERS


def reflection_window(end: datetime, after: Duration, quiet: str | None, zone: ZoneInfo) -> Window:
    """When to ask those who were there to look back."""
    start = awake(after.after(end, zone), quiet, zone)
    return Window(start, max(end, start) + REFLECTION_KEPT_FOR)


def recap_window(end: datetime, now: datetime, quiet: str | None, zone: ZoneInfo) -> Window:
    """When those who were not there hear what they missed: the next day, when others have looked back."""
    due = RECAP_AFTER.after(end, zone)
    return Window(awake(max(due, now), quiet, zone), due + REFLECTION_KEPT_FOR)


def follow_up_at(
    when: When, chosen_at: datetime, zone: ZoneInfo, next_meeting: datetime | None
) -> datetime | None:
    """When to ask after a step; None while that can't be said: never, or no meeting is planned."""
    if when in AFTER:
        return AFTER[when].after(chosen_at, zone)
    if when is When.BEFORE_NEXT and next_meeting is not None:
        return max(BEFORE_NEXT_MEETING.before(next_meeting, zone), chosen_at + timedelta(hours=1))
    return None


def asked_again_at(asked_at: datetime, times_asked: int, zone: ZoneInfo) -> datetime | None:
    """When to ask once more after "not yet"; None when it was asked often enough."""
    if times_asked >= MOST_FOLLOW_UPS:
        return None
    return ASKED_AGAIN_AFTER.after(asked_at, zone)


def follow_up_window(ask_at: datetime, now: datetime, quiet: str | None, zone: ZoneInfo) -> Window:
    """When a follow-up goes out that is due at a moment, which may be past."""
    start = awake(max(ask_at, now), quiet, zone)
    return Window(start, start + FOLLOW_UP_KEPT_FOR)


def awake(moment: datetime, quiet: str | None, zone: ZoneInfo) -> datetime:
    """This moment, or the end of the quiet hours (`21:00-08:00`) that it falls in."""
    return moment_outside(moment, quiet_hours(quiet, zone.key))
