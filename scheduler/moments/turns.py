"""What somebody takes back or adds: "maandag, nee wacht, dinsdag", "rond drie, zeg 15:00". Pure.

After a correction the later moment holds; what it leaves open is as it was said before.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from scheduler.moments.calendar_days import Days
from scheduler.moments.clock import readings
from scheduler.moments.days import read_days
from scheduler.moments.times import Times, read_times

MOST = 3  # corrections; more is a quarrel
TURN = re.compile(r"\b(?:NO|FIX|THUS|END)\b")
SEVERAL = re.compile(r"\b(?:(?:NO|FIX|THUS)(?: (?:x|BUT))* )+(?=(?:NO|FIX|THUS)\b)")
LAST = re.compile(r"(?P<before>.*?)\b(?P<turn>NO|FIX|THUS|END)\b(?!.*\b(?:NO|FIX|THUS|END)\b)(?P<after>.*)")
LONE_NUMBER = re.compile(r"^(?:x )*(\d{1,2})$")
DAY_IN_FIGURES = re.compile(r"\b(?:m|O|D\??-?|P)\d|\bwd\d \d+\b(?! (?:HOUR|AM|PM|TILL|DASH|UNTO))")
NOT_BARE = re.compile(r"\b(?:m\d|O\d|D|P\d|NEXT|COMING|THIS|TODAY|TOMORROW|OVERMORROW|uweek|IN|OVER)")


@dataclass(frozen=True, slots=True)
class Said:
    """The times and the days of a row, and what else it says."""

    times: Times
    days: tuple[Days, ...]
    rest: str

    @property
    def is_whole(self) -> bool:
        """Whether it has both a day and a time."""
        return bool(self.days and self.times.begins)

    @property
    def is_about_when(self) -> bool:
        """Whether it has a day, a time or a part of the day."""
        return bool(self.days or self.times.begins or self.times.part)


def read_row(row: str, today: date) -> Said:
    """What a row says with its corrections."""
    row = SEVERAL.sub("", row)
    found = LAST.fullmatch(row)
    if not found:
        return read_plainly(row, today)
    if len(TURN.findall(row)) > MOST:
        return read_plainly(f"{row} VAGUE", today)
    before, turn, after = found["before"].strip(), found["turn"], found["after"].strip()
    if turn != "END":
        # "3 december 14u, nee 4": the fourth, or four o'clock.
        after = LONE_NUMBER.sub("VAGUE" if DAY_IN_FIGURES.search(before) else r"AT \1", after)
    earlier, later = read_row(before, today), read_plainly(after, today)
    if turn == "END" and earlier.times.begins and later.times.begins and (earlier.days or later.days):
        return replace(
            earlier,
            days=earlier.days or later.days,
            times=replace(earlier.times, ends=later.times.begins[0]),
            rest=f"{earlier.rest} x {later.rest}",
        )
    if turn == "END" or not (earlier.is_about_when and later.is_about_when):
        word = unturned(turn, earlier, later)
        return read_row(f"{before} {word} {after}".strip(), today)
    return corrected(earlier, later, is_doubtful(turn, before, after, earlier, later))


def read_plainly(row: str, today: date) -> Said:
    """What a row without corrections says."""
    times = read_times(row)
    days, rest = read_days(times.rest, today)
    return Said(times, days, rest)


def unturned(turn: str, earlier: Said, later: Said) -> str:
    """What is left of a word that corrects nothing; a "nee" behind a moment denies it."""
    if turn == "NO" and earlier.is_about_when and not later.is_about_when:
        return "NOT"
    return "SOFT" if turn == "END" else "x"


def corrected(earlier: Said, later: Said, in_doubt: bool) -> Said:
    """The later moment, and of the earlier one what the later leaves open."""
    rest = later.rest if later.is_whole else f"{earlier.rest} {later.rest}"
    days = later.days or earlier.days
    return Said(times_of(earlier, later), days, f"{rest} VAGUE" if in_doubt else rest)


def times_of(earlier: Said, later: Said) -> Times:
    """The later times, with the part of the day that was said before when they may be of any."""
    if not later.times.begins:
        return replace(earlier.times, part=later.times.part or earlier.times.part)
    open_part = all(clock.spoken and not clock.mark for clock in later.times.begins)
    part = later.times.part or (earlier.times.part if open_part and not later.days else None)
    return replace(later.times, part=part)


def is_doubtful(turn: str, before: str, after: str, earlier: Said, later: Said) -> bool:
    """Whether it contradicts what it explains, or corrects with a weekday without saying of which week."""
    if turn == "THUS":
        return contradicts(earlier, later)
    if not (earlier.days and later.days):
        return False
    is_bare = NOT_BARE.search(after) is None
    return is_bare and NOT_BARE.search(before) is not None and earlier.days != later.days


def contradicts(earlier: Said, later: Said) -> bool:
    """Whether an explanation shares no weekday, or no time, with what it explains."""
    weekdays = (weekdays_of(earlier), weekdays_of(later))
    times = (seconds_of(earlier), seconds_of(later))
    return any(one and other and not one & other for one, other in (weekdays, times))


def weekdays_of(said: Said) -> set[int]:
    """The weekdays that may be meant."""
    return {day.weekday() for days in said.days for day in days.days}


def seconds_of(said: Said) -> set[int]:
    """The seconds of the day that may be meant."""
    begins = (clock for clock in said.times.begins if clock.exists)
    return {second for clock in begins for second in readings(clock, said.times.part)}
