"""How tips do in practice, kept in memory, so that an answer costs no statement more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.contract import escape
from handlers.learn.reviewing import FEWEST_REPORTS
from handlers.learn.tip_uses import Evidence
from handlers.turn import Turn

LONGEST_CAUTION = 150  # characters under a tip


@dataclass(slots=True)
class Practice:
    """What is known of tips, and the answers that are still to be noted. Refreshed in the background."""

    _evidence: Mapping[str, Evidence] = field(default_factory=dict)
    _noted: dict[str, date] = field(default_factory=dict)
    _unwritten: dict[str, date] = field(default_factory=dict)

    def of(self, tip_id: str) -> Evidence | None:
        """What is known of a tip, once enough people tried it."""
        known = self._evidence.get(tip_id)
        return known if known and known.tried >= FEWEST_REPORTS else None

    def take_in(self, evidence: Mapping[str, Evidence]) -> None:
        """Know this, instead of what was known."""
        self._evidence = evidence

    def note_answer(self, tip_id: str, day: date) -> None:
        """Somebody was answered with a tip. To be written once a day, however often that is."""
        if self._noted.get(tip_id) != day:
            self._noted[tip_id] = self._unwritten[tip_id] = day

    def take_unwritten(self) -> Mapping[str, date]:
        """The answers to be written now."""
        taken, self._unwritten = self._unwritten, {}
        return taken

    def put_back(self, days: Mapping[str, date]) -> None:
        """They could not be written."""
        self._unwritten = {**days, **self._unwritten}


def in_words(turn: Turn, evidence: Evidence | None) -> str:
    """What members see of a tip's practice; nothing while there is too little."""
    if evidence is None:
        return ""
    lines = [turn.say("practice", tried=evidence.tried, worked=evidence.worked)]
    lines += [turn.say("practice-caution", said=escape(shown(each))) for each in evidence.cautions]
    return "\n".join(lines)


def shown(caution: str) -> str:
    """A warning as it stands under a tip."""
    return caution if len(caution) <= LONGEST_CAUTION else f"{caution[: LONGEST_CAUTION - 1].rstrip()}…"
