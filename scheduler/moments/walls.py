"""From a day and a time on the wall to a moment, with what the clock changes do to it. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def on_the_wall(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of a zone show it."""
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return datetime.combine(day, clock, zone)


def is_skipped(moment: datetime) -> bool:
    """Whether the clocks never show this wall time, because they go forward over it."""
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)


def is_doubled(moment: datetime) -> bool:
    """Whether the clocks show this wall time twice, because they go back."""
    return not is_skipped(moment) and moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def around_the_gap(moment: datetime) -> tuple[datetime, datetime]:
    """What a skipped wall time may have meant: as much later as is skipped, or as much earlier."""
    later, earlier = moment.replace(fold=0), moment.replace(fold=1)
    zone = moment.tzinfo
    return later.astimezone(UTC).astimezone(zone), earlier.astimezone(UTC).astimezone(zone)


def both_times(moment: datetime) -> tuple[datetime, datetime]:
    """The first and the second time that the clocks show it."""
    return moment.replace(fold=0), moment.replace(fold=1)


def is_past(moment: datetime, now: datetime) -> bool:
    """Whether it is not in the future any more."""
    return moment.astimezone(UTC) <= now.astimezone(UTC)


def years_from(day: date, today: date) -> float:
    """How many years a day is ahead, negative when it is behind."""
    return (day - today) / timedelta(days=365.25)
