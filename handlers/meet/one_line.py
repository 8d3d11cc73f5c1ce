"""A meeting in one line: `2026-12-03 14:00 School en thuiszitten | Utrecht`. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.contract import Language
from handlers.meet.places import Where, read_where
from scheduler.moments import Ask, Impossible, Meaning, Understood, Why, read_duration_words, read_moment

MOST_WORDS = 14  # of a moment
LEFT_OF_A_TIME = re.compile(r"^(?:uur|u|h|hrs?|o'clock|am|pm|:|,|-)+(?=\s|$)", re.IGNORECASE)
DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `meaning` is None when it says nothing about when; `where` when nothing stands behind
    a `|`. `rest` is the line without the theme."""

    meaning: Meaning | None
    duration: timedelta | None
    theme: str
    where: Where | None
    rest: str


def read_line(text: str, now: datetime, zone: ZoneInfo, language: Language) -> Line:
    """The moment at the beginning, then the theme, then behind a `|` the place or link."""
    front, bar, behind = text.partition("|")
    where = read_where(behind) if bar else None
    words = front.split()
    length, meaning = moment_in_front(words, now, zone, language)
    if meaning is None:
        return Line(None, None, " ".join(words), where, f"{bar}{behind}")
    length, duration = with_duration(words, length, language)
    theme = LEFT_OF_A_TIME.sub("", " ".join(words[length:])).strip(" ,:-–")
    return Line(meaning, duration, theme, where, " ".join([*words[:length], f"{bar}{behind}"]).strip())


def moment_in_front(
    words: list[str], now: datetime, zone: ZoneInfo, language: Language
) -> tuple[int, Meaning | None]:
    """How many words the moment takes, and what it is: as few as say a day and a time."""
    best: tuple[int, Meaning | None] = (0, None)
    for length in range(1, min(len(words), MOST_WORDS) + 1):
        meaning = read_moment(" ".join(words[:length]), now, zone, language)
        if isinstance(meaning, Understood) or (isinstance(meaning, Ask) and meaning.has_time):
            return length, meaning
        if says_something(meaning) and says_more(meaning, best[1]):
            best = length, meaning
        if isinstance(meaning, Impossible) and meaning.why is not Why.NO_DATE:
            return past_digits(words, length), meaning
    return best


def says_something(meaning: Meaning) -> bool:
    """Whether there is anything about when in it."""
    return not isinstance(meaning, Impossible) and bool(meaning.options if isinstance(meaning, Ask) else True)


def says_more(meaning: Meaning, before: Meaning | None) -> bool:
    """Whether more words made more of it: fewer days to choose from, or other ones."""
    return before is None or meaning != before


def past_digits(words: list[str], length: int) -> int:
    """Past what still looks like a time."""
    while length < len(words) and DIGITS.search(words[length]):
        length += 1
    return length


def with_duration(words: list[str], length: int, language: Language) -> tuple[int, timedelta | None]:
    """The moment with the length that follows it: "14.00 tot 16.30"."""
    for more in range(length, min(length + 4, len(words)) + 1):
        if found := read_duration_words(" ".join(words[:more]), language):
            return more, found
    return length, None
