"""The times of day in a row of tags: "half drie", "kwart over 2", "14u30", "2 pm", "14.00-16.30". Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.moments.clock import Clock, beginning, spoken, written

FIGURE = r"(?<![\w.])\d{1,2}(?![\w.:])"
NUMBER = rf"(?:{FIGURE}|\bA\b)"
# What makes of a number before it something else than an hour.
NO_UNIT = r"(?! (?:u(?:day|week|month|year|fortnight|min|quarter)|m\d))"
AT = r"(?:\b(?:AT|FROM|SINCE) )"


@dataclass(frozen=True, slots=True)
class Times:
    """When it begins, as far as said; when it ends, if said; the part of the day; what else the row says.

    More than one beginning: it is not clear which is meant.
    """

    begins: tuple[Clock, ...]
    ends: Clock | None
    part: str | None
    rest: str


def read_times(row: str) -> Times:
    """The times in a row of tags; where one stood, `rest` has a `c`."""
    part, row = read_part(row)
    begins: tuple[Clock, ...] = ()
    ends = None
    for pattern in RANGES:
        while found := pattern.search(row):
            begin, ends = bounds(found)
            begins, row = (*begins, begin), without(found, row)
    for pattern, build in GRAMMAR:
        while found := pattern.search(row):
            begins, row = (*begins, *build(found)), without(found, row)
    return Times(tuple(dict.fromkeys(begins)), ends, part, row)


def without(found: re.Match[str], row: str) -> str:
    """The row with a `c` in place of what was found."""
    return row[: found.start()] + "c" + row[found.end() :]


def read_part(row: str) -> tuple[str | None, str]:
    """The part of the day that is named, and the row without it."""
    row = re.sub(r"\bTHIS (?=MORNING|AFTERNOON|EVENING)", "TODAY ", row)
    # "dinsdag morgen" is a morning, not two days.
    row = re.sub(r"\b(wd\d) TOMORROW\b", r"\1 MORNING", row)
    found = re.search(r"\b(MORNING|AFTERNOON|EVENING|NIGHT)\b", row)
    if not found:
        return None, row
    return found[0], " ".join((row[: found.start()] + row[found.end() :]).split())


def one(name: str) -> str:
    """A pattern for a time in whatever form, its parts in groups that begin with `name`."""
    return (
        rf"(?:\bT(?P<{name}_t>[\d:]+)(?: HOUR)?|(?P<{name}_n>{NUMBER})(?: HOUR(?: (?P<{name}_m>\d\d)(?![\w:.]))?)?)"
        rf"(?: (?P<{name}_mark>AM|PM))?"
    )


RANGES = tuple(
    map(
        re.compile,
        (
            rf"{AT}?{one('b')} (?:TILL|DASH)(?: AT)? {one('e')}{NO_UNIT}",
            rf"{AT}{one('b')} (?:TO|AND) {one('e')}{NO_UNIT}",
            rf"{one('b')}(?<!\d) TO {one('e')}(?<=M){NO_UNIT}",
            r"\bT(?P<b_t>[\d:]+) TO T(?P<e_t>[\d:]+)(?: (?P<e_mark>AM|PM))?",
            r"\bP(?P<b_n>\d+)-(?P<e_n>\d+) (?:HOUR|(?P<e_mark>AM|PM))\b",
            r"\b(?:AT|FROM) P(?P<b_n>\d+)-(?P<e_n>\d+)\b",
            r"\bP(?P<b_n>[89]|1\d|2\d)-(?P<e_n>1[3-9]|2[0-4])\b",
        ),
    )
)


def bounds(found: re.Match[str]) -> tuple[Clock, Clock]:
    """Beginning and end of a range."""
    end = bound(found, "e")
    return beginning(bound(found, "b"), end), end


def bound(found: re.Match[str], name: str) -> Clock:
    """One end of a range."""
    groups = found.groupdict()
    mark = groups.get(f"{name}_mark") or ""
    if figures := groups.get(f"{name}_t"):
        return in_figures(figures, mark)
    hour, minute = groups[f"{name}_n"], groups.get(f"{name}_m")
    return written(hour, minute, None, mark) if minute else spoken(hour, 0, mark)


def in_figures(text: str, mark: str = "") -> Clock:
    """ "14:00" or "14:00:30"."""
    hour, minute, *second = text.split(":")
    return written(hour, minute, second[0] if second else None, mark)


def minutes(text: str) -> int:
    """A number of minutes ("A" is one)."""
    return 1 if text == "A" else int(text)


def shifted(sign: int, around: int = 0) -> Callable[[re.Match[str]], tuple[Clock, ...]]:
    """So many minutes after or before an hour, or before or after the half hour."""
    return lambda found: (spoken(found["hour"], around + sign * minutes(found["minutes"])),)


def fixed(after: int) -> Callable[[re.Match[str]], tuple[Clock, ...]]:
    """A fixed number of minutes after or before an hour."""
    return lambda found: (spoken(found["hour"], after),)


def half_in_english(found: re.Match[str]) -> tuple[Clock, ...]:
    """ "half two": half past to the British, half past one to whoever thinks in Dutch."""
    return spoken(found["hour"], 30), spoken(found["hour"], -30)


def plain(found: re.Match[str]) -> tuple[Clock, ...]:
    """An hour, with am or pm or without."""
    return (spoken(found["hour"], 0, found.groupdict().get("mark") or ""),)


HOUR = rf"(?P<hour>{NUMBER})(?: HOUR)?{NO_UNIT}"
MINUTES = rf"(?P<minutes>{NUMBER})(?: umin)?"
GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Clock, ...]]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{AT}?{MINUTES} TO HALF {HOUR}", shifted(-1, -30)),
        (rf"{AT}?{MINUTES} OVER HALF {HOUR}", shifted(1, -30)),
        (rf"{AT}?(?:A )?QUARTER (?:OVER|PAST) {HOUR}", fixed(15)),
        (rf"{AT}?(?:A )?QUARTER TO {HOUR}", fixed(-15)),
        (rf"{AT}?HALF(?:EN)? PAST {HOUR}", fixed(30)),
        (rf"{AT}?{MINUTES} (?:OVER|PAST) {HOUR}", shifted(1)),
        (rf"{AT}?{MINUTES} TO {HOUR}", shifted(-1)),
        (rf"{AT}?HALF {HOUR}", fixed(-30)),
        (rf"{AT}?HALFEN {HOUR}", half_in_english),
        (
            rf"{AT}?\bT(?P<text>[\d:]+)(?: HOUR)?(?: (?P<mark>AM|PM))?\b",
            lambda found: (in_figures(found["text"], found["mark"] or ""),),
        ),
        (
            rf"{AT}?(?P<hour>{FIGURE}) HOUR (?P<minute>\d\d)(?![\w:.])",
            lambda found: (written(found["hour"], found["minute"]),),
        ),
        (
            r"\b(?:AT )?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) HOUR\b|\bAT (?P<hour2>[0-2]\d)(?P<minute2>[0-5]\d)\b",
            lambda found: (
                Clock(int(found["hour"] or found["hour2"]), int(found["minute"] or found["minute2"])),
            ),
        ),
        (rf"{AT}?(?P<hour>{FIGURE})(?: HOUR)? (?P<mark>AM|PM)\b", plain),
        (rf"{AT}?(?P<hour>{FIGURE}) HOUR\b", plain),
        (rf"{AT}(?P<hour>{NUMBER})(?: HOUR)?{NO_UNIT}", plain),
        (r"\b(?:AT )?(?:12 )?NOON\b", lambda found: (Clock(12),)),
    )
)


