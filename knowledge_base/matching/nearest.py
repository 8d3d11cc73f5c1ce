"""From how near every single wording is, to how near every intent is."""

import numpy as np

from knowledge_base.matching.features import Floats, Ints

WIDEST = 4.0  # more than two similarities, which lie between -1 and 1, can be apart


class Owners:
    """Which intent each wording belongs to. Wordings stand sorted by intent; an intent may have none."""

    def __init__(self, owners: Ints, intents: int) -> None:
        self.of_wording = owners
        self._starts = np.searchsorted(owners, np.arange(intents))
        self.counts = np.bincount(owners, minlength=intents)

    def mean_of_best(self, similarities: Floats, best: int) -> Floats:
        """Per intent the mean of its `best` nearest wordings; 0 for an intent without any.

        The mean of a few says more than the one nearest, which may share a stray word.
        """
        ranked = np.sort(self.of_wording * WIDEST - similarities)
        means = np.zeros(len(self.counts), dtype=np.float32)
        for place in range(best):
            there = self.counts > place
            owners = np.flatnonzero(there)
            means[there] += owners * WIDEST - ranked[self._starts[there] + place]
        return (means / np.clip(self.counts, 1, best)).astype(np.float32)

    def best(self, similarities: Floats) -> Floats:
        """Per intent its one nearest wording; 0 for an intent without any."""
        there = self.counts > 0
        nearest = np.zeros(len(there), dtype=np.float32)
        if there.any():
            nearest[there] = np.maximum.reduceat(similarities, self._starts[there])
        return nearest
