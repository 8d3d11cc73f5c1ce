"""How long a meeting takes. Pure."""

from datetime import timedelta

from handlers.durations_in_words import in_words
from handlers.turn import Turn

LENGTHS = ("PT1H", "PT2H", "PT3H", "PT1H30M", "PT2H30M")  # the first three so that "2" means two hours
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=14)


def is_sensible(length: timedelta) -> bool:
    """Whether a meeting can take so long: longer than no time, and not overnight."""
    return SHORTEST <= length <= LONGEST


def as_length(length: timedelta) -> str:
    """A length as it is kept: PT2H30M."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"


def length_in_words(turn: Turn, length: str) -> str:
    """A length as people say it."""
    return in_words(turn, length)
