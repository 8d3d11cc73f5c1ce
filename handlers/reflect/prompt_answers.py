"""The prompts that people got between meetings, and what they answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from scheduler.rounds import AskedState, LastAsked

FEWEST_SHOWN = 5  # anonymous answers: fewer are never shown, nor told apart by looking twice


@dataclass(frozen=True, slots=True)
class AskedPrompt:
    """A prompt in the round of this day, as somebody got it on `asked_on`."""

    person_id: int
    network_id: int
    day: date
    prompt: str
    asked_on: date
    state: AskedState


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a prompt; `person_id` is None when it is anonymous. `day` is the day of the round."""

    network_id: int
    day: date
    prompt: str
    anonymity: str
    text: str
    person_id: int | None
    quotable: bool


class PromptAnswers(Protocol):
    """Rounds, who was asked what in them, and the answers."""

    async def open_round(self, network_id: int, day: date, prompt: str) -> str: ...
    async def rounds_of(self, network_id: int) -> Mapping[str, date]: ...
    async def asked_in(self, network_id: int, day: date) -> Sequence[AskedPrompt]: ...
    async def had_by(self, person_id: int) -> Mapping[str, date]: ...
    async def had_in(self, network_id: int) -> Mapping[int, Mapping[str, date]]: ...
    async def last_asked(self, network_id: int) -> Mapping[int, LastAsked]: ...
    async def asked(self, prompts: Sequence[AskedPrompt]) -> None: ...
    async def change_state(self, asked: AskedPrompt, state: AskedState) -> bool: ...
    async def answer(self, asked: AskedPrompt, anonymity: str, text: str, at: datetime) -> None: ...
    async def answer_anonymously(self, network_id: int, day: date, prompt: str, text: str) -> None: ...
    async def may_quote(self, asked: AskedPrompt, quotable: bool) -> None: ...
    async def shown(self, network_id: int) -> Sequence[Answer]: ...
