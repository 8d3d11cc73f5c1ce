"""What people said when they looked back on a meeting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

LONGEST_ANSWER = 2000  # characters that are kept
MEETING_PROMPT = "meeting"  # stands for the questions after a meeting, where a prompt is named


@dataclass(frozen=True, slots=True)
class Reflection:
    """Somebody's look back on a meeting, for facilitators. `quotable`: the words may go into the harvest."""

    person_id: int
    network_id: int
    meeting_id: int
    mark: int | None
    takeaway: str | None
    quotable: bool
    answered_at: datetime


class Reflections(Protocol):
    """At most one reflection per person and meeting."""

    async def of(self, person_id: int, meeting_id: int) -> Reflection | None: ...
    async def note(
        self, person_id: int, network_id: int, meeting_id: int, at: datetime, **news: Any
    ) -> None: ...
    async def on(self, meeting_ids: Collection[int]) -> Sequence[Reflection]: ...
    async def in_network(self, network_id: int) -> Sequence[Reflection]: ...
    async def hand_over(self, old_person_id: int, new_person_id: int) -> None: ...


def shortened(text: str) -> str:
    """An answer as it is kept."""
    return text.strip()[:LONGEST_ANSWER]
