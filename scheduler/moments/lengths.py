"""How long something lasts: "anderhalf uur", "2,5 uur", "an hour and a half", "14.00-16.30". Pure."""

import re
from datetime import timedelta

from bot.contract import Language
from scheduler.moments.clock import length
from scheduler.moments.tagging import tagged
from scheduler.moments.times import read_times

HALF_AN_HOUR, QUARTER = 30, 15
COUNT = r"(?P<count>\d{1,3}(?:\.\d{1,2})?|A)"
HALF = r"(?P<half>(?:A )?HALF(?:EN)?)"
QUARTERS = r"(?P<quarters>\d|A) (?:uquarter|QUARTER(?: A)? HOUR|QUARTER)"
SHAPES = tuple(
    map(
        re.compile,
        (
            rf"{HALF}(?: A)? HOUR",
            rf"{COUNT} HOUR(?: (?P<minutes>\d{{1,2}})(?: umin)?| {HALF}| {QUARTERS})?",
            rf"{COUNT} {HALF} HOUR",
            QUARTERS,
            r"(?P<minutes>\d{1,4}) umin",
            # Figures alone are a length only where no meeting begins that early.
            r"T0?(?P<count>[0-7]):(?P<minutes>[0-5]\d)",
        ),
    )
)
PIECE = (
    r"(?:(?:A )?HALF(?:EN)?(?: A)? HOUR|(?:[\d.]+|A)(?: A HALF(?:EN)?)? (?:HOUR|umin|uquarter)"
    r"(?: A HALF(?:EN)?| HALF| \d+ umin| (?:\d|A) uquarter)?)"
)
# Never a time of day, whatever stands beside it.
PLAIN = r"\d+\.\d+ HOUR|(?:A )?HALF HOUR|\d{2,3} umin(?! (?:OVER|PAST|TO|UNTO))"
NAMED = re.compile(
    rf"\b(?:FOR|LASTS|LONG) (?P<before>{PIECE})|(?<![\w.])(?P<after>{PIECE}) LONG\b"
    rf"|(?<![\w.])(?P<plain>{PLAIN})"
)


def read_duration_words(text: str, language: Language) -> timedelta | None:
    """The length that a text names, alone or beside a moment; None when it names none."""
    row = tagged(text, language)
    if not row:
        return None
    alone = whole(" ".join(tag for tag in row.split() if tag not in ("FOR", "LASTS", "LONG", "x")))
    return alone if alone is not None else named(row) or ranged(row)


def without_length(row: str) -> str:
    """A row of tags without the length that it names in words, so that it is not taken for a time."""
    return " ".join(NAMED.sub("", row).split())


def whole(row: str) -> timedelta | None:
    """The length that a row of tags is and nothing more."""
    return next((measured(found) for shape in SHAPES if (found := shape.fullmatch(row))), None)


def measured(found: re.Match[str]) -> timedelta:
    """A length by its parts."""
    parts = found.groupdict()
    minutes = amount(parts.get("minutes")) + QUARTER * amount(parts.get("quarters"))
    half = HALF_AN_HOUR if parts.get("half") else 0
    return timedelta(hours=amount(parts.get("count")), minutes=minutes + half)


def amount(text: str | None) -> float:
    """A number that was said, nought when it was not ("A" is one)."""
    return 1.0 if text == "A" else float(text or 0)


def named(row: str) -> timedelta | None:
    """A length among other things: "for two hours", "2 uur lang"."""
    found = NAMED.search(row)
    return whole(found["before"] or found["after"] or found["plain"]) if found else None


def ranged(row: str) -> timedelta | None:
    """The length of "14.00-16.30"."""
    times = read_times(row)
    if len(times.begins) != 1 or not times.ends:
        return None
    seconds = length(times.begins[0], times.ends, times.part)
    return timedelta(seconds=seconds) if seconds else None
