"""What a network can celebrate: steps that worked and were shared, and words whose author agreed. Pure.

It goes to everybody in the network, so it counts nothing, which would point at people when two messages are
laid side by side, and leaves out words that name a member, who was not asked.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from textwrap import shorten

from handlers.reflect.harvest import Material
from handlers.reflect.small_steps import Outcome, SmallStep
from knowledge_base import Anonymity

MOST_OF_A_KIND = 3
LONGEST_WORDS = 200  # characters of one of them; more is no short message any more
SHORT_NAME = 3  # letters: "Wil", "An" and "Mei" are names with a capital alone
BETWEEN_NAMES = frozenset({"van", "von", "der", "den", "ter", "ten", "het", "de", "el", "al"})
WORD = re.compile(r"[^\W\d_]+")


class Kind(StrEnum):
    """What there is to celebrate."""

    DONE = "done"
    PARTLY = "partly"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Success:
    """Something to celebrate, in the words of whoever said it."""

    kind: Kind
    text: str
    learned: str | None = None

    @property
    def ref(self) -> str:
        """A name for it that stays the same, and says neither words nor whose they are."""
        return sha256(f"{self.kind}\n{self.text}\n{self.learned}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Successes:
    """What there is in a period, newest first, steps before words; `naming`: how many more name a member."""

    found: tuple[Success, ...]
    naming: int

    def without(self, refs: Collection[str]) -> tuple[Success, ...]:
        """What goes into the message when these are left out: a few of each kind."""
        left = [success for success in self.found if success.ref not in refs]
        steps = [success for success in left if success.kind is not Kind.QUOTE]
        quotes = [success for success in left if success.kind is Kind.QUOTE]
        return (*steps[:MOST_OF_A_KIND], *quotes[:MOST_OF_A_KIND])


def successes_of(material: Material, since: date, names: Iterable[str]) -> Successes:
    """What can be celebrated of the time since a day; `names` are those of the members."""
    parts = name_parts(names)
    candidates = dict.fromkeys((*steps_that_worked(material.steps, since), *quotes(material, since)))
    found = [each for each in candidates if not names_somebody(f"{each.text} {each.learned or ''}", parts)]
    return Successes(tuple(found), len(candidates) - len(found))


def steps_that_worked(steps: Sequence[SmallStep], since: date) -> list[Success]:
    """The steps that worked, at least in part, and that their owners shared."""
    kinds = {Outcome.DONE: Kind.DONE, Outcome.PARTLY: Kind.PARTLY}
    worked = [step for step in steps if step.shared and step.outcome in kinds and ended(step) >= since]
    return [
        Success(kinds[step.outcome], brief(step.text), brief(step.learned) if step.learned else None)
        for step in sorted(worked, key=ended, reverse=True)
    ]


def ended(step: SmallStep) -> date:
    """The day on which its owner said how it went."""
    return (step.closed_at or step.created_at).date()


def quotes(material: Material, since: date) -> list[Success]:
    """Words whose author agreed to have them shown. Nobody was asked that of anonymous answers."""
    days = {meeting.id: meeting.start.astimezone(meeting.zone).date() for meeting in material.meetings}
    said = [
        *(
            (days[each.meeting_id], each.takeaway)
            for each in material.reflections
            if each.quotable and each.takeaway and each.meeting_id in days
        ),
        *(
            (each.day, each.text)
            for each in material.answers
            if each.quotable and each.anonymity != Anonymity.ANONYMOUS
        ),
    ]
    recent = sorted((each for each in said if each[0] >= since), key=lambda each: each[0], reverse=True)
    return [Success(Kind.QUOTE, brief(text)) for _, text in recent]


def brief(text: str) -> str:
    """Words as they are shown: on one line, cut off between two words where they get long."""
    return shorten(text, LONGEST_WORDS, placeholder=" …")


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """The words that names consist of, as they are compared."""
    words = {word.casefold() for name in names for word in WORD.findall(name)}
    return frozenset(word for word in words if len(word) > 1) - BETWEEN_NAMES


def names_somebody(text: str, parts: Collection[str]) -> bool:
    """Whether a text has a word in it that is part of somebody's name."""
    named = (word for word in WORD.findall(text) if word.casefold() in parts)
    return any(len(word) > SHORT_NAME or word[0].isupper() for word in named)
