"""What to do with a ranking: answer, suggest, or say honestly that we don't know. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.contract import Language
from knowledge_base.tip_files import Tip

MOST_NEIGHBOURS = 2
MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """This tip is the answer; the neighbours are worth a look."""

    tip: Tip
    neighbours: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One of these may be meant."""

    tips: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No tip answers this."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """No question at all, but something to react to. `known`: word for word something that people say."""

    replies: Mapping[Language, str]
    known: bool = False


@dataclass(frozen=True, slots=True)
class Urgent:
    """Somebody may be in danger now: no tip, one fixed text."""

    texts: Mapping[Language, str]


Decision = Found | Suggestions | Unknown | SmallTalk | Urgent


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tip and how well it fits, 0 to 1."""

    tip: Tip
    score: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure. Both are probabilities that the best tip is right."""

    answer: float
    suggest: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a matcher makes of a text.

    `ranking` is descending; `confidence` is the probability that its first is right.
    """

    decision: Decision
    ranking: tuple[Ranked, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Judgement(Verdict):
    """What the knowledge base makes of a text; `language` is None when it can't be told."""

    language: Language | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a tip stands where it stands: its probability, and what each signal added."""

    tip: Tip
    probability: float
    shares: Mapping[str, float]


def decide(ranking: Sequence[Ranked], confidence: float, thresholds: Thresholds) -> Decision:
    """Answer when sure, suggest when half sure, else say that we don't know."""
    tips = [ranked.tip for ranked in ranking]
    if not tips or confidence < thresholds.suggest:
        return Unknown()
    if confidence < thresholds.answer:
        return Suggestions(tuple(tips[:MOST_SUGGESTIONS]))
    return Found(tips[0], tuple(tips[1 : 1 + MOST_NEIGHBOURS]))
