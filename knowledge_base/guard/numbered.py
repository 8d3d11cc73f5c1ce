"""Words that the number behind them makes a thing: "group Riverside 2", "max is 2"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.tokens import Token

GROUPS = word_group("groep group team unit ward house woongroep leefgroep afdeling locatie")
LIMITS = word_group("max min")
EQUALS = word_group("is was wordt")
AMOUNTS = word_group("mb gb kb tb per keer x uur min minuten euro stuks mensen people mbs tekens woorden")
MOST_DIGITS = 2


def numbered_things(words: Sequence[Token]) -> set[int]:
    """The places of these words."""
    return {*in_groups(words), *in_series(words), *limits(words)}


def number_at(words: Sequence[Token], place: int) -> str:
    """The short number that stands right behind a word, or nothing."""
    if not 0 <= place < len(words) or not words[place].joined:
        return ""
    low = words[place].low
    return low if low.isdigit() and len(low) <= MOST_DIGITS else ""


def in_groups(words: Sequence[Token]) -> Iterator[int]:
    """A name with a number behind a word for a group."""
    for place, word in enumerate(words[1:], 1):
        if word.capital and word.joined and words[place - 1].low in GROUPS and number_at(words, place + 1):
            yield place


def in_series(words: Sequence[Token]) -> Iterator[int]:
    """A name with an article that comes with several numbers; a person has an age, and one of them."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words[1:], 1):
        number = number_at(words, place + 1)
        if number and word.capital and words[place - 1].low in ("de", "het", "the"):
            numbers[word.low].add(number)
            places[word.low] += (place - 1, place)
    for name, several in numbers.items():
        if len(several) > 1:
            yield from places[name]


def limits(words: Sequence[Token]) -> Iterator[int]:
    """ "max" in lower case, when it is an amount at the end or of something that is counted."""
    for place, word in enumerate(words):
        if word.text not in LIMITS or not number_at(words, place + 2) or words[place + 1].low not in EQUALS:
            continue
        behind = words[place + 3] if place + 3 < len(words) else None
        if behind is None or behind.low in AMOUNTS:
            yield place
