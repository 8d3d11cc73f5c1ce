"""Postcodes of homes."""

import re
from collections.abc import Iterator

from knowledge_base.guard.addresses import STREETS, is_home
from knowledge_base.guard.context import before
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.vocabulary import Vocabulary

DIGITS = r"(?<![\w.,/-])[1-9]\d{3}"
LETTERS = r"(?!sa|sd|ss)[a-z]{2}(?![\w'’]|-[A-Za-z])"
CAPITALS = re.compile(rf"{DIGITS}[ -]?(?!SA|SD|SS)[A-Z]{{2}}(?!\w|-[A-Za-z])")
TOGETHER = re.compile(rf"{DIGITS}-?{LETTERS}", re.IGNORECASE)
SPACED = re.compile(rf"{DIGITS}[ -]{LETTERS}", re.IGNORECASE)
AFTER_WORD = re.compile(
    rf"\b(?:post\s?code|postal code|zip(?:\s?code)?|pc|"
    rf"pcode)\b[^\d\n]{{0,25}}({DIGITS}[ -]{{0,2}}[a-z]{{2}})(?!\w|-[a-z])",
    re.IGNORECASE,
)
BEFORE_WORD = re.compile(
    rf"({DIGITS}[ -]{{0,2}}[a-z]{{2}})(?:,?\s(?:is|als|de|zijn|haar|the|as|his|her)){{1,3}}\s(?:postcode|"
    rf"postal code)\b",
    re.IGNORECASE,
)
BRITISH = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
AFTER_HOUSE = re.compile(
    rf"(?:(?i:{STREETS}|weg|dijk|pad|hof|park)|\b[A-Z][\w'-]+)\.?\s\d{{1,4}}\s?[A-Za-z]?\s?(?:,|in|te)?\s?$"
)
BEFORE_TOWN = re.compile(r"\s(?:in\s)?[A-Z][a-z]{2,}")
UNITS = word_group(
    "km kg ml mb gb kb tb cm mm eu nl en of in op is de te ze we je ik al er uu hr am pm bc om ja na nu zo "
    "as at be by do go he hi if it "
    "me mg my no oh ok on or so to up us wk jr st nd rd th gr kj wh kw hz px pp pk mi ft lb oz cl dl ct mw "
    "mr va ap ha hl "
    "um up ex an st pc uk bw sr sv rv jw"
)
MEASURES = word_group("mb gb kb tb km kg ml mm cm eu pk nl hz")
A_YEAR = re.compile(r"(?:19|20)\d\d\D")
A_ROUND_NUMBER = re.compile(r"\d\d?00\D")
LIVING_REACH = 45  # characters


def find_postcodes(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Postcodes in a text as it reads; that of an office or a meeting passes."""
    if not any(sign.isdigit() for sign in text):
        return
    for span in (*by_form(text), *by_words(text, vocabulary)):
        if is_home(text, span.start, span.end, vocabulary):
            yield span


def by_form(text: str) -> Iterator[Span]:
    """What can hardly be anything else: in capitals, or in one word."""
    for pattern in (CAPITALS, TOGETHER, BRITISH):
        for match in pattern.finditer(text):
            letters = match[0][-2:]
            if letters.lower() not in (MEASURES if letters.isupper() else UNITS):
                yield Span(match.start(), match.end(), Kind.POSTCODE, Level.CERTAIN)


def by_words(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """What the words around it make a postcode; "1234 ab" alone is asked about."""
    for pattern in (AFTER_WORD, BEFORE_WORD):
        for match in pattern.finditer(text):
            yield Span(match.start(1), match.end(1), Kind.POSTCODE, Level.CERTAIN)
    for match in SPACED.finditer(text):
        if level := spaced_level(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.POSTCODE, level)


def spaced_level(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Level | None:
    """How sure "1234 ab" is a postcode, by an address, a town or somebody's living there."""
    if AFTER_HOUSE.search(text[max(0, match.start() - 40) : match.start()]):
        return Level.CERTAIN
    if match[0][-2:].lower() in UNITS or A_YEAR.match(match[0]) or A_ROUND_NUMBER.match(match[0]):
        return None
    lives = before(text, match.start(), vocabulary.living, LIVING_REACH)
    return Level.CERTAIN if lives or BEFORE_TOWN.match(text, match.end()) else Level.POSSIBLE
