"""What a text about a moment turned out to say: a moment, a question, or nothing that can be."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AskAbout(StrEnum):
    """What has to be asked before the moment is known."""

    TIME = "time"  # the day is known
    DATE = "date"  # no day, or only about when
    WHICH = "which"  # more than one reading
    PAST = "past"
    SKIPPED_HOUR = "skipped_hour"  # the clocks go forward over it
    DOUBLED_HOUR = "doubled_hour"  # the clocks show it twice


class Why(StrEnum):
    """Why there is no such moment."""

    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_TIME = "no_such_time"
    NO_DATE = "no_date"  # the text speaks of no moment at all
    TOO_FAR = "too_far"  # over ten years ahead
    PAST = "past"  # over ten years ago


@dataclass(frozen=True, slots=True)
class Understood:
    """One moment, in the network's zone; without a time it is midnight of that day."""

    start: datetime
    has_time: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, with the moments that may be meant, likeliest first.

    `has_time`: whether the options have a time; else each is midnight, and the time is to be asked next.
    Of a doubled hour the options differ in `fold` alone, so compare them in UTC.
    """

    question: AskAbout
    options: tuple[datetime, ...] = ()
    has_time: bool = False


@dataclass(frozen=True, slots=True)
class Impossible:
    """No moment can be meant."""

    why: Why


Meaning = Understood | Ask | Impossible
