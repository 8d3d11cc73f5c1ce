"""Where somebody lives: a street with a number, or the street of a home."""

import re
from collections.abc import Iterable, Iterator

from knowledge_base.guard.context import before, near
from knowledge_base.guard.homes import streets_of_homes
from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.spelled import DUTCH
from knowledge_base.guard.street_names import streets_by_points
from knowledge_base.guard.street_words import NUMBER, ROADS, STREETS, TYPES
from knowledge_base.guard.vocabulary import Vocabulary

STREET = re.compile(rf"(?<![\w'-])([\w'.-]{{2,30}}(?:{STREETS}))\.?{NUMBER}", re.IGNORECASE)
ROAD = re.compile(rf"(?<![\w'-])([\w'-]{{2,30}}(?:{ROADS})){NUMBER}", re.IGNORECASE)
TWO_WORDS = re.compile(rf"(?<![\w'-])((?:[A-Z][\w'.-]{{1,20}}\s){{1,3}}(?i:{TYPES})){NUMBER}")
BARE = re.compile(
    rf"\b(?:op|aan|in|on|at)\s(?:de\s|het\s|'t\s)?((?:Singel|Kade|Plein|Gracht|Laan|Brink|Dijk|Dam|Markt|"
    rf"Hof|Wal|Haven)){NUMBER}"
)
OF_SOMEBODY = (
    re.compile(  # "Laan van Meerdervoort 120", "Weg naar Laren 4", "laan 1940-1945 12", "plein 1944 16"
        rf"(?<![\w'-])((?i:{TYPES})\s(?:(?:(?:van|naar|aan|op|der|de|den|het|"
        rf"'t)\s){{1,2}}(?:[A-Z][\w'-]{{1,20}}\s?){{1,3}}|"
        r"1[5-9]\d\d(?:\s?-\s?'?(?:\d\d)?\d\d)?|'?\d\d\s?-\s?'?\d\d)"
        rf"){NUMBER}"
    )
)
NAMED_ROAD = re.compile(
    rf"(?<![\w'-])((?P<article>(?:[Dd]e|[Hh]et|'[tT]|Oude|Nieuwe|[Aa]chter de) )?[A-Z](?:[^\W\d]|"
    rf"['-]){{2,30}}){NUMBER}"
)
TYPED_NAME = re.compile(
    rf"(?:(?<=^)|(?<=[,:(] )|\b(?:naar|op|bij|aan|van|vanaf|is)\s)(?P<street>(?:de|het|"
    rf"'t)\s(?P<word>[a-z]{{4,20}})){NUMBER}"
)
SPELLED_NUMBER = re.compile(  # "eikenpad twaalf"; "een" is an article as often
    rf"(?<=[a-z] )(?:nummer\s|nr\s)?(?!een\b|één\b){DUTCH}(?:\s?(?:[a-h]|bis|hs))?"
    r"(?=[.,!?)]|$|\s(?:en|daar|waar|want|maar|is|dus|of|mag|wil|wie|hoe|wat)\b)",
    re.IGNORECASE,
)
STREET_AT_END = re.compile(rf"(?<![\w'-])[\w'.-]{{2,30}}(?P<ending>{STREETS}|{ROADS})\.?\s$", re.IGNORECASE)
LIVED_IN = re.compile(
    r"\b(?:woont|wonen|woonde|verblijft|ingeschreven|verhuisd|adres(?:\sis)?|lives|living)\s(?:(?:nu|weer|"
    r"sinds kort|tijdelijk|now)\s)?"
    rf"(?:(?:op|aan|in|naar|at|on|to)\s)?((?:de\s|het\s|'t\s)?([^\W\d][^\W\d]{{2,30}})){NUMBER}",
    re.IGNORECASE,
)
WITH_ARTICLE = re.compile(r"((?:de|het|'t|the)\s[A-Z][\w'-]+\s)(\d{1,2})$", re.IGNORECASE)
SURE_ENGLISH = r"street|road|lane|avenue|crescent|terrace|rd|ave"
ENGLISH_TYPES = (
    rf"(?:{SURE_ENGLISH}|drive|close|court|way|gardens|place|square|grove|mews|hill|row|walk|st|view|rise|green|"
    r"parade|wharf|quay|villas|cottages?|croft|vale|dale|circus|meadows?|boulevard|blvd|alley|park|lodge|heights|"
    r"buildings|fields|broadway|embankment|path|dr|ct|ln)"
)
MEASURED = word_group(  # "a 12 mile road", "3 way street", "a 30 minute drive"
    "mile miles minute minutes min mins hour hours day days week weeks month months year years way step "
    "point star man "
    "person people page km metre meter kilometre lane more other new big small long short busy different "
    "of the "
    "whole nice in per to and or on at for with inch"
)
POSTBOX = re.compile(r"\b(?:postbus|p\.?\s?o\.? box)\s(?:nr\.?\s|nummer\s)?\d{1,6}(?!\d)", re.IGNORECASE)
FLAT = r"(?:(?:flat|apartment|apt|unit)\s?\d{1,4}[a-z]?,?\s)?"
AT_BEFORE = re.compile(r"\b(?:at|on|to|op|in|aan|naar)\s$", re.IGNORECASE)
NUMBER_FIRST = re.compile(  # as English has it, with a Dutch street: "41 Rozenstraat"
    r"(?<![\w.,-])\d{1,4}[a-z]?\s([\w'-]{2,30}(?:straat|laan|plein|gracht|kade|singel|weg|dijk))(?![\w-])",
    re.IGNORECASE,
)
ENGLISH_STREET = re.compile(
    rf"(?<![\w'-]){FLAT}\d{{1,4}}[A-Za-z]?\s(?:[A-Z][\w'-]{{1,20}}\s){{1,3}}(?i:{ENGLISH_TYPES})\b\.?"
)
TYPED_ENGLISH = re.compile(
    rf"(?<![\w'-]){FLAT}\d{{1,4}}[a-z]?\s((?:[a-z'-]{{3,20}}\s){{1,2}})({ENGLISH_TYPES})(?![\w'-])",
    re.IGNORECASE,
)
ENGLISH_NUMBER_LAST = re.compile(
    rf"(?<![\w'-])((?:[A-Z][\w'-]{{1,20}}\s){{1,2}}(?:Street|Road|Lane|Avenue|Crescent|Terrace|Drive|"
    rf"Close)){NUMBER}"
)
HOME_STREET = re.compile(
    rf"\b(?:in|op|aan|van|on|at)\s(?:de\s|het\s)?([\w'-]{{2,30}}(?:{STREETS}))(?![\w'-])", re.IGNORECASE
)
NAME_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w'.-]{1,20}|[A-Z]\.|[Bb]urg\.|[Bb]urgemeester|[Mm]gr\.|[Dd]r\.|[Pp]rof\.|[Pp]ast\.|"
    r"[Ss]t\.|\b(?:burgemeester|prins|prinses|koning|koningin|sint|pastoor|oude|nieuwe|lange|korte|kleine|grote|"
    r"van\s(?:der|den|ter|'t)))\s"
    r"(?:(?:van|de|der|den|het|ten|ter|'t)\s){0,2}){1,3}$"
)
SURE_ROADS = ("weg", "dijk", "pad", "hof", "wal", "brink", "erf", "dam", "baan", "zijde", "markt")
SURE_WHEN_TYPED = ("diep", "hoeve", "kolk", "burg", "oord", "meent", "donk", "berg")
LEAD = 60  # characters before a street that may belong to its name
CLOSE = 40


def find_addresses(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Span]:
    """The addresses in a text as it reads; where a meeting or an office is, passes."""
    found = list(candidates(text, vocabulary, lexicon))
    buildings = numbered_buildings(text[start:end] for start, end, _ in found)
    for start, end, level in found:
        if text[start:end] not in buildings and is_home(text, start, end, vocabulary):
            yield Span(start, end, Kind.ADDRESS, level)
    yield from postboxes(text, vocabulary)


def numbered_buildings(found: Iterable[str]) -> set[str]:
    """Schools and groups with a name and a number, when more are of one name: "De Brink 2 en De Brink 3"."""
    by_name: dict[str, set[str]] = {}
    for name, number in (match.groups() for each in found if (match := WITH_ARTICLE.match(each))):
        by_name.setdefault(fold(name), set()).add(f"{name}{number}")
    return {each for several in by_name.values() if len(several) > 1 for each in several}


def candidates(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[int, int, Level]]:
    """What looks like an address."""
    if any(sign.isdigit() for sign in text):
        yield from numbered(text, vocabulary, lexicon)
        yield from english(text, vocabulary)
    yield from spelled(text, vocabulary, lexicon)
    yield from homes(text, vocabulary)


def postboxes(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Boxes where post for a family comes; those of offices pass, and nearly all are."""
    for match in POSTBOX.finditer(text):
        if near(
            text, match.start(), match.end(), vocabulary.living | vocabulary.visiting | vocabulary.people
        ):
            yield Span(match.start(), match.end(), Kind.ADDRESS, Level.POSSIBLE)


def numbered(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[int, int, Level]]:
    """Streets with a house number."""
    for pattern in (STREET, TWO_WORDS, OF_SOMEBODY, BARE):
        for match in pattern.finditer(text):
            if fold(match[1]) not in vocabulary.no_streets:
                yield name_start(text, match.start(1)), match.end(), Level.CERTAIN
    for match in ROAD.finditer(text):
        if may_be_road(text, match, vocabulary, lexicon):
            yield name_start(text, match.start()), match.end(), Level.CERTAIN
        elif match[1][0].islower() and is_typed_road(text, match, vocabulary, lexicon):
            yield match.start(), match.end(), Level.POSSIBLE
    yield from named(text, vocabulary, lexicon)
    yield from streets_by_points(text, vocabulary, lexicon)
    yield from streets_of_homes(text, vocabulary, lexicon)
    for match in LIVED_IN.finditer(text):
        if fold(match[2]) not in vocabulary.no_streets:
            yield match.start(1), match.end(), Level.POSSIBLE


def spelled(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[int, int, Level]]:
    """Streets with a house number in words, where somebody lives or goes."""
    for match in SPELLED_NUMBER.finditer(text):
        lead = max(0, match.start() - LEAD)
        street = STREET_AT_END.search(text[lead : match.start()])
        if not street or fold(street[0].strip()) in vocabulary.no_streets:
            continue
        unusual = lexicon.level(fold(street[0].strip()), "nl") < WordLevel.COMMON
        if unusual and is_visited(text, match, vocabulary):
            yield name_start(text, lead + street.start()), match.end(), Level.POSSIBLE


def named(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[int, int, Level]]:
    """Streets that no ending gives away, where somebody lives or is fetched: "de Wieken 18", "naar de "
    "meenten 36"."""
    for match in NAMED_ROAD.finditer(text):
        if not vocabulary.no_streets.isdisjoint(fold(match[1]).split()):
            continue
        typed_article = (match["article"] or "").startswith(("de ", "het "))
        start = match.end("article") if typed_article else match.start()
        if before(text, match.start(), vocabulary.living):
            yield start, match.end(), Level.CERTAIN
        elif match["article"] and is_visited(text, match, vocabulary):
            yield start, match.end(), Level.POSSIBLE
    for match in TYPED_NAME.finditer(text):
        low = fold(match["word"])
        if low in vocabulary.no_streets or lexicon.level(low, "nl") >= WordLevel.COMMON:
            continue
        if is_visited(text, match, vocabulary):
            yield match.start("street"), match.end(), Level.POSSIBLE


def is_visited(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether near a place somebody lives, is at somebody's, or is fetched and brought."""
    words = vocabulary.living | vocabulary.visiting
    return near(text, match.start(), match.end(), words, CLOSE)


def english(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Level]]:
    """Streets as they are written in English, the number first."""
    for pattern in (ENGLISH_STREET, ENGLISH_NUMBER_LAST):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), Level.CERTAIN
    for match in NUMBER_FIRST.finditer(text):
        at = AT_BEFORE.search(text, max(0, match.start() - CLOSE), match.start())
        if fold(match[1]) not in vocabulary.no_streets and (at or is_visited(text, match, vocabulary)):
            yield match.start(), match.end(), Level.POSSIBLE
    for match in TYPED_ENGLISH.finditer(text):
        sure = re.fullmatch(SURE_ENGLISH, match[2], re.IGNORECASE)
        if not MEASURED.isdisjoint(fold(match[1]).split()):
            continue
        if sure or before(text, match.start(), vocabulary.living | vocabulary.visiting, CLOSE):
            yield match.start(), match.end(), Level.CERTAIN


def may_be_road(text: str, match: re.Match[str], vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether "Bergweg 12" is an address: living is spoken of, or it has a capital and is no other word."""
    low = fold(match[1])
    if low in vocabulary.no_streets:
        return False
    if before(text, match.start(), vocabulary.living):
        return True
    if not match[1][0].isupper():
        return False
    mid_sentence = match.start() > 1 and text[match.start() - 2] not in ".!?:\n"
    return (mid_sentence and low.endswith(SURE_ROADS)) or not lexicon.listed(low)


def is_typed_road(text: str, match: re.Match[str], vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether "hoofdweg 61" in lower case is an address: by its ending, and somebody is there or fetched "
    "there."""
    low = fold(match[1])
    most = WordLevel.COMMON if low.endswith(SURE_ROADS) else WordLevel.KNOWN
    if low in vocabulary.no_streets or not low.endswith((*SURE_ROADS, *SURE_WHEN_TYPED)):
        return False
    return lexicon.level(low, "nl") <= most and is_visited(text, match, vocabulary)


def homes(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Level]]:
    """Streets without a number in which somebody lives."""
    for match in HOME_STREET.finditer(text):
        if before(text, match.start(), vocabulary.living):
            yield match.start(1), match.end(1), Level.POSSIBLE


def name_start(text: str, street: int) -> int:
    """Where the name of a street starts: "Burgemeester Jansenlaan", "Johan de Wittlaan"."""
    match = NAME_BEFORE.search(text[max(0, street - LEAD) : street])
    return street - len(match[0]) if match else street


def is_home(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether an address may be a home's: no meeting or office is spoken of, or somebody lives there."""
    if not near(text, start, end, vocabulary.meeting):
        return True
    return near(text, start, end, vocabulary.living - vocabulary.meeting) or near(
        text, start, end, vocabulary.people
    )
