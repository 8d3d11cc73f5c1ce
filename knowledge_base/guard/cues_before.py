"""What stands before a word and speaks for or against a person."""

from collections.abc import Iterator

from knowledge_base.guard.lexicon import WordLevel, word_group
from knowledge_base.guard.reading import Candidate, Reading
from knowledge_base.guard.vocabulary import Vocabulary

TALK_REACH = 4  # words
SURE_DETERMINERS = word_group("de het een 'n n the a an geen elke elk iedere ieder no every each veel weinig")
CALLING = word_group("call calls")
LIKE = word_group("als zoals like")
PRONOUNS = word_group("ik jij je hij zij ze wij we jullie i you he she they")
SERIES = (",", "/", ", ")


def cues_before(reading: Reading, place: int, candidate: Candidate) -> Iterator[str]:
    """The cue that the word before gives, and whether an article is missing."""
    word = reading.words[place]
    if word.opens or not place:
        if not word.capital:
            yield "opener"
        return
    if cue := strong_cue(reading, place, candidate) or weak_cue(reading, place, candidate):
        yield cue
    if is_bare(reading, place):
        yield "bare"


def strong_cue(reading: Reading, place: int, candidate: Candidate) -> str:
    """What names a person, or ties a word to one; empty when nothing does."""
    words, vocabulary = reading.words, reading.vocabulary
    before, joined = reading.low(place - 1), words[place].joined
    if before in vocabulary.titles and (joined or words[place].gap.strip() == "."):
        return "titled surname" if is_titled_surname(reading, place, candidate) else "title"
    if is_nickname(reading, place):
        return "nickname"
    if before in vocabulary.people and may_be_called(reading, place, candidate):
        return "person"
    if joined and before in vocabulary.files:
        return "file of"
    if joined and names(reading, place, candidate):
        return "naming"
    if joined and before in vocabulary.prepositions and (before != "of" or reading.language == "en"):
        return about(reading, place - 1)
    if before in vocabulary.ands and is_person(reading, place - 2, vocabulary.with_ands):
        return company(reading, place - 2)
    if words[place].gap.strip() in SERIES and is_person(reading, place - 1, frozenset()):
        return company(reading, place - 1)
    return "like" if joined and before in LIKE and reading.low(place - 2) in vocabulary.people else ""


def is_titled_surname(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether a word in lower case behind "mevrouw" is a surname that is a word too: "mevrouw vos"."""
    low = reading.low(place)
    surname = low in reading.lexicon.surnames and low not in reading.vocabulary.prefixes
    listed = surname and candidate.level < WordLevel.EVERYDAY
    return listed and not reading.words[place].capital and reading.low(place - 1) in reading.vocabulary.polite


def weak_cue(reading: Reading, place: int, candidate: Candidate) -> str:
    """What often stands before a person, and what makes a thing of a word."""
    vocabulary, before = reading.vocabulary, reading.low(place - 1)
    if before in vocabulary.handled and reading.words[place].joined:
        return "handled"
    if (
        before in vocabulary.does_alone
        and reading.words[place].joined
        and reading.low(place - 2) not in PRONOUNS
    ):
        return "does alone"
    if before in vocabulary.addressed and reading.words[place].joined:
        return "addressed"
    if before in vocabulary.openers:
        return "opener"
    if before in vocabulary.verbs or before in vocabulary.acts:
        return "inversion" if reading.words[place - 1].opens else "after verb"
    return "determiner" if is_determined(reading, place, candidate) else ""


def is_nickname(reading: Reading, place: int) -> bool:
    """Whether somebody is called something: "we noemen haar Muis"."""
    word, before = reading.words[place], reading.low(place - 1)
    called = reading.low(place - 2)
    said = before in reading.vocabulary.with_ands and (
        called in reading.vocabulary.naming or called in CALLING
    )
    return said and word.joined and word.capital


def may_be_called(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether a word behind "his brother" may be what he is called."""
    word = reading.words[place]
    return word.capital or candidate.level < WordLevel.COMMON or word.low in reading.vocabulary.count_nouns


def is_determined(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether an article makes a thing of a word: "de storm"; in "heb je lars" there is none."""
    before, vocabulary = reading.low(place - 1), reading.vocabulary
    if before in vocabulary.ours:
        known = candidate.name or reading.low(place) in reading.lexicon.surnames
        return not (candidate.plain or (known and reading.words[place].capital))
    sure = before in SURE_DETERMINERS and not (before == "het" and candidate.level == WordLevel.UNKNOWN)
    if not sure and candidate.plain and candidate.strength > 1:
        return False
    return before in vocabulary.determiners


def is_bare(reading: Reading, place: int) -> bool:
    """Whether a noun that needs an article has none: "de groep van wolf", "leg ik storm uit"."""
    vocabulary, low, before = reading.vocabulary, reading.low(place), reading.low(place - 1)
    if not reading.words[place].joined:
        return low in vocabulary.count_nouns and reading.words[place].gap.strip() == ","
    if low in vocabulary.mass_nouns:
        return before in PRONOUNS or before in vocabulary.addressed
    return low in vocabulary.count_nouns and begins_phrase(before, vocabulary)


def begins_phrase(word: str, vocabulary: Vocabulary) -> bool:
    """Whether what comes behind a word has its own article, or is a person."""
    groups = (vocabulary.prepositions, vocabulary.openers, vocabulary.adverbs, vocabulary.addressed)
    return word in PRONOUNS or any(word in group for group in (*groups, vocabulary.verbs, vocabulary.acts))


def names(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether what stands before a word introduces a name: "genaamd X", "zijn naam is X", "noemen hem X"."""
    before, vocabulary = reading.low(place - 1), reading.vocabulary
    named = reading.words[place].capital or bool(candidate.name) or candidate.level == WordLevel.UNKNOWN
    if before in vocabulary.naming:
        return named
    return before in ("is", "was") and reading.low(place - 2) in vocabulary.names_of


def about(reading: Reading, preposition: int) -> str:
    """What a preposition before a word is worth, by what stands around; "to" may be an infinitive's."""
    before, vocabulary = reading.low(preposition - 1), reading.vocabulary
    near = {reading.low(at) for at in range(preposition - TALK_REACH, preposition)}
    if reading.follows(preposition):
        if before in vocabulary.people and reading.low(preposition) in ("van", "of"):
            return "person of"
        if near & vocabulary.talk:
            return "talk about"
    if reading.low(preposition) in ("met", "over", "with", "about") and talk_behind(reading, preposition + 2):
        return "talk about"
    return "preposition" if reading.low(preposition) != "to" else ""


def talk_behind(reading: Reading, place: int) -> bool:
    """Whether a word of talking stands behind, as Dutch has it: "om met wolf over school te praten"."""
    for at in range(place, min(place + TALK_REACH + 1, len(reading.words))):
        if not reading.follows(at):
            return False
        if reading.low(at) in reading.vocabulary.spoken:
            return True
    return False


def company(reading: Reading, other: int) -> str:
    """What it is worth to be named in one breath with somebody: more than with "he"."""
    return "company" if reading.low(other) in reading.lexicon.first_names else "with them"


def is_person(reading: Reading, place: int, also: frozenset[str]) -> bool:
    """Whether a word is surely a person: a pronoun, or a well-known name that is no word."""
    if not 0 <= place < len(reading.words):
        return False
    low = reading.words[place].low
    name = reading.lexicon.first_names.get(low)
    return low in also or bool(name and name.strength > 1 and not name.word[reading.language])
