"""Dates as people type them, in digits and in words."""

import re

from knowledge_base.guard import spelled

MONTHS = (
    r"(?:jan(?:uari|uary)?|febr?(?:uari|uary)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|june|"
    r"jul[iy]?|"
    r"aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
LONG_YEAR = r"(?:19|20)\d\d"
YEAR = rf"(?:{LONG_YEAR}|'?\s?\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
SIGN = r"\s?[-/.\\]\s?"
NUMBERS = rf"{DAY}{SIGN}(?:{MONTH}|X?V?I{{1,3}}|I?[VX]){SIGN}{YEAR}"
SPACED = rf"{DAY}\s{MONTH}\s{LONG_YEAR}"
AMERICAN = rf"{MONTH}/{DAY}/{YEAR}"
ISO = rf"{LONG_YEAR}{SIGN}{MONTH}{SIGN}{DAY}"
A_SHORT_YEAR = rf"{YEAR}(?!\s?(?:uur|u|:|jaar|jr|years)\b)"
A_YEAR = rf"(?:[\s,.-]{{0,2}}(?:in\s)?{LONG_YEAR}|[\s,.-]{{1,2}}(?:{A_SHORT_YEAR}|{spelled.YEAR}))"
DAY_FIRST = (
    rf"(?:{DAY}(?:e|de|ste|st|nd|rd|th)?|{spelled.DAY})[\s.-]{{0,2}}(?:of\s|"
    rf"van\s)?{MONTHS}\b\.?(?:{A_YEAR})?|"
    rf"{DAY}{MONTHS}{LONG_YEAR}"
)
MONTH_FIRST = (
    rf"{MONTHS}\.?\s(?:the\s)?(?:{DAY}(?:st|nd|rd|th)?|{spelled.ENGLISH_ORDINAL})(?:,?\s{LONG_YEAR})?"
)
YEAR_FIRST = (  # "2010, 12 februari", "'70 op 9 oktober"
    rf"(?:{LONG_YEAR}|'\s?\d\d)(?:[,\s]{{1,2}}|,?\s(?:op|on)\s(?:de\s|the\s)?){DAY}(?:e|de|ste|st|nd|rd|th)?"
    rf"[\s.-]{{1,2}}(?:of\s)?{MONTHS}\b|{LONG_YEAR},?\s{MONTHS}\.?\s{DAY}(?:st|nd|rd|th)?(?![\d:])"
)
DATE = re.compile(
    rf"(?<![\w/.-])(?:{ISO}|{YEAR_FIRST}|{NUMBERS}|{AMERICAN}|{SPACED}|{DAY_FIRST}|{MONTH_FIRST})(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
# Without a sign between day, month and year; a date only where birth is spoken of.
COMPACT = re.compile(
    r"(?<![\w/.-])(?:(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])(?:(?:19|20)?\d\d)|"
    r"(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9]))(?![\w/-]|\.\d)"
)
DAY_AND_MONTH = re.compile(rf"(?<![\w/.,:-]){DAY}\s?[-/]\s?{MONTH}(?![\w/-]|[.,:]\d)")  # a birthday's only
MONTH_AND_YEAR = re.compile(
    rf"(?<![\w/.-])(?:{MONTHS}\b\.?\s(?:{LONG_YEAR}|'\d\d)|{MONTH}[-/]{LONG_YEAR})(?![\w/-]|\.\d)"
    rf"(?:,?\s(?:(?:op\s)?de|(?:on\s)?the)\s{DAY}(?:e|de|ste|st|nd|rd|th)?(?!\w))?",
    re.IGNORECASE,
)
