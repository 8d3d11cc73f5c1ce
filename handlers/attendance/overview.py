"""How often each organisation was there, and which has been silent. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.contract import Language, escape
from handlers.attendance.roll import Line, Roll
from handlers.meet.meetings import Presence
from handlers.people.people import Network
from handlers.texts import Catalogue

SILENT_AFTER = 3  # meetings


@dataclass(frozen=True, slots=True)
class Tally:
    """One organisation: at how many meetings it was on the roll, was there, or only by a replacement.

    `silent`: how many of the last meetings passed without anybody of it being there or answering.
    """

    organisation: str
    on_roll: int
    present: int
    replaced: int
    silent: int

    @property
    def is_silent(self) -> bool:
        """Whether it is time to call."""
        return self.silent >= SILENT_AFTER


def tallies(rolls: Sequence[Roll]) -> list[Tally]:
    """What each organisation did at these meetings, the first one first."""
    names = {line.organisation for roll in rolls for line in roll if line.organisation}
    return [tally(name, rolls) for name in sorted(names, key=str.casefold)]


def tally(organisation: str, rolls: Sequence[Roll]) -> Tally:
    """What one organisation did."""
    own = [[line for line in roll if line.organisation == organisation] for roll in rolls]
    own = [lines for lines in own if lines]
    present = [lines for lines in own if any(line.presence is Presence.PRESENT for line in lines)]
    replaced = [
        lines
        for lines in own
        if lines not in present and any(line.presence is Presence.REPLACED for line in lines)
    ]
    return Tally(organisation, len(own), len(present), len(replaced), silence(own))


def silence(meetings: Sequence[Sequence[Line]]) -> int:
    """How many of the last meetings passed without a sign of life."""
    silent = 0
    for lines in reversed(meetings):
        if any(line.answer is not None or line.presence is not Presence.ABSENT for line in lines):
            break
        silent += 1
    return silent


def overview(texts: Catalogue, language: Language, network: Network, rolls: Sequence[Roll]) -> str:
    """The same in words."""
    if not rolls:
        return texts.say(language, "attendance-nothing-noted", network=escape(network.name))
    found = tallies(rolls)
    head = texts.say(language, "attendance-tallies", network=escape(network.name), count=len(rolls))
    lines = "\n".join(f"- {in_words(texts, language, each)}" for each in found)
    silent = ", ".join(escape(each.organisation) for each in found if each.is_silent)
    if not silent:
        return f"{head}\n\n{lines}"
    call = texts.say(language, "attendance-silent", organisations=silent)
    return f"{head}\n\n{lines}\n\n{call}"


def in_words(texts: Catalogue, language: Language, each: Tally) -> str:
    """One organisation in a line."""
    return texts.say(
        language,
        "attendance-tally",
        organisation=escape(each.organisation),
        present=each.present + each.replaced,
        replaced=each.replaced,
        total=each.on_roll,
    )
