"""How a text is read, in a fixed order: reply to a list or prompt, label, number, open step, question.

Commands come before all of this; adapters recognise them. Pure: what is open is passed in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.contract import Choice
from handlers.choices import ChoiceList, first_labelled
from handlers.steps import PendingStep

LONE_NUMBER = re.compile(r"\s*(\d+)\s*[.)]?\s*", re.ASCII)
MOST_DIGITS = 9  # more say nothing more: no list is that long


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice from a list."""

    shown: ChoiceList
    choice: Choice


@dataclass(frozen=True, slots=True)
class NoSuchNumber:
    """A number that the list doesn't have."""

    shown: ChoiceList


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A choice from a list that is closed."""

    shown: ChoiceList


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """The answer that an open step was waiting for."""

    step: PendingStep


@dataclass(frozen=True, slots=True)
class AnswerOrQuestion:
    """A step is open, but this looks like a new question: the person has to say which."""

    step: PendingStep


@dataclass(frozen=True, slots=True)
class LoneNumber:
    """A number with nothing to choose from."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to answer."""


Reading = Chosen | NoSuchNumber | ClosedList | StepAnswer | AnswerOrQuestion | LoneNumber | Question


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in a chat when a text comes in.

    `lists` are newest first; `replied_list` and `replied_to_prompt` say what the text is a reply to.
    `plainly`: the text is an answer to the step beyond doubt, so it is no mistyped label.
    """

    lists: Sequence[ChoiceList] = ()
    step: PendingStep | None = None
    replied_list: ChoiceList | None = None
    replied_to_prompt: bool = False
    plainly: bool = False


def read(text: str, state: Open, looks_like_question: Callable[[PendingStep], bool]) -> Reading:
    """What a text means, given what is open. `looks_like_question` is asked only when a step is open."""
    number = lone_number(text)
    if state.replied_list and (reading := read_reply(text, number, state, state.replied_list)):
        return reading
    if state.step and state.replied_to_prompt:
        return StepAnswer(state.step)
    if found := first_labelled(state.lists, text, exactly=state.plainly):
        return Chosen(*found)
    if number is not None and state.lists:
        return by_number(state.lists[0], number)
    if state.step:
        return AnswerOrQuestion(state.step) if looks_like_question(state.step) else StepAnswer(state.step)
    return Question() if number is None else LoneNumber()


def read_reply(text: str, number: int | None, state: Open, replied: ChoiceList) -> Reading | None:
    """A platform reply to a list: a choice from that list, or None when it is about something else."""
    choice = replied.labelled(text) or replied.begun_with(text) or replied.likened(text)
    if choice is None and number is None:
        return None
    if replied not in state.lists:
        return ClosedList(replied)
    return Chosen(replied, choice) if choice else by_number(replied, number or 0)


def by_number(shown: ChoiceList, number: int) -> Chosen | NoSuchNumber:
    """The choice with this number."""
    choice = shown.numbered(number)
    return Chosen(shown, choice) if choice else NoSuchNumber(shown)


def lone_number(text: str) -> int | None:
    """The number, if the text is nothing else."""
    found = LONE_NUMBER.fullmatch(text)
    return int(found[1][:MOST_DIGITS]) if found else None
