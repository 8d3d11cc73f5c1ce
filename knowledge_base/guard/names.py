"""Names of people in a text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge_base.guard.cues_before import cues_before
from knowledge_base.guard.cues_behind import cues_behind
from knowledge_base.guard.initials import bare_initials_at, continues, initials_at, surname_end
from knowledge_base.guard.lexicon import WordLevel
from knowledge_base.guard.masks import BEFORE_NUMBERS
from knowledge_base.guard.reading import Candidate, Reading
from knowledge_base.guard.scoring import CERTAIN, DECISIVE, POSSIBLE, PROOF, PROOF_IN_MEDIA, cues_at, points
from knowledge_base.guard.spans import Kind, Level, Span

MORE_THAN_A_DATE = frozenset(  # what no month or season does
    {
        "person of",
        "owns",
        "sure act",
        "referred",
        "who",
        "reflexive",
        "is person",
        "state",
        "made to",
        "company",
        "naming",
        "named so",
        "title",
        "is aged",
        "handled",
        "told that",
    }
)
SAID_TO_BE = frozenset(
    {"title", "naming", "nickname", "named so", "person", "surname", "titled surname", "owns"}
)  # whatever it looks like
MOST_SURNAME_PARTS = 5  # "van der Meer el Amrani"


@dataclass(frozen=True, slots=True)
class Surname:
    """How far a surname reaches behind a word: the place of its last word, where it ends."""

    place: int
    end: int


def find_names(reading: Reading) -> Iterator[Span]:
    """The names in a text, each as one span with its surname."""
    place = 0
    while place < len(reading.words):
        found = name_at(reading, place) or initials_at(reading, place) or bare_initials_at(reading, place)
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
    found = [*cues_before(reading, start, candidate)]
    plain_word = start == place and not candidate.name and not word.capital
    if plain_word and candidate.level >= WordLevel.COMMON and "titled surname" not in found:
        return None
    if start != place:
        found.append(prefix_cue(place - start, titled="title" in found))
    surname = None if candidate.owns else surname_behind(reading, place, candidate, found)
    if surname:
        found.append("surname")
    last, end = (surname.place, surname.end) if surname else (place, candidate.end)
    found += cues_at(reading, place)
    found += cues_behind(reading, place, last, replace(candidate, end=end))
    level = judged(points(reading, place, candidate, found), candidate, found)
    if level and not (word.capital or candidate.name) and is_mistyped(reading, word.low, candidate, found):
        return None
    masked = place in reading.masked and not unmasked(reading, start, candidate, found, surname)
    return None if level is None or masked else (Span(word.start, end, Kind.NAME, level), last)


def is_mistyped(reading: Reading, low: str, candidate: Candidate, found: list[str]) -> bool:
    """Whether what no list of names has is a word, or a slip of the thumb away from one."""
    if not SAID_TO_BE.isdisjoint(found):
        return False
    return candidate.level != WordLevel.UNKNOWN or reading.is_slip(low)


def prefix_cue(prefixes: int, *, titled: bool) -> str:
    """What stands before a surname: "mevrouw de", "Van der", "El"."""
    return "title and prefix" if titled else "prefixes" if prefixes > 1 else "prefix"


def unmasked(
    reading: Reading, place: int, candidate: Candidate, found: list[str], surname: Surname | None
) -> bool:
    """Whether somebody is called like a town or an organisation: "mevrouw Van Leiden", "Florence Bakker"."""
    if {"title", "titled surname", "prefixes", "title and prefix"} & set(found):
        return place - 1 not in reading.masked
    if candidate.name and reading.low(place) in reading.vocabulary.calendar:
        if reading.language == "nl" and reading.low(place) in reading.vocabulary.english_calendar:
            return True
        return not MORE_THAN_A_DATE.isdisjoint(found)
    if candidate.name and {"is person", "age"} & set(found):
        return reading.low(place) not in BEFORE_NUMBERS
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
    """What a total amounts to; certain only what is no word, or has a surname, and is surely a person."""
    if total < POSSIBLE:
        return None
    if (PROOF_IN_MEDIA if "media" in found else PROOF).isdisjoint(found):
        return Level.POSSIBLE
    if candidate.name and "surname" in found:
        return Level.CERTAIN
    only_a_name = candidate.name and candidate.level == WordLevel.UNKNOWN
    sure = only_a_name or "title" in found or (candidate.name and not DECISIVE.isdisjoint(found))
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


def is_surname(reading: Reading, place: int, prefix: int, candidate: Candidate) -> bool:
    """Whether a word behind a first name, and perhaps behind a prefix, is a surname."""
    word, lexicon = reading.words[place], reading.lexicon
    if word.text.isdigit() or word.text == "I":
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
