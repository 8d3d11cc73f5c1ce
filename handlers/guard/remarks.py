"""What is said about words in which the guard saw something, and what can be chosen then."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.contract import Choice, MessageRef, Reply, escape
from handlers.turn import Turn
from knowledge_base.guard import Checked, Kind, Level, is_readable

SEND, LET_THROUGH, PERSON = "guard-send", "guard-let-through", "guard-person"
REMOVE, REMOVE_ALONE, LEAVE = "guard-remove", "guard-remove-alone", "guard-leave"
YES, NO = "✅", "❌"
MOST_QUOTED = 6  # pieces; more makes nobody wiser
LONGEST_QUOTE = 60  # characters of a piece


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say: the words that are pointed at, and the neutral wording if there is one."""

    words: tuple[str, ...]
    neutral: str | None
    is_certain: bool
    only_names: bool = True

    def reply(self, turn: Turn, about: str, ref: MessageRef | None) -> Reply:
        """The remark as it is said, from memory alone. `about`: the step and the message of the words."""
        text, choices = self._certain(turn, about, ref) if self.is_certain else self._possible(turn, about)
        return Reply(text, choices, sensitive=True, private=True, instead=turn.say("guard-type-again"))

    def _possible(self, turn: Turn, about: str) -> tuple[str, tuple[Choice, ...]]:
        choices = (
            Choice(turn.say("guard-yes"), f"{PERSON}:{about}", YES),
            Choice(turn.say("guard-no"), f"{LET_THROUGH}:{about}", NO),
        )
        words, count = quoted(self.words), len(self.words)
        if self.only_names:
            return turn.say("guard-possible-name", words=words, count=count), choices
        return turn.say("guard-possible", words=words, count=count), choices

    def _certain(self, turn: Turn, about: str, ref: MessageRef | None) -> tuple[str, tuple[Choice, ...]]:
        return "\n\n".join(self._paragraphs(turn, ref)), tuple(self._ways_out(turn, about, ref))

    def _paragraphs(self, turn: Turn, ref: MessageRef | None) -> Iterator[str]:
        if self.words:
            yield turn.say("guard-certain", words=quoted(self.words))
            if ref is None:
                yield turn.say("guard-nothing-to-remove")
        if self.neutral is None:
            yield turn.say("guard-type-without")
        else:
            yield turn.say("guard-neutral")
            yield escape(self.neutral)  # not a value of a text: those may be no longer than 1000 characters
            yield turn.say("guard-send-so")

    def _ways_out(self, turn: Turn, about: str, ref: MessageRef | None) -> Iterator[Choice]:
        if self.neutral is not None:
            yield Choice(turn.say("guard-send"), f"{SEND}:{about}", YES)
        if ref is not None:
            yield Choice(turn.say("guard-remove"), removal_value(REMOVE, ref, about))
        yield Choice(turn.say("guard-leave"), f"{LEAVE}:{about}", NO)


def remark_on(checked: Checked) -> Remark:
    """What there is to say about a text."""
    pieces = dict.fromkeys(
        " ".join(checked.text[span.start : span.end].split())[:LONGEST_QUOTE] for span in checked.spans
    )
    return Remark(
        tuple(pieces),
        checked.neutral if is_readable(checked.neutral) else None,
        is_certain=any(span.level is Level.CERTAIN for span in checked.spans),
        only_names=all(span.kind is Kind.NAME for span in checked.spans),
    )


def removal_value(action: str, ref: MessageRef, *about: str) -> str:
    """The value of a choice that takes a message away; it works after a restart too."""
    return f"{action}:{' '.join([*about, ref.address.conversation, ref.id])}"


def quoted(words: tuple[str, ...]) -> str:
    """Words as they are pointed at."""
    shown = ", ".join(f"«{escape(word)}»" for word in words[:MOST_QUOTED])
    return f"{shown}, …" if len(words) > MOST_QUOTED else shown
