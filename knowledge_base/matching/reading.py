"""How a text falls into words: lower case, no accents, words that mean the same as one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.tip_files import TipFileError, mapping, read_text

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads texts with these synonyms: from a word to the word it counts as."""

    synonyms: Mapping[str, str]

    def words(self, text: str) -> list[str]:
        """The words of a text, each as the word it counts as."""
        return [self.synonyms.get(word, word) for word in plain_words(text)]


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, accents taken off ("één" is typed "een" on a phone)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(sign for sign in decomposed if not unicodedata.combining(sign)))


def read_synonyms(path: Path) -> Reading:
    """The synonyms in a file. Raises TipFileError for one that stands in two groups."""
    counts_as: dict[str, str] = {}
    for word, others in mapping(path, read_text(path)).items():
        for other in (word, *others):
            if counts_as.setdefault(other, word) != word:
                raise TipFileError(path, 1, f"{other!r} stands in two groups", "Keep it in one")
    return Reading(counts_as)
