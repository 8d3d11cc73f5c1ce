"""The words that take the place of personal data, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.contract import Language
from knowledge_base.guard.spans import Kind


@dataclass(frozen=True, slots=True)
class Wordings:
    """What to write instead, in one language."""

    first_mention: tuple[str, ...]
    later_mention: tuple[str, ...]
    bare_person: str
    things: Mapping[Kind, str]
    left_out: str
    name_left_out: str
    some_date: str
    whole_text: str
    titled: Mapping[str, str]
    at_an_address: str


DUTCH = Wordings(
    first_mention=("een jongere", "een andere jongere", "nog een jongere"),
    later_mention=("de jongere", "de andere jongere", "die jongere"),
    bare_person="jongere",
    things={
        Kind.BIRTH_DATE: "een geboortedatum",
        Kind.BSN: "een burgerservicenummer",
        Kind.PHONE: "een telefoonnummer",
        Kind.EMAIL: "een e-mailadres",
        Kind.ADDRESS: "een adres",
        Kind.POSTCODE: "een postcode",
        Kind.IBAN: "een rekeningnummer",
        Kind.PLATE: "een kenteken",
        Kind.CASE_NUMBER: "een dossiernummer",
        Kind.HANDLE: "een account",
    },
    left_out="(weggelaten)",
    name_left_out="(naam weggelaten)",
    some_date="een bepaalde datum",
    whole_text="(tekst weggelaten)",
    titled={
        "mevrouw": "een mevrouw",
        "mevr": "een mevrouw",
        "mw": "een mevrouw",
        "meneer": "een meneer",
        "mijnheer": "een meneer",
        "dhr": "een meneer",
        "hr": "een meneer",
        "familie": "een gezin",
        "fam": "een gezin",
        "gezin": "een gezin",
        "juf": "een juf",
        "juffrouw": "een juf",
        "dokter": "een arts",
        "dr": "een deskundige",
        "drs": "een deskundige",
        "prof": "een deskundige",
        "dominee": "een dominee",
        "imam": "een imam",
    },
    at_an_address="op een adres",
)

ENGLISH = Wordings(
    first_mention=("a young person", "another young person", "one more young person"),
    later_mention=("the young person", "the other young person", "that young person"),
    bare_person="young person",
    things={
        Kind.BIRTH_DATE: "a date of birth",
        Kind.BSN: "a citizen service number",
        Kind.PHONE: "a phone number",
        Kind.EMAIL: "an email address",
        Kind.ADDRESS: "an address",
        Kind.POSTCODE: "a postcode",
        Kind.IBAN: "a bank account",
        Kind.PLATE: "a licence plate",
        Kind.CASE_NUMBER: "a case number",
        Kind.HANDLE: "an account",
    },
    left_out="(left out)",
    name_left_out="(name left out)",
    some_date="a certain date",
    whole_text="(text left out)",
    titled={
        "mr": "a man",
        "mrs": "a woman",
        "ms": "a woman",
        "miss": "a woman",
        "dr": "a doctor",
        "doctor": "a doctor",
        "family": "a family",
        "teacher": "a teacher",
        "nurse": "a nurse",
    },
    at_an_address="at an address",
)

WORDINGS: Mapping[Language, Wordings] = {"nl": DUTCH, "en": ENGLISH}


def is_readable(neutral: str) -> bool:
    """Whether a neutral wording says anything."""
    return bool(neutral.strip()) and neutral not in {words.whole_text for words in WORDINGS.values()}
