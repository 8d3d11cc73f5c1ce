"""Durations as ISO 8601 writes them: steps on the calendar (P…Y/M/W/D) and exact time (PT…H/M/S). Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHAPE = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,5})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,5})S)?)?",
    re.ASCII,
)
MONTHS_IN_A_YEAR = 12
LONGEST_DAYS = 3660  # ten years: what is longer is a typing error
MEND = "write it as P14D, P2W, P6M or PT2H"


@dataclass(frozen=True, slots=True)
class Duration:
    """So many months and days on the calendar, at the same wall time, and after those an exact time."""

    months: int = 0
    days: int = 0
    exact: timedelta = timedelta(0)

    @property
    def is_zero(self) -> bool:
        """Whether it is no time at all."""
        return self == Duration()

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The moment, in UTC, so long after another; `zone` says what the wall clocks show."""
        return stepped(moment, zone, self.months, self.days) + self.exact

    def before(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The moment, in UTC, so long before another; `zone` says what the wall clocks show."""
        return stepped(moment, zone, -self.months, -self.days) - self.exact


def parse_duration(text: str) -> Duration:
    """The duration that is written. Raises ValueError, with the mend, for what is none or over ten years."""
    found = SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(MEND)
    parts = {name: int(number or 0) for name, number in found.groupdict().items()}
    duration = Duration(
        parts["years"] * MONTHS_IN_A_YEAR + parts["months"],
        parts["weeks"] * 7 + parts["days"],
        timedelta(hours=parts["hours"], minutes=parts["minutes"], seconds=parts["seconds"]),
    )
    if duration.months * 31 + duration.days + duration.exact.days > LONGEST_DAYS:
        raise ValueError("it may be ten years at most")
    return duration


def stepped(moment: datetime, zone: ZoneInfo, months: int, days: int) -> datetime:
    """The same wall time so many months, and then days, later. The 31st becomes the last of a shorter month.

    A wall time that a clock change skips is moved on by what was skipped, one that comes twice is the first.
    """
    wall = moment.astimezone(zone)
    day = month_later(wall.date(), months) + timedelta(days=days)
    return datetime.combine(day, wall.time(), zone).astimezone(UTC)


def month_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    count = day.year * MONTHS_IN_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
