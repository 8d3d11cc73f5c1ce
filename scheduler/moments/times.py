"""The times of day in a row of tags: "half drie", "kwart over 2", "14u30", "2 pm", "14.00-16.30". Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.moments.clock import Clock, beginning, spoken, written

FIGURE = r"(?<![\w.:-])\d{1,2}(?![\w.:])"
NUMBER = rf"(?:{FIGURE}|\bA\b)"
MARK = r"(?: (?P<mark>AM|PM)\b)?"
# What makes of a number before it something else than an hour.
NO_UNIT = r"(?! (?:u(?:day|week|month|year|fortnight|min|quarter)|m\d))"
AT = r"(?:\b(?:AT|FROM|SINCE) )"
# Behind a whole date: "3 m12 ", "D2026-12-3 ", "TOMORROW ".
AFTER_DATE = r"(?:(?<=\d m\d )|(?<=\d m1\d )|(?<=-\d )|(?<=-\d\d )|(?<=ROW )|(?<=TODAY ))"


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
    row = re.sub(r"\bDOORS T[\d:]+(?: HOUR)?", "", row)  # when people may come in is not when it begins
    said: list[tuple[Clock, ...]] = []
    for pattern, build in GRAMMAR:
        while found := pattern.search(row):
            row = f"{row[: found.start()]}c{len(said)}{row[found.end() :]}"
            said.append(build(found))
    ranges: list[re.Match[str]] = []
    for pattern in RANGES:
        while found := pattern.search(row):
            row = f"{row[: found.start()]}c{row[found.end() :]}"
            ranges.append(found)
    return spoken_of(said, ranges, part, re.sub(r"\bc\d+\b", "c", row))


def spoken_of(
    said: list[tuple[Clock, ...]], ranges: list[re.Match[str]], part: str | None, rest: str
) -> Times:
    """The beginnings and the end, when some of the times that were said are the ends of a range."""
    bounds = [(bound(found["begin"], said), bound(found["end"], said, found)) for found in ranges]
    used = {place for found in ranges for place in (found["begin"], found["end"])}
    alone = [clock for number, clocks in enumerate(said) if f"c{number}" not in used for clock in clocks]
    begins = [beginning(clock, end[0]) for begin, end in bounds for clock in begin]
    return Times(tuple(dict.fromkeys([*begins, *alone])), bounds[0][1][0] if bounds else None, part, rest)


def bound(text: str, said: list[tuple[Clock, ...]], found: re.Match[str] | None = None) -> tuple[Clock, ...]:
    """What one end of a range may be: a time that was said, or a bare hour."""
    if text.startswith("c"):
        return said[int(text[1:])]
    return (spoken(text, 0, mark(found) if found else ""),)


def read_part(row: str) -> tuple[str | None, str]:
    """The part of the day that is named, and the row without it."""
    row = re.sub(r"\bTHIS (?=MORNING|AFTERNOON|EVENING)", "TODAY ", row)
    # "dinsdag morgen" is a morning, not two days.
    row = re.sub(r"\b(wd\d) TOMORROW\b", r"\1 MORNING", row)
    row = re.sub(rf"{AFTER_DATE}({FIGURE}) (?:IN )?(?=MORNING|AFTERNOON|EVENING)", r"AT \1 ", row)
    found = re.search(r"\b(MORNING|AFTERNOON|EVENING|NIGHT)\b", row)
    if not found:
        return None, row
    return found[0], " ".join((row[: found.start()] + row[found.end() :]).split())


END = rf"(?P<end>c\d+\b|{FIGURE})"
RANGES = tuple(
    map(
        re.compile,
        (
            rf"(?P<begin>\bc\d+\b|{FIGURE}) (?:TILL|UNTO)(?: AT)? {END}{NO_UNIT}",
            rf"(?P<begin>\bc\d+\b|(?<!wd\d ){FIGURE}) DASH {END}{NO_UNIT}",
            r"\bP(?P<begin>\d+)-(?P<end>\d+) (?:HOUR|(?P<mark>AM|PM))\b",
            r"\b(?:AT|FROM) P(?P<begin>\d+)-(?P<end>\d+)\b",
            rf"{AFTER_DATE}P(?P<begin>\d+)-(?P<end>\d+)\b",
            r"\bP(?P<begin>[89]|1\d|2\d)-(?P<end>1[3-9]|2[0-4])\b",
        ),
    )
)


def in_figures(text: str, mark: str = "") -> Clock:
    """ "14:00" or "14:00:30"."""
    hour, minute, *second = text.split(":")
    return written(hour, minute, second[0] if second else None, mark)


def mark(found: re.Match[str]) -> str:
    """The am or pm of a time, empty when it has none."""
    return found.groupdict().get("mark") or ""


def shifted(sign: int, around: int = 0) -> Callable[[re.Match[str]], tuple[Clock, ...]]:
    """So many minutes after or before an hour, or before or after the half hour."""
    return lambda found: (spoken(found["hour"], around + sign * int(found["minutes"]), mark(found)),)


def fixed(after: int) -> Callable[[re.Match[str]], tuple[Clock, ...]]:
    """A fixed number of minutes after or before an hour."""
    return lambda found: (spoken(found["hour"], after, mark(found)),)


def half_in_english(found: re.Match[str]) -> tuple[Clock, ...]:
    """ "half two": half past to the British, half past one to whoever thinks in Dutch."""
    return spoken(found["hour"], 30), spoken(found["hour"], -30)


def to_or_till(found: re.Match[str]) -> tuple[Clock, ...]:
    """ "ten to four"; "10 to 12" may be a beginning and an end as well."""
    before = spoken(found["hour"], -int(found["minutes"]), mark(found))
    is_range = (int(found["hour"]) if found["hour"] != "A" else 1) - int(found["minutes"]) > 0
    return (before, spoken(found["minutes"])) if is_range else (before,)


def spelled(found: re.Match[str]) -> tuple[Clock, ...]:
    """ "at two thirty"."""
    return (written(found["hour"], found["minute"], None, mark(found)),)


def plain(found: re.Match[str]) -> tuple[Clock, ...]:
    """An hour, with am or pm or without."""
    return (spoken(found["hour"], 0, mark(found)),)


HOUR = rf"(?P<hour>{NUMBER})(?: HOUR)?{MARK}{NO_UNIT}"
MINUTES = r"(?P<minutes>(?<![\w.:-])(?:[1-9]|1\d|2\d))(?: umin)?"
GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Clock, ...]]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"\bFROM (?P<hour>{FIGURE})(?= UNTO )", plain),
        (rf"{AT}?{MINUTES} TO HALF {HOUR}", shifted(-1, -30)),
        (rf"{AT}?{MINUTES} OVER HALF {HOUR}", shifted(1, -30)),
        (rf"{AT}?(?:A )?QUARTER (?:OVER|PAST) {HOUR}", fixed(15)),
        (rf"{AT}?(?:A )?QUARTER (?:TO|UNTO) {HOUR}", fixed(-15)),
        (rf"{AT}?HALF(?:EN)? PAST {HOUR}", fixed(30)),
        (rf"{AT}?{MINUTES} (?:OVER|PAST) {HOUR}", shifted(1)),
        (rf"{AT}?{MINUTES} TO {HOUR}", shifted(-1)),
        (rf"{AT}?(?P<minutes>(?<![\w.:-])(?:5|10|20|25))(?: umin)? UNTO {HOUR}", to_or_till),
        (rf"{AT}?HALF {HOUR}", fixed(-30)),
        (rf"{AT}?HALFEN {HOUR}", half_in_english),
        (
            rf"{AT}?\bT(?P<text>[\d:]+)(?: HOUR)?(?: (?P<mark>AM|PM))?\b",
            lambda found: (in_figures(found["text"], mark(found)),),
        ),
        (
            rf"{AT}?(?P<hour>{FIGURE}) HOUR (?P<minute>\d\d)(?![\w:.]){NO_UNIT}",
            lambda found: (written(found["hour"], found["minute"]),),
        ),
        (
            r"\b(?:AT )?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?: HOUR\b|(?<=AT \d{4})(?![\w.:]))",
            lambda found: (Clock(int(found["hour"]), int(found["minute"])),),
        ),
        (rf"{AFTER_DATE}(?P<hour>0[6-9]|1\d)(?P<minute>[0-5][05])(?![\w.:])", spelled),
        (rf"{AFTER_DATE}(?P<hour>{FIGURE}) (?P<minute>00|15|30|45)(?![\w.:]){MARK}{NO_UNIT}", spelled),
        (rf"{AT}(?P<hour>{FIGURE}) (?P<minute>[0-5]\d)(?![\w.:]){MARK}{NO_UNIT}", spelled),
        (rf"{AT}?(?P<hour>{FIGURE})(?: HOUR)? (?P<mark>AM|PM)\b", plain),
        (rf"{AT}?(?P<hour>{FIGURE}) HOUR\b", plain),
        (rf"{AT}(?P<hour>{NUMBER})(?: HOUR)?{NO_UNIT}", plain),
        (r"\b(?:AT )?(?:12 )?NOON\b", lambda found: (Clock(12),)),
    )
)
