"""How alike questions are: is it the same question, asked by somebody else in other words?

The nearest are offered to people, who decide; `is_same` alone decides without them, so it asks for nearly the
same words.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, cast

import numpy as np
from rapidfuzz import fuzz

from bot.contract import well_formed
from knowledge_base.matching import meaning
from knowledge_base.matching.features import DUTCH, ENGLISH, Floats, Ints, letter_counts
from knowledge_base.matching.fields import Fields
from knowledge_base.matching.reading import plain_words

NEAREST = 3
LONGEST_COMPARED = 2000  # characters
MOST_REMEMBERED = 2000  # questions
EVERY_SO_MANY = 7  # of the phrasings suffice to see which fields are common
# Chosen on benchmarks/alike/dev.tsv. The odds count as far as both questions are about tips.
WEIGHTS = {"meaning": 0.6, "core": 0.6, "fields": 0.9, "letters": 0.2, "odds": 1.5}
SMALL_WORDS = """
    de het een en of is zijn was dat die dit deze je jij we wij ons onze ik mij me mijn hij zij ze hem
    haar hun jullie er wel nog al als dan om te aan in op van voor met bij naar uit over door tot kan
    kun kunnen mag moet wil doe doet doen heb heeft hebben hebt word wordt worden zou gaat gaan zo maar
    ook steeds altijd elke ieder iemand iets alles daar hier nu nou eigenlijk even graag goed goede
    ervaring tips the a an to do does you are our with for on at it he she they his her this that and or
    have has can be been please
"""
ASKING_WORDS = "wat wie waar hoe wanneer welke welk waarom what who where how when which why"
# Small, but they turn a question round: "mag" is not "moet", "over" is not "voor", "bellen ze ons" is not
# "bellen we ze".
TURNING_WORDS = """
    mag moet wil kan can may must should
    aan in op van voor met bij naar uit over door tot to of for on at with
    mij me ons hem haar hen hun jou us him her them
"""
SMALL, ASKING, TURNING = (frozenset(words.split()) for words in (SMALL_WORDS, ASKING_WORDS, TURNING_WORDS))
SLOPE, BIAS = 2.8, -4.0  # from the summed signals to a score that reads as a probability
FEWEST_SAME = 3  # words; of fewer it can't be said that they mean the same
SAME_WORD = 88.0  # of 100: one slip in a longer word
SHORTEST_SLIP = 5  # letters; in shorter words one letter makes another word
SAME_MEANING = 0.6


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a question; vectors have length 1. `core`: the meaning of its telling words alone.

    `odds` are the roots of how likely it is about each thing that we know, `known` how sure that is.
    """

    telling: tuple[str, ...]
    kept: tuple[str, ...]
    meaning: Floats
    core: Floats
    fields: Floats
    letters: tuple[Ints, Floats]
    odds: Floats
    known: float


@dataclass(frozen=True, slots=True)
class Near:
    """Which other questions are near one, nearest first with a score from 0 to 1, and which are the same."""

    similar: tuple[tuple[int, float], ...]
    same: tuple[int, ...]


class Matching(Protocol):
    """What the matcher sees in a text."""

    def words(self, text: str) -> list[str]: ...
    def likely(self, text: str) -> tuple[Floats, float]: ...
    def phrasings(self) -> Sequence[str]: ...


class Alike:
    """Compares questions with each other."""

    def __init__(self, matching: Matching, fields: Fields) -> None:
        self._matching = matching
        self._fields = fields
        self._remembered = lru_cache(MOST_REMEMBERED)(self._traits)

    @cached_property
    def _rarity(self) -> Floats:
        """How much each field says: little when many phrasings are about it."""
        lines = self._matching.phrasings()[::EVERY_SO_MANY]
        holding = np.sum([self._fields.of(line) > 0 for line in lines], axis=0)
        return cast("Floats", np.log((len(lines) + 1) / (holding + 1)) + 0.3)

    def near(self, text: str, others: Sequence[str]) -> Near:
        """Which of these others are nearest, by their position."""
        mine, theirs = self.traits(text), [self.traits(other) for other in others]
        scores = [score(mine, other) for other in theirs]
        best = sorted(range(len(others)), key=lambda place: (-scores[place], place))[:NEAREST]
        same = tuple(place for place, other in enumerate(theirs) if is_same(mine, other))
        return Near(tuple((place, scores[place]) for place in best), same)

    def traits(self, text: str) -> Traits:
        """What is compared of a question; remembered, since it costs some ten milliseconds."""
        return self._remembered(well_formed(text[:LONGEST_COMPARED]))

    def _traits(self, text: str) -> Traits:
        words = self._matching.words(text)
        telling = [word for word in words if word not in SMALL and word not in ASKING] or words
        whole, core = meaning.vectors([text or " ", " ".join(telling) or " "])
        features, counts = letter_counts(telling)
        weights = 1 + np.log(counts)
        fields = self._fields.of(text) * self._rarity
        odds, known = self._matching.likely(text)
        return Traits(
            tuple(telling),
            tuple(word for word in plain_words(text) if word not in SMALL or word in TURNING),
            whole,
            core,
            unit(fields),
            (features, unit(weights)),
            np.sqrt(odds),
            known,
        )


def unit(vector: Floats) -> Floats:
    """A vector with length 1; nothing stays nothing."""
    return cast("Floats", vector / (np.linalg.norm(vector) or 1.0))


def score(one: Traits, other: Traits) -> float:
    """How alike two questions are, 0 to 1."""
    parts = signals(one, other)
    summed = sum(WEIGHTS[name] * value for name, value in parts.items())
    return round(1 / (1 + math.exp(-SLOPE * summed - BIAS)), 4)


def signals(one: Traits, other: Traits) -> Mapping[str, float]:
    """How alike two questions are to each signal."""
    _, mine, theirs = np.intersect1d(one.letters[0], other.letters[0], return_indices=True)
    return {
        "meaning": float(one.meaning @ other.meaning),
        "core": float(one.core @ other.core),
        "fields": float(one.fields @ other.fields),
        "letters": float(one.letters[1][mine] @ other.letters[1][theirs]),
        "odds": float(one.odds @ other.odds) * (one.known * other.known) ** 0.5,
    }


def is_same(one: Traits, other: Traits) -> bool:
    """Whether it is near certain that two questions are the same: the same words in order, save slips."""
    if min(len(one.telling), len(other.telling)) < FEWEST_SAME:
        return False
    # In another order the same words may ask who does what to whom the other way round.
    if len(one.kept) != len(other.kept) or not all(map(is_same_word, one.kept, other.kept)):
        return False
    return float(one.meaning @ other.meaning) >= SAME_MEANING


def is_same_word(word: str, other: str) -> bool:
    """Whether two words are the same but for an ending or a slip of the thumb; figures never are."""
    if word == other:
        return True
    if any(sign.isdigit() for sign in word + other):
        return False
    if DUTCH.stemWord(word) == DUTCH.stemWord(other) or ENGLISH.stemWord(word) == ENGLISH.stemWord(other):
        return True
    is_long = min(len(word), len(other)) >= SHORTEST_SLIP
    # "aangekondigd" and "onaangekondigd" differ in how they begin, slips hardly ever do.
    return is_long and word[0] == other[0] and fuzz.ratio(word, other) >= SAME_WORD
