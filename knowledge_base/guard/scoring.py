"""How much speaks for a word being somebody's name: what it is, and what stands around it.

Each cue has a weight set by hand; their sum decides. The weights are rounded on purpose: what matters is
which cues are enough together. A name in a list that is no word is enough by itself; a word that is a name
too needs a person near it; a word nobody knows needs a strong one.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge_base.guard.lexicon import WordLevel
from knowledge_base.guard.reading import Candidate, Reading

POSSIBLE, CERTAIN = 3.0, 5.0

# By how well known the name is (3 to 0: in no list), then how much of a word (no, known, common, everyday).
WITH_CAPITAL = {
    3: (6.0, 5.0, 3.0, 2.0),
    2: (6.0, 4.5, 2.5, 1.5),
    1: (4.0, 2.0, 1.0, 0.0),
    0: (1.0, -1.0, -2.0, -4.0),
}
AT_THE_START = {
    3: (6.0, 4.0, 0.8, -1.0),
    2: (5.0, 2.5, 0.0, -1.5),
    1: (2.8, 0.5, -1.0, -2.0),
    0: (0.0, -3.0, -4.0, -6.0),
}
IN_LOWER_CASE = {
    3: (5.0, 2.3, 0.0, -2.0),
    2: (3.6, 1.5, -0.5, -2.5),
    1: (2.4, 0.0, -2.0, -4.0),
    0: (-0.3, -3.0, -5.0, -8.0),
}
LISTED_SURNAME = 2.0  # what that adds to a word with a capital that is no first name

WEIGHTS = {
    "title": 4.0,
    "naming": 3.0,
    "person of": 3.5,
    "talk about": 3.0,
    "person": 3.0,
    "preposition": 1.0,
    "opener": 0.6,
    "after verb": 0.6,
    "determiner": -3.0,
    "act": 2.5,
    "verb": 1.0,
    "state": 2.0,
    "person near": 0.6,
    "owns": 4.0,
    "genitive": 1.0,
    "named thing": -4.0,
    "age": 4.0,
    "company": 2.0,
    "apart": 1.0,
    "two verbs": 4.0,
    "bare subject": 1.5,
    "surname": 3.0,
    "prefix": 2.0,
    "prefixes": 8.0,
    "title and prefix": 9.0,
}
TYPO = -1.5  # for an unknown or rare name in lower case among other words that nobody knows
SURE_NAME = 3  # strength from which a name in lower case is no typo
DECISIVE = frozenset(
    {"title", "naming", "age", "surname"}
)  # with one of these a word that is a name too is certain

AGE = re.compile(
    r"\s*(?:[(,]\s*|van\s+|is\s+(?:nu\s+|net\s+)?|aged?\s+|turned\s+|werd\s+|wordt\s+)?\d{1,2}\s*"
    r"(?:(?:jaar|jr|jarige|j|years?|yrs?|yo|y/o)\b|(?=[),.!?](?!\d)|$|\s+(?:is|heeft|en|and|who|die|has)\b))"
)
STATE_REACH = 6  # words
TALK_REACH = 4


def prior(reading: Reading, place: int, candidate: Candidate) -> float:
    """What a word says by itself."""
    word = reading.words[place]
    table = IN_LOWER_CASE if not word.capital else AT_THE_START if word.opens else WITH_CAPITAL
    points = table[candidate.strength][candidate.level]
    surname = word.capital and not candidate.name and word.low in reading.lexicon.surnames
    return points + LISTED_SURNAME if surname and candidate.level < WordLevel.EVERYDAY else points


def points(reading: Reading, place: int, candidate: Candidate, found: Sequence[str]) -> float:
    """What a word and its cues amount to."""
    total = prior(reading, place, candidate) + sum(WEIGHTS[cue] for cue in found)
    unsure = candidate.strength < SURE_NAME and not reading.words[place].capital
    return total + TYPO if unsure and total >= POSSIBLE and reading.sloppy(place) else total


def cues(reading: Reading, place: int, candidate: Candidate) -> Iterator[str]:
    """What around a word speaks for or against a person."""
    yield from cues_before(reading, place, candidate)
    yield from cues_behind(reading, place, candidate)
    if stands_apart(reading, place):
        yield "apart"


def cues_before(reading: Reading, place: int, candidate: Candidate) -> Iterator[str]:
    """What stands before a word."""
    words, vocabulary = reading.words, reading.vocabulary
    if words[place].opens or not place:
        if not words[place].capital:
            yield "opener"
        return
    before, joined = reading.low(place - 1), words[place].joined
    if before in vocabulary.titles and (joined or words[place].gap.strip() == "."):
        yield "title"
    elif before in vocabulary.people and (words[place].capital or candidate.level < WordLevel.COMMON):
        yield "person"
    elif joined and names(reading, place, candidate):
        yield "naming"
    elif joined and before in vocabulary.prepositions and (before != "of" or reading.language == "en"):
        yield from about(reading, place - 1)
    elif before in vocabulary.ands and is_person(reading, place - 2, vocabulary.with_ands):
        yield "company"
    elif before in vocabulary.openers:
        yield "opener"
    elif before in vocabulary.verbs or before in vocabulary.acts:
        yield "after verb"
    elif is_determined(reading, place, candidate):
        yield "determiner"


def is_determined(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether an article makes a thing of a word: "de storm"; "onze Jayden" and "die Kevin" stay persons."""
    before, vocabulary = reading.low(place - 1), reading.vocabulary
    if before in vocabulary.ours:
        return not (candidate.plain or (candidate.name and reading.words[place].capital))
    return before in vocabulary.determiners


def names(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether what stands before a word introduces a name: "genaamd X", "zijn naam is X"."""
    before, vocabulary = reading.low(place - 1), reading.vocabulary
    if before in vocabulary.naming:
        return reading.words[place].capital or bool(candidate.name) or candidate.level == WordLevel.UNKNOWN
    return before in ("is", "was") and reading.low(place - 2) in vocabulary.names_of


def about(reading: Reading, preposition: int) -> Iterator[str]:
    """What a preposition before a word is worth, by what stands before that; "to" may be an infinitive's."""
    before, vocabulary = reading.low(preposition - 1), reading.vocabulary
    near = {reading.low(at) for at in range(preposition - TALK_REACH, preposition)}
    if (
        reading.follows(preposition)
        and before in vocabulary.people
        and reading.low(preposition) in ("van", "of")
    ):
        yield "person of"
    elif reading.follows(preposition) and near & vocabulary.talk:
        yield "talk about"
    elif reading.low(preposition) != "to":
        yield "preposition"


def cues_behind(reading: Reading, place: int, candidate: Candidate) -> Iterator[str]:
    """What stands behind a word."""
    words, vocabulary = reading.words, reading.vocabulary
    if AGE.match(reading.text, words[place].end):
        yield "age"
    if not reading.follows(place + 1):
        return
    behind = words[place + 1]
    if candidate.owns:
        known = behind.low in vocabulary.belongings
        yield "owns" if known else "named thing" if behind.capital else "genitive"
    if not behind.joined:
        return
    verb = "act" if behind.low in vocabulary.acts else "verb" if behind.low in vocabulary.verbs else ""
    if verb:
        yield verb
        if words[place].capital and words[place].low in vocabulary.verb_names:
            yield "two verbs"
        elif is_bare_subject(reading, place, candidate):
            yield "bare subject"
    elif behind.low in vocabulary.own and reading.low(place + 2) in vocabulary.belongings:
        yield "owns"
    elif behind.low in vocabulary.ands and is_person(reading, place + 2, vocabulary.with_ands):
        yield "company"
    elif behind.low in vocabulary.named_after:
        yield "naming"
    if state_near(reading, place):
        yield "state" if behind.low in vocabulary.verbs else "person near"


def is_bare_subject(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether a Dutch noun starts a sentence without an article, as things seldom do: "Storm heeft …"."""
    defines = reading.low(place + 1) in ("is", "was") and reading.low(place + 2) in (
        "een",
        "het",
        "de",
        "geen",
    )
    a_noun = candidate.strength > 1 and candidate.level < WordLevel.EVERYDAY
    return reading.language == "nl" and reading.words[place].opens and a_noun and not defines


def state_near(reading: Reading, place: int) -> bool:
    """Whether the rest of the clause says what a person is or did."""
    for at in range(place + 1, min(place + 1 + STATE_REACH, len(reading.words))):
        if not reading.follows(at):
            return False
        if reading.words[at].low in reading.vocabulary.states:
            return True
    return False


def is_person(reading: Reading, place: int, also: frozenset[str]) -> bool:
    """Whether a word is surely a person: a pronoun, or a well-known name that is no word."""
    if not 0 <= place < len(reading.words):
        return False
    low = reading.words[place].low
    name = reading.lexicon.first_names.get(low)
    return low in also or bool(name and name.strength > 1 and not name.word[reading.language])


def stands_apart(reading: Reading, place: int) -> bool:
    """Whether a word stands between commas or brackets, as a name does."""
    words = reading.words
    if not words[place].gap.strip().endswith((",", "(")) or place + 1 >= len(words):
        return False
    return words[place + 1].gap.strip().startswith((",", ")"))
