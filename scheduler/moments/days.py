"""The days in a row of tags: "3 december", "do 3/12", "dinsdag over twee weken", "de 15e". Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from scheduler.durations import month_later
from scheduler.moments import calendar_days as cal
from scheduler.moments.answers import AskAbout, Why
from scheduler.moments.calendar_days import Days, certain, one_of, some_day

FIGURE = r"(?<![\w.:-])\d{1,3}(?![\w.:])"
COUNT = rf"(?P<count>{FIGURE}|\bA\b)"
YEAR = r"(?: (?P<year>\d{4,9}|NEXT uyear|THIS uyear)\b)?"
IN = r"\b(?:OVER|IN)"
WD = r"\bwd(?P<wd>\d)\b"
MONTH = r"m(?P<month>\d+)\b"
SHIFTS = {"TODAY": 0, "TOMORROW": 1, "OVERMORROW": 2, "YESTERDAY": -1}
FORTNIGHT = 2
HALF_A_YEAR = 6
Rule = Callable[[re.Match[str], date], Days]


# The weekday goes first, whatever order it was said in, so that each rule below is needed once.
REORDERED = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (r"\buday AFTER TOMORROW\b", "OVERMORROW"),
        (r"\bIN (?=uweek \d)", ""),
        (r"\bumonth (?=m\d)", ""),
        (r"\bTHIS (?:COMING|NEXT) (?=wd)", "COMING "),
        (r"\bNOT (?:wd\d|TODAY|TOMORROW|OVERMORROW) BUT\b", ""),
        (r"\buweek AFTER NEXT\b", "IN 2 uweek"),
        (r"\b(?:OVER|IN) (?:14|O14) uday\b", "IN 2 uweek"),
        (r"\b((?:NEXT|THIS) uweek) (wd\d)\b", r"\2 \1"),
        (r"\b((?:OVER|IN) (?:\d+|A) (?:uweek|ufortnight)) (wd\d)\b", r"\2 \1"),
        (r"\b(uweek \d+) (wd\d)\b", r"\2 \1"),
        (r"\b(wd\d) (NEXT|COMING)\b(?! u)", r"\2 \1"),
        (r"\b((?:NEXT|THIS) umonth) (O\d+)\b", r"\2 \1"),
        (r"\b(?:NEXT|COMING|THIS) (wd\d)(?= (?:D|P\d|O?\d+ (?:OR )?m\d))", r"\1"),
        (
            r"(?<!\d )(?<!LAST )\b"
            r"(D\S+|P\S+|O?\d+(?: OR)? m\d+(?: \d{4})?|m\d+ O?\d{1,2}(?: \d{4})?) (wd\d)\b",
            r"\2 \1",
        ),
    )
)


def read_days(row: str, today: date) -> tuple[tuple[Days, ...], str]:
    """Each day that a row speaks of, and the row with a `d` in place of it."""
    days: tuple[Days, ...] = ()
    for pattern, order in REORDERED:
        row = pattern.sub(order, row)
    for pattern, rule in GRAMMAR:
        while found := pattern.search(row):
            days = (*days, rule(found, today))
            row = row[: found.start()] + "d" + row[found.end() :]
    return days, row


def number(found: re.Match[str], name: str, default: int = 0) -> int:
    """A number that was said ("A" is one), or the default when it was not."""
    text = found.groupdict().get(name)
    return default if text is None else 1 if text == "A" else int(text)


def weekday(found: re.Match[str]) -> int | None:
    """The weekday that was said beside a date."""
    text = found.groupdict().get("wd")
    return None if text is None else int(text)


def year_of(found: re.Match[str], today: date) -> int | None:
    """The year that was said."""
    text = found.groupdict().get("year")
    if text in (None, "?"):
        return None
    return {"NEXT uyear": today.year + 1, "THIS uyear": today.year}.get(text) or int(text)


def by_numbers(found: re.Match[str], today: date) -> Days:
    """A date of which day and month, and maybe the year, were said."""
    month, day = number(found, "month"), number(found, "day")
    year = year_of(found, today)
    if year is not None:
        return cal.dated(year, month, day, weekday(found), today)
    return cal.undated(month, day, weekday(found), today)


def nth(found: re.Match[str], today: date) -> Days:
    """ "de eerste maandag van februari", "the last Friday of next month"."""
    which = -1 if found["nth"] == "LAST" else int(found["nth"][1:])
    if found["month"] is None:
        first = month_later(today.replace(day=1), int(found["which"] == "NEXT"))
        return cal.nth_weekday(which, number(found, "wd"), first.year, first.month)
    year = year_of(found, today)
    if year is None:
        return cal.nth_weekday_of(which, number(found, "wd"), number(found, "month"), today)
    known = cal.dated(year, number(found, "month"), 1, None, today)
    return known if known.why else cal.nth_weekday(which, number(found, "wd"), year, number(found, "month"))


def day_of_named_month(found: re.Match[str], today: date) -> Days:
    """ "de 15e van volgende maand"."""
    first = month_later(today.replace(day=1), int(found["which"] == "NEXT"))
    return cal.dated(first.year, first.month, number(found, "day"), weekday(found), today)


def ahead(day: date, count: int, unit: str) -> Days:
    """So many days, weeks, months or years after a day."""
    match unit:
        case "uday":
            return certain(day + timedelta(days=count))
        case "uweek" | "ufortnight":
            return certain(day + timedelta(weeks=count * (FORTNIGHT if unit == "ufortnight" else 1)))
        case "umonth":
            return certain(month_later(day, count))
    return certain(month_later(day, count * 12))


def counted(found: re.Match[str], today: date) -> Days:
    """ "over zes weken", "in three days", "morgen over een week"."""
    start = today + timedelta(days=SHIFTS[found.groupdict().get("from") or "TODAY"])
    return ahead(start, number(found, "count", 1), found["unit"])


def weekday_counted(found: re.Match[str], today: date) -> Days:
    """ "dinsdag over twee weken"."""
    weeks = number(found, "count", 1) * (FORTNIGHT if found["unit"] == "ufortnight" else 1)
    return cal.weekday_in_weeks(weeks, number(found, "wd"), today)


def weekday_after(found: re.Match[str], today: date) -> Days:
    """ "a week on Tuesday", "Tuesday week": so many weeks after the coming one."""
    if number(found, "wd") == today.weekday():
        return Days((today + timedelta(weeks=1), today + timedelta(weeks=2)), AskAbout.WHICH)
    return ahead(cal.coming(number(found, "wd"), today), number(found, "count", 1), "uweek")


def weekday_of_week(found: re.Match[str], today: date) -> Days:
    """ "volgende week dinsdag", "Tuesday next week"."""
    return certain(cal.in_week(int(found["which"] == "NEXT"), number(found, "wd"), today))


def weekday_of_numbered(found: re.Match[str], today: date) -> Days:
    """ "dinsdag week 49"."""
    monday = cal.week_numbered(number(found, "week"), today)
    return certain(monday + timedelta(days=number(found, "wd"))) if monday else Days(why=Why.NO_SUCH_DAY)


def week(found: re.Match[str], today: date) -> Days:
    """ "volgende week": a working day of it is to be chosen."""
    return working_days(cal.monday_of(today) + timedelta(weeks=int(found["which"] == "NEXT")), today)


def numbered_week(found: re.Match[str], today: date) -> Days:
    """ "week 49": a working day of it is to be chosen."""
    monday = cal.week_numbered(number(found, "week"), today)
    return working_days(monday, today) if monday else Days(why=Why.NO_SUCH_DAY)


def working_days(monday: date, today: date) -> Days:
    """A day of a week, Monday to Friday, that is not past."""
    days = (monday + timedelta(days=each) for each in range(5))
    return some_day(*(day for day in days if day > today))


def named(month: int, day: int) -> Rule:
    """A day that falls on the same date each year."""
    return lambda found, today: cal.undated(month, day, weekday(found), today)


def kings_day(found: re.Match[str], today: date) -> Days:
    """27 April, or the day before when that is a Sunday."""
    usual = cal.undated(4, 27, None, today).days[0]
    is_sunday = usual.weekday() == 6  # noqa: PLR2004 - Sunday
    return certain(usual - timedelta(days=1) if is_sunday else usual)


def christmas(found: re.Match[str], today: date) -> Days:
    """Either day of Christmas, unless it was said which."""
    first, second = cal.undated(12, 25, None, today), cal.undated(12, 26, None, today)
    which = {"O1": first, "O2": second}.get(found["nth"] or "")
    return which or one_of(*first.days, *second.days)


def beside(rule: Callable[[int, date], Days]) -> Rule:
    """A rule about nothing but a weekday."""
    return lambda found, today: rule(number(found, "wd"), today)


def shifted(found: re.Match[str], today: date) -> Days:
    """ "vandaag", "overmorgen"."""
    return certain(today + timedelta(days=SHIFTS[found["from"]]))


def ordinal(found: re.Match[str], today: date) -> Days:
    """ "de 15e", "vrijdag de 15e"."""
    return cal.day_of_month(number(found, "day"), weekday(found), today)


def weekday_and_number(found: re.Match[str], today: date) -> Days:
    """ "vrijdag 16": that day of the month when it is a Friday; else the number may be anything."""
    meant = ordinal(found, today)
    return (
        meant if meant.is_certain else Days(cal.bare_weekday(number(found, "wd"), today).days, AskAbout.WHICH)
    )


def month(found: re.Match[str], today: date) -> Days:
    """A month without a day: that is to be asked."""
    return some_day()


MAYBE_WD = rf"(?:{WD} )?"
UNIT = r"(?P<unit>uday|uweek|ufortnight|umonth|uyear)\b"
GRAMMAR: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            rf"\b(?P<nth>O[1-9]|LAST) {WD}(?: OR| IN)?"
            rf"(?: {MONTH}{YEAR}| (?P<which>NEXT|THIS) umonth| umonth)",
            nth,
        ),
        (rf"{MAYBE_WD}\bD(?P<year>\?|\d+)-(?P<month>\d+)-(?P<day>\d+)\b", by_numbers),
        (
            rf"{MAYBE_WD}\bO?(?P<day>(?<![\w.:-])\d{{1,3}}|(?<=O)\d{{1,3}}|A)(?: OR)? {MONTH}{YEAR}",
            by_numbers,
        ),
        (rf"{MAYBE_WD}\b{MONTH} O?(?P<day>\d{{1,2}})\b(?! u){YEAR}", by_numbers),
        (rf"{MAYBE_WD}\bP(?P<day>\d+)-(?P<month>\d+)\b", by_numbers),
        (rf"{MAYBE_WD}\bO(?P<day>\d+)(?: OR)? (?P<which>NEXT|THIS) umonth", day_of_named_month),
        (r"\b(?P<nth>O[12]) XMAS\b", christmas),
        (r"\bXMAS uday\b", named(12, 25)),
        (r"(?P<nth>)\bXMAS\b", christmas),
        (rf"{MAYBE_WD}\bXMASEVE\b", named(12, 24)),
        (rf"{MAYBE_WD}\bNEWYEAR\b", named(1, 1)),
        (rf"{MAYBE_WD}\bOLDYEAR\b", named(12, 31)),
        (rf"{MAYBE_WD}\bSINT\b", named(12, 5)),
        (rf"{MAYBE_WD}\bLIBERATION\b", named(5, 5)),
        (r"\bKINGSDAY\b", kings_day),
        (rf"\b(?P<from>TODAY|TOMORROW|OVERMORROW) {IN} {COUNT} {UNIT}", counted),
        (rf"{COUNT} (?P<unit>uweek|ufortnight) (?:FROM )?(?P<from>TODAY|TOMORROW)\b", counted),
        (rf"{COUNT} {UNIT} FROM (?P<from>TODAY|TOMORROW)\b", counted),
        (rf"{WD} (?P<which>NEXT|THIS) uweek\b", weekday_of_week),
        (rf"{WD} {IN} {COUNT} (?P<unit>uweek|ufortnight)\b", weekday_counted),
        (rf"{COUNT} uweek (?:FROM )?{WD}", weekday_after),
        (rf"{WD} uweek (?P<week>{FIGURE})", weekday_of_numbered),
        (rf"{WD} uweek\b", weekday_after),
        (rf"{IN} {COUNT} {UNIT}", counted),
        (rf"{COUNT} {UNIT} (?:FROM|SINCE) NOW\b", counted),
        (
            rf"{IN} (?:A )?HALF(?:EN)?(?: A)? uyear\b",
            lambda _, today: certain(month_later(today, HALF_A_YEAR)),
        ),
        (rf"\bNEXT {WD}", beside(cal.next_weekday)),
        (rf"\bCOMING {WD}", beside(cal.coming_weekday)),
        (rf"\bTHIS {WD}", beside(cal.this_weekday)),
        (rf"{MAYBE_WD}\bO(?P<day>\d+)\b", ordinal),
        (rf"{WD} (?P<day>(?<![\w.:-])\d{{1,2}})(?![\w.:])", weekday_and_number),
        (r"\b(?P<which>NEXT|THIS) uweek\b", week),
        (rf"\buweek (?P<week>{FIGURE})", numbered_week),
        (rf"(?:(?:NEXT|THIS|HALF|HALFEN) )?\b{MONTH}{YEAR}|\b(?:NEXT|THIS|COMING) (?:umonth|uyear)\b", month),
        (r"\b(?P<from>TODAY|TOMORROW|OVERMORROW|YESTERDAY)\b", shifted),
        (WD, beside(cal.bare_weekday)),
    )
)
