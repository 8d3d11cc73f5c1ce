"""Numbers that identify somebody by their form: citizen service numbers and bank accounts."""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.nl import bsn

from knowledge_base.guard.spans import Kind, Level, Span

NINE_DIGITS = re.compile(r"(?<![\d.,/+-])(?<!\d )(?<!\(0\))(?<!\(0\) )\d(?:[ .-]?\d){8}(?![\d/]|[.,-]\d)")
BSN_WORDS = re.compile(
    r"\b(?:bsn|b\.s\.n|sofi|burgerservice|citizen(?: service)?|social security|national id)"
    r"(?:[\s-]?(?:nummer|nr|number|no))?(?!\w)"
    r"[^\d\n]{0,25}(\d(?:[ ./_|:~\\-]{0,3}\d){7,8})(?!\d)",
    re.IGNORECASE,
)
GROUPED_NINE = re.compile(  # with whatever between its groups, the same each time: "199 - 804 - 229"
    r"(?<![\w.,/+-])(?<!\d )\d{2,4}(?P<sign>\s{0,2}[./_|:~\\-]\s{0,2}|\s{2,3})"
    r"(?:\d{2,4}(?P=sign)){1,3}\d{2,4}(?![\w/]|[.,-]\d)"
)
BSN_DIGITS = 9

IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
TYPED_IBAN = re.compile(  # the Dutch form, and that of countries whose accounts are digits only
    r"\b(?:N[ .-]?L[ ./_|:-]{0,3}\d ?\d[ ./_|:-]{0,3}[A-Z](?: ?[A-Z]){3}(?:[ ./_|:-]{0,3}[\dO]){8,10}|"
    r"(?:BE|DE|PL|ES|AT|PT)[ .-]?\d{2}(?:[ ./_|:-]{0,3}\d{4}){3,6}(?:[ .-]?\d{1,4})?)(?!\d)",
    re.IGNORECASE,
)
OLD_ACCOUNT = re.compile(
    r"\b(?:(?:bank|giro|spaar)?rek(?:ening)?\.?\s?(?:nummer|nr)?|iban|bank account|account number|"
    r"giro(?:nummer)?)\b[\s:.]{0,3}"
    r"(?:(?:is|van|of|nr|nummer|number|no|hem|haar|moeder|vader|him|"
    r"her)\b[\s:.]{0,2}){0,3}(\d(?:[ .-]?\d){6,10})(?!\d)",
    re.IGNORECASE,
)


def find_structured(text: str) -> Iterator[Span]:
    """All of these in a text as it reads."""
    if any(sign.isdigit() for sign in text):
        yield from ibans(text)
        yield from bsns(text)


def certain(match: re.Match[str], kind: Kind, group: int = 0) -> Span:
    """A span for what a pattern found."""
    return Span(match.start(group), match.end(group), kind, Level.CERTAIN)


def ibans(text: str) -> Iterator[Span]:
    """Bank accounts: a right checksum, or the form whatever its checksum (somebody mistyped it)."""
    for match in IBAN.finditer(text):
        if length := valid_length(match[0]):
            yield Span(match.start(), match.start() + length, Kind.IBAN, Level.CERTAIN)
    for match in TYPED_IBAN.finditer(text):
        yield certain(match, Kind.IBAN)
    for match in OLD_ACCOUNT.finditer(text):
        yield certain(match, Kind.IBAN, 1)


def valid_length(found: str) -> int:
    """How much of a stretch is a valid account; the words behind one may look like its last letters."""
    while " " in found and not iban.is_valid(found):
        found = found[: found.rindex(" ")]
    return len(found) if iban.is_valid(found) else 0


def bsns(text: str) -> Iterator[Span]:
    """Citizen service numbers: nine digits that pass the test, or any after the word."""
    for match in BSN_WORDS.finditer(text):
        yield certain(match, Kind.BSN, 1)
    for pattern in (NINE_DIGITS, GROUPED_NINE):
        for match in pattern.finditer(text):
            digits = "".join(sign for sign in match[0] if sign.isdigit())
            if len(digits) == BSN_DIGITS and bsn.is_valid(digits):  # the library pads shorter ones
                yield certain(match, Kind.BSN)
