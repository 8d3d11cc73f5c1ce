"""Dates of birth: a date with a word for birth beside it, or a child's year beside a person."""

import re
from collections.abc import Iterator

from knowledge_base.guard.birth_words import (
    A_BIRTH_YEAR,
    A_CHILDS_YEAR,
    A_PARENTS_YEAR,
    A_PERSON,
    A_PERSONS_ENDING,
    A_RULE_BEHIND,
    A_SHORT_CHILDS_YEAR,
    A_STOP,
    A_TIME_BEHIND,
    AGE_AS_YEAR,
    AGE_SAID,
    AGES_BEFORE,
    AGES_BEHIND,
    AN_AGE_BEHIND,
    BABY_BEFORE,
    BECOMES,
    BIRTH_BEHIND,
    BORN_BEFORE,
    CLAUSE,
    FEAST_BEFORE,
    FEAST_BEHIND,
    GROUP_BEFORE,
    I_MYSELF,
    IS_BEHIND,
    IS_OF,
    IS_OF_BEHIND,
    JUST_FEAST,
    LENGTH_OF_WHOLE,
    LIMIT_BEFORE,
    MOST_BETWEEN,
    NEW_YEAR,
    OF,
    OF_A_PERSON,
    ONE_OF,
    PERSON_BEFORE,
    PERSON_BEHIND,
    SAID_BEHIND,
    SIGNS,
    TURNS_BEFORE,
    WHO_BEFORE,
    WORD_APART,
)
from knowledge_base.guard.context import before, near
from knowledge_base.guard.dates import COMPACT, DATE, DAY_AND_MONTH, MONTH_AND_YEAR
from knowledge_base.guard.lexicon import Lexicon, fold
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.tokens import WORD
from knowledge_base.guard.vocabulary import Vocabulary


def find_birth_dates(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Span]:
    """The dates of birth in a text as it reads."""
    for match in DATE.finditer(text):
        if said_so(text, match.start(), match.end(), vocabulary) or beside_person(
            text, match, vocabulary, lexicon
        ):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)
        elif may_be_childs(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.POSSIBLE)
    for match in COMPACT.finditer(text):
        ahead = lead(text, match.start())
        whole = len(match[0]) == LENGTH_OF_WHOLE
        birth_behind = BIRTH_BEHIND.match(text[match.end() : match.end() + 60])
        if BORN_BEFORE.search(ahead) or (whole and (OF_A_PERSON.search(ahead) or birth_behind)):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)
    for match in DAY_AND_MONTH.finditer(text):
        if is_feast(text, match.start(), match.end(), vocabulary):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)
    for match in MONTH_AND_YEAR.finditer(text):
        ahead = lead(text, match.start())
        born = BORN_BEFORE.search(ahead) or WORD_APART.search(ahead) or OF_A_PERSON.search(ahead)
        if (born or BIRTH_BEHIND.match(text[match.end() : match.end() + 60])) and not of_many(
            text, match.start()
        ):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.POSSIBLE)


def lead(text: str, start: int) -> str:
    """What stands before a date."""
    return text[max(0, start - 70) : start]


def said_so(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a word for birth or coming of age stands beside a date; a group's or a king's doesn't count."""
    ahead, after = lead(text, start), text[end : end + 60]
    born = bool(BORN_BEFORE.search(ahead))
    said = any(pattern.search(ahead) for pattern in (WORD_APART, FEAST_BEFORE, AGES_BEFORE)) or any(
        pattern.match(after) for pattern in (BIRTH_BEHIND, AGES_BEHIND, SAID_BEHIND)
    )
    said = born or said or bool(BABY_BEFORE.search(ahead)) or comes_of_age(ahead, text[start:end], after)
    of_a_house = before(text, start, vocabulary.celebrated, reach=45) or (
        not born and near(text, start, end, vocabulary.celebrated, reach=45)
    )
    return said and not of_many(text, start) and not of_a_house


def is_feast(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a day in figures without a year is somebody's birthday: "jarig op 14/2"."""
    ahead, after = lead(text, start), text[end : end + 60]
    said = JUST_FEAST.search(ahead) or FEAST_BEHIND.match(after) or comes_of_age(ahead, "", after)
    return bool(said) and not near(text, start, end, vocabulary.celebrated, reach=45)


def comes_of_age(ahead: str, date: str, after: str) -> bool:
    """Whether a day is when somebody turns an age that stands behind it: "wordt op 9 september 18"."""
    if AGE_AS_YEAR.search(date) and BECOMES.match(after):
        return True
    if not TURNS_BEFORE.search(ahead):
        return False
    return bool(AN_AGE_BEHIND.match(after) or (AGE_AS_YEAR.search(date) and not A_TIME_BEHIND.match(after)))


def of_many(text: str, start: int) -> bool:
    """Whether a date is a limit: "kinderen geboren na 1 januari 2010"."""
    ahead = lead(text, start)
    return bool(LIMIT_BEFORE.search(ahead) and GROUP_BEFORE.search(ahead))


def beside_person(text: str, date: re.Match[str], vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether a full date in a year of birth stands directly beside a person: "een jongen (14-02-2009)"."""
    if not A_BIRTH_YEAR.search(date[0]) or before(text, date.start(), vocabulary.papers, reach=30):
        return False
    ahead, after = lead(text, date.start()), text[date.end() : date.end() + 30]
    person = PERSON_BEFORE.search(ahead)
    of_a_person = ahead.lower().endswith(OF) and OF_A_PERSON.search(ahead)
    if (
        of_a_person
        or turns_an_age(text, date.start(), vocabulary)
        or I_MYSELF.search(ahead)
        or said_of_somebody(ahead, vocabulary)
        or is_turned_round(ahead, after)
    ):
        return True
    if person and person["name"]:
        low = fold(person["name"])
        return low in lexicon.first_names or low in lexicon.surnames or not lexicon.known(low)
    return bool(person or PERSON_BEHIND.match(after))


def turns_an_age(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Whether right before a date somebody, no house or foundation, is said to turn an age."""
    ahead = lead(text, start)
    if not ahead.rstrip().endswith(SIGNS) or before(text, start, vocabulary.celebrated, CLAUSE):
        return False
    return bool(AGE_SAID.search(ahead))


def is_turned_round(ahead: str, after: str) -> bool:
    """Whether Dutch has the verb or the date first: "14-3-2012 is ie van", "dat hij 1-1-2005 is"."""
    return bool(IS_OF_BEHIND.match(after) or (IS_BEHIND.match(after) and WHO_BEFORE.search(ahead)))


def said_of_somebody(ahead: str, vocabulary: Vocabulary) -> bool:
    """Whether "is van" stands before a date, and a person, no thing, a few words before that."""
    link = IS_OF.search(ahead)
    if not link:
        return False
    words = WORD.findall(fold(ahead[: link.start()]).rpartition(",")[2])[-MOST_BETWEEN:]
    if not vocabulary.papers.isdisjoint(words):
        return False
    return any(is_person(word, vocabulary) for word in words)


def is_person(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is one for a person."""
    known = word in vocabulary.people or word in vocabulary.kin
    return known or bool(A_PERSON.match(word) or A_PERSONS_ENDING.search(word))


def may_be_childs(text: str, date: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a date in figures is in a child's years, and no law, letter or meeting is spoken of."""
    if A_PARENTS_YEAR.search(date[0]):
        return is_nearest_a_person(text, date.start(), vocabulary)
    one = ONE_OF.search(lead(text, date.start())) and A_SHORT_CHILDS_YEAR.search(date[0])
    if (
        not (one or A_CHILDS_YEAR.search(date[0]))
        or NEW_YEAR.match(date[0])
        or A_RULE_BEHIND.match(text, date.end())
    ):
        return False
    if not near(text, date.start(), date.end(), vocabulary.papers):
        return True
    return is_nearest_a_person(text, date.start(), vocabulary)


def is_nearest_a_person(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Whether the words of the clause before a date are of one person, and of no paper."""
    clause = A_STOP.split(text[max(0, start - CLAUSE) : start])[-1]
    words = WORD.findall(fold(clause))
    return vocabulary.papers.isdisjoint(words) and any(A_PERSON.fullmatch(word) for word in words)
