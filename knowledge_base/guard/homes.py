"""Streets behind a word for an address or a home: "thuisadres (de meent 8", "huisje hofje van gratie 5"."""

import re
from collections.abc import Iterator

from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold
from knowledge_base.guard.spans import Level
from knowledge_base.guard.street_names import COUNTED, NAMED_FOR, House, houses, is_noun
from knowledge_base.guard.vocabulary import Vocabulary

ARTICLE = r"(?P<article>(?:de|het|den|'t|t|the)\s)?$"
ADDRESS = re.compile(
    r"\b\w{0,8}(?:adres|address)\b(?:\s[a-z]{2,12}){0,2}?(?:\s?[(:=,]{1,2}\s?|\s(?:is|op|aan|at|was)\s|\s)"
    + ARTICLE,
    re.IGNORECASE,
)
HOME = re.compile(
    r"\b(?!(?:zieken|gemeente|stad|buurt|club|raad|politie|dorps|wijk|te)huis)"
    r"\w{0,9}(?:huis|huisje|woning|woninkje|flat|flatje|appartement(?:je)?|studio(?:'?tje)?|house|home|apartment)"
    r"(?:\s?[(:=,]{1,2}\s?|\s(?:is|op|aan|at)\s|\s)" + ARTICLE,
    re.IGNORECASE,
)
REACH = 45  # characters


def streets_of_homes(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[int, int, Level]]:
    """Where they are; all are asked about."""
    for house in houses(text):
        lead = max(0, house.start - REACH)
        ahead = text[lead : house.start]
        link = ADDRESS.search(ahead) or HOME.search(ahead)
        if not link or COUNTED.match(text, house.end):
            continue
        if is_street(house, vocabulary, lexicon, article=bool(link["article"])):
            start = lead + link.start("article") if link["article"] else house.start
            yield start, house.end, Level.POSSIBLE


def is_street(house: House, vocabulary: Vocabulary, lexicon: Lexicon, *, article: bool) -> bool:
    """Whether a name is one of a street: a noun of streets with more than itself, or "hofje van …"."""
    several = len(house.words) > 1
    if not (several or article) and house.name in vocabulary.no_streets:
        return False
    if several and fold(house.words[0]) in NAMED_FOR:
        return True
    named = house.words[-1][0].isupper() or lexicon.level(house.name, "nl") < WordLevel.COMMON
    return is_noun(house.name) and (named or several or article)
