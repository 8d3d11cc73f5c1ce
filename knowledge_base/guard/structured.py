"""Numbers that identify somebody by their form: a checksum, a fixed pattern, a word before them."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type
from stdnum import iban
from stdnum.nl import bsn

from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span

EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})(?:@|\s?[(\[{]\s?(?:at|apenstaartje)\s?[)\]}]\s?|\s(?:apenstaartje|@)\s)"
    r"((?:[\w-]{1,63}\s?(?:\.|[(\[]\s?(?:dot|punt)\s?[)\]])\s?){1,4}[a-z]{2,12})\b",
    re.IGNORECASE,
)
ROLE_MAILBOXES = word_group(
    "info contact receptie administratie secretariaat post mail klantenservice support noreply hr office "
    "hello team helpdesk aanmelden aanmelding zorg intake communicatie bestuur redactie leernetwerk "
    "privacy fg"
)

MOBILE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[\s.-]?(?:\(0\)\s?)?|0)[\s.-]{0,2}6(?:[\s./-]{0,3}\d){8}(?!\d)")
PRIVATE_LINES = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.PERSONAL_NUMBER,
    }
)
MOST_TRIES = 100  # numbers that are none, in one piece of text, after which the library stops looking
PHONE_WORDS = re.compile(
    r"(?<![\w-])(?:tel(?:efoon(?:nummer)?|nr)?|mobiel(?:e?\s?nummer)?|gsm|bel(?:len)?|phone(?: number)?|"
    r"mobile|whatsapp|number|nummer|call|ring|text|app)\b\.?\s{0,2}"
    r"(?:(?:van|of|is|me|hem|haar|him|her|moeder|vader|mum|dad|op|on|at|:)\s?){0,4}"
    r"(\+?\(?\d(?:[\s().-]{0,2}\d){8,13})(?!\d)",
    re.IGNORECASE,
)
PUBLIC_NUMBER = re.compile(r"\D*(?:0800|0900|0906|0909|088|14\d|112|113|116)")

NINE_DIGITS = re.compile(r"(?<![\d.,/+-])\d(?:[ .-]?\d){8}(?![\d/]|[.,-]\d)")
BSN_WORDS = re.compile(
    r"\b(?:bsn|sofi|burgerservice|citizen service)(?:[\s-]?(?:nummer|nr|number|no))?\b"
    r"[^\d\n]{0,20}(\d(?:[ .-]{0,2}\d){7,8})(?!\d)",
    re.IGNORECASE,
)
BSN_DIGITS = 9

IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
TYPED_IBAN = re.compile(  # the Dutch form, and that of countries whose accounts are digits only
    r"\b(?:NL[ -]?\d{2}[ -]?[A-Z]{4}(?:[ -]?\d){10}|"
    r"(?:BE|DE|PL|ES|AT|PT)\d{2}(?: ?\d{4}){3,6}(?: ?\d{1,4})?)(?!\d)",
    re.IGNORECASE,
)
OLD_ACCOUNT = re.compile(
    r"\b(?:(?:bank|giro)?rekening(?:nummer|nr)?|rek\.?\s?nr|bank account|account number)\b[\s:.]{0,3}"
    r"(?:(?:is|van|of|nr|nummer|number|hem|haar)\b[\s:.]{0,2}){0,3}(\d(?:[ .-]?\d){6,10})(?!\d)",
    re.IGNORECASE,
)

POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w|-[A-Za-z])")
TYPED_POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3}(?!sa|sd|ss)[a-z]{2}(?!\w|-[a-z])")
POSTCODE_AFTER_WORD = re.compile(
    r"\b(?:postcode|postal code|zip(?: code)?|pc)\b[^\d\n]{0,15}([1-9]\d{3} ?[a-z]{2})(?!\w|-[a-z])",
    re.IGNORECASE,
)
SPACED_POSTCODE = re.compile(
    r"\b(?:\w{0,12}adres|address|woont|wonen|woonde|lives?|uit|from)\b[^\d\n]{0,30}"
    r"(?!19|20)([1-9]\d{3} [a-z]{2})(?![\w-])",
    re.IGNORECASE,
)
BRITISH_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
UNITS = word_group("km kg ml mb gb kb cm mm eu nl en of in op is de te ze we je ik al er uu hr am pm bc")

# The forms of Dutch plates (RDW, "sidecodes" 1 to 14): two or three letters and digits between dashes.
PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|"
    r"[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|"
    r"[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\w-])",
    re.IGNORECASE,
)
NO_PLATE = word_group(  # dates and classes have the same form: "3-apr-25", "2-vwo-12"
    "jan feb mrt mar apr mei may jun jul aug sep okt oct nov dec mbo hbo vwo hav gym pro vso sbo bso kdv gr"
)
PLATE_WORDS = re.compile(
    r"\b(?:kenteken|nummerplaat|kentekenplaat|nummerbord|(?:licen[cs]e|number) plate|plates?|registration)\b"
    r"(?:\s(?:is|van|of|nummer|number|begint met|the|de|auto|car|zijn|his|her)|[:=]|\s){0,6}\s?"
    r"((?=[A-Z0-9 -]{0,6}\d)(?=[A-Z0-9 -]{0,8}[A-Z])[A-Z0-9]{1,3}[ -]?[A-Z0-9]{1,3}[ -]?[A-Z0-9]{1,3})"
    r"(?![\w-])",
    re.IGNORECASE,
)
SHORTEST_PLATE = 5  # letters and digits


def find_structured(text: str) -> Iterator[Span]:
    """All of these in a text as it reads."""
    yield from emails(text)
    if any(sign.isdigit() for sign in text):
        for find in (ibans, phones, bsns, postcodes, plates):
            yield from find(text)


def certain(match: re.Match[str], kind: Kind, group: int = 0) -> Span:
    """A span for what a pattern found."""
    return Span(match.start(group), match.end(group), kind, Level.CERTAIN)


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses of persons; what is written to a desk ("info@") identifies nobody."""
    if "@" not in text and "at" not in text and "apenstaartje" not in text:
        return
    for match in EMAIL.finditer(text):
        if match[1].lower() not in ROLE_MAILBOXES:
            yield certain(match, Kind.EMAIL)


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


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers of people; service numbers and helplines pass."""
    for match in MOBILE.finditer(text):
        yield certain(match, Kind.PHONE)
    others = MOBILE.sub(lambda match: " " * len(match[0]), text)
    for found in PhoneNumberMatcher(others, "NL", max_tries=MOST_TRIES):
        if number_type(found.number) in PRIVATE_LINES:
            yield Span(found.start, found.end, Kind.PHONE, Level.CERTAIN)
    for match in PHONE_WORDS.finditer(text):
        if not PUBLIC_NUMBER.match(match[1]):
            yield certain(match, Kind.PHONE, 1)


def bsns(text: str) -> Iterator[Span]:
    """Citizen service numbers: nine digits that pass the test, or any after the word."""
    for match in BSN_WORDS.finditer(text):
        yield certain(match, Kind.BSN, 1)
    for match in NINE_DIGITS.finditer(text):
        digits = "".join(sign for sign in match[0] if sign.isdigit())
        if len(digits) == BSN_DIGITS and bsn.is_valid(digits):  # the library pads shorter ones
            yield certain(match, Kind.BSN)


def postcodes(text: str) -> Iterator[Span]:
    """Postcodes; in lower case only in one word, or after "postcode"."""
    for pattern in (POSTCODE, TYPED_POSTCODE, BRITISH_POSTCODE):
        for match in pattern.finditer(text):
            if match[0][-2:].lower() not in UNITS:
                yield certain(match, Kind.POSTCODE)
    for match in POSTCODE_AFTER_WORD.finditer(text):
        yield certain(match, Kind.POSTCODE, 1)
    for match in SPACED_POSTCODE.finditer(text):
        if match[1][-2:].lower() not in UNITS:
            yield certain(match, Kind.POSTCODE, 1)


def plates(text: str) -> Iterator[Span]:
    """Licence plates: a Dutch form with dashes, or anything like one after the word."""
    for match in PLATE.finditer(text):
        if NO_PLATE.isdisjoint(match[0].lower().split("-")):
            yield certain(match, Kind.PLATE)
    for match in PLATE_WORDS.finditer(text):
        if sum(sign.isalnum() for sign in match[1]) >= SHORTEST_PLATE:
            yield certain(match, Kind.PLATE, 1)
