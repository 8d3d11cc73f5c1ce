"""People by their initials: "J.P. van den Berg", "kind M.B.", "Baby J"."""

import re

from knowledge_base.guard.cues_behind import AGE
from knowledge_base.guard.lexicon import WordLevel, word_group
from knowledge_base.guard.reading import Reading
from knowledge_base.guard.spans import Kind, Level, Span

MOST_INITIALS = 5
LETTERED = word_group(
    "groep plan optie deel vitamine klas categorie cluster team route blok type group part option"
)
TWO_OR_MORE = re.compile(r"[A-Z]\.(?:\s?(?:v\.?\s?d\.?|v\.|d\.|[A-Z]\.))*\s?[A-Z]\.?(?!\w)")
ONE = re.compile(r"[D-W]\.?(?![\w'-])")  # A, B, C and X, Y, Z stand for anybody
TWO_WITH_STOPS = re.compile(r"[A-Z]\.\s?(?:[vd]\.\s?){0,2}[A-Z]\.")
NO_INITIALS = word_group(
    "N.B. P.S. B.V. N.V. U.S. O.T. A.D. B.C. S.P. K.V. V.O. B.O. S.O. H.B. M.B. V.W. H.A. P.O."
)
FROM = word_group("van uit from")
SAID_SO = word_group("initialen initials initiaal initial familie gezin fam family")


def initials_at(reading: Reading, place: int) -> tuple[Span, int] | None:
    """Initials with a surname, and the place of its last word."""
    words, at = reading.words, place
    if reading.low(place - 1) in LETTERED:
        return None
    while at < len(words) and is_initial(reading, at, place):
        at += 1
    if at == place:
        return None
    behind = at
    while is_prefix(reading, at) and words[at].joined | (at > place):
        at += 1
    if at >= len(words) or at in reading.cited or not is_initialled(reading, at, prefixed=at > behind):
        return None
    while words[at].low.rpartition("-")[2] in reading.vocabulary.prefixes and continues(reading, at + 1):
        at += 1
    return Span(words[place].start, surname_end(reading, at), Kind.NAME, Level.CERTAIN), at


def is_prefix(reading: Reading, place: int) -> bool:
    """Whether a word may stand before a surname."""
    return reading.low(place) in reading.vocabulary.prefixes


def continues(reading: Reading, place: int) -> bool:
    """Whether a word belongs to the same name as the one before it as far as signs go."""
    return reading.follows(place) and reading.words[place].joined


def is_initial(reading: Reading, place: int, first: int) -> bool:
    """Whether a word is one capital with a full stop behind it."""
    word = reading.words[place]
    stop = reading.text[word.end : word.end + 1] == "."
    return len(word.text) == 1 and word.text.isupper() and stop and place - first < MOST_INITIALS


def is_initialled(reading: Reading, place: int, *, prefixed: bool) -> bool:
    """Whether a word may follow initials as a surname."""
    word = reading.words[place]
    if not word.capital or word.acronym:
        return False
    return prefixed or word.low in reading.lexicon.surnames or reading.level(word.low) == WordLevel.UNKNOWN


def surname_end(reading: Reading, place: int) -> int:
    """Where a surname ends, without the s of possession: "Jayden de Vries's file"."""
    word = reading.words[place]
    if len(word.text) == 1:
        return word.end + 1
    return word.end - 2 if word.text.endswith("'s") else word.end


def bare_initials_at(reading: Reading, place: int) -> tuple[Span, int] | None:
    """Initials that stand for a whole name, behind a word for a person or before an age."""
    word = reading.words[place]
    if (
        len(word.text) != 1
        or not word.capital
        or (word.text == "I" and reading.text[word.end : word.end + 1] != ".")
    ):
        return None
    match = TWO_OR_MORE.match(reading.text, word.start) or ONE.match(reading.text, word.start)
    if not match or not means_person(reading, place, match):
        return None
    last = place
    while last + 1 < len(reading.words) and reading.words[last + 1].end <= match.end():
        last += 1
    return Span(match.start(), match.end(), Kind.NAME, Level.POSSIBLE), last


def acts_alone(reading: Reading, place: int, match: re.Match[str]) -> bool:
    """Whether two initials with full stops do something, or somebody talks of them: "K.S. absconded at "
    "22:40"."""
    if not TWO_WITH_STOPS.fullmatch(match[0]) or match[0].replace(" ", "") in NO_INITIALS:
        return False
    vocabulary, last = reading.vocabulary, place + sum(sign.isalpha() for sign in match[0])
    behind, before = reading.low(last), reading.low(place - 1)
    does = behind in vocabulary.acts or behind in vocabulary.verbs or behind in vocabulary.adverbs
    does = does or (behind in FROM and reading.words[place].opens)
    return does or behind in vocabulary.own or before in vocabulary.prepositions or before in vocabulary.files


def means_person(reading: Reading, place: int, match: re.Match[str]) -> bool:
    """Whether initials belong to somebody."""
    before, vocabulary = reading.low(place - 1), reading.vocabulary
    if (
        reading.follows(place)
        and reading.words[place].joined
        and (before in vocabulary.people or before in SAID_SO)
    ):
        return True
    if acts_alone(reading, place, match):
        return True
    return len(match[0]) > len("M.") and bool(AGE.match(reading.text, match.end()))
