"""Meetings to think about without a database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.durations import parse_duration
from scheduler.meetings import Meeting, MeetingStatus, Member, Message, messages_for, timetable, wall_time
from scheduler.quiet import QuietHours, quiet_hours

AMSTERDAM = "Europe/Amsterdam"
ZONE = ZoneInfo(AMSTERDAM)
DEFAULT = ("P14D", "P2D", "PT2H")
NIGHT = quiet_hours("21:00-08:00", AMSTERDAM)
LONG_AGO = datetime(2026, 1, 1, 12, tzinfo=UTC)


def at(written: str) -> datetime:
    """A moment on the clocks in Amsterdam, such as `2026-12-03 14:00`."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE).astimezone(UTC)


def clock(moment: datetime) -> str:
    """What the clocks in Amsterdam show."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"


def meeting(start: str = "2026-12-03 14:00", **differently: Any) -> Meeting:
    """A meeting that was announced long ago."""
    begin = at(start)
    plain = Meeting(
        id=12,
        network_id=1,
        series=None,
        uid="12@leernetwerkbot",
        theme="School en thuiszitten",
        local_start=wall_time(begin, ZONE),
        timezone=AMSTERDAM,
        duration="PT2H",
        start=begin,
        end=parse_duration("PT2H").after(begin, ZONE),
        place="Utrecht",
        link=None,
        reminders=None,
        status=MeetingStatus.PLANNED,
        moves=0,
        moved_from=None,
        sequence=0,
        created_by=None,
        created_at=LONG_AGO,
        announced_at=LONG_AGO,
        cancelled_at=None,
        cancel_reason=None,
        attendance_confirmed_at=None,
        planned_until=LONG_AGO,
        plan_at=None,
    )
    return replace(plain, **differently)


def member(**differently: Any) -> Member:
    """A member who was invited long ago and has not answered."""
    return replace(Member(7, "nl", AMSTERDAM, invited_at=LONG_AGO, version=1), **differently)


def sent(
    about: Meeting,
    who: Member,
    now: datetime = LONG_AGO + timedelta(days=1),
    reminders: Sequence[str] = DEFAULT,
    hours: QuietHours | None = NIGHT,
) -> dict[str, Message]:
    """What somebody is still to get, by the last part of its key."""
    messages = messages_for(about, timetable(about, reminders, hours), hours, who, now)
    return {message.key.rpartition("/")[2]: message for message in messages}
