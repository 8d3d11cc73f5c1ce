"""Days and periods in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.people.people import Person
from handlers.turn import Turn
from scheduler.durations import Duration

DEFAULT_ZONE = "Europe/Amsterdam"
DAYS_IN_A_WEEK = 7


def zone_of(person: Person | None) -> ZoneInfo:
    """The time zone in which somebody lives: that of their first network."""
    return ZoneInfo(person.networks[0].timezone if person and person.networks else DEFAULT_ZONE)


def day_in_words(turn: Turn, moment: datetime) -> str:
    """A day as people write it: 3 december 2026."""
    return date_in_words(turn, moment.astimezone(zone_of(turn.visitor.person)))


def date_in_words(turn: Turn, day: date) -> str:
    """A date as people write it."""
    return turn.say("day", day=str(day.day), month=day.month, year=str(day.year))


def period_in_words(turn: Turn, period: Duration) -> str:
    """A period of whole days as people say it: in months and weeks where that comes out even."""
    months = [turn.say("period-months", number=period.months)] if period.months else []
    weeks, rest = divmod(period.days, DAYS_IN_A_WEEK)
    if not period.days:
        return " ".join(months)
    days = turn.say("period-days", number=period.days) if rest else turn.say("period-weeks", number=weeks)
    return " ".join([*months, days])
