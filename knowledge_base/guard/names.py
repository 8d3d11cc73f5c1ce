"""Names of people in a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.guard.lexicon import WordLevel, word_group
from knowledge_base.guard.reading import Candidate, Reading
from knowledge_base.guard.scoring import CERTAIN, DECISIVE, POSSIBLE, cues, points
from knowledge_base.guard.spans import Kind, Level, Span

MOST_SURNAME_PARTS = 5  # "van der Meer el Amrani"
LETTERED = word_group(
    "groep plan optie deel vitamine klas categorie cluster team route blok type group part option"
)


@dataclass(frozen=True, slots=True)
class Surname:
    """How far a surname reaches behind a word: the place of its last word, where it ends."""

    place: int
    end: int


def find_names(reading: Reading) -> Iterator[Span]:
    """The names in a text, each as one span with its surname."""
    place = 0
    while place < len(reading.words):
        found = name_at(reading, place) or initials_at(reading, place)
        if found:
            span, place = found
            yield span
        place += 1


def name_at(reading: Reading, place: int) -> tuple[Span, int] | None:
    """The name that starts at a word, and the place of its last word."""
    word, start = reading.words[place], place
    if word.low in reading.vocabulary.prefixes:
        place = prefixed(reading, place) or place
    if not may_be_name(reading, place):
        return None
    candidate = reading.candidate(place)
    if start == place and not candidate.name and not word.capital and candidate.level >= WordLevel.COMMON:
        return None
    found = [*cues(reading, start, candidate)]
    if start != place:
        found.append(prefix_cue(place - start, titled="title" in found))
    surname = None if candidate.owns else surname_behind(reading, place, candidate, found)
    if surname:
        found.append("surname")
    level = judged(points(reading, place, candidate, found), candidate, found)
    if level is None or (place in reading.masked and not unmasked(reading, candidate, found, surname)):
        return None
    last, end = (surname.place, surname.end) if surname else (place, candidate.end)
    return Span(word.start, end, Kind.NAME, level), last


def prefix_cue(prefixes: int, *, titled: bool) -> str:
    """What stands before a surname: "mevrouw de", "Van der", "El"."""
    return "title and prefix" if titled else "prefixes" if prefixes > 1 else "prefix"


def unmasked(reading: Reading, candidate: Candidate, found: list[str], surname: Surname | None) -> bool:
    """Whether somebody is called like a town or an organisation: "mevrouw Van Leiden", "Florence Bakker"."""
    if {"title", "prefixes"} & set(found):
        return True
    return bool(surname and candidate.plain and surname.place not in reading.masked)


def may_be_name(reading: Reading, place: int) -> bool:
    """Whether a word can be a name at all: more than one letter, and no word for a person or a thing."""
    word, vocabulary = reading.words[place], reading.vocabulary
    if len(word.text) == 1 or not word.text.replace("-", "").replace("'", "").isalpha():
        return False
    known = (
        word.low in vocabulary.people or word.low in vocabulary.determiners or word.low in vocabulary.titles
    )
    if known or word.low in vocabulary.belongings:
        return False
    return not (word.acronym and word.capital) or is_shouted_name(reading.candidate(place))


def is_shouted_name(candidate: Candidate) -> bool:
    """Whether capitals are a name rather than an abbreviation."""
    return candidate.plain and candidate.strength > 1


def judged(total: float, candidate: Candidate, found: list[str]) -> Level | None:
    """What a total amounts to; what is a word too, or a name nobody knows, is certain only with more."""
    if total < POSSIBLE:
        return None
    if candidate.name and "surname" in found:
        return Level.CERTAIN
    sure = candidate.plain or "title" in found or (candidate.name and not DECISIVE.isdisjoint(found))
    return Level.CERTAIN if total >= CERTAIN and sure else Level.POSSIBLE


def prefixed(reading: Reading, place: int) -> int | None:
    """The place of the surname behind a prefix with a capital, or behind a title: "mevrouw van den Berg"."""
    at = place
    while (
        reading.low(at) in reading.vocabulary.prefixes
        and at - place < MOST_SURNAME_PARTS
        and reading.follows(at + 1)
    ):
        at += 1
    if at == place or at >= len(reading.words):
        return None
    titled = place > 0 and reading.low(place - 1) in reading.vocabulary.titles
    last = reading.words[at]
    listed = last.low in reading.lexicon.surnames
    if not last.joined or not (last.capital or (titled and listed)):
        return None
    if titled or (listed and reading.words[place].capital):
        return at
    return at if listed and at - place > 1 and reading.low(place) == "van" else None


def surname_behind(reading: Reading, place: int, candidate: Candidate, found: list[str]) -> Surname | None:
    """The surname behind a first name, or behind what a title makes a name."""
    if not (candidate.name or "title" in found or "naming" in found or "person" in found):
        return None
    at, reached = place + 1, None
    prefix = 0
    while at < len(reading.words) and at - place <= MOST_SURNAME_PARTS and continues(reading, at):
        word = reading.words[at]
        if word.low in reading.vocabulary.prefixes:
            prefix += 1
        elif is_surname(reading, at, prefix, candidate):
            reached = Surname(at, surname_end(reading, at))
            prefix = 0
        else:
            break
        at += 1
    return reached


def continues(reading: Reading, place: int) -> bool:
    """Whether a word belongs to the same name as the one before it as far as signs go."""
    return reading.follows(place) and reading.words[place].joined


def is_surname(reading: Reading, place: int, prefix: int, candidate: Candidate) -> bool:
    """Whether a word behind a first name, and perhaps behind a prefix, is a surname."""
    word, lexicon = reading.words[place], reading.lexicon
    if word.text.isdigit():
        return False
    if len(word.text) == 1 and reading.text[word.end : word.end + 1] == ".":
        return True
    if word.capital and (not word.acronym or len(word.text) == 1):
        if place in reading.masked:
            return prefix == 0 and word.low in lexicon.surnames
        return not is_plain_word(reading, place) or bool(prefix) or word.low in lexicon.surnames
    return is_lower_surname(reading, place, prefix) and candidate.level < WordLevel.COMMON


def is_lower_surname(reading: Reading, place: int, prefix: int) -> bool:
    """Whether a word in lower case is a surname: listed, and no ordinary word unless behind a prefix."""
    low = reading.words[place].low
    if low not in reading.lexicon.surnames or place in reading.masked:
        return False
    level = reading.level(low)
    return level == WordLevel.UNKNOWN or (
        prefix > 0 and level < WordLevel.EVERYDAY and not spoken_of(reading, low)
    )


def is_plain_word(reading: Reading, place: int) -> bool:
    """Whether a word with a capital is an ordinary one."""
    candidate = reading.candidate(place)
    return candidate.level >= WordLevel.COMMON and candidate.name is None


def spoken_of(reading: Reading, low: str) -> bool:
    """Whether a word stands for a person or something of theirs."""
    vocabulary = reading.vocabulary
    return low in vocabulary.people or low in vocabulary.belongings or low in vocabulary.called_things


def surname_end(reading: Reading, place: int) -> int:
    """Where a surname ends, without the s of possession: "Jayden de Vries's file"."""
    word = reading.words[place]
    if len(word.text) == 1:
        return word.end + 1
    return word.end - 2 if word.text.endswith("'s") else word.end


def initials_at(reading: Reading, place: int) -> tuple[Span, int] | None:
    """Initials with a surname: "J.P. van den Berg"."""
    words, at = reading.words, place
    if reading.low(place - 1) in LETTERED:
        return None
    while at < len(words) and is_initial(reading, at, place):
        at += 1
    if at == place:
        return None
    while (
        at < len(words) and words[at].low in reading.vocabulary.prefixes and words[at].joined | (at > place)
    ):
        at += 1
    if at >= len(words) or not is_initialled(reading, at) or at in reading.cited:
        return None
    while words[at].low.rpartition("-")[2] in reading.vocabulary.prefixes and continues(reading, at + 1):
        at += 1
    return Span(words[place].start, surname_end(reading, at), Kind.NAME, Level.CERTAIN), at


def is_initial(reading: Reading, place: int, first: int) -> bool:
    """Whether a word is one capital with a full stop behind it."""
    word = reading.words[place]
    stop = reading.text[word.end : word.end + 1] == "."
    return len(word.text) == 1 and word.text.isupper() and stop and place - first < MOST_SURNAME_PARTS


def is_initialled(reading: Reading, place: int) -> bool:
    """Whether a word may follow initials as a surname."""
    word = reading.words[place]
    if not word.capital or word.acronym:
        return False
    return word.low in reading.lexicon.surnames or reading.level(word.low) == WordLevel.UNKNOWN
