"""Meetings made up for calendars, and calendars read by a parser that shares nothing with ours."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.tz import tzical

from bot.contract import Language
from handlers.calendar.files import Entry, calendar_of
from handlers.people.people import Network
from handlers.texts import load_catalogue
from scheduler.meetings import Meeting, MeetingStatus, wall_time

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OOST = Network(1, "oost", "Netwerk Oost", "Europe/Amsterdam", "nl")
START = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
TEXTS = load_catalogue()


def a_meeting(
    start: datetime = START, timezone: str = "Europe/Amsterdam", hours: float = 2, **news: Any
) -> Meeting:
    """A meeting of so many hours."""
    made = Meeting(
        id=1,
        network_id=1,
        series=None,
        uid="5f0c@leernetwerkbot",
        theme="School en thuiszitten",
        local_start=wall_time(start, ZoneInfo(timezone)),
        timezone=timezone,
        duration=f"PT{round(hours * 60)}M",
        start=start,
        end=start + timedelta(hours=hours),
        place="Utrecht",
        link=None,
        reminders=None,
        status=MeetingStatus.PLANNED,
        moves=0,
        moved_from=None,
        sequence=0,
        created_by=None,
        created_at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC),
        announced_at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC),
        cancelled_at=None,
        cancel_reason=None,
        attendance_confirmed_at=None,
        planned_until=start,
        plan_at=None,
    )
    return replace(made, **news)


def written(*meetings: Meeting, language: Language = "nl", **how: Any) -> str:
    """A calendar with these meetings."""
    entries = [Entry(meeting, OOST) for meeting in meetings]
    return calendar_of(TEXTS, language, entries, **how).decode()


def unfolded(calendar: str) -> list[str]:
    """The lines of a calendar, put together where they were folded."""
    return calendar.replace("\r\n ", "").split("\r\n")


def moments(calendar: str, name: str) -> list[datetime]:
    """The moments in lines such as DTSTART, by the calendar's own description of its zones."""
    events = calendar.partition("BEGIN:VEVENT")[2]
    return [moment(calendar, line) for line in unfolded(events) if line.startswith((f"{name};", f"{name}:"))]


def moment(calendar: str, line: str) -> datetime:
    """The moment in one line; what no zone explains is an error."""
    head, _, value = line.partition(":")
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    zones = tzical(as_file(calendar))
    zone = zones.get(head.partition("TZID=")[2])
    assert zone is not None, line
    local = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return local.astimezone(UTC)


def as_file(calendar: str) -> Any:
    """A calendar as dateutil reads it: only its zones, which is all that it knows."""
    lines = unfolded(calendar)
    begin = [number for number, line in enumerate(lines) if line == "BEGIN:VTIMEZONE"]
    end = [number for number, line in enumerate(lines) if line == "END:VTIMEZONE"]
    zones = [line for first, last in zip(begin, end, strict=True) for line in lines[first : last + 1]]
    return io.StringIO("\n".join(zones))
