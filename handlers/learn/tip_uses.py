"""Whether people used a tip that helped them, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

LONGEST_CONTEXT = 300  # characters of in which situation it was


class UseOutcome(StrEnum):
    """What came of a tip in practice."""

    OPEN = "open"
    WORKED = "worked"
    NOT_WORKED = "not_worked"


@dataclass(frozen=True, slots=True)
class TipUse:
    """A tip that helped somebody, and what they said of it later.

    `ask_at`: when to ask (again), `asked`: how often that was done. `context` is in which situation it was,
    in their words. `shared`: they agreed that it stands under the tip without their name; `approved`:
    whether a facilitator agreed too, once one looked at it.
    """

    id: int
    person_id: int | None
    network_id: int | None
    tip: str
    helped_at: datetime | None
    ask_at: datetime | None
    asked: int
    asked_at: datetime | None
    outcome: UseOutcome
    context: str | None
    shared: bool
    approved: bool | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a tip was tried and worked, and in which situations it did not, newest first."""

    tried: int
    worked: int
    cautions: tuple[str, ...] = ()


class TipUses(Protocol):
    """At most one use per person and tip."""

    async def add(
        self, person_id: int, network_id: int, tip: str, at: datetime, ask_at: datetime
    ) -> None: ...
    async def get(self, use_id: int) -> TipUse | None: ...
    async def of(self, person_id: int, tip: str) -> TipUse | None: ...
    async def to_ask(self, now: datetime, most: int) -> Sequence[TipUse]: ...
    async def take_up(self, use_id: int, asked: int, at: datetime) -> bool: ...
    async def is_silent(self, person_id: int, since: datetime) -> bool: ...
    async def change(self, use_id: int, **news: Any) -> None: ...
    async def drop(self, use_id: int) -> None: ...
    async def told_of(self, tip: str, networks: Collection[int]) -> Sequence[TipUse]: ...
    async def evidence(self) -> Mapping[str, Evidence]: ...
    async def hand_over(self, old_person_id: int, new_person_id: int) -> None: ...


def about(use_id: int) -> str:
    """What the question after a tip, and answers to it, are filed under."""
    return f"tip-use-{use_id}"
