"""How long something lasts: "anderhalf uur", "2,5 uur", "an hour and a half", "14.00-16.30". Pure."""

import re
from datetime import timedelta

from bot.contract import Language
from scheduler.moments.clock import length
from scheduler.moments.tagging import tagged
from scheduler.moments.times import read_times

COUNT = r"(?P<count>\d+(?:\.\d+)?|A)"
QUARTERS = r"(?P<quarters>\d+|A)"
SHAPES = tuple(
    map(
        re.compile,
        (
            rf"{COUNT} HOUR(?: (?P<minutes>\d{{1,2}})(?: umin)?| (?P<half>(?:A )?HALF(?:EN)?)"
            rf"| {QUARTERS} (?:uquarter|QUARTER(?: HOUR)?))?",
            r"(?P<count>(?:\d+|A))(?: HOUR)? (?P<half>(?:A )?HALF(?:EN)?)(?: HOUR)?",
            rf"(?P<count>0)?{QUARTERS} (?:uquarter|QUARTER HOUR)",
            r"(?P<minutes>\d{1,4}) umin",
            r"(?:A )?(?P<half>HALF(?:EN)?)(?: A)?(?: HOUR)",
            r"(?:T(?P<count>\d{1,2}):(?P<minutes>\d\d))(?: HOUR)?",
        ),
    )
)
HALF_AN_HOUR, QUARTER = 30, 15
ABOUT_LENGTH = re.compile(r"\b(?:FOR|LASTS|LONG)\b")
NAMED = re.compile(r"\b(?:FOR|LASTS) ((?:[\d.]+|A|HALF(?:EN)?|HOUR|umin|uquarter)(?: (?:[\d.]+|A|HALF(?:EN)?|HOUR|umin|uquarter))*)")
BEFORE_LONG = re.compile(r"((?:[\d.]+|A|HALF(?:EN)?|HOUR|umin|uquarter)(?: (?:[\d.]+|A|HALF(?:EN)?|HOUR|umin|uquarter))*) LONG\b")


def read_duration_words(text: str, language: Language) -> timedelta | None:
    """The length that a text names, alone or as a range of times in it; None when it names none."""
    row = tagged(text, language)
    if not row:
        return None
    alone = whole(" ".join(tag for tag in row.split() if tag not in ("FOR", "LASTS", "LONG", "x")))
    return alone or named_in(row) or ranged(row)


def whole(row: str) -> timedelta | None:
    """The length that a row of tags is and nothing more."""
    return next((measured(found) for shape in SHAPES if (found := shape.fullmatch(row))), None)


def measured(found: re.Match[str]) -> timedelta:
    """A length by its parts."""
    parts = found.groupdict()
    hours = amount(parts.get("count"))
    minutes = amount(parts.get("minutes")) + QUARTER * amount(parts.get("quarters"))
    return timedelta(hours=hours, minutes=minutes + (HALF_AN_HOUR if parts.get("half") else 0))


def amount(text: str | None) -> float:
    """A number that was said, nought when it was not ("A" is one)."""
    return {"A": 1.0}.get(text or "") or float(text or 0)


def named_in(row: str) -> timedelta | None:
    """A length among other things: "for two hours", "2 uur lang"."""
    found = NAMED.search(row) or BEFORE_LONG.search(row)
    return whole(found[1]) if found else None


def ranged(row: str) -> timedelta | None:
    """The length of "14.00-16.30"."""
    times = read_times(row)
    if len(times.begins) != 1 or not times.ends:
        return None
    seconds = length(times.begins[0], times.ends, times.part)
    return timedelta(seconds=seconds) if seconds else None
