"""Time zones as iCalendar describes them (VTIMEZONE): when the clocks change, and by how much.

icalendar can write these too, but as lists of dates, which not every calendar reads, and with the onset in
spring an hour late. We write a yearly rule wherever there is one.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_IN_A_WEEK = 7
ONE_DAY, ONE_SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the clocks do at a change: from which offset to which, and how the new time is called."""

    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


def time_zone(name: str, first: int, last: int) -> Timezone:
    """A zone, described for the years from `first` up to `last`."""
    zone, begin = ZoneInfo(name), datetime(first - 1, 1, 1, tzinfo=UTC)
    described = Timezone()
    described.add("tzid", name)
    onsets: defaultdict[Clocks, list[datetime]] = defaultdict(list)
    for moment in changes(zone, begin, datetime(last + 1, 1, 1, tzinfo=UTC)):
        clocks = clocks_at(moment, zone)
        onsets[clocks].append((moment + clocks.before).replace(tzinfo=None))
    if not any(each.year < first for dates in onsets.values() for each in dates):
        now = begin.astimezone(zone)
        steady = Clocks(offset(now), offset(now), str(now.tzname()), is_daylight=False)
        described.add_component(observance(steady, [now.replace(tzinfo=None)], last))
    for clocks, dates in onsets.items():
        described.add_component(observance(clocks, dates, last))
    return described


def changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments, in UTC, at which the clocks change."""
    moment = begin
    while moment < end:
        later = moment + ONE_DAY
        if offset(moment.astimezone(zone)) != offset(later.astimezone(zone)):
            yield change_between(zone, moment, later)
        moment = later


def change_between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first moment with the later offset, by halving."""
    while late - early > ONE_SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        is_early = offset(middle.astimezone(zone)) == offset(early.astimezone(zone))
        early, late = (middle, late) if is_early else (early, middle)
    return late


def clocks_at(moment: datetime, zone: ZoneInfo) -> Clocks:
    """What the clocks do at the moment of a change."""
    old, new = (moment - ONE_SECOND).astimezone(zone), moment.astimezone(zone)
    return Clocks(offset(old), offset(new), str(new.tzname()), is_daylight=bool(new.dst()))


def offset(wall: datetime) -> timedelta:
    """How far a wall clock is ahead of UTC."""
    return wall.utcoffset() or timedelta(0)


def observance(clocks: Clocks, dates: Sequence[datetime], last: int) -> TimezoneStandard | TimezoneDaylight:
    """One way the clocks go; from these dates on, as they showed on the clocks of before."""
    made = TimezoneDaylight() if clocks.is_daylight else TimezoneStandard()
    made.add("dtstart", dates[0])
    made.add("tzoffsetfrom", clocks.before)
    made.add("tzoffsetto", clocks.after)
    made.add("tzname", clocks.name)
    rules = {yearly(each) for each in dates}
    if len(rules) == 1 and [each.year for each in dates] == list(range(dates[0].year, last + 1)):
        ((month, day),) = rules
        made.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
    elif dates[1:]:
        made.add("rdate", list(dates[1:]))
    return made


def yearly(onset: datetime) -> tuple[int, str]:
    """The month and the day in it, such as the last Sunday."""
    days = calendar.monthrange(onset.year, onset.month)[1]
    is_last = onset.day + DAYS_IN_A_WEEK > days
    number = -1 if is_last else (onset.day - 1) // DAYS_IN_A_WEEK + 1
    return onset.month, f"{number}{WEEKDAYS[onset.weekday()]}"
