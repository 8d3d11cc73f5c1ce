"""Where somebody lives: a street with a number, or the street of a home."""

import re
from collections.abc import Iterator

from knowledge_base.guard.lexicon import fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.tokens import WORD
from knowledge_base.guard.vocabulary import Vocabulary

STREETS = "straat|laan|plein|gracht|kade|singel|steeg|plantsoen|dreef|straatje|laantje|boulevard"
ROADS = (
    "weg|dijk|pad|hof|park|veld|akker|hoek|kamp|wal|markt|ring|burg|oord|erf|horst|berg|land|brink|poort|donk|drift|"
    "meent|haven|es|kamp|baan"
)
NUMBER = (
    r"\s?,?\s?(?:nr\.?\s?|nummer\s|huisnummer\s|no\.?\s)?\d{1,4}(?:\s?-?\s?(?:[a-h]|bis|hs|[IVX]{1,3}|-\d{1,3})\b)?"
    r"(?![\d:]|[.,]\d|\s?(?:uur|%|euro|km|m2|jaar|jongeren|kinderen|keer|minuten|leerlingen|x\b))"
)
STREET = re.compile(rf"(?<![\w'-])([\w'-]{{2,30}}(?:{STREETS})){NUMBER}", re.IGNORECASE)
ROAD = re.compile(rf"(?<![\w'-])([\w'-]{{2,30}}(?:{ROADS})){NUMBER}", re.IGNORECASE)
NAMED_ROAD = re.compile(rf"(?<![\w'-])((?:De |Het |'t )?[A-Z][\w'-]{{2,30}}){NUMBER}")
ENGLISH_STREET = re.compile(
    r"(?<![\w'-])\d{1,4}[A-Za-z]?\s(?:[A-Z][\w'-]{1,20}\s){1,3}"
    r"(?:Street|Road|Lane|Avenue|Drive|Close|Court|Way|Crescent|Gardens|Place|Square|Terrace|St|Rd|Ave)\b"
)
HOME_STREET = re.compile(
    rf"\b(?:in|op|aan|van|on|at)\s(?:de\s|het\s)?([\w'-]{{2,30}}(?:{STREETS}))(?![\w'-])", re.IGNORECASE
)
NAME_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w'.-]{1,20}|[A-Z]\.)\s(?:(?:van|de|der|den|het|ten|ter|'t)\s){0,2}){1,3}$"
)
NO_STREET = word_group(
    "onderweg halverwege snelweg spoorweg fietspad landweg groep kamer lokaal zaal nummer artikel huis "
    "team fase week dag klas les stap bijlage paragraaf hoofdstuk pagina figuur tabel module blok "
    "leerjaar versie room article section chapter page step unit ruimte perron spoor lijn bus trein route "
    "a4 h&m verdieping etage"
)
REACH = 70  # characters on each side that tell a home from a meeting
LEAD = 60  # characters before a street that may belong to its name


def find_addresses(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """The addresses in a text as it reads; where a meeting or an office is, passes."""
    for start, end, level in (*numbered(text, vocabulary), *homes(text, vocabulary)):
        if is_home(text, start, end, vocabulary):
            yield Span(start, end, Kind.ADDRESS, level)


def numbered(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Level]]:
    """Streets with a house number."""
    for match in STREET.finditer(text):
        yield name_start(text, match.start()), match.end(), Level.CERTAIN
    for match in ROAD.finditer(text):
        if may_be_road(text, match, vocabulary):
            yield name_start(text, match.start()), match.end(), Level.CERTAIN
    for match in NAMED_ROAD.finditer(text):
        if fold(match[1]) not in NO_STREET and near(text, match.start(), match.start(), vocabulary.living):
            yield match.start(), match.end(), Level.CERTAIN
    for match in ENGLISH_STREET.finditer(text):
        yield match.start(), match.end(), Level.CERTAIN


def may_be_road(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether "Bergweg 12" is an address: a capital, or a word for living before it."""
    if fold(match[1]) in NO_STREET:
        return False
    return match[1][0].isupper() or near(text, match.start(), match.start(), vocabulary.living)


def homes(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Level]]:
    """Streets without a number in which somebody lives."""
    for match in HOME_STREET.finditer(text):
        if near(text, match.start(), match.start(), vocabulary.living):
            yield match.start(1), match.end(1), Level.POSSIBLE


def name_start(text: str, street: int) -> int:
    """Where the name of a street starts: "Burgemeester Jansenlaan", "Johan de Wittlaan"."""
    before = text[max(0, street - LEAD) : street]
    match = NAME_BEFORE.search(before)
    return street - len(match[0]) if match else street


def is_home(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether an address may be a home's: no meeting or office is spoken of, or somebody lives there."""
    if not near(text, start, end, vocabulary.meeting):
        return True
    return near(text, start, end, vocabulary.living - vocabulary.meeting) or near(
        text, start, end, vocabulary.people
    )


def near(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands near a stretch; only before it when that is empty."""
    around = text[max(0, start - REACH) : start]
    if end > start:
        around += " " + text[end : end + REACH]
    return not words.isdisjoint(WORD.findall(fold(around)))
