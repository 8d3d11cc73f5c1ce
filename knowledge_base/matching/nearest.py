"""From how near every single wording is, to how near every intent is."""

import numpy as np

from knowledge_base.matching.features import Floats, Ints

TAKEN = -9.0  # below every similarity, which lie between -1 and 1


class Owners:
    """Which intent each wording belongs to. Wordings stand sorted by intent; an intent may have none."""

    def __init__(self, owners: Ints, intents: int) -> None:
        self.of_wording = owners
        self.counts = np.bincount(owners, minlength=intents)
        self._there = self.counts > 0
        self._starts = np.searchsorted(owners, np.flatnonzero(self._there))
        # Among the intents that have wordings, the place of the one each wording belongs to.
        self._rows = (np.cumsum(self._there) - 1)[owners]

    def mean_of_best(self, similarities: Floats, best: int) -> Floats:
        """Per intent the mean of its `best` nearest wordings; 0 for an intent without any.

        The mean of a few says more than the one nearest, which may share a stray word. The nearest of all
        intents are taken together, round by round: `best` passes over all wordings, where sorting them takes
        more than twice as long.
        """
        taken = np.minimum(self.counts, best)[self._there]
        wanted, summed = taken.copy(), np.zeros(len(taken), dtype=np.float32)
        left = similarities.copy()
        while wanted.any():
            nearest = np.maximum.reduceat(left, self._starts)
            these = left == nearest[self._rows]
            equal = np.minimum(np.add.reduceat(these, self._starts, dtype=np.int64), wanted)
            summed += equal * nearest
            wanted -= equal
            left[these] = TAKEN
        return self._of_all((summed / taken).astype(np.float32))

    def best(self, similarities: Floats) -> Floats:
        """Per intent its one nearest wording; 0 for an intent without any."""
        if not len(similarities):
            return np.zeros(len(self._there), dtype=np.float32)
        return self._of_all(np.maximum.reduceat(similarities, self._starts))

    def _of_all(self, of_those_there: Floats) -> Floats:
        values = np.zeros(len(self._there), dtype=np.float32)
        values[self._there] = of_those_there
        return values
