"""Which day of the calendar is meant, from parts that were said. Pure: `today` is passed in.

Nothing is guessed: where the parts allow more than one day, or contradict each other, all of them come back.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.durations import month_later
from scheduler.moments.answers import AskAbout, Why

WEEK = 7
JUST_PAST = timedelta(
    days=92
)  # a date without a year that is less ago was more likely mistaken than a year off
UNASKED = timedelta(days=400)  # a date without a year that is further (29 February) is asked
CLOSE = timedelta(days=2)
MOST_YEARS = 10
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be meant, likeliest first; what has to be asked about them; or why there is none."""

    days: tuple[date, ...] = ()
    question: AskAbout | None = None
    why: Why | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it is one day and nothing has to be asked about it."""
        return len(self.days) == 1 and self.question is None


def certain(day: date) -> Days:
    """Exactly this day."""
    return Days((day,))


def one_of(*days: date) -> Days:
    """One of these; certain when they are all the same."""
    different = tuple(dict.fromkeys(days))
    return Days(different, AskAbout.WHICH if len(different) > 1 else None)


def some_day(*days: date) -> Days:
    """A stretch of time, in which a day is to be chosen."""
    return Days(days, AskAbout.DATE)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def coming(weekday: int, today: date) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)


def bare_weekday(weekday: int, today: date) -> Days:
    """ "vrijdag": the coming one; said on a Friday it may be today."""
    if weekday == today.weekday():
        return one_of(today, today + timedelta(days=WEEK))
    return certain(coming(weekday, today))


def coming_weekday(weekday: int, today: date) -> Days:
    """ "aanstaande vrijdag": as "vrijdag", but said on a Friday it is more likely a week later."""
    bare = bare_weekday(weekday, today)
    return Days(bare.days[::-1], bare.question)


def this_weekday(weekday: int, today: date) -> Days:
    """ "deze vrijdag": of this week; when that has been, it has to be asked."""
    here = in_week(0, weekday, today)
    return certain(here) if here > today else one_of(coming(weekday, today), here)


def next_weekday(weekday: int, today: date) -> Days:
    """ "volgende vrijdag": to some the coming one, to others that of next week; asked where those differ."""
    return one_of(in_week(1, weekday, today), coming(weekday, today))


def in_week(weeks: int, weekday: int, today: date) -> date:
    """That weekday of the week so many weeks after this one."""
    return monday_of(today) + timedelta(weeks=weeks, days=weekday)


def weekday_in_weeks(weeks: int, weekday: int, today: date) -> Days:
    """ "dinsdag over twee weken": of that week, or counted from the coming Tuesday.

    Where those differ it is the one next to the day two weeks from now; when neither is close, it is asked.
    """
    if weekday == today.weekday():
        return certain(today + timedelta(weeks=weeks))
    then = today + timedelta(weeks=weeks)
    both = one_of(in_week(weeks, weekday, today), coming(weekday, today) + timedelta(weeks=weeks))
    close = tuple(day for day in both.days if abs(day - then) <= CLOSE)
    return both if both.is_certain or not close else certain(close[0])


def week_numbered(number: int, today: date, year: int | None = None) -> date | None:
    """The Monday of the coming week with that number, or of that year's; None when there is none soon."""
    for which in (year,) if year else (today.year, today.year + 1):
        try:
            monday = date.fromisocalendar(which, number, 1)
        except ValueError:
            continue
        if year or monday >= monday_of(today):
            return monday
    return None


def nth_weekday(nth: int, weekday: int, year: int, month: int) -> Days:
    """The nth such weekday of a month, the last when `nth` is -1."""
    length = calendar.monthrange(year, month)[1]
    all_days = [date(year, month, day) for day in range(1, length + 1)]
    fit = [day for day in all_days if day.weekday() == weekday]
    if nth != -1 and not 1 <= nth <= len(fit):
        return Days(why=Why.NO_SUCH_DAY)
    return certain(fit[nth - 1 if nth > 0 else nth])


def nth_weekday_of(nth: int, weekday: int, month: int, today: date) -> Days:
    """The same of a month without a year: the coming one."""
    this_year = nth_weekday(nth, weekday, today.year, month)
    if this_year.days and this_year.days[0] >= today:
        return this_year
    next_year = nth_weekday(nth, weekday, today.year + 1, month)
    if this_year.days and today - this_year.days[0] < JUST_PAST:
        return Days(next_year.days, AskAbout.PAST)
    return next_year


def dated(year: int, month: int, day: int, weekday: int | None, today: date) -> Days:
    """A date with its year; a weekday that it doesn't have is asked about."""
    if not 0 < year <= LAST_YEAR:
        return Days(why=Why.TOO_FAR if year else Why.NO_SUCH_DAY)
    meant = real(year, month, day)
    if meant is None:
        return Days(why=Why.NO_SUCH_DAY)
    if abs(meant.year - today.year) > MOST_YEARS:
        return Days(why=Why.TOO_FAR if meant > today else Why.PAST)
    if weekday is not None and meant.weekday() != weekday:
        return Days((meant, *neighbours(meant, weekday, today)), AskAbout.WHICH)
    return certain(meant)


def undated(month: int, day: int, weekday: int | None, today: date) -> Days:
    """A date without its year: the coming one, unless it has just been or the weekday says otherwise."""
    here = [found for year in range(today.year, today.year + MOST_YEARS) if (found := real(year, month, day))]
    if not here:
        return Days(why=Why.NO_SUCH_DAY)
    ahead = next(found for found in here if found >= today)
    fits = [found for found in (here[0], ahead, *here) if weekday in (None, found.weekday())]
    if not fits or fits[0] not in (here[0], ahead, here[1]):
        return Days((ahead, *neighbours(ahead, weekday, today)), AskAbout.WHICH)
    meant = fits[0]
    if weekday is None and has_just_been(real(today.year - 1, month, day), today):
        return Days((ahead,), AskAbout.PAST)
    if meant >= today:
        is_plain = meant == ahead and meant - today <= UNASKED
        near = dict.fromkeys((ahead, *neighbours(ahead, weekday, today), meant))
        return certain(meant) if is_plain else Days(tuple(near), AskAbout.WHICH)
    if weekday is None and today - meant >= JUST_PAST:
        return certain(ahead)
    return Days((ahead,) if weekday is None else (), AskAbout.PAST)


def has_just_been(day: date | None, today: date) -> bool:
    """Whether a day is less than three months ago."""
    return day is not None and timedelta() < today - day < JUST_PAST


def neighbours(day: date, weekday: int | None, today: date) -> tuple[date, ...]:
    """The days closest to one that are that weekday and not past."""
    if weekday is None:
        return (day,)
    before = day - timedelta(days=(day.weekday() - weekday) % WEEK)
    return tuple(near for near in (before, before + timedelta(days=WEEK)) if near > today and near != day)


def real(year: int, month: int, day: int) -> date | None:
    """The date, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_month(day: int, weekday: int | None, today: date) -> Days:
    """ "de vijftiende": of this month, or of the first month that has it when that has been."""
    firsts = (month_later(today.replace(day=1), months) for months in range(4))
    days = [found for first in firsts if (found := real(first.year, first.month, day)) and found >= today]
    if not days:
        return Days(why=Why.NO_SUCH_DAY)
    if weekday is not None and days[0].weekday() != weekday:
        return Days((days[0], *neighbours(days[0], weekday, today)), AskAbout.WHICH)
    return certain(days[0])
