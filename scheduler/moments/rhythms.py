"""How often something is repeated and for how long: "elke zes weken, anderhalf jaar". Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.contract import Language
from scheduler.durations import Duration
from scheduler.moments.tagging import tagged

YEAR = 12
MOST_DAYS = 3660  # ten years
SILENT = {"x", "d", "FOR", "LONG", "A", "AT"}
MOST = 120  # occurrences; more is a typing error
WITHOUT_END = Duration(months=YEAR)
NAMED = {
    "WEEKLY": Duration(days=7),
    "FORTNIGHTLY": Duration(days=14),
    "MONTHLY": Duration(months=1),
    "BIMONTHLY": Duration(months=2),
    "QUARTERLY": Duration(months=3),
    "YEARLY": Duration(months=YEAR),
}
UNITS = {
    "uday": Duration(days=1),
    "uweek": Duration(days=7),
    "ufortnight": Duration(days=14),
    "umonth": Duration(months=1),
    "ukwartaal": Duration(months=3),
    "uyear": Duration(months=YEAR),
}
HALF = "HALF(?:EN)?"
COUNT = rf"(?P<count>\d+(?:\.\d+)?|A {HALF}|{HALF}|A)"
UNIT = rf"(?P<unit>{'|'.join(UNITS)})\b"
FOR = re.compile(rf"(?:\bFOR )?\b{COUNT}(?: A)? {UNIT}(?P<half> A {HALF}| {HALF})?(?: LONG)?")
TIMES = re.compile(r"\b(?P<count>\d+) TIMES\b")
EVERY = r"\b(?:EVERY|PER)"
ONCE = r"\b(?:ONCE|(?:1|A) TIMES)(?: (?:IN|PER|EVERY|A))*"
OFTEN = re.compile(r"\b(?:(?P<often>\d+) TIMES|TWICE)(?: PER| A| IN| EVERY)* (?P<unit>uyear|umonth)\b")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once every so long, for so long or so many times; with neither it has no end that was said."""

    every: Duration
    for_: Duration | None = None
    count: int | None = None


def read_rhythm(text: str, language: Language) -> Rhythm | None:
    """The rhythm that a text names; None for what is none, or is not evenly spread over the calendar."""
    row = tagged(text, language)
    if not row:
        return None
    every, rest = read_every(row)
    if every is None or every.is_zero:
        return None
    found = FOR.search(rest)
    lasting = lasts(found) if found else None
    number = TIMES.search(rest)
    # What is left must say nothing: "elke eerste maandag" is no steps of equal length.
    left = set(TIMES.sub("", FOR.sub("", rest, count=1)).split()) - SILENT
    if left or (found and not lasting):
        return None
    return Rhythm(every, lasting, int(number["count"]) if number else None)


def read_every(row: str) -> tuple[Duration | None, str]:
    """How long from one to the next, and what else the row says."""
    for pattern, build in EVERIES:
        if found := pattern.search(row):
            return build(found), row[: found.start()] + "d" + row[found.end() :]
    return None, row


def lasts(found: re.Match[str]) -> Duration | None:
    """How long it goes on."""
    return steps(amount(found["count"]) + (0.5 if found["half"] else 0), found["unit"])


def amount(text: str | None) -> float:
    """A number that was said; one when it was not."""
    if text and "HALF" in text:
        return 0.5
    return 1.0 if text in (None, "A") else float(text or 0)


def steps(count: float, unit: str) -> Duration | None:
    """So many units, when that comes out in whole months or days and within ten years."""
    months, days = UNITS[unit].months * count, UNITS[unit].days * count
    if months != int(months) or days != int(days) or months > YEAR * 10 or days > MOST_DAYS:
        return None
    return Duration(months=int(months), days=int(days))


def counted(found: re.Match[str]) -> Duration | None:
    """ "elke zes weken"."""
    return steps(amount(found.groupdict().get("count")), found["unit"])


def alternate(found: re.Match[str]) -> Duration | None:
    """ "om de week", "every other week": one is left out each time."""
    return steps(2, found["unit"])


def often(found: re.Match[str]) -> Duration | None:
    """ "drie keer per jaar": in whole months."""
    times = int(found["often"] or 2)
    months = YEAR if found["unit"] == "uyear" else 1
    return Duration(months=months // times) if times and months % times == 0 else None


EVERIES = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (OFTEN.pattern, often),
        (rf"{EVERY} (?:OTHER|O2) {UNIT}", alternate),
        (r"\bEVERY (?:OTHER|O2) wd\d\b(?! m|(?: OR)? (?:THIS )?umonth)", lambda _: Duration(days=14)),
        (rf"\bAT (?P<count>\d+) {UNIT}", counted),
        (rf"\bAT {UNIT}", alternate),
        (rf"(?:{EVERY}|{ONCE}) (?P<count>\d+) {UNIT}", counted),
        (rf"(?:{EVERY}|{ONCE}) (?:A )?{UNIT}", counted),
        (r"\bEVERY wd\d\b", lambda _: Duration(days=7)),
        (rf"\b(?P<name>{'|'.join(NAMED)})\b", lambda found: NAMED[found["name"]]),
    )
)


def occurrences(first: datetime, rhythm: Rhythm, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments of a series, the first included, each at the same wall time in the zone, at most 120.

    It ends before `for_` has passed; without an end it is a year. Raises ValueError for steps of no length.
    """
    if rhythm.every.is_zero:
        raise ValueError("a series needs steps of some length")
    # Each is counted from the first, so that a 31st doesn't stay a 28th after one February.
    moments = (times(rhythm.every, number).after(first, zone) for number in range(MOST))
    until = (rhythm.for_ or WITHOUT_END).after(first, zone)
    if rhythm.count is not None and rhythm.for_ is None:
        kept = list(moments)[: rhythm.count]
    else:
        kept = [moment for moment in moments if moment < until][: rhythm.count]
    return tuple(moment.astimezone(zone) for moment in kept)


def times(step: Duration, number: int) -> Duration:
    """A step so many times."""
    return Duration(step.months * number, step.days * number, step.exact * number)
