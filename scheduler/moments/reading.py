"""What a text says about a moment: understood, to be asked, or impossible. Pure: `now` is passed in.

Nothing is guessed. Words that are about when, but that no rule explained, make a question of what would have
been an answer; words that are about something else are left alone.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.contract import Language
from scheduler.moments import walls
from scheduler.moments.answers import Ask, AskAbout, Impossible, Meaning, Understood, Why
from scheduler.moments.calendar_days import MOST_YEARS, Days
from scheduler.moments.clock import PARTS, dial, readings
from scheduler.moments.days import read_days
from scheduler.moments.lengths import without_length
from scheduler.moments.tagging import tagged
from scheduler.moments.times import Times, read_times

ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?\s?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE)
SOON = re.compile(
    r"(?<!QUARTER )(?<!\d )(?<!HALF )\b(?:OVER|IN) "
    r"(\d{1,3}(?:\.\d)?|A|A HALF(?:EN)?|HALF(?:EN)?(?: A)?) (HOUR|umin|uquarter)\b"
)
SILENT = {
    "d",
    "c",
    "x",
    "A",
    "AT",
    "IN",
    "OVER",
    "FROM",
    "FOR",
    "TO",
    "UNTO",
    "SINCE",
    "DASH",
    "COMING",
    "ONCE",
    "BUT",
}
UNTIMELY = {"NOT", "OR", "AMBIG", "TIMES", "LONG", "DOORS", "OTHER"}  # say nothing about when by themselves
BEFORE_OR_AFTER = re.compile(r"\b(?:TO|AFTER|TILL|SINCE) (?:A )?d\b|\b(?:TO|AFTER|TILL) c\b")
# Behind the day and the time, a number beside a word of another subject: "in zaal 3", "met 8 mensen".
ASIDE = re.compile(r"(\b(?:d\b.* c|c\b.* d)\b.*?) (?:(?:x \d+)|(?:\d+ x))\b")
FARTHEST = 3660  # days: ten years
NO_DATE = Impossible(Why.NO_DATE)


def read_moment(text: str, now: datetime, zone: ZoneInfo, language: Language) -> Meaning:
    """The moment that a text speaks of, seen from `now`; what has to be asked, or why there is none."""
    here = now.astimezone(zone)
    if ISO.fullmatch(text.strip()) and (exact := from_iso(text.strip(), zone)):
        return in_figures(exact, here, zone)
    row = tagged(text, language)
    if not row:
        return NO_DATE
    if found := SOON.search(row):
        return soon(found, row, here)
    return understood(without_length(row), here, zone)


def from_iso(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment as ISO 8601 writes it; without an offset the zone's."""
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=zone)


def in_figures(exact: datetime, now: datetime, zone: ZoneInfo) -> Meaning:
    """What a moment in ISO 8601 says; the first and last of all years can't be moved to another zone."""
    if abs(exact.year - now.year) > MOST_YEARS:
        return Impossible(Why.TOO_FAR if exact.year > now.year else Why.PAST)
    return placed((exact,), now) if exact.tzinfo is zone else exact_moment(exact.astimezone(zone), now)


def exact_moment(moment: datetime, now: datetime) -> Meaning:
    """A moment with its offset is exact, also in the doubled hour."""
    if walls.is_past(moment, now):
        return Ask(AskAbout.PAST, has_time=True)
    return Impossible(Why.TOO_FAR) if is_far(moment.date(), now) else Understood(moment)


def soon(found: re.Match[str], row: str, now: datetime) -> Meaning:
    """ "over twee uur": counted from now, to the minute."""
    number = {"A": 1.0}.get(found[1]) or (0.5 if "HALF" in found[1] else float(found[1]))
    minutes = number * {"HOUR": 60, "uquarter": 15}.get(found[2], 1)
    then = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    moment = then.replace(second=0, microsecond=0)
    is_all = not set(SOON.sub("", row).split()) - SILENT
    return Understood(moment) if is_all else Ask(AskAbout.WHICH, (moment,), has_time=True)


def understood(row: str, now: datetime, zone: ZoneInfo) -> Meaning:
    """What a row of tags says."""
    times = read_times(row)
    found, rest = read_days(times.rest, now.date())
    if any(not clock.exists for clock in (*times.begins, *([times.ends] if times.ends else []))):
        return Impossible(Why.NO_SUCH_TIME)
    if not found:
        return without_day(times, rest, now, zone)
    days = together(found)
    if days.why:
        return Impossible(days.why)
    is_plain = not is_doubtful(rest)
    return timed(days, times, now, zone) if is_plain else doubted(timed(days, times, now, zone))


def together(found: tuple[Days, ...]) -> Days:
    """All days that were named as one: the same day twice is one, different days are a question."""
    impossible = [days for days in found if days.why]
    if impossible or len(found) == 1:
        return [*impossible, *found][0]
    certain = {days.days for days in found if days.is_certain}
    if len(certain) == 1 and all(set(days.days) >= set(*certain) for days in found):
        return Days(certain.pop())
    options = tuple(dict.fromkeys(day for days in found for day in days.days))
    about = AskAbout.DATE if any(days.question is AskAbout.DATE for days in found) else AskAbout.WHICH
    return Days(options, about)


def is_doubtful(rest: str) -> bool:
    """Whether something about when is left that no rule explained."""
    rest = ASIDE.sub(r"\1", rest)
    return bool(BEFORE_OR_AFTER.search(rest)) or any(tag not in SILENT for tag in rest.split())


def doubted(meaning: Meaning) -> Meaning:
    """The same as a question: is this what was meant?"""
    if not isinstance(meaning, Understood):
        return meaning
    return Ask(AskAbout.WHICH, (meaning.start,), meaning.has_time)


def without_day(times: Times, rest: str, now: datetime, zone: ZoneInfo) -> Meaning:
    """A time alone, or something vague: the day is to be asked; else there is nothing about a moment."""
    if not times.begins:
        spoken_of = times.part or any(tag not in SILENT | UNTIMELY for tag in rest.split())
        return Ask(AskAbout.DATE) if spoken_of else NO_DATE
    days = (now.date(), now.date() + timedelta(days=1))
    moments = [
        walls.on_the_wall(day, second, zone)
        for day in days
        for clock in times.begins
        for second in readings(clock, times.part)
    ]
    return Ask(AskAbout.DATE, tuple(each for each in moments if not walls.is_past(each, now)), has_time=True)


def timed(days: Days, times: Times, now: datetime, zone: ZoneInfo) -> Meaning:
    """The days that are meant, with the times that are meant."""
    seconds = tuple(dict.fromkeys(each for clock in times.begins for each in readings(clock, times.part)))
    if not seconds:
        return untimed(days, now, zone)
    moments = tuple(walls.on_the_wall(day, second, zone) for day in days.days for second in seconds)
    if days.question:
        return Ask(days.question, future(moments, now), has_time=True)
    is_odd = times.part and any(second not in PARTS[times.part] for second in seconds)
    nightly = nights(days.days[0], times, zone)
    if len(seconds) > 1 or is_odd or nightly:
        return Ask(AskAbout.WHICH, future((*moments, *nightly), now), has_time=True)
    return placed(moments, now)


def nights(day: date, times: Times, zone: ZoneInfo) -> tuple[datetime, ...]:
    """What "half drie" may mean as well on the night of a clock change."""
    if times.part:
        return ()
    said = (
        walls.on_the_wall(day, dial(clock)[0], zone)
        for clock in times.begins
        if clock.spoken and not clock.mark
    )
    return tuple(moment for moment in said if walls.is_skipped(moment) or walls.is_doubled(moment))


def untimed(days: Days, now: datetime, zone: ZoneInfo) -> Meaning:
    """The days that are meant, of which the time is to be asked."""
    midnights = tuple(walls.on_the_wall(day, 0, zone) for day in days.days)
    if days.is_certain and days.days[0] < now.date():
        return Ask(AskAbout.PAST)
    if days.is_certain and is_far(days.days[0], now):
        return Impossible(Why.TOO_FAR)
    return Ask(days.question or AskAbout.TIME, midnights)


def placed(moments: tuple[datetime, ...], now: datetime) -> Meaning:
    """One wall time as a moment, unless it is past or the clocks change over it."""
    moment = moments[0]
    if is_far(moment.date(), now):
        return Impossible(Why.TOO_FAR)
    if walls.is_past(moment, now):
        return Ask(AskAbout.PAST, later_today(moment, now), has_time=True)
    if walls.is_skipped(moment):
        return Ask(AskAbout.SKIPPED_HOUR, walls.around_the_gap(moment), has_time=True)
    if walls.is_doubled(moment):
        return Ask(AskAbout.DOUBLED_HOUR, walls.both_times(moment), has_time=True)
    return Understood(moment)


def later_today(moment: datetime, now: datetime) -> tuple[datetime, ...]:
    """For a time of today that is past: the same tomorrow."""
    return (moment + timedelta(days=1),) if moment.date() == now.date() else ()


def future(moments: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    """Those that are still to come."""
    return tuple(moment for moment in moments if not walls.is_past(moment, now))


def is_far(day: date, now: datetime) -> bool:
    """Whether a day is over ten years ahead: a typing error."""
    return (day - now.date()).days > FARTHEST
