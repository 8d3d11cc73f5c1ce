"""Fields of meaning: which matters a text is about, whatever words it uses for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base.matching.features import DUTCH, ENGLISH, Floats
from knowledge_base.matching.reading import plain_words
from knowledge_base.tip_files import mapping, read_text

LONG_ENOUGH = 4  # letters of a word that is looked for in longer ones
REST = 3  # letters that a longer word has besides, at least
MOST_PARTS = 2
OF_PART, OF_PHRASE = 0.6, 1.5  # a part says less than the whole word, several words in a row say more


@dataclass(frozen=True, slots=True)
class Fields:
    """Words by the fields they belong to, as numbers."""

    words: Mapping[str, frozenset[int]]
    stems: Mapping[str, frozenset[int]]
    phrases: Mapping[str, frozenset[int]]
    count: int

    def of(self, text: str) -> Floats:
        """How much a text is about each field: 0 for those it is not about."""
        known = plain_words(text)
        weights = np.zeros(self.count, dtype=np.float32)
        around = f" {' '.join(known)} "
        for phrase, fields in self.phrases.items():
            if f" {phrase} " in around:
                weights[list(fields)] += OF_PHRASE
        for word in dict.fromkeys(known):
            for fields, share in self._of_word(word):
                weights[list(fields)] += share / len(fields) ** 0.5
        return weights

    def _of_word(self, word: str) -> list[tuple[frozenset[int], float]]:
        stems = (DUTCH.stemWord(word), ENGLISH.stemWord(word))
        whole = self.words.get(word) or next((self.stems[stem] for stem in stems if stem in self.stems), None)
        if whole:
            return [(whole, 1.0)]
        parts = [
            part
            for part in self.words
            if len(part) >= LONG_ENOUGH
            and len(word) - len(part) >= REST
            and (word.startswith(part) or word.endswith(part))
        ]
        longest = sorted(parts, key=lambda part: (-len(part), part))[:MOST_PARTS]
        return [(self.words[part], OF_PART) for part in longest]


def read_fields(path: Path) -> Fields:
    """The fields in a file. Raises TipFileError for one that can't be read."""
    words: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    phrases: dict[str, set[int]] = {}
    listed = mapping(path, read_text(path))
    for number, (name, members) in enumerate(listed.items()):
        for member in (name, *members):
            known = plain_words(str(member))
            if len(known) > 1:
                phrases.setdefault(" ".join(known), set()).add(number)
            for word in known if len(known) == 1 else ():
                words.setdefault(word, set()).add(number)
                for stem in {DUTCH.stemWord(word), ENGLISH.stemWord(word)}:
                    stems.setdefault(stem, set()).add(number)
    return Fields(frozen(words), frozen(stems), frozen(phrases), len(listed))


def frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    """The same, not to be changed any more."""
    return {word: frozenset(fields) for word, fields in found.items()}
