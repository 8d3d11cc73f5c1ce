"""An index that grows: what it began with, and in thin layers what came later.

What came later is measured by what was there, so a new tip changes nobody else's scores, and adding it costs
no more than the tip itself. All of it is never changed: added to by a copy.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.matching import meaning
from knowledge_base.matching.combination import Kinds, all_kinds
from knowledge_base.matching.features import Floats
from knowledge_base.matching.index import Index
from knowledge_base.matching.intents import Intent, IntentKind

OF_ALL = -1  # stands for the network of what is everybody's
TIMES_AS_THICK = 8  # a layer has more than so many times what the next one has


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may get to see: where those intents stand, of which kinds they are, which tips were put
    in few words only, and how many of the first have been there from the beginning."""

    places: NDArray[np.intp]
    kinds: Kinds
    few: NDArray[np.bool_]
    settled: int


class Layers:
    """A settled index and what came later, to be asked as one."""

    def __init__(self, settled: Index, later: Sequence[Index] = ()) -> None:
        self._settled = settled
        self._later = tuple(later)
        self._all = (settled, *later)
        self.reading = settled.reading
        self.intents = tuple(intent for index in self._all for intent in index.intents)
        self._kinds = all_kinds([index.kinds for index in self._all])
        self._few = np.concatenate([index.few for index in self._all])
        self._whose = np.array(
            [OF_ALL if intent.network_id is None else intent.network_id for intent in self.intents]
        )

    @property
    def thickness(self) -> list[int]:
        """How many intents each layer has, the settled ones first."""
        return [len(index.intents) for index in self._all]

    def sight(self, networks: Collection[int] | None) -> Sight:
        """What members of these networks see; None: everything."""
        seen = [] if networks is None else [OF_ALL, *networks]
        there = np.isin(self._whose, seen) if networks is not None else np.ones(len(self.intents), bool)
        places = np.flatnonzero(there)
        settled = int(there[: len(self._settled.intents)].sum())
        return Sight(places, self._kinds.at(places), self._few[places], settled)

    def without(self, tips: Collection[str]) -> "Layers":
        """A copy without these tips."""
        settled, *later = (without(index, tips) for index in self._all if has_others(index, tips))
        return Layers(settled, later)

    def with_intents(self, new: Sequence[Intent]) -> "Layers":
        """A copy with these intents too."""
        return Layers(self._settled, stacked([*self._later, self._settled.beside(new)]))

    def signals(self, text: str, known: list[str]) -> dict[str, Floats]:
        """How well each intent fits a text and its words, by signal; the scales differ."""
        [asked] = meaning.vectors([text])
        return self.signals_with(asked, known)

    def signals_with(self, asked: Floats, known: list[str]) -> dict[str, Floats]:
        """The same, of a text with this vector."""
        found = [index.signals_with(asked, known) for index in self._all]
        return {name: np.concatenate([one[name] for one in found]) for name in found[0]}


def without(index: Index, tips: Collection[str]) -> Index:
    """The index without these tips: itself, when it has none of them."""
    return index.without(tips) if any(is_tip_of(intent, tips) for intent in index.intents) else index


def has_others(index: Index, tips: Collection[str]) -> bool:
    """Whether an index has anything besides these tips."""
    return not all(is_tip_of(intent, tips) for intent in index.intents)


def is_tip_of(intent: Intent, tips: Collection[str]) -> bool:
    """Whether an intent is one of these tips."""
    return intent.kind is IntentKind.TIP and intent.id in tips


def stacked(layers: Sequence[Index]) -> list[Index]:
    """The layers, those that became thick enough put together: so they stay few, and adding stays cheap."""
    *below, top = layers
    while below and len(below[-1].intents) <= TIMES_AS_THICK * len(top.intents):
        top = below.pop().joined(top)
    return [*below, top]
