"""What stands behind a word and speaks for or against a person."""

import re
from collections.abc import Iterator

from knowledge_base.guard.cues_before import company, is_person
from knowledge_base.guard.lexicon import WordLevel, word_group
from knowledge_base.guard.reading import Candidate, Reading
from knowledge_base.guard.vocabulary import Vocabulary

AGE = re.compile(
    r"\s*(?:[(,]\s*|van\s+|is\s+(?:nu\s+|net\s+)?|aged?\s+|turned\s+|werd\s+|wordt\s+)?\d{1,2}\s*"
    r"(?:(?:jaar|jr|jarige|j|years?|yrs?|yo|y/o)\b|(?=[),.!?](?!\d)|$|\s+(?:is|heeft|en|and|who|die|has)\b))"
)
IS_AGED = re.compile(
    r"\s+(?:is|was|wordt|turned)\s+(?:nu\s+|net\s+|pas\s+|al\s+|now\s+|only\s+)?(?:\d|1\d)\s*(?:jaar|jr|"
    r"years?|(?=,?\s(?:en|and)\b|[,.!?](?!\d)|$))"
)
IS_WHOSE_NAME = re.compile(
    r"\s(?:is|was)\s(?:zijn|haar|z'n|d'r|his|her|mijn|my)\s\w{0,5}n(?:aam|ame|ickname)\b", re.IGNORECASE
)
CALLED_SO = re.compile(
    r"\s?\(?,?\s?(?:zo\s(?:noemen|noemt|heet)\b|is\s(?:zijn|haar|z'n|d'r|his|her)\s(?:bijnaam|roepnaam|"
    r"nickname)\b|"
    r"(?:as\s)?(?:we|they|everyone)\scalls?\s(?:him|her)\b)",
    re.IGNORECASE,
)
STATE_REACH = 6  # words
PRONOUN_REACH = 8
THING_REACH = 4
TREATED_REACH = 5
KNOWN_NAME = 2  # strength
PRONOUNS = word_group("hij zij ze ie hem haar zijn z'n zn d'r he she him her his hers")
ONE_PERSON = word_group("hij ie he she")
SUBJECT_REACH, SUBJECT_SOON = 6, 4  # words
SUBJECTS = word_group("hij zij ze ie he she")
REFLEXIVES = word_group("zichzelf himself herself z'nzelf")
OF_SOMEBODY = word_group("z'n zn d'r dr")  # which never start a clause, as "zijn" may
CAUSED = word_group("let help helps make makes laat")
PERFECTS = word_group(
    "eaten slept spoken said told cried refused lied stolen hurt taken drunk smoked written settled "
    "opened asked"
)
PERFECT = word_group("has hasnt hasn't had hadn't hadnt")
NOT = word_group("not never already just been still")
TO_US = word_group("me mij ons us")
WHO = word_group("die who")
IS = word_group("is was are were zijn waren wordt")
ARTICLES = word_group("een het de geen a an the no")
ORDERED = word_group("je jullie uw this that the a an your my me")
N_T = word_group(
    "wont isnt wasnt hasnt doesnt didnt cant cannot won't isn't wasn't hasn't doesn't didn't can't"
)


def cues_behind(reading: Reading, place: int, last: int, candidate: Candidate) -> Iterator[str]:
    """Every cue that the words behind a name give, which reaches from one place to another."""
    if IS_AGED.match(reading.text, candidate.end):
        yield "is aged"
    elif AGE.match(reading.text, candidate.end) or is_aged(reading, last):
        yield "age"
    if reading.text[candidate.end : candidate.end + 1] == ":" and is_label(reading, place, candidate):
        yield "label"
    if CALLED_SO.match(reading.text, candidate.end):
        yield "named so"
    if not reading.follows(last + 1):
        return
    if candidate.owns:
        yield owning(reading, last)
    if reading.words[last + 1].joined:
        yield from verb_cues(reading, place, last, candidate)
        yield from told_cues(reading, place, last)
        yield from joined_cues(reading, place, last, candidate)
    elif reading.low(last + 1) in SUBJECTS and reading.words[last + 1].gap.strip() == ",":
        yield "referred"
    elif later_subject(reading, last):
        yield "spoken of"
    yield from pronouns(reading, last)


def is_aged(reading: Reading, last: int) -> bool:
    """Whether an age and a verb follow: "roos van 12 luistert niet"."""
    vocabulary, age, verb = reading.vocabulary, reading.low(last + 2), reading.low(last + 3)
    if reading.low(last + 1) != "van" or not reading.follows(last + 3) or not age.isdigit() or len(age) > 2:  # noqa: PLR2004
        return False
    return verb in vocabulary.acts or verb in vocabulary.verbs or verb in vocabulary.adverbs


def later_subject(reading: Reading, last: int) -> bool:
    """Whether the next clause soon says "she" or "he": "a plan for joy, third time she ran"."""
    if reading.low(last + 1) in SUBJECTS or not reading.follows(last + 2):
        return False
    for at in range(last + 1, min(last + 1 + SUBJECT_REACH, len(reading.words))):
        if not reading.follows(at):
            return False
        if "," in reading.words[at].gap:
            soon = range(at, min(at + SUBJECT_SOON, len(reading.words)))
            return any(reading.low(other) in ONE_PERSON and reading.follows(other) for other in soon)
    return False


def is_label(reading: Reading, place: int, candidate: Candidate) -> bool:
    """Whether a line starts with whom it is about: "Lotje: goed gegeten"."""
    return reading.words[place].opens and (bool(candidate.name) or candidate.level == WordLevel.UNKNOWN)


def owning(reading: Reading, last: int) -> str:
    """What somebody's is worth, by what is owned."""
    behind = reading.words[last + 1]
    if behind.low in reading.vocabulary.belongings:
        return "owns"
    return "named thing" if behind.capital else "genitive"


def told_cues(reading: Reading, place: int, last: int) -> Iterator[str]:
    """What shows that somebody is spoken to, or of where they work: "tell grace she …", "mark van de "
    "nachtdienst"."""
    vocabulary, behind = reading.vocabulary, reading.low(last + 1)
    if behind in SUBJECTS and reading.low(place - 1) in vocabulary.addressed:
        yield "told that"
    of = behind in ("van", "from", "vd") and reading.low(last + 2) in (
        "de",
        "het",
        "the",
        "next",
        "hiernaast",
    )
    if (of or behind == "vd") and near_behind(reading, last, vocabulary.workplaces, 3):
        yield "of a place"
    if behind in vocabulary.acts and near_behind(reading, last + 1, TO_US, 3):
        yield "to me"


def joined_cues(reading: Reading, place: int, last: int, candidate: Candidate) -> Iterator[str]:
    """What the very next words say, a verb apart."""
    vocabulary, behind = reading.vocabulary, reading.low(last + 1)
    if behind in vocabulary.own and (behind in OF_SOMEBODY or reading.low(last + 2) in vocabulary.belongings):
        yield "owns"
    elif behind in vocabulary.ands and is_person(reading, last + 2, vocabulary.with_ands):
        yield company(reading, last + 2)
    elif behind in vocabulary.named_after or IS_WHOSE_NAME.match(reading.text, candidate.end):
        yield "naming"
    elif behind in vocabulary.kin and reading.words[place].capital:
        yield "family"
    elif behind in WHO and near_behind(reading, last + 1, vocabulary.acts, PRONOUN_REACH):
        yield "who"
    elif reading.words[place].opens and behind in ORDERED:
        yield "order"
    elif behind in vocabulary.adverbs:
        yield "adverb"
    if near_behind(reading, last, vocabulary.treated, TREATED_REACH):
        yield "treated"
    elif near_behind(reading, last, vocabulary.states, STATE_REACH):
        yield "state" if behind in vocabulary.verbs or behind in vocabulary.adverbs else "person near"


def verb_cues(reading: Reading, place: int, last: int, candidate: Candidate) -> Iterator[str]:
    """What a verb behind says, with the word before."""
    vocabulary, low = reading.vocabulary, reading.low(place)
    last = past_adverb(reading, last)
    behind = reading.low(last + 1)
    before = reading.low(place - 1) if reading.follows(place) else ""
    acts = (
        behind in vocabulary.acts
        or has_done(reading, last)
        or (behind in N_T and reading.low(last + 2) in vocabulary.base_verbs)
    )
    if behind in IS:
        yield from predicate(reading, last)
    if before in vocabulary.modals and behind in vocabulary.base_verbs:
        yield "made to" if before in CAUSED else "clause"
    if not acts and behind not in vocabulary.verbs:
        return
    things_too = behind in vocabulary.of_things or behind in N_T
    yield "verb" if not acts else "act" if things_too else "sure act"
    if before in vocabulary.thinkers or (acts and behind in N_T):
        yield "clause"
    if low in vocabulary.verb_names and (reading.words[place].capital or acts or behind in N_T):
        yield "two verbs"
    elif (
        low in vocabulary.count_nouns
        and reading.language == "nl"
        and is_bare_subject(reading, place, last, candidate)
    ):
        yield "bare noun"
    elif is_bare_subject(reading, place, last, candidate):
        yield "bare subject"


def past_adverb(reading: Reading, last: int) -> int:
    """The place before the verb: behind an adverb when there is one, "noor just needs"."""
    follows = reading.follows(last + 2) and reading.words[last + 2].joined
    return last + 1 if follows and reading.low(last + 1) in reading.vocabulary.adverbs else last


def has_done(reading: Reading, last: int) -> bool:
    """Whether "has" or "hasn't" is followed by what only people have done, in English."""
    if reading.low(last + 1) not in PERFECT:
        return False
    at = last + 3 if reading.low(last + 2) in NOT else last + 2
    done = reading.low(at)
    person_only = done in reading.vocabulary.acts and done not in reading.vocabulary.of_things
    return reading.follows(at) and (person_only or done in PERFECTS)


def predicate(reading: Reading, last: int) -> Iterator[str]:
    """What somebody or something is said to be: "are twins", "is een mooi boek"."""
    vocabulary = reading.vocabulary
    for at in range(last + 2, min(last + 2 + THING_REACH, len(reading.words))):
        low = reading.low(at)
        if not (reading.follows(at) and reading.words[at].joined) or low in vocabulary.prepositions:
            return
        if low in vocabulary.people or low in vocabulary.kin:
            yield "is person"
            return
        if is_thing(low, vocabulary) and reading.low(last + 2) in ARTICLES:
            yield "is thing"
            return


def is_thing(low: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is what a thing, an animal or a plant is."""
    return low in vocabulary.called_things or low in vocabulary.wild or low in vocabulary.works


def pronouns(reading: Reading, last: int) -> Iterator[str]:
    """Whether the rest of the sentence speaks of him or her."""
    if near_behind(reading, last, REFLEXIVES, 3):
        yield "reflexive"
    elif reading.low(last + 1) not in SUBJECTS and near_behind(reading, last, PRONOUNS, PRONOUN_REACH):
        yield "pronoun"


def is_bare_subject(reading: Reading, place: int, last: int, candidate: Candidate) -> bool:
    """Whether a noun starts a sentence without an article, as things seldom do: "Storm heeft …"."""
    if (
        not reading.words[place].opens
        or candidate.level == WordLevel.EVERYDAY
        or candidate.strength < KNOWN_NAME
    ):
        return False
    if reading.low(last + 1) in ("is", "was") and reading.low(last + 2) in ARTICLES:
        return False
    return reading.language == "nl" or reading.low(place) in reading.vocabulary.count_nouns


def near_behind(reading: Reading, place: int, words: frozenset[str], reach: int) -> bool:
    """Whether one of some words stands behind a place in the same sentence."""
    for at in range(place + 1, min(place + 1 + reach, len(reading.words))):
        if not reading.follows(at):
            return False
        if reading.words[at].low in words:
            return True
    return False
