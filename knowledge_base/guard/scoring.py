"""How much speaks for a word being somebody's name: what it is, and what stands around it.

Each cue has a weight set by hand; their sum decides. The weights are rounded on purpose: what matters is
which cues are enough together. A name in a list that is no word is enough by itself; a word that is a name
too needs a person near it; a word nobody knows needs a strong one.
"""

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
    0: (-0.3, -4.5, -6.0, -8.0),
}
LISTED_SURNAME = 2.0  # what that adds to a word with a capital that is no first name

WEIGHTS = {
    "title": 4.0,
    "naming": 3.0,
    "person of": 5.0,
    "talk about": 3.0,
    "person": 3.0,
    "preposition": 1.0,
    "like": 3.0,
    "addressed": 2.2,
    "bare": 3.0,
    "opener": 0.6,
    "after verb": 0.6,
    "inversion": 1.2,
    "determiner": -3.0,
    "act": 2.5,
    "sure act": 4.5,
    "verb": 1.0,
    "state": 2.0,
    "person near": 0.6,
    "adverb": 0.8,
    "owns": 4.0,
    "genitive": 1.0,
    "named thing": -4.0,
    "age": 4.5,
    "company": 4.0,
    "with them": 2.0,
    "file of": 3.0,
    "made to": 3.5,
    "spoken of": 1.5,
    "bare noun": 3.0,
    "named so": 9.0,
    "handled": 5.5,
    "does alone": 3.0,
    "titled surname": 9.0,
    "told that": 3.0,
    "of a place": 3.5,
    "to me": 2.2,
    "is aged": 4.5,
    "apart": 1.0,
    "two verbs": 4.0,
    "clause": 2.0,
    "treated": 2.0,
    "nickname": 6.0,
    "referred": 2.5,
    "who": 2.0,
    "reflexive": 2.5,
    "pronoun": 0.8,
    "is person": 2.5,
    "is thing": -5.0,
    "label": 2.0,
    "family": 5.0,
    "order": -3.0,
    "wild": -12.0,
    "small word": -5.0,
    "media": 0.0,
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

# What shows that a person is meant; without any, a name may be a brand's or a singer's, and is asked about.
PROOF = DECISIVE - {"surname"} | {
    "person",
    "person of",
    "talk about",
    "act",
    "sure act",
    "state",
    "person near",
    "owns",
    "company",
    "with them",
    "file of",
    "made to",
    "spoken of",
    "named so",
    "handled",
    "does alone",
    "titled surname",
    "told that",
    "of a place",
    "to me",
    "is aged",
    "like",
    "referred",
    "who",
    "reflexive",
    "clause",
    "family",
    "is person",
    "prefixes",
    "title and prefix",
    "label",
    "pronoun",
    "addressed",
    "treated",
    "nickname",
}
# What still does where a film, a song or a shop is spoken of.
PROOF_IN_MEDIA = frozenset(
    {
        "title",
        "naming",
        "age",
        "person",
        "person of",
        "owns",
        "company",
        "like",
        "referred",
        "is person",
        "family",
    }
)
MEDIA_REACH = 8
WILD_REACH = 12  # words


def prior(reading: Reading, place: int, candidate: Candidate) -> float:
    """What a word says by itself."""
    word = reading.words[place]
    table = IN_LOWER_CASE if not word.capital else AT_THE_START if word.opens else WITH_CAPITAL
    points = table[candidate.strength][candidate.level] + candidate.sound
    surname = word.capital and not candidate.name and word.low in reading.lexicon.surnames
    return points + LISTED_SURNAME if surname and candidate.level < WordLevel.EVERYDAY else points


def points(reading: Reading, place: int, candidate: Candidate, found: Sequence[str]) -> float:
    """What a word and its cues amount to."""
    total = prior(reading, place, candidate) + sum(WEIGHTS[cue] for cue in found)
    unsure = candidate.strength < SURE_NAME and not reading.words[place].capital
    return total + TYPO if unsure and total >= POSSIBLE and reading.sloppy(place) else total


def cues_at(reading: Reading, place: int) -> Iterator[str]:
    """What the signs and the words on both sides say."""
    if stands_apart(reading, place):
        yield "apart"
    if is_wild(reading, place):
        yield "wild"
    if is_small_word(reading, place):
        yield "small word"
    if reading.words[place].capital and reading.near(place, reading.vocabulary.media, MEDIA_REACH):
        yield "media"


def is_small_word(reading: Reading, place: int) -> bool:
    """Whether a word in lower case is "will" or "dan"; one with a second verb behind is somebody."""
    vocabulary = reading.vocabulary
    if reading.words[place].capital or reading.low(place) not in vocabulary.small_words:
        return False
    behind = reading.low(place + 1)
    past = reading.language == "en" and behind in vocabulary.acts and behind not in vocabulary.base_verbs
    return not (past or (reading.low(place - 1) in vocabulary.people and behind in vocabulary.verbs))


def is_wild(reading: Reading, place: int) -> bool:
    """Whether a bird, a plant or the weather is meant: a nest or a vase is near."""
    low, vocabulary = reading.low(place), reading.vocabulary
    if low not in vocabulary.count_nouns and low not in vocabulary.mass_nouns:
        return False
    return reading.near(place, vocabulary.wild, WILD_REACH)


def stands_apart(reading: Reading, place: int) -> bool:
    """Whether a word stands between commas or brackets, as a name does."""
    words = reading.words
    if not words[place].gap.strip().endswith((",", "(")) or place + 1 >= len(words):
        return False
    return words[place + 1].gap.strip().startswith((",", ")"))
