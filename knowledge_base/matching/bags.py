"""Intents as bags of features, in postings: which intents hold a feature, and how often.

Everything that counts is closed form, so an intent that is added is found at once and nobody trains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from knowledge_base.matching.features import BUCKETS, Floats, Ints

K1, B = 1.2, 0.75  # BM25's usual constants


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each feature occurs in each intent: three columns of the same length."""

    features: Ints
    intents: Ints
    counts: Floats

    def first(self, intents: int) -> "Counts":
        """Only those of the first so many intents."""
        there = self.intents < intents
        return Counts(self.features[there], self.intents[there], self.counts[there])

    def keeping(self, kept: NDArray[np.bool_]) -> "Counts":
        """Only those of the intents that are kept, which are counted anew."""
        there = kept[self.intents]
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        return Counts(self.features[there], numbers[self.intents[there]], self.counts[there])

    def behind(self, intents: int) -> "Counts":
        """The same, of intents that stand behind so many others."""
        return Counts(self.features, self.intents + np.int32(intents), self.counts)

    def joined(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(
            np.concatenate([self.features, other.features]),
            np.concatenate([self.intents, other.intents]),
            np.concatenate([self.counts, other.counts]),
        )


def count(bags: Sequence[tuple[Ints, Floats]], owners: Ints) -> Counts:
    """Add up the features of wordings per intent."""
    features = np.concatenate([features for features, _ in bags]).astype(np.int64)
    lengths = [len(features) for features, _ in bags]
    weights = np.concatenate([counts for _, counts in bags])
    width = int(owners.max()) + 1
    keys, places = np.unique(features * width + np.repeat(owners, lengths), return_inverse=True)
    return Counts(
        (keys // width).astype(np.int32),
        (keys % width).astype(np.int32),
        np.bincount(places, weights).astype(np.float32),
    )


class Postings:
    """For every feature the intents that hold it, each with a weight."""

    def __init__(self, features: Ints, intents: Ints, weights: Floats, intent_count: int) -> None:
        order = np.argsort(features, kind="stable")
        self._intents = intents[order]
        self._weights = weights[order]
        self._starts = np.searchsorted(features[order], np.arange(BUCKETS + 1))
        self._intent_count = intent_count

    def add_up(self, features: Ints, weights: Floats) -> Floats:
        """Per intent the sum of its weights for these features, each times the given weight."""
        starts, ends = self._starts[features], self._starts[features + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        # The places of all postings of all features, one stretch after the other.
        places = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths - starts, lengths)
        summed = np.bincount(
            self._intents[places],
            self._weights[places] * np.repeat(weights, lengths),
            minlength=self._intent_count,
        )
        return summed.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Measure:
    """How rare each stem is among some intents, and how many stems an intent has on average."""

    rarity: Floats
    length: float


def measured(counts: Counts, length: Floats) -> Measure:
    """The measure of these counts, of intents of this length."""
    holders = np.bincount(counts.features, minlength=BUCKETS)
    rarity = np.log1p((len(length) - holders + 0.5) / (holders + 0.5))
    return Measure(rarity, max(float(length.mean()), 1.0))


class WordSignal:
    """BM25 over word stems (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).

    `measure`: the one to go by; without it, that of these counts.
    """

    def __init__(self, counts: Counts, intent_count: int, measure: Measure | None = None) -> None:
        length = cast("Floats", np.bincount(counts.intents, counts.counts, minlength=intent_count))
        self.measure: Measure = measure or measured(counts, length)
        stretch = K1 * (1 - B + B * length / self.measure.length)
        impact = counts.counts * (K1 + 1) / (counts.counts + stretch[counts.intents])
        weights = (self.measure.rarity[counts.features] * impact).astype(np.float32)
        self._postings = Postings(counts.features, counts.intents, weights, intent_count)

    def scores(self, features: Ints) -> Floats:
        """How well each intent's words fit."""
        return self._postings.add_up(features, np.ones(len(features), dtype=np.float32))


def sequence_rarity(counts: Counts, intent_count: int) -> Floats:
    """How rare each letter sequence is among some intents; what is nowhere counts for nothing."""
    holders = np.bincount(counts.features, minlength=BUCKETS)
    rarity = np.log((1 + intent_count) / (1 + holders)) + 1
    return np.where(holders > 0, rarity, 0).astype(np.float32)


def filled(rarity: Floats) -> Floats:
    """The same, and what is nowhere is as rare as the rarest: what comes later may hold it."""
    return np.where(rarity > 0, rarity, rarity.max()).astype(np.float32)


class LetterSignal:
    """Cosine of tf-idf vectors over letter sequences: compounds, inflections and typos keep most.

    `rarity`: how rare each sequence is elsewhere, to go by.
    """

    def __init__(self, counts: Counts, intent_count: int, rarity: Floats | None = None) -> None:
        self.rarity: Floats = sequence_rarity(counts, intent_count) if rarity is None else filled(rarity)
        weights = (1 + np.log(counts.counts)) * self.rarity[counts.features]
        length = np.sqrt(np.bincount(counts.intents, weights**2, minlength=intent_count))
        weights = (weights / length[counts.intents]).astype(np.float32)
        self._postings = Postings(counts.features, counts.intents, weights, intent_count)

    def scores(self, features: Ints, counts: Floats) -> Floats:
        """How much each intent's letters look like these, 0 to 1."""
        weights = (1 + np.log(counts)) * self.rarity[features]
        length = float(np.sqrt((weights**2).sum()))
        return self._postings.add_up(features, weights / length if length else weights)
