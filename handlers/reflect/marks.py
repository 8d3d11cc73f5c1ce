"""Reads a mark from 0 to 10 in what somebody typed, in Dutch or English. Pure."""

import re
from dataclasses import dataclass

from handlers.steps import PendingStep

LOWEST, HIGHEST = 0, 10
WORDS = {
    "nul": 0,
    "zero": 0,
    "een": 1,
    "één": 1,
    "eentje": 1,
    "one": 1,
    "twee": 2,
    "two": 2,
    "drie": 3,
    "three": 3,
    "vier": 4,
    "four": 4,
    "vijf": 5,
    "five": 5,
    "zes": 6,
    "zesje": 6,
    "six": 6,
    "zeven": 7,
    "zeventje": 7,
    "seven": 7,
    "acht": 8,
    "achtje": 8,
    "eight": 8,
    "negen": 9,
    "nine": 9,
    "tien": 10,
    "ten": 10,
}
KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
NUMBER = (
    r"(?P<minus>[-−–]\s?|(?:min|minus)\s)?"
    rf"(?P<whole>\d{{1,40}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    r"(?P<half>\s?½|[.,]\d{1,3}(?!\d)|\s?(?:en\s?een\s?half|ënhalf|eneenhalf|and a half))?"
)
BEFORE = (
    r"(?:(?:ik geef|geef ik|ik zou|ik zou zeggen|ik denk|doe maar|i give|i(?:['’]d| would) (?:say|give))"
    r"\s+(?:het |it )?)?"
    r"(?:(?:mijn |my )?(?:cijfer|mark|score)\s*(?:is|:|=)?\s*)?"
    r"(?:(?:een|een dikke|een krappe|an?|about|ongeveer)\s+)?"
)
AFTER = r"(?:\s?(?:/|van de|uit de|op de|op|van|out of|of)\s?(?:10|tien|ten))?(?:\s(?:geven|punten|points))?"
MARK = re.compile(rf"{BEFORE}{NUMBER}{AFTER}(?:\s?\+|[-−–])?(?=$|[\s.,;:!?…)\-–])", re.IGNORECASE)
REST = re.compile(r"\s*(?:[.,;:!?…)\-–]+(?=\s|$)|want\b|omdat\b|because\b|\n|$)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark; `rest` is what was said after it."""

    value: int
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Half a mark: it is asked which of the two."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that is meant as a mark and is none."""


@dataclass(frozen=True, slots=True)
class NoMark:
    """Words, and no mark in front of them."""


def read_mark(text: str) -> Mark | Between | OutOfRange | NoMark:
    """The mark that a text begins with: alone, or with words after a comma, a stop, or "want".

    "8 collega's" is no mark: a number of something is not what was asked.
    """
    said = KEYCAP.sub(r"\1", text.replace("🔟", "10")).strip(" \t\n\"'*_.…")
    found = MARK.match(said)
    if found is None:
        return NoMark()
    end = REST.match(said, found.end())
    if end is None:
        return NoMark()
    return judged(found, said[end.end() :].strip())


def is_mark(text: str) -> bool:
    """Whether a text is meant as a mark, be it one that there isn't."""
    return not isinstance(read_mark(text), NoMark)


def marked(_: PendingStep, text: str) -> bool:
    """Whether a text plainly answers a step that asks for a mark."""
    return is_mark(text)


def judged(found: re.Match[str], rest: str) -> Mark | Between | OutOfRange:
    """What a number that was meant as a mark says."""
    whole = WORDS.get(found["whole"].casefold())
    value = int(found["whole"]) if whole is None else whole
    is_half = bool(found["half"]) and not re.fullmatch(r"[.,]0+", found["half"])
    if (found["minus"] and (value or is_half)) or value > HIGHEST or (value == HIGHEST and is_half):
        return OutOfRange()
    return Between(value, value + 1) if is_half else Mark(value, rest)
