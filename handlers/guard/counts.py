"""How often the guard spoke up, and what members made of it: numbers, never words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from knowledge_base.guard import Kind, Level, Span


class Outcome(StrEnum):
    """What became of words in which the guard saw something."""

    ANSWERED = "answered"  # a question that was only answered, never stored
    HELD = "held"  # not stored: the member was shown what to leave out
    ASKED = "asked"  # not stored: the member was asked whether it is about a person
    PERSON = "person"  # it was
    LET_THROUGH = "let-through"  # it was not, so the words went on as they were
    REWORDED = "reworded"  # the neutral wording went on
    LEFT = "left"  # nothing went on
    REMOVAL = "removal"  # the member asked to take the message away
    REWORDED_LATER = "reworded-later"  # stored before there was a guard, and reworded
    ERASED_LATER = "erased-later"  # stored before there was a guard, and nothing readable was left


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One thing to count."""

    kind: Kind
    level: Level
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened on a day (in UTC)."""

    day: date
    event: Event
    times: int


class GuardCounts(Protocol):
    """The counts by day and network."""

    async def note(self, day: date, network_id: int | None, events: Collection[Event]) -> None: ...
    async def of(self, network_id: int | None) -> Sequence[Counted]: ...


def events_of(spans: Iterable[Span], outcome: Outcome) -> set[Event]:
    """What to count of a text: each kind once, however often it is in there."""
    return {Event(span.kind, span.level, outcome) for span in spans}
