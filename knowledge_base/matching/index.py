"""Everything that is compared with a question, ready to be compared. Never changed: added to by a copy."""

from collections.abc import Collection, Sequence
from itertools import compress
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge_base.matching import kept, meaning
from knowledge_base.matching.bags import LetterSignal, WordSignal
from knowledge_base.matching.combination import Kinds
from knowledge_base.matching.features import Floats, letter_counts, stem_counts
from knowledge_base.matching.intents import Intent, IntentKind
from knowledge_base.matching.material import Material, sorted_words, work_out
from knowledge_base.matching.nearest import Owners
from knowledge_base.matching.reading import Reading

BESIDE = (IntentKind.TOPIC, IntentKind.SMALL_TALK)
NEAREST_MEANINGS = 5
NEAREST_WORDINGS = 3
ENOUGH = 40  # wordings; a tip with fewer was put in the words of few people yet


class Index:
    """Intents that can be compared with a text, by four signals.

    `like`: an index whose measure of how rare words are and how long texts are is taken over, so that
    scores of both can stand side by side.
    """

    def __init__(
        self, intents: Sequence[Intent], material: Material, reading: Reading, like: "Index | None" = None
    ) -> None:
        self.intents = tuple(intents)
        self.kinds = kinds_of(intents)
        self._material = material
        self._like = like
        self.reading = reading
        self._owners = Owners(material.owners, len(intents))
        self._spelled = Owners(material.spelled.owners, len(intents))
        self.few = self.kinds.tip & (self._owners.counts < ENOUGH)
        self._words: WordSignal = WordSignal(
            material.stems, len(intents), like._words.measure if like else None
        )
        self._letters: LetterSignal = LetterSignal(
            material.letters, len(intents), like._letters.rarity if like else None
        )

    def places(self, kind: IntentKind) -> NDArray[np.intp]:
        """Where the intents of a kind stand."""
        return np.flatnonzero([intent.kind is kind for intent in self.intents])

    def without(self, tips: Collection[str]) -> "Index":
        """A new index without these tips."""
        gone = [intent.kind is IntentKind.TIP and intent.id in tips for intent in self.intents]
        stay = ~np.array(gone)
        material = self._material.keeping(stay)
        return Index(tuple(compress(self.intents, stay)), material, self.reading, self._like)

    def with_intents(self, new: Sequence[Intent]) -> "Index":
        """A new index with these intents too."""
        material = self._material.joined(self._worked_out(new, first=len(self.intents)))
        return Index((*self.intents, *new), material, self.reading, self._like)

    def joined(self, other: "Index") -> "Index":
        """A new index of what is in both."""
        material = self._material.joined(other._material.behind(len(self.intents)))
        return Index((*self.intents, *other.intents), material, self.reading, self._like)

    def beside(self, new: Sequence[Intent]) -> "Index":
        """An index of these intents alone, measured as this one is."""
        return Index(new, self._worked_out(new), self.reading, self)

    def first(self, intents: int) -> "Index":
        """A new index of the first so many intents."""
        return Index(self.intents[:intents], self._material.first(intents), self.reading)

    def signals(self, text: str, known: list[str]) -> dict[str, Floats]:
        """How well each intent fits a text and its words, by signal; the scales differ."""
        [asked] = meaning.vectors([text])
        return self.signals_with(asked, known)

    def signals_with(self, asked: Floats, known: list[str]) -> dict[str, Floats]:
        """The same, of a text with this vector."""
        stems, _ = stem_counts(known)
        meanings = self._material.vectors @ (asked @ self._material.axes)
        wordings = self._ratios(known)
        return {
            "words": self._words.scores(stems),
            "letters": self._letters.scores(*letter_counts(known)),
            "meaning": self._owners.mean_of_best(meanings, NEAREST_MEANINGS),
            "wording": self._spelled.mean_of_best(wordings, NEAREST_WORDINGS),
            "nearest meaning": self._owners.best(meanings),
        }

    def _ratios(self, known: list[str]) -> Floats:
        """Rapidfuzz: letter by letter, whatever the order of the words; sees short questions and typos."""
        lines = self._material.spelled.lines
        ratios = process.cdist([sorted_words(known)], lines, scorer=fuzz.ratio, dtype=np.float32)
        return cast("Floats", ratios[0] / 100)

    def _worked_out(self, new: Sequence[Intent], first: int = 0) -> Material:
        return work_out(new, self.reading, first=first, axes=self._material.axes)


def kinds_of(intents: Sequence[Intent]) -> Kinds:
    """Of which kind each intent is."""
    return Kinds(
        tip=np.array([intent.kind is IntentKind.TIP for intent in intents]),
        urgent=np.array([intent.kind is IntentKind.URGENT for intent in intents]),
        harmless=np.array([intent.kind is IntentKind.HARMLESS for intent in intents]),
        beside=np.array([intent.kind in BESIDE for intent in intents]),
    )


def build_index(intents: Sequence[Intent], reading: Reading, kept_at: Path | None = None) -> Index:
    """The index of these intents, from the file it was kept in when that fits, else worked out (and kept)."""
    name = kept.digest(intents, reading)
    material = kept.read(kept_at, name) if kept_at else None
    if material is None:
        material = work_out(intents, reading)
        if kept_at:
            kept.keep(material, kept_at, name)
    return Index(intents, material, reading)
