"""What a text can be about: a tip, a topic that no tip answers, small talk, or acute danger.

Harmless are sayings with the words of danger in them: they stand against danger and against nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.tip_files import Tip


class IntentKind(StrEnum):
    """What sort of thing an intent is."""

    TIP = "tip"
    TOPIC = "topic"
    SMALL_TALK = "small_talk"
    URGENT = "urgent"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that a text can be about, and how people put it. `network_id`: whose alone it is, if so."""

    kind: IntentKind
    id: str
    wordings: tuple[str, ...]
    network_id: int | None = None


def tip_intent(tip: Tip) -> Intent:
    """A tip: its phrasings, and its own words, for questions that use those."""
    own_words = [sentence for body in tip.body.values() for sentence in sentences(body)]
    phrasings = [line for lines in tip.phrasings.values() for line in lines]
    return Intent(IntentKind.TIP, tip.id, (*phrasings, *tip.title.values(), *own_words), tip.network_id)


def sentences(text: str) -> list[str]:
    """The sentences of a short, plain text."""
    return [part.strip() for part in text.replace("?", ".").replace("!", ".").split(".") if part.strip()]


def intents(kind: IntentKind, wordings: Mapping[str, Sequence[str]]) -> list[Intent]:
    """One intent per entry."""
    return [Intent(kind, name, tuple(lines)) for name, lines in wordings.items()]
