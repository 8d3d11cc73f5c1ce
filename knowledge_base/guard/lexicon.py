"""What is known of single words: whether they are a word, a first name, a surname."""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from zlib import crc32

from bot.contract import Language
from knowledge_base.guard.sounds import Sounds, load_sounds

LISTS = Path(__file__).parent / "lists"
LETTERS_WITHOUT_ACCENT = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
LEVEL_BITS = 3
SHORTEST_PART = 3  # letters of a word in a compound
LONGEST_COMPOUND = 40
LINKS = ("", "s", "e", "en", "er")  # between the parts of a Dutch compound
ENDINGS = (
    "'s",
    "s",
    "en",
    "e",
    "n",
    "t",
    "d",
    "de",
    "den",
    "te",
    "ten",
    "je",
    "tje",
    "jes",
    "tjes",
    "ing",
    "ed",
    "es",
)


class WordLevel(IntEnum):
    """How much of an ordinary word something is."""

    UNKNOWN = 0
    KNOWN = 1
    COMMON = 2
    EVERYDAY = 3


LEVELS = tuple(WordLevel)


@dataclass(frozen=True, slots=True)
class FirstName:
    """How well known a first name is (1 rare, 3 well known), and how much it is a word too."""

    strength: int
    word: Mapping[Language, WordLevel]


def fold(text: str) -> str:
    """A text in lower case without accents ("Zoë" is typed "zoe" on a phone)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS_WITHOUT_ACCENT))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def word_group(line: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(line.split())


def word_key(word: str) -> int:
    """The number that stands for a word; its last bits are free for the level."""
    return crc32(word.encode("utf-8", "replace")) & ~LEVEL_BITS


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words as sorted numbers: 480,000 of them in 2 MB; one in some thousand strangers passes for a word."""

    keys: "array[int]"

    def level(self, word: str) -> WordLevel:
        """How much of a word this is; it must be folded."""
        key = word_key(word)
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] & ~LEVEL_BITS != key:
            return WordLevel.UNKNOWN
        return LEVELS[self.keys[place] & LEVEL_BITS]


@dataclass(frozen=True)
class Lexicon:
    """Single words; everything is looked up folded."""

    words: Mapping[Language, WordSet]
    first_names: Mapping[str, FirstName]
    surnames: frozenset[str]
    sounds: Sounds

    def level(self, word: str, language: Language) -> WordLevel:
        """How much of a word something is in a text in this language, where the other's slip in too."""
        own = self.words[language].level(word)
        other = self.words["en" if language == "nl" else "nl"].level(word)
        return max(own, LEVELS[max(0, other - 1)])

    def known(self, word: str) -> bool:
        """Whether something is a word in either language, an inflected form or a Dutch compound."""
        return self.listed(word) or self.inflected(word) or self.compound(word)

    def listed(self, word: str) -> bool:
        """Whether a word stands in a list."""
        return bool(self.words["nl"].level(word) or self.words["en"].level(word))

    def inflected(self, word: str) -> bool:
        """Whether a word without its ending is listed."""
        return any(
            word.endswith(ending)
            and len(word) - len(ending) >= SHORTEST_PART
            and self.listed(word[: -len(ending)])
            for ending in ENDINGS
        )

    def compound(self, word: str) -> bool:
        """Whether a word falls into two that are listed in Dutch ("zorgoverleg", "mentorgesprek")."""
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_COMPOUND:
            return False
        dutch = self.words["nl"]
        return any(
            dutch.level(word[at:]) and self.first_part(word[:at])
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        )

    def first_part(self, part: str) -> bool:
        """Whether letters are a Dutch word, with or without a linking letter."""
        dutch = self.words["nl"]
        return any(
            part.endswith(link)
            and len(part) - len(link) >= SHORTEST_PART
            and dutch.level(part[: len(part) - len(link)])
            for link in LINKS
        )


def load_lexicon() -> Lexicon:
    """The lexicon from the lists."""
    return Lexicon(
        {"nl": read_words(LISTS / "words.nl.bin"), "en": read_words(LISTS / "words.en.bin")},
        read_first_names(LISTS / "first_names.txt"),
        frozenset((LISTS / "surnames.txt").read_text("utf-8").split()),
        load_sounds(),
    )


def read_words(path: Path) -> WordSet:
    """Words as they were written by `make lists`."""
    keys = array("I")
    keys.frombytes(path.read_bytes())
    return WordSet(keys)


def read_first_names(path: Path) -> dict[str, FirstName]:
    """First names, each with three digits: how well known, how much of a word in Dutch, and in English."""
    kinds: dict[str, FirstName] = {}
    names = {}
    for line in path.read_text("utf-8").splitlines():
        name, _, digits = line.partition(" ")
        if digits not in kinds:
            strength, nl, en = map(int, digits)
            kinds[digits] = FirstName(strength, {"nl": WordLevel(nl), "en": WordLevel(en)})
        names[name] = kinds[digits]
    return names
