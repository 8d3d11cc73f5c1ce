"""A first matcher: words in common, weighed by rarity, with room for typos."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge_base.decision import Ranked
from knowledge_base.tip_files import Tip

WORD = re.compile(r"\w+")


class WordMatcher:
    """Ranks tips by their best-fitting phrasing."""

    def __init__(self, tips: Sequence[Tip]) -> None:
        self._phrasings = [
            (tip, phrasing, frozenset(words(phrasing))) for tip in tips for phrasing in wordings(tip)
        ]
        count = Counter(word for _, _, known in self._phrasings for word in known)
        total = len(self._phrasings) + 1
        self._weight = {word: math.log(total / seen) for word, seen in count.items()}

    def rank(self, text: str) -> list[Ranked]:
        """All tips, the best first."""
        asked = frozenset(words(text))
        best: dict[str, Ranked] = {}
        for tip, phrasing, known in self._phrasings:
            score = 0.7 * self._overlap(asked, known) + 0.3 * fuzz.token_sort_ratio(text, phrasing) / 100
            if tip.id not in best or score > best[tip.id].score:
                best[tip.id] = Ranked(tip, score)
        return sorted(best.values(), key=lambda ranked: -ranked.score)

    def _overlap(self, asked: frozenset[str], known: frozenset[str]) -> float:
        shared = sum(self._weight[word] for word in asked & known)
        both = sum(self._weight.get(word, 8.0) for word in asked | known)
        return math.sqrt(shared / both) if both else 0.0


def wordings(tip: Tip) -> list[str]:
    """Everything a question may resemble: titles and phrasings."""
    return [*tip.title.values(), *(line for lines in tip.phrasings.values() for line in lines)]


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.casefold())
