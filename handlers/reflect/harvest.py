"""What a network learned, for who must show it: counted from what people said. Pure.

A harvest is passed on, so it names nobody. An average is shown of five marks or more, whatever the period:
what is left when one harvest is subtracted from another is then five or more as well, for a meeting is in it
as a whole or not at all.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.reflect.prompt_answers import FEWEST_SHOWN, Answer
from handlers.reflect.reflections import Reflection
from handlers.reflect.small_steps import TRIED, Outcome, SmallStep
from knowledge_base import Anonymity
from scheduler.meetings import Meeting


@dataclass(frozen=True, slots=True)
class MeetingHarvest:
    """One meeting: how many of those who were there looked back, their marks, and what they let be shown.

    `marks` counts each mark; None when there are fewer than five.
    """

    id: int
    theme: str
    start: datetime
    there: int
    looked_back: int
    marks: Mapping[int, int] | None
    quotes: tuple[str, ...]

    @property
    def average(self) -> float | None:
        """The average mark, if there are five."""
        return average(self.marks) if self.marks else None


@dataclass(frozen=True, slots=True)
class SharedStep:
    """A step that its owner shared: what was tried, what came of it, and what it taught."""

    text: str
    outcome: Outcome
    learned: str | None


@dataclass(frozen=True, slots=True)
class PromptHarvest:
    """A prompt and the answers that may be shown."""

    prompt: str
    day: date
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harvest:
    """Everything of a network in a period, or of one meeting."""

    network: str
    first: date | None
    last: date | None
    meetings: tuple[MeetingHarvest, ...]
    steps: Mapping[Outcome, int]
    shared: tuple[SharedStep, ...]
    prompts: tuple[PromptHarvest, ...]

    @property
    def response(self) -> tuple[int, int]:
        """How many looked back, of how many that were there, over all meetings."""
        return sum(each.looked_back for each in self.meetings), sum(each.there for each in self.meetings)

    @property
    def tried(self) -> int:
        """How many steps were tried, whatever came of them."""
        return sum(self.steps.get(outcome, 0) for outcome in TRIED)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not self.meetings and not self.steps and not self.prompts


@dataclass(frozen=True, slots=True)
class Material:
    """All that was said in a network, before anything is left out.

    `there` counts who was at each meeting; `wordings` are the prompts in the network's language, by id.
    """

    network: str
    meetings: Sequence[Meeting]
    there: Mapping[int, int]
    reflections: Sequence[Reflection]
    steps: Sequence[SmallStep]
    answers: Sequence[Answer]
    wordings: Mapping[str, str]


def harvest_of(
    material: Material, first: date | None = None, last: date | None = None, meeting_id: int | None = None
) -> Harvest:
    """What may be shown of a period, or of one meeting."""
    meetings = [
        meeting
        for meeting in material.meetings
        if (meeting_id in (None, meeting.id))
        and is_within(meeting.start.astimezone(meeting.zone).date(), first, last)
    ]
    ids = {meeting.id for meeting in meetings}
    steps = [step for step in material.steps if is_in(step, ids, meeting_id, first, last)]
    answers = [] if meeting_id else [each for each in material.answers if is_within(each.day, first, last)]
    return Harvest(
        material.network,
        first,
        last,
        tuple(harvest_of_meeting(meeting, material) for meeting in meetings),
        counted(steps),
        tuple(
            SharedStep(step.text, step.outcome, step.learned)
            for step in steps
            if step.shared and step.outcome in TRIED
        ),
        harvest_of_prompts(answers, material.wordings),
    )


def is_within(day: date, first: date | None, last: date | None) -> bool:
    """Whether a day is in a period; an end that is None is open."""
    return (first is None or day >= first) and (last is None or day <= last)


def is_in(
    step: SmallStep,
    meeting_ids: Collection[int],
    meeting_id: int | None,
    first: date | None,
    last: date | None,
) -> bool:
    """Whether a step belongs to a harvest: by its meeting, or else by its day."""
    if meeting_id is not None:
        return step.meeting_id in meeting_ids
    return is_within(step.created_at.date(), first, last)


def harvest_of_meeting(meeting: Meeting, material: Material) -> MeetingHarvest:
    """One meeting of a harvest."""
    found = [each for each in material.reflections if each.meeting_id == meeting.id]
    marks = Counter(each.mark for each in found if each.mark is not None)
    return MeetingHarvest(
        meeting.id,
        meeting.theme,
        meeting.start.astimezone(meeting.zone),
        max(material.there.get(meeting.id, 0), len(found)),
        len(found),
        dict(marks) if marks.total() >= FEWEST_SHOWN else None,
        tuple(each.takeaway for each in found if each.quotable and each.takeaway),
    )


def counted(steps: Sequence[SmallStep]) -> dict[Outcome, int]:
    """How many steps had which outcome; nothing of fewer than five steps, which would point at people."""
    return dict(Counter(step.outcome for step in steps)) if len(steps) >= FEWEST_SHOWN else {}


def harvest_of_prompts(answers: Sequence[Answer], wordings: Mapping[str, str]) -> tuple[PromptHarvest, ...]:
    """The prompts with an answer that may be shown: anonymous ones, and those whose author agreed."""
    shown: dict[tuple[date, str], list[str]] = {}
    for answer in answers:
        if answer.quotable or answer.anonymity == Anonymity.ANONYMOUS:
            shown.setdefault((answer.day, answer.prompt), []).append(answer.text)
    return tuple(
        PromptHarvest(wordings.get(prompt, prompt), day, tuple(texts))
        for (day, prompt), texts in sorted(shown.items())
    )


def average(marks: Mapping[int, int]) -> float:
    """The average of counted marks."""
    return sum(mark * count for mark, count in marks.items()) / sum(marks.values())
