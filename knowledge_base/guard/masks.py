"""What looks like a name and is none: organisations, towns, authors, brands, sayings (masks.toml)."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.guard.lexicon import LISTS, fold, word_group
from knowledge_base.guard.numbered import numbered_things
from knowledge_base.guard.tokens import WORD, Token
from knowledge_base.guard.vocabulary import Vocabulary

YEAR_BEHIND = re.compile(r"\s*(?:,?\s*\(?(?:19|20)\d\d[a-z]?\)|et al\b|e\.a\.)")
MAKERS = word_group("van door by of")
BUILDINGS = ("school", "college", "lyceum", "huis", "kliniek", "stichting", "fonds")
TITLE = re.compile(
    r'"[^\W\d_][^"\s]*(?:\s[^"\s]+){2,10}"'
)  # three words or more; one or two may be a nickname
STORMS = word_group("storm orkaan hurricane")
HOUSES = word_group("huis gezinshuis logeerhuis huisje pand house bot")
STREETS = ("straat", "laan", "plein", "gracht", "kade", "weg", "dijk", "singel", "steeg", "dreef")
SHORTEST_STREET = 6  # letters
LONGEST_BUILDING = 9  # letters; a longer word with one of these at its end is the name of one: "Frankschool"
MOST_OF_BUILDING = 2  # words
BEFORE_NUMBERS = word_group("art vs lid par sub bijl hfst")
AT_A_PLACE = word_group("in te uit naar vanuit rond omgeving regio gemeente nabij from near")
FROM_A_LAND = word_group("come comes came fled is are refugee refugees family families people children")
IN_A_LAND = word_group(
    "live lives lived living born up war camp family holiday woon woont wonen woonde geboren opgegroeid "
    "oorlog kamp familie "
    "vakantie zit zitten gezin"
)
OF_A_LAW = ("commissie-", "wet-", "rapport-", "motie-", "akkoord-")
NAME_REACH = 6  # words
MOST_OF_PRODUCT = 1  # words behind a brand: "Ikea Billy"
LONGEST_NAME = 5  # words, of an author


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word and their second, which is empty for a phrase of one word."""

    by_start: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]

    def mask(self, words: Sequence[Token]) -> set[int]:
        """The places of the words that belong to a phrase."""
        masked: set[int] = set()
        for place, word in enumerate(words):
            if starts := self.starting(word.low):
                masked.update(range(place, place + length_at(starts, words, place)))
        return masked

    def starting(self, low: str) -> Mapping[str, Sequence[Sequence[str]]] | None:
        """The phrases that start with a word, or with it without an s of possession or what a hyphen adds."""
        found = self.by_start.get(low)
        if found is None and (low[-1] == "s" or "-" in low):
            shorter = (low.removesuffix("'s"), low.removesuffix("s"), low.partition("-")[0])
            return next((self.by_start[word] for word in shorter if word in self.by_start), None)
        return found


def length_at(starts: Mapping[str, Sequence[Sequence[str]]], words: Sequence[Token], place: int) -> int:
    """How many words the longest phrase takes that starts at a place; 0 when none does."""
    second = without_s(words[place + 1].low) if place + 1 < len(words) else ""
    for phrase in starts.get(second, ()) if second else ():
        others = [without_s(word.low) for word in words[place + 2 : place + len(phrase)]]
        if others == [*phrase[2:]]:
            return len(phrase)
    return 1 if "" in starts else 0


@dataclass(frozen=True, slots=True)
class Masks:
    """Phrases of three kinds: people who are cited, brands, and everything else."""

    cited: Phrases
    brands: Phrases
    other: Phrases

    def people(self, words: Sequence[Token]) -> set[int]:
        """The places of the words that name somebody whom everybody may name."""
        return self.cited.mask(words)

    def things(self, words: Sequence[Token]) -> set[int]:
        """The places of the words that name no person."""
        brands = self.brands.mask(words)
        products = {at for place in brands for at in capitals_after(words, place + 1, most=MOST_OF_PRODUCT)}
        return self.other.mask(words) | brands | products


def without_s(word: str) -> str:
    """A word without the s of possession."""
    return word.removesuffix("'s").removesuffix("s")


def load_masks() -> Masks:
    """The phrases that are shipped, towns among them."""
    groups = tomllib.loads((LISTS.parent / "masks.toml").read_text("utf-8"))
    people = phrases(groups.pop("people").splitlines())
    brands = phrases(groups.pop("brands").splitlines())
    others = [line for text in groups.values() for line in text.splitlines()]
    return Masks(people, brands, phrases([*others, *(LISTS / "towns.txt").read_text("utf-8").splitlines()]))


def phrases(lines: Iterable[str]) -> Phrases:
    """Phrases, one on a line; a line that starts with # is none."""
    by_start: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            first, *others = WORD.findall(fold(line))
            phrase = (first, *map(without_s, others))
            by_start.setdefault(first, {}).setdefault(phrase[1] if others else "", []).append(phrase)
    for starts in by_start.values():
        for second in starts.values():
            second.sort(key=len, reverse=True)
    return Phrases(by_start)


def things_by_context(words: Sequence[Token], vocabulary: Vocabulary) -> set[int]:
    """The places of words that the words around them make a thing: "locatie Sterre", "Emma kliniek"."""
    masked = numbered_things(words)
    for place, word in enumerate(words):
        if word.low in vocabulary.named_buildings:
            masked.update(typed_before(words, place, vocabulary))
        if word.low in STORMS and place + 1 < len(words) and words[place + 1].joined:
            masked.update(name_of_storm(words, place, vocabulary))
        if word.low.endswith((*STREETS, "park")) and len(word.low) > SHORTEST_STREET:
            masked.update(street_named_after(words, place, vocabulary))
        if word.low in vocabulary.called_things or is_thing_called(words, place, vocabulary):
            masked.update(capitals_after(words, place + 1, after_comma=word.low in vocabulary.animals))
        elif is_village(words, place, vocabulary) or is_land(words, place, vocabulary):
            masked.add(place)
        elif word.low.startswith(OF_A_LAW):
            masked.update(capitals_after(words, place + 1))
        elif word.capital and is_building(words, place, vocabulary):
            masked.update(capitals_before(words, place, vocabulary))
        elif is_place(words, place) or is_shortened(words, place):
            masked.add(place)
    return masked


def typed_before(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> Iterable[int]:
    """The words in lower case whose building this is: "het jeroen bosch ziekenhuis"."""
    small = (
        vocabulary.dutch
        | vocabulary.english
        | vocabulary.determiners
        | vocabulary.prepositions
        | vocabulary.acts
    )
    for at in range(place - 1, max(place - 1 - MOST_OF_BUILDING, -1), -1):
        if not words[at + 1].joined or words[at].low in small or words[at].low in vocabulary.verbs:
            return
        yield at


def name_of_storm(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> Iterable[int]:
    """The word behind "storm" when it may be what a storm is called: "storm corrie"."""
    low = words[place + 1].low
    if (
        low in vocabulary.dutch
        or low in vocabulary.english
        or low in vocabulary.acts
        or low in vocabulary.verbs
    ):
        return ()
    return (place + 1,)


def street_named_after(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> Iterable[int]:
    """Whom a park or street is named after, in lower case: "jan van galenpark"."""
    at = place
    while at and words[at].joined and words[at - 1].low in vocabulary.prefixes:
        at -= 1
    return range(at - 1, place + 1) if 0 < at < place and words[at].joined else ()


def is_village(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether somebody or something is in, or comes from, a village with the name of a person."""
    word = words[place]
    at = place > 0 and word.joined and words[place - 1].low in AT_A_PLACE
    return bool(at and word.capital and word.low in vocabulary.villages)


def is_land(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a country with the name of a person is meant: "the capital of Jordan", "he fled from Chad"."""
    word = words[place]
    if word.low not in vocabulary.lands or not place or not word.joined:
        return False
    link = words[place - 1].low
    ahead = words[place - 2].low if place > 1 else ""
    if link in ("of", "van"):
        return ahead in vocabulary.lands_before
    moved = (
        link == "uit" or (link == "from" and ahead in FROM_A_LAND) or (link == "in" and ahead in IN_A_LAND)
    )
    return word.capital and moved


def is_place(words: Sequence[Token], place: int) -> bool:
    """Whether a word is a street, or the letters of a postcode; homes are found before names are."""
    word = words[place]
    if word.acronym and place and len(word.text) == len("AB"):
        return words[place - 1].text.isdigit()
    a_street = word.capital and word.low.endswith(STREETS)
    return a_street and len(word.low) > SHORTEST_STREET


def is_shortened(words: Sequence[Token], place: int) -> bool:
    """Whether a word is short for another before a number ("art. 8"), or the JIM of the approach."""
    word = words[place]
    numbered = place + 1 < len(words) and words[place + 1].low[0].isdigit()
    return word.text == "JIM" or (numbered and word.low in BEFORE_NUMBERS)


def cited_by_context(text: str, words: Sequence[Token], vocabulary: Vocabulary) -> set[int]:
    """The places of words that name who made or wrote something: "het boek van …", "… (2019)"."""
    masked = in_titles(text, words, vocabulary)
    for place, word in enumerate(words):
        if word.low in MAKERS and place and words[place - 1].low in vocabulary.works:
            masked.update(capitals_after(words, place + 1))
        elif word.capital and (YEAR_BEHIND.match(text, word.end) or is_writing(words, place, vocabulary)):
            masked.update(capitals_before(words, place, vocabulary))
    return masked


def in_titles(text: str, words: Sequence[Token], vocabulary: Vocabulary) -> set[int]:
    """The places of words in the title of a book or a film, in quotation marks."""
    if text.count('"') < 2 or vocabulary.media.isdisjoint(word.low for word in words):  # noqa: PLR2004
        return set()
    titles = [match.span() for match in TITLE.finditer(text)]
    return {at for at, word in enumerate(words) if any(start < word.start < end for start, end in titles)}


def is_thing_called(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether "heet" says what a thing or an animal is called: "de hond van de buren heet Max"."""
    if words[place].low not in ("heet", "heette", "called", "named"):
        return False
    ahead = words[max(0, place - NAME_REACH) : place]
    return any(word.low in vocabulary.called_things or word.low in HOUSES for word in ahead)


def is_writing(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether somebody with a surname writes about something; who writes anything else may be a child."""
    if not place or place + 2 >= len(words) or not words[place - 1].capital:
        return False
    return words[place + 1].low in vocabulary.writes and words[place + 2].low in (
        "over",
        "about",
        "dat",
        "that",
    )


def is_building(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a word is, or the word behind makes it, the name of a school or the like."""
    low = words[place].low
    own = low.endswith(BUILDINGS) and len(low) > LONGEST_BUILDING
    return own or (low[-1] != "s" and is_thing_after(words, place + 1, vocabulary))


def is_thing_after(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a word makes a thing of the one before it: "Emma kliniek"."""
    return place < len(words) and words[place].joined and words[place].low in vocabulary.things_after


def capitals_after(
    words: Sequence[Token], place: int, *, after_comma: bool = False, most: int = LONGEST_NAME
) -> Iterable[int]:
    """The words with a capital from a place on, small words between them included."""
    signs = ("", '"', "'", ",") if after_comma else ("", '"', "'")
    for at in range(place, min(place + most, len(words))):
        word = words[at]
        if word.opens or word.gap.strip() not in signs or not (word.capital or is_article(word)):
            return
        yield at


def is_article(word: Token) -> bool:
    """Whether a word may stand before a name of a thing."""
    return word.low in ("de", "het", "the", "van", "der", "den")


def capitals_before(words: Sequence[Token], place: int, vocabulary: Vocabulary) -> Iterable[int]:
    """The words with a capital up to a place, with what joins authors: "De Jong & Van der Veer (2019)"."""
    for at in range(place, max(place - 2 * LONGEST_NAME, -1), -1):
        low = words[at].low
        if not (words[at].capital or low in vocabulary.prefixes or low in vocabulary.ands):
            return
        yield at
