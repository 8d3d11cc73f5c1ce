"""Postcodes of homes."""

import re
from collections.abc import Iterator

from knowledge_base.guard.addresses import is_home
from knowledge_base.guard.context import before, near
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.street_words import STREETS
from knowledge_base.guard.vocabulary import Vocabulary

DIGITS = r"(?<![\w./-])[1-9]\d{3}"
LETTERS = r"(?!sa|sd|ss)[a-z]{2}(?![\w'’]|-[A-Za-z])"
CAPITALS = re.compile(rf"{DIGITS}(?: {{0,3}}|-)(?!SA|SD|SS)[A-Z]{{2}}(?!\w|-[A-Za-z])")
TOGETHER = re.compile(rf"{DIGITS}[-.]?{LETTERS}", re.IGNORECASE)
SPACED = re.compile(rf"{DIGITS}(?: {{1,3}}|-){LETTERS}", re.IGNORECASE)
BROKEN = re.compile(  # with another sign or spaces inside: "1823 / HB", "2903 e b"
    rf"{DIGITS}(?: ?[/_–] ?| ?- ?)(?!SA|SD|SS)[A-Z]{{2}}(?![\w-])|"
    rf"{DIGITS} {{1,2}}(?i:[a-z][ .][a-z])(?![\w'])"
)
AFTER_WORD = re.compile(
    rf"\b(?:post\s?code|postal code|zip(?:\s?code)?|pc|"
    rf"pcode)\b[^\d\n]{{0,25}}({DIGITS}[ .-]{{0,2}}[a-z] ?[a-z])(?!\w|-[a-z])|"
    rf"\bpostcode(?:gebied|cijfers)?\s(?:(?:is|van|hem|haar|de|het|met|"
    rf"begint)\s){{0,4}}({DIGITS})(?![\w/]|[-.,]\d)",
    re.IGNORECASE,
)
BEFORE_WORD = re.compile(
    rf"({DIGITS}[ -]{{0,2}}[a-z]{{2}})(?:,?\s(?:is|als|de|zijn|haar|the|as|his|her)){{1,3}}\s(?:postcode|"
    rf"postal code)\b",
    re.IGNORECASE,
)
BRITISH = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
TYPED_BRITISH = re.compile(  # its last two letters are never c, i, k, m, o or v
    r"(?<![\w./-])[a-z]{1,2}\d[a-z\d]?\s?\d(?P<unit>[abd-hjlnp-uw-z]{2})(?![\w'-])", re.IGNORECASE
)
AFTER_HOUSE = re.compile(
    rf"(?:(?i:{STREETS}|weg|dijk|pad|hof|park)|\b[A-Z][\w'-]+)\.?\s\d{{1,4}}\s?[A-Za-z]?\s?(?:,|in|te)?\s?$"
)
BEFORE_TOWN = re.compile(r"\s(?:in\s)?[A-Z][a-z]{2,}")
UNITS = word_group(
    "km kg ml mb gb kb tb cm mm eu nl en of in op is de te ze we je ik al er uu hr am pm bc om ja na nu zo "
    "as at be by do go he hi if it "
    "me mg my no oh ok on or so to up us wk jr st nd rd th gr kj wh kw hz px pp pk mi ft lb oz cl dl ct mw "
    "mr va ap ha hl "
    "um up ex an st pc uk bw sr sv rv jw pw pj ga bt"
)
# Words and amounts that stand behind four digits in ordinary sentences, however much somebody lives there.
EVERYDAY_UNITS = word_group(
    "km kg ml mb gb kb tb cm mm mg gr kr eu pm pw pj am uu hr ct pp bw jw bc en of in op is de te ze we "
    "je ik al er "
    "om ja na nu zo as at be by do go he hi if it my no oh ok on or so to us wk jr st nd rd th an ex ga va"
)
NO_UNITS = word_group("st nd rd th de er te uu hr gr jr")
ORDINALS = word_group("st nd rd th")
ALWAYS_MEASURES = word_group("mb gb kb km kg")
MEASURES = word_group("tb ml mm cm eu pk nl hz kj wh kw ms px")
A_YEAR = re.compile(r"(?:19|20)\d\d\D")
A_ROUND_NUMBER = re.compile(r"\d\d?00\D")
A_ROUND_TEN = re.compile(r"\d{3}0\D")
PLACED = re.compile(  # another postcode, or somebody who is at one
    rf"(?:{DIGITS} ?[A-Za-z]{{2}}\b[^.!?\d]*|\b(?:zit|woont|wonen|woonde|verblijft|slaapt|lives|living|"
    rf"adres|postcode)\s"
    r"(?:\w+\s)?(?:in|op|at|is|rond|bij|nabij|near)\s)$"
)
TO_A_PLACE = re.compile(  # directly before where somebody is or goes
    r"\b(?:in|uit|naar|rond|vanuit|nabij|vlakbij|dichtbij|bij|regio|omgeving|from|to|at|near|around|adres|"
    r"thuis is|"
    r"valt|hoort|ligt|zit|home is|of|if|whether|ouders|vader|moeder|oom|tante|oma|opa|is|woont|wonen|van|"
    r"meisje|"
    r"jongen|"
    r"voor)[:,]?\s(?:de\s|het\s|the\s)?$",
    re.IGNORECASE,
)
NOWHERE_ELSE = re.compile(  # only places stand behind these
    r"\b(?:uit|vanuit|nabij|vlakbij|dichtbij|dicht bij|regio|omgeving|buurt van|near|"
    r"close to)[:,]?\s(?:de\s)?$",
    re.IGNORECASE,
)
ADDRESS_BEFORE = re.compile(
    r"\b(?:\w{0,8}adres|address|postcode)\b(?:[\s:,=]{1,2}[a-z]{2,9}){0,2}[\s:,=]{1,2}$", re.IGNORECASE
)
COMES_FROM = re.compile(  # whoever comes from it, or has it, lives there, meeting or not
    r"\b(?:kom|komt|komen|kwam|rijd|rijdt|rij|rijden|reis|reist|reizen|vertrek|vertrekt|fiets|come|comes|coming|travel|"
    r"travels|travelling|drive|driving)\s(?:\w+\s){0,3}(?:uit|vanuit|vanaf|van|from)\s$|"
    r"\b(?:my|his|her|their|mijn|m'n|zijn|z'n|haar|hun)\s(?:zip(?:\scode)?|post\s?code|pc)\s(?:(?:is|=)\s)?$",
    re.IGNORECASE,
)
LIVES_IN = re.compile(
    r"\b(?:woont|wonen|woonde|lives|living)\s(?:\w{2,6}\s)?(?:in|op|at)?\s?$", re.IGNORECASE
)
BY_THE_CLOCK = re.compile(r"\b(?:om|tot|vanaf|rond|voor|na|until|by|before|after)\s$", re.IGNORECASE)
REGION = word_group(
    "regio jeugdregio zorgregio gemeente wijkteam postcode postcodegebied municipality region council "
    "huisarts "
    "crisisplek crisisbed begeleid verhuizen verhuist moves moving move moved gaat wil school weekend "
    "plek placement "
    "ver fietsen reizen afstand reistijd far travel distance woning ouderlijk thuiswonend thuis home "
    "house komt comes geplaatst pleeggezin pleegzorg gezin ouders oma opa tante oom zit taxi trein"
)
PLACED_REACH = 45  # characters
LIVING_REACH = 45  # characters


def find_postcodes(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Postcodes in a text as it reads; that of an office or a meeting passes."""
    if not any(sign.isdigit() for sign in text):
        return
    for span in (*by_form(text, vocabulary), *by_words(text, vocabulary)):
        from_home = COMES_FROM.search(text, max(0, span.start - PLACED_REACH), span.start)
        if from_home or is_home(text, span.start, span.end, vocabulary):
            yield span


def by_form(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """What can hardly be anything else: in capitals, or in one word; "4207 GB" where somebody lives."""
    for pattern in (CAPITALS, TOGETHER, BRITISH):
        for match in pattern.finditer(text):
            if not is_measure(match[0]) or is_lived_in(text, match, vocabulary):
                yield Span(match.start(), match.end(), Kind.POSTCODE, Level.CERTAIN)


def is_lived_in(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether somebody lives at what has the form of an amount, in capitals and not round."""
    if not match[0][-2:].isupper() or A_ROUND_NUMBER.match(match[0]) or A_YEAR.match(match[0]):
        return False
    return before(text, match.start(), vocabulary.living, LIVING_REACH)


def is_measure(found: str) -> bool:
    """Whether "1500MB" or "2026 in" is an amount or a year; a home's digits are seldom round."""
    letters, digits = found[-2:], found + " "
    low = letters.lower()
    if not letters.isupper():
        return low in UNITS
    round_or_year = A_YEAR.match(digits[:4] + " ") or digits[3] == "0"
    return low in ALWAYS_MEASURES or (low in MEASURES and bool(round_or_year))


def by_words(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """What the words around it make a postcode; "1234 ab" alone is asked about."""
    for pattern in (AFTER_WORD, BEFORE_WORD):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            yield Span(match.start(group), match.end(group), Kind.POSTCODE, Level.CERTAIN)
    yield from by_place(text, vocabulary)
    for match in TOGETHER.finditer(text):
        if is_measure(match[0]) and not A_YEAR.match(match[0]) and not A_ROUND_NUMBER.match(match[0] + " "):
            low = match[0][-2:].lower()
            if low not in EVERYDAY_UNITS or is_placed(text, match, vocabulary):
                yield Span(match.start(), match.end(), Kind.POSTCODE, Level.POSSIBLE)
    for match in SPACED.finditer(text):
        if level := spaced_level(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.POSTCODE, level)


def by_place(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Odd spellings, where somebody is at, comes from or goes to what has the form."""
    for match in BROKEN.finditer(text):
        if A_YEAR.match(match[0]) or A_ROUND_NUMBER.match(match[0]):
            continue
        if match[0][-2:].isupper() or is_of_a_place(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.POSTCODE, Level.POSSIBLE)
    for match in TYPED_BRITISH.finditer(text):
        spaced = any(sign.isspace() for sign in match[0])
        if match["unit"].lower() not in NO_UNITS and (
            is_of_a_place(text, match, vocabulary)
            if spaced
            else ADDRESS_BEFORE.search(text, 0, match.start())
        ):
            yield Span(match.start(), match.end(), Kind.POSTCODE, Level.POSSIBLE)


def is_of_a_place(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether near it somebody lives, is fetched or placed."""
    words = vocabulary.living | vocabulary.visiting | REGION
    return near(text, match.start(), match.end(), words, LIVING_REACH)


def spaced_level(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Level | None:
    """How sure "1234 ab" is a postcode, by an address, a town or somebody's living there."""
    if AFTER_HOUSE.search(text[max(0, match.start() - 40) : match.start()]):
        return Level.CERTAIN
    if A_YEAR.match(match[0]) or A_ROUND_NUMBER.match(match[0]):
        return Level.POSSIBLE if is_called_address(text, match) else None
    if match[0][-2:].lower() in UNITS:
        return Level.POSSIBLE if is_placed(text, match, vocabulary) else None
    lives = before(text, match.start(), vocabulary.living, LIVING_REACH)
    return Level.CERTAIN if lives or BEFORE_TOWN.match(text, match.end()) else Level.POSSIBLE


def is_called_address(text: str, match: re.Match[str]) -> bool:
    """Whether it is called an address, or somebody lives right in it, and its letters are no word or unit."""
    if match[0][-2:].lower() in EVERYDAY_UNITS - ORDINALS:
        return False
    ahead = text[max(0, match.start() - PLACED_REACH) : match.start()]
    return bool(ADDRESS_BEFORE.search(ahead) or LIVES_IN.search(ahead))


def is_placed(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether somebody is at, or goes to, what has the form of an amount: "gaat wonen in 3077 mb"."""
    start, end = match.span()
    ahead = text[max(0, start - PLACED_REACH) : start]
    if PLACED.search(ahead) or is_called_address(text, match):
        return True
    if not TO_A_PLACE.search(ahead) or A_ROUND_TEN.match(match[0]):
        return False
    everyday = match[0][-2:].lower() in EVERYDAY_UNITS
    if not everyday and NOWHERE_ELSE.search(ahead):
        return True
    if everyday and BY_THE_CLOCK.search(ahead):
        return False
    lives = near(text, start, end, vocabulary.living, LIVING_REACH) or near(
        text, start, end, vocabulary.visiting, LIVING_REACH
    )
    return lives or near(text, start, end, REGION, LIVING_REACH)
