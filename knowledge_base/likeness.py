"""Whether two short texts are the same but for a typing error."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

SHORTEST = 4  # letters; in shorter words one letter makes another word
LIKE = 86.0  # of 100: one wrong letter in seven
AHEAD = 8.0  # of the next best


def closest(text: str, options: Sequence[str]) -> int | None:
    """Which option a mistyped text means; None when it is none of them, or could be two."""
    if len(text) < SHORTEST:
        return None
    best = process.extract(text, options, scorer=fuzz.ratio, score_cutoff=LIKE - AHEAD, limit=2)
    if not best or best[0][1] < LIKE or (len(best) > 1 and best[0][1] - best[1][1] < AHEAD):
        return None
    position: int = best[0][2]
    return position
