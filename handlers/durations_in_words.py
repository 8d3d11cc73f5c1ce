"""Lengths of time as settings have them (ISO 8601), in words."""

import re

from handlers.turn import Turn

DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?)?",
    re.ASCII,
)


def in_words(turn: Turn, duration: str) -> str:
    """`P14D` as "14 dagen"; what is not in weeks, days, hours and minutes stays as it is written."""
    found = DURATION.fullmatch(duration)
    counts = {unit: int(count) for unit, count in found.groupdict().items() if count} if found else {}
    if not counts:
        return duration
    return " ".join(turn.say(f"duration-{unit}", count=count) for unit, count in counts.items())
