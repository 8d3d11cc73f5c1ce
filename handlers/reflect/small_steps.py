"""The small step that somebody tries. It is theirs alone, unless they share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """What came of a step."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"  # tried without success, which is worth knowing too
    DROPPED = "dropped"  # another step took its place, or nothing came of it


TRIED = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_DONE)


@dataclass(frozen=True, slots=True)
class SmallStep:
    """A step: "als … dan …". `ask_when` is a `scheduler.reflections.When`, `asked` how often it was asked.

    `shared`: its owner said that the network may read it.
    """

    id: int
    person_id: int
    network_id: int
    meeting_id: int | None
    tip: str | None
    text: str
    ask_when: str
    ask_at: datetime | None
    asked: int
    outcome: Outcome
    learned: str | None
    shared: bool
    created_at: datetime
    closed_at: datetime | None


class SmallSteps(Protocol):
    """Everybody's steps."""

    async def add(self, person_id: int, network_id: int, text: str, at: datetime, **more: Any) -> int: ...
    async def get(self, step_id: int) -> SmallStep | None: ...
    async def open_of(self, person_id: int) -> Sequence[SmallStep]: ...
    async def change(self, step_id: int, **news: Any) -> None: ...
    async def to_ask(self, until: datetime) -> Sequence[SmallStep]: ...
    async def waiting_for_meeting(self, network_id: int) -> Sequence[SmallStep]: ...
    async def in_network(self, network_id: int) -> Sequence[SmallStep]: ...
