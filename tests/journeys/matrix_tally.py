"""Counts what a member saw: which question was answered, how often, in which order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.journeys.matrix_bot import ServedBot
from tests.wire.matrix_members import Room

ANSWERED = "Bron:"
QUESTIONS = (
    "school stuurt hem weer naar huis, wat nu?",
    "ouders betrekken",
    "the school contact person",
    "hij weigert naar school te gaan",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the questions; `strange`: messages of the bot that belong to none."""

    asked: int
    unanswered: int
    doubled: int
    strange: int
    in_order: bool

    def __str__(self) -> str:
        return (
            f"asked={self.asked} unanswered={self.unanswered} doubled={self.doubled} "
            f"strange={self.strange} in_order={self.in_order}"
        )

    @property
    def is_perfect(self) -> bool:
        """Whether every question got its one answer, in turn."""
        return (self.unanswered, self.doubled, self.strange, self.in_order) == (0, 0, 0, True)


def tally(bot: ServedBot, shown: Room, asked: Sequence[str]) -> Tally:
    """Compare what stands in a room with what was asked (event ids), by the bot's account of its answers."""
    told = dict(bot.rows("SELECT message_id, key FROM outbox WHERE message_id IS NOT NULL"))
    seen = [question_of(told.get(message.event_id, "")) for message in shown.by(bot.user_id)]
    counted = Counter(question for question in seen if question in asked)
    first = list(dict.fromkeys(question for question in seen if question in asked))
    return Tally(
        asked=len(asked),
        unanswered=len(set(asked) - set(counted)),
        doubled=sum(count - 1 for count in counted.values()),
        strange=sum(question not in asked for question in seen),
        in_order=first == [question for question in asked if question in counted],
    )


def question_of(key: str) -> str:
    """The message that an outbox key answers."""
    return key.removeprefix("matrix-").partition("/")[0]
