"""What a text is made of, for the signals that look at its form: word stems and letter sequences."""

from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from zlib import crc32

import numpy as np
import Stemmer
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

BUCKETS = 1 << 18  # features are hashed: no vocabulary to keep, the same number in every process
SHORTEST, LONGEST = 3, 5  # letter sequences

# A stemmer keeps the word it is at in itself, so two threads (one that takes in new tips, one that answers)
# would get each other's stems, and `lru_cache` would remember them.
ONE_AT_A_TIME = Lock()
DUTCH = Stemmer.Stemmer("dutch")
ENGLISH = Stemmer.Stemmer("english")


@lru_cache(maxsize=1 << 14)
def stems(word: str) -> tuple[int, int]:
    """The word's stem in either language, as buckets: nobody has to know in which it was meant."""
    with ONE_AT_A_TIME:
        return bucket(f"n {DUTCH.stemWord(word)}"), bucket(f"e {ENGLISH.stemWord(word)}")


@lru_cache(maxsize=1 << 12)
def letters(word: str) -> tuple[int, ...]:
    """The letter sequences of a word and its edges, as buckets: what survives typos and compounds."""
    return tuple(bucket(sequence) for sequence in sequences(f" {word} "))


def sequences(padded: str) -> Iterator[str]:
    """Every stretch of three to five signs; a shorter word is one stretch by itself."""
    if len(padded) <= SHORTEST:
        yield padded
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def bucket(feature: str) -> int:
    """The number of a feature."""
    return crc32(feature.encode()) % BUCKETS


def counted(features: list[int]) -> tuple[Ints, Floats]:
    """The different features and how often each occurs."""
    found, counts = np.unique(np.array(features, dtype=np.int32), return_counts=True)
    return found, counts.astype(np.float32)


def stem_counts(known: list[str]) -> tuple[Ints, Floats]:
    """The stems of these words with their counts."""
    return counted([stem for word in known for stem in stems(word)])


def letter_counts(known: list[str]) -> tuple[Ints, Floats]:
    """The letter sequences of these words with their counts."""
    return counted([sequence for word in known for sequence in letters(word)])
