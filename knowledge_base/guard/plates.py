"""Licence plates: by their form, and by the words for a car or a plate around them."""

import re
from collections.abc import Iterator, Sequence

from knowledge_base.guard.context import before, behind, near
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.vocabulary import Vocabulary

# Dutch plates are letters (L) and digits (D) in three groups (RDW, "sidecodes" 1 to 14); from the fourth on
# they have no vowels, so that none reads as a word.
OLD = ("LL-DD-DD", "DD-DD-LL", "DD-LL-DD")
DUTCH = [
    "LL-DD-LL",
    "LL-LL-DD",
    "DD-LL-LL",
    "DD-LLL-D",
    "D-LLL-DD",
    "LL-DDD-L",
    "L-DDD-LL",
    "LLL-DD-L",
    "L-DD-LLL",
    "D-LL-DDD",
    "DDD-LL-D",
]
BELGIAN, BRITISH = ("D-LLL-DDD", "LLL-DDD"), ("LLDD-LLL",)
CONSONANT, LETTER = "[B-DF-HJ-NP-TV-Z]", "[A-Z]"


def forms(wanted: Sequence[str], sign: str, letter: str) -> str:
    """Forms as a pattern, with a sign between the groups."""
    parts = {"L": letter, "D": r"\d", "-": sign}
    return "|".join("".join(parts[each] for each in form) for form in wanted)


def alone(pattern: str) -> re.Pattern[str]:
    """A pattern that stands by itself, in any case."""
    return re.compile(rf"(?<![\w.,/-])(?:{pattern})(?![\w-])", re.IGNORECASE)


DASHED = alone(forms((*OLD, *DUTCH, BELGIAN[0]), "-", LETTER))
GERMAN = r"[A-Z]{1,3}-[A-Z]{1,2} ?\d{2,4}"
LOOSE = alone(
    "|".join(
        (
            *(forms(DUTCH, sign, CONSONANT) for sign in ("", " ", r"\.")),
            forms(BRITISH, " ", LETTER),
            *(forms((*BELGIAN, *BRITISH), sign, CONSONANT) for sign in ("", " ", "-")),
            forms(OLD, " ", CONSONANT),
            GERMAN,
        )
    )
)
RARE_FORM = alone(  # hardly anything else has it, so one without a car in sight is asked about
    "|".join(
        (
            forms(DUTCH[:5] + DUTCH[7:], "", CONSONANT),
            forms(DUTCH[:2] + DUTCH[5:8], " ", CONSONANT),
            forms(BRITISH, "[ -]?", CONSONANT),
        )
    )
)
RARE_TYPED = alone(  # the same of what has letters only plates have: looked at group by group
    "|".join(
        (
            forms(DUTCH[5:7], "", CONSONANT),
            forms(DUTCH, r"[ .]", CONSONANT),
        )
    )
)
IN_GROUPS = re.compile(r"[a-z]+|\d+")
ABBREVIATION = re.compile(
    r"(?:[bdgkmps]?tr|mnd|wkn|dgn|str|stks?|pnt|plk|gld|rgl|blz|ptn|hfd|hst|grp|vrg|krt|lln|bzn|kmr|spr|"
    r"hrs|yrs|mths?|wks|mls|pts|pgs|vwb|vmb|pls|kwh|bdg|knd|jng|prs)s?$"
)
SPACED_CAPITALS = re.compile(  # in capitals, as on the plate itself: "69 JH 49", "8 KRT 27"
    rf"(?<![\w.,/-])(?<![\d.] )(?:{forms((*OLD, *DUTCH), ' ', CONSONANT)})(?![\w-]| \d)"
)
JOINED_CAPITALS = re.compile(rf"(?:{forms(DUTCH, '', CONSONANT)})$")
FOREIGN_CAPITALS = re.compile(  # German, Polish and the like, near a car only
    r"(?<![\w.,/-])(?:[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{2,3} ?(?!(?:19|"
    r"20)\d\d(?!\d))\d{2,5}[A-Z]{0,2}|[A-Z]{1,2} \d{2,3} [A-Z]{2,3}|"
    r"[A-Z]{2,3} (?=[A-Z]{0,4}\d)(?=\d{0,4}[A-Z])[A-Z\d]{4,5})(?![\w-])"
)
SCHOOLS = word_group("mbo hbo vwo hav gym pro vso sbo bso kdv gr")
NO_PLATE = SCHOOLS | word_group(  # dates and classes have the same form: "3-apr-25", "2-vwo-12"
    "jan feb mrt mar apr mei may jun jul aug sep okt oct nov dec of in op is de te ze we je ik al er om"
)
BY_A_CAR = 25  # characters, within which a part may be a word after all: "haar auto 6 kdv 53"
MAY_BE_WORDS = word_group("kdv gym gr nv bv tv pc fc kt vs jw")
NO_CAPITALS = NO_PLATE | word_group(  # with spaces around: amounts, schools, laws and offices
    "mb gb tb kb km kg ml cm mm pk pm hz kw lvb ggz ggd pgb mbo hbo vwo cjg bsn mdt wmo jw bv nv tv pc "
    "nl fc vs kt "
    "btw kvk nt hv wk ww str nr sdq trf skj nji ct tm bp mg dl mnd kwh pnt stk plk vd md"
)
MIXED = (
    r"(?=[A-Z0-9 .-]{0,6}\d)(?=[A-Z0-9 .-]{0,8}[A-Z])[A-Z0-9]{1,4}[ .-]?[A-Z0-9]{1,4}(?:[ .-]?[A-Z0-9]{1,4})?"
)
PLATE = (
    r"(?:kenteken\w{0,5}|nummerplaat|nummerbord|plaat|registration|"
    r"(?:(?:licen[cs]e|number|reg(?:istration)?) )?plates?)"
)
WORD_BEFORE = re.compile(
    rf"\b{PLATE}\b(?:\s(?:is|was|van|of|nummer|number|begint met|the|de|auto|car|zijn|his|her|genoteerd|"
    rf"reads|says)|"
    rf"[:=(\s]){{0,6}}\s?({MIXED})(?![\w-])",
    re.IGNORECASE,
)
WORD_BEHIND = re.compile(
    rf"(?<![\w-])({MIXED})(?:,?\s(?:is|was|als|het|de|dat|zijn|haar|his|her|the|as|op|on)){{0,4}}\s{PLATE}\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:groep|klas|kamer|lokaal|leerjaar|fase|niveau|stap|week|dag|unit|team|afdeling|jaar|schaal|"
    r"class|group|room|year)\s$",
    re.IGNORECASE,
)
SHORTEST = 5  # letters and digits
CLOSE, JUST_BEHIND = 45, 15  # characters


def find_plates(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Licence plates in a text as it reads."""
    if not any(sign.isdigit() for sign in text):
        return
    for match in DASHED.finditer(text):
        if is_dashed_plate(text, match, vocabulary) and not is_product(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.PLATE, Level.CERTAIN)
    for match in LOOSE.finditer(text):
        if not is_loose_plate(text, match, vocabulary):
            continue
        if near(text, match.start(), match.end(), vocabulary.vehicles, CLOSE):
            yield Span(match.start(), match.end(), Kind.PLATE, Level.CERTAIN)
        elif is_rare_form(match[0]) and not is_counted(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.PLATE, Level.POSSIBLE)
    yield from in_capitals(text, vocabulary)
    for wording in (WORD_BEFORE, WORD_BEHIND):
        for match in wording.finditer(text):
            if (
                is_plate(match[1], NO_PLATE - SCHOOLS)
                and sum(sign.isalnum() for sign in match[1]) >= SHORTEST
            ):
                yield Span(match.start(1), match.end(1), Kind.PLATE, Level.CERTAIN)


def in_capitals(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """What is typed as it stands on the plate, with spaces; a foreign one only where a car is spoken of."""
    for match in SPACED_CAPITALS.finditer(text):
        if is_loose_plate(text, match, vocabulary) and not is_product(text, match, vocabulary):
            by_car = near(text, match.start(), match.end(), vocabulary.vehicles, CLOSE)
            yield Span(match.start(), match.end(), Kind.PLATE, Level.CERTAIN if by_car else Level.POSSIBLE)
    for match in FOREIGN_CAPITALS.finditer(text):
        letters_and_digits = sum(sign.isalnum() for sign in match[0])
        if letters_and_digits < SHORTEST or not is_plate(match[0], NO_CAPITALS):
            continue
        if near(text, match.start(), match.end(), vocabulary.vehicles, CLOSE) and not is_product(
            text, match, vocabulary
        ):
            yield Span(match.start(), match.end(), Kind.PLATE, Level.POSSIBLE)


def is_dashed_plate(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether not all letters are words: "PF-GR-18" is one, and "12-GR-45" with a car near it."""
    letters = [part for part in match[0].lower().split("-") if part.isalpha()]
    if any(part not in NO_PLATE for part in letters):
        return True
    return is_loose_plate(text, match, vocabulary)


def is_loose_plate(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether no part is a word; with a car right beside it, a part may be a school or a firm after all."""
    words = NO_CAPITALS if " " in match[0] else NO_PLATE
    if is_plate(match[0], words):
        return True
    if not is_plate(match[0], words - MAY_BE_WORDS):
        return False
    return near(text, match.start(), match.end(), vocabulary.vehicles, BY_A_CAR)


def is_rare_form(found: str) -> bool:
    """Whether hardly anything but a plate has the form, and no group is a unit or an abbreviation."""
    if RARE_FORM.match(found) or JOINED_CAPITALS.match(found):
        return True
    groups = IN_GROUPS.findall(found.lower())
    odd = not any(ABBREVIATION.match(group) or group in NO_CAPITALS - MAY_BE_WORDS for group in groups)
    return odd and bool(RARE_TYPED.match(found))


def is_plate(form: str, words: frozenset[str] = NO_PLATE) -> bool:
    """Whether no part is a month, a unit or a small word."""
    return words.isdisjoint(re.split(r"[ .-]", form.lower()))


def is_counted(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a form starts with the number of a class or a room ("groep 3 zmb 12"), or is a product's."""
    numbered = match[0][0].isdigit() and NUMBERED.search(
        text, max(0, match.start() - BY_A_CAR), match.start()
    )
    return bool(numbered) or is_product(text, match, vocabulary)


def is_product(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a device or an order is spoken of, and no car."""
    if near(text, match.start(), match.end(), vocabulary.vehicles, CLOSE):
        return False
    named = before(text, match.start(), vocabulary.products, CLOSE)
    return named or behind(text, match.end(), vocabulary.products, JUST_BEHIND)
