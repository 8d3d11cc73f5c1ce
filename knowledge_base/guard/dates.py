"""Dates of birth: a date with a word for birth beside it, or a child's year beside a person."""

import re
from collections.abc import Iterator

from knowledge_base.guard.spans import Kind, Level, Span

MONTHS = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|june|jul[iy]?|"
    r"aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:(?:19|20)\d\d|'\d\d|\d\d)"
LONG_YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
NUMBERS = rf"{DAY}\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?{YEAR}"
AMERICAN = rf"(?:0?[1-9]|1[0-2])/{DAY}/{LONG_YEAR}"
ISO = rf"{LONG_YEAR}-(?:0[1-9]|1[0-2])-{DAY}"
DAY_IN_WORDS = (
    "(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en(?:twintig|dertig)|eerste|een|twee|drie|vier|vijf|zes|zeven|acht|"
    "negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig)"
)
WORDS = rf"(?:{DAY}|{DAY_IN_WORDS})(?:e|de|ste|st|nd|rd|th)?\s(?:of\s)?{MONTHS}(?:,?\s{YEAR})?"
MONTH_FIRST = rf"{MONTHS}\s{DAY}(?:st|nd|rd|th)?(?:,?\s{LONG_YEAR})?"
DATE = re.compile(
    rf"(?<![\w/.-])(?:{ISO}|{NUMBERS}|{AMERICAN}|{WORDS}|{MONTH_FIRST})(?![\w/-]|\.\d)", re.IGNORECASE
)

BIRTH_BEFORE = re.compile(
    r"(?:\bgeboren|\bgeb\b\.?|\bgeb\.?\s?(?:datum|dat\b\.?)|\bgeboorte(?:datum|dag)\w*|\bg\.?d\.?|\bd\.?o\.?b\.?|\bborn|"
    r"\bbirth\s?(?:date|day)|\bdate of birth|\bverjaardag|\bverjaart|\bjarig|\bbday|°|"
    r"\b(?:geboren|born) (?:te|in) \w{2,20}|\b(?:wordt|werd|turns|turned) \d{1,2}(?: jaar)?)"
    r"(?:\s|:|=|\*|\(|,|'s\b|\bis\b|\bwas\b|\bop\b|\bon\b|\bthe\b|\bof\b|\bvan\b|\bde\b){0,8}$",
    re.IGNORECASE,
)
BIRTH_BEHIND = re.compile(
    r"\s{0,2}(?:\)\s?)?(?:,?\s?(?:is|was)\s(?:hij|ze|zij|he|she)\s|is\s(?:zijn|haar|his|her)\s|op\sde\swereld\s)?"
    r"(?:geboren\b|jarig\b|verjaart\b|born\b|geboortedatum\b|verjaardag\b|birthday\b|date of birth\b)",
    re.IGNORECASE,
)
# Years in which a parent or a child in care may be born. Later ones are as likely meetings, so those pass
# without a word for birth; to be raised as the years go by.
A_BIRTH_YEAR = re.compile(r"(?:19[3-9]\d|20[01]\d|202[01])$")
PERSON_BEFORE = re.compile(
    r"(?:\b(?:jongen|meisje|meid|kind|client|cliënt|pupil|bewoner|leerling|jongere|zoon|dochter|broertje|zusje|"
    r"baby|moeder|vader|boy|girl|child|resident|son|daughter|kid|student|mother|father)|\b[A-Z]\w{1,20})"
    r"\s?(?:,|\(|is van|van|of|-|:)?\s?$"
)
GROUP_BEFORE = re.compile(
    r"\b(?:kinderen|jongeren|iedereen|wie|leerlingen|children|anyone|kids|those|people)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
LIMIT_BEFORE = re.compile(
    r"\b(?:voor|vóór|na|vanaf|tot|tussen|before|after|since|until|between)\s$", re.IGNORECASE
)
ORGANISATION_BEFORE = re.compile(
    r"\b(?:netwerk|organisatie|stichting|nji|network|leernetwerk|organisation)\b[^.!?]{0,20}$", re.IGNORECASE
)
REACH = 60  # characters before a date that are read


def find_birth_dates(text: str) -> Iterator[Span]:
    """The dates of birth in a text as it reads."""
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - REACH) : match.start()]
        if is_birth(before, match[0], text[match.end() : match.end() + REACH]):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE, Level.CERTAIN)


def is_birth(before: str, date: str, behind: str) -> bool:
    """Whether somebody was born on a date, by what stands around it."""
    said_so = BIRTH_BEFORE.search(before) or BIRTH_BEHIND.match(behind)
    if not said_so and not (A_BIRTH_YEAR.search(date) and PERSON_BEFORE.search(before)):
        return False
    of_a_group = LIMIT_BEFORE.search(before) and GROUP_BEFORE.search(before)
    return not of_a_group and not ORGANISATION_BEFORE.search(before)
