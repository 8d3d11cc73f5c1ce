"""Open questions in groups: what one facilitator picks up and answers for everybody who asked it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.contract import Language
from handlers.learn.questions import QuestionState

LONGEST_ANSWER = 4000  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with who asked it: a door, and the person behind it if we know them."""

    id: int
    platform: str
    sender: str
    conversation: str
    person_id: int | None
    text: str
    language: Language
    asked_at: datetime
    group_id: int | None
    network_id: int | None
    reopened: bool


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that are the same in other words.

    `claimed_by` and `answered_by` are None for the operator too, and for who was erased since.
    `earlier_answer` is one that did not help. `passed_on_at`: the facilitators were told then. `brought_at`:
    put on the agenda of a meeting, as `agenda_item_id`, by `brought_by`, who was asked at `said_asked_at`
    what was said there.
    """

    id: int
    network_id: int | None
    status: QuestionState
    created_at: datetime
    passed_on_at: datetime | None = None
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    nudged_at: datetime | None = None
    answer: str | None = None
    answered_by: int | None = None
    answered_at: datetime | None = None
    earlier_answer: str | None = None
    brought_at: datetime | None = None
    brought_by: int | None = None
    agenda_item_id: int | None = None
    said_asked_at: datetime | None = None


class QuestionGroups(Protocol):
    """The groups of open questions."""

    async def add(
        self, network_id: int | None, at: datetime, *, earlier_answer: str | None = None
    ) -> int: ...
    async def get(self, group_id: int) -> QuestionGroup | None: ...
    async def held(self, group_id: int) -> QuestionGroup | None: ...
    async def of_network(self, network_id: int) -> Sequence[QuestionGroup]: ...
    async def asked_in(self, group_ids: Collection[int]) -> Mapping[int, Sequence[Asked]]: ...
    async def asked(self, question_id: int) -> Asked | None: ...
    async def change(self, group_id: int, **news: Any) -> None: ...
    async def put(self, question_id: int, group_id: int, **news: Any) -> None: ...
    async def opinion(self, question_id: int, *, helped: bool) -> None: ...
    async def merge(self, group_id: int, into: int) -> None: ...
    async def hand_over(self, old_person_id: int, new_person_id: int) -> None: ...


def subject_of(group_id: int) -> str:
    """What messages about a group are about."""
    return f"question-{group_id}"


def card_key(group_id: int, person_id: int) -> str:
    """The outbox key of the message by which a facilitator hears of a group."""
    return f"question-{group_id}/person-{person_id}/notice"
