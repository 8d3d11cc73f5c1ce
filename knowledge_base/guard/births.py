"""Dates of birth: a date with a word for birth beside it, or a child's year beside a person."""

import re
from collections.abc import Iterator

from knowledge_base.guard import birth_words as birth
from knowledge_base.guard.context import before, near
from knowledge_base.guard.dates import COMPACT, DATE, DAY_AND_MONTH, MONTH_AND_YEAR
from knowledge_base.guard.lexicon import Lexicon, fold
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.tokens import WORD
from knowledge_base.guard.vocabulary import Vocabulary

LOOKS_AHEAD, LOOKS_BEHIND = 70, 60  # characters


def find_birth_dates(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Span]:
    """The dates of birth in a text as it reads."""
    yield from whole_dates(text, vocabulary, lexicon)
    yield from in_digits_alone(text)
    yield from birthdays(text, vocabulary)
    yield from months_of_birth(text)


def whole_dates(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Span]:
    """With day, month and year: "14-3-2012", "3 mei '11"."""
    for match in DATE.finditer(text):
        start, end = match.span()
        if said_so(text, start, end, vocabulary) or beside_person(text, match, vocabulary, lexicon):
            yield Span(start, end, Kind.BIRTH_DATE, Level.CERTAIN)
        elif may_be_childs(text, match, vocabulary):
            yield Span(start, end, Kind.BIRTH_DATE, Level.POSSIBLE)


def in_digits_alone(text: str) -> Iterator[Span]:
    """Six or eight digits behind a word for birth: "geb 14032012"."""
    for match in COMPACT.finditer(text):
        ahead = lead(text, match.start())
        is_whole = len(match[0]) == birth.LENGTH_OF_WHOLE
        if birth.BORN_BEFORE.search(ahead) or (
            is_whole and (birth.OF_A_PERSON.search(ahead) or birth_is_said_behind(text, match))
        ):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)


def birthdays(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """A day and a month: "jarig op 14/2"."""
    for match in DAY_AND_MONTH.finditer(text):
        if is_feast(text, match.start(), match.end(), vocabulary):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)


def months_of_birth(text: str) -> Iterator[Span]:
    """A month and a year: "geboren in mei 2012"."""
    for match in MONTH_AND_YEAR.finditer(text):
        ahead = lead(text, match.start())
        before_it = (birth.BORN_BEFORE, birth.WORD_APART, birth.OF_A_PERSON)
        is_said = any(each.search(ahead) for each in before_it) or birth_is_said_behind(text, match)
        if is_said and not of_many(text, match.start()):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.POSSIBLE)


def birth_is_said_behind(text: str, match: re.Match[str]) -> bool:
    """Whether a word for birth comes after a date."""
    return bool(birth.BIRTH_BEHIND.match(text[match.end() : match.end() + LOOKS_BEHIND]))


def lead(text: str, start: int) -> str:
    """What stands before a date."""
    return text[max(0, start - LOOKS_AHEAD) : start]


def said_so(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a word for birth or coming of age stands beside a date; a group's or a king's doesn't count."""
    ahead, after = lead(text, start), text[end : end + LOOKS_BEHIND]
    born = bool(birth.BORN_BEFORE.search(ahead))
    said = any(
        pattern.search(ahead) for pattern in (birth.WORD_APART, birth.FEAST_BEFORE, birth.AGES_BEFORE)
    ) or any(pattern.match(after) for pattern in (birth.BIRTH_BEHIND, birth.AGES_BEHIND, birth.SAID_BEHIND))
    said = (
        born or said or bool(birth.BABY_BEFORE.search(ahead)) or comes_of_age(ahead, text[start:end], after)
    )
    of_a_house = before(text, start, vocabulary.celebrated, reach=45) or (
        not born and near(text, start, end, vocabulary.celebrated, reach=45)
    )
    return said and not of_many(text, start) and not of_a_house


def is_feast(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a day in figures without a year is somebody's birthday: "jarig op 14/2"."""
    ahead, after = lead(text, start), text[end : end + LOOKS_BEHIND]
    said = birth.JUST_FEAST.search(ahead) or birth.FEAST_BEHIND.match(after) or comes_of_age(ahead, "", after)
    return bool(said) and not near(text, start, end, vocabulary.celebrated, reach=45)


def comes_of_age(ahead: str, date: str, after: str) -> bool:
    """Whether a day is when somebody turns an age that stands behind it: "wordt op 9 september 18"."""
    if birth.AGE_AS_YEAR.search(date) and birth.BECOMES.match(after):
        return True
    if not birth.TURNS_BEFORE.search(ahead):
        return False
    return bool(
        birth.AN_AGE_BEHIND.match(after)
        or (birth.AGE_AS_YEAR.search(date) and not birth.A_TIME_BEHIND.match(after))
    )


def of_many(text: str, start: int) -> bool:
    """Whether a date is a limit: "kinderen geboren na 1 januari 2010"."""
    ahead = lead(text, start)
    return bool(birth.LIMIT_BEFORE.search(ahead) and birth.GROUP_BEFORE.search(ahead))


def beside_person(text: str, date: re.Match[str], vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether a full date in a year of birth stands directly beside a person: "een jongen (14-02-2009)"."""
    if not birth.A_BIRTH_YEAR.search(date[0]) or before(text, date.start(), vocabulary.papers, reach=30):
        return False
    ahead, after = lead(text, date.start()), text[date.end() : date.end() + 30]
    person = birth.PERSON_BEFORE.search(ahead)
    of_a_person = ahead.lower().endswith(birth.OF) and birth.OF_A_PERSON.search(ahead)
    if (
        of_a_person
        or turns_an_age(text, date.start(), vocabulary)
        or birth.I_MYSELF.search(ahead)
        or said_of_somebody(ahead, vocabulary)
        or is_turned_round(ahead, after)
    ):
        return True
    if person and person["name"]:
        low = fold(person["name"])
        return low in lexicon.first_names or low in lexicon.surnames or not lexicon.known(low)
    return bool(person or birth.PERSON_BEHIND.match(after))


def turns_an_age(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Whether right before a date somebody, no house or foundation, is said to turn an age."""
    ahead = lead(text, start)
    if not ahead.rstrip().endswith(birth.SIGNS) or before(text, start, vocabulary.celebrated, birth.CLAUSE):
        return False
    return bool(birth.AGE_SAID.search(ahead))


def is_turned_round(ahead: str, after: str) -> bool:
    """Whether Dutch has the verb or the date first: "14-3-2012 is ie van", "dat hij 1-1-2005 is"."""
    return bool(
        birth.IS_OF_BEHIND.match(after) or (birth.IS_BEHIND.match(after) and birth.WHO_BEFORE.search(ahead))
    )


def said_of_somebody(ahead: str, vocabulary: Vocabulary) -> bool:
    """Whether "is van" stands before a date, and a person, no thing, a few words before that."""
    link = birth.IS_OF.search(ahead)
    if not link:
        return False
    words = WORD.findall(fold(ahead[: link.start()]).rpartition(",")[2])[-birth.MOST_BETWEEN :]
    if not vocabulary.papers.isdisjoint(words):
        return False
    return any(is_person(word, vocabulary) for word in words)


def is_person(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is one for a person."""
    known = word in vocabulary.people or word in vocabulary.kin
    return known or bool(birth.A_PERSON.match(word) or birth.A_PERSONS_ENDING.search(word))


def may_be_childs(text: str, date: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a date in figures is in a child's years, and no law, letter or meeting is spoken of."""
    if birth.A_PARENTS_YEAR.search(date[0]):
        return is_nearest_a_person(text, date.start(), vocabulary)
    one = birth.ONE_OF.search(lead(text, date.start())) and birth.A_SHORT_CHILDS_YEAR.search(date[0])
    if (
        not (one or birth.A_CHILDS_YEAR.search(date[0]))
        or birth.NEW_YEAR.match(date[0])
        or birth.A_RULE_BEHIND.match(text, date.end())
    ):
        return False
    if not near(text, date.start(), date.end(), vocabulary.papers):
        return True
    return is_nearest_a_person(text, date.start(), vocabulary)


def is_nearest_a_person(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Whether the words of the clause before a date are of one person, and of no paper."""
    clause = birth.A_STOP.split(text[max(0, start - birth.CLAUSE) : start])[-1]
    words = WORD.findall(fold(clause))
    return vocabulary.papers.isdisjoint(words) and any(birth.A_PERSON.fullmatch(word) for word in words)
