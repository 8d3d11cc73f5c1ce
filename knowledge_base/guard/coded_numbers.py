"""Numbers with letters or signs in them beside what has such a number: "reactie op KBS 1837264", "Complaint #7719-B"."""

import re
from collections.abc import Iterator

from knowledge_base.guard.case_numbers import A_DATE, NO_DESK, OF_AN_ORDER, YEARS
from knowledge_base.guard.context import near
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.vocabulary import Vocabulary

CODED = re.compile(
    r"(?<![\w./,#-])(?P<mark>#\s?)?(?P<number>(?:(?P<prefix>[A-Z]{1,6})\s(?=\d{2,}))?(?=[\w./-]{0,20}\d)"
    r"[A-Za-z0-9](?:[\w./-]{0,24}\w)?(?:\s\d{2,6}(?=[\s?!.,;)]|$)){0,2})"
    r"(?!\w|:\d|\s?(?:euro|eur|€|uur|u\b|km|kg|mg|ml|jaar|jr|%|x\b|keer|kinderen|jongeren|mensen|ouders|gezinnen|"
    r"dagen|weken|maanden|minuten|uren|pagina|woorden|vragen|klachten|meldingen|people|pages|days|weeks|hours|"
    r"minutes|kids|collega|stuks|punten|leden|am\b|pm\b))"
)
WHAT_HAS_ONE = (
    r"(?:complaints?|klacht(?:en)?(?:commissie|brief|procedure)?|tuchtklacht|tuchtzaak|meldingen|(?:\w{2,12}-?)?melding|"
    r"(?:jeugd|zorg|straf|rechts|hof|raads)?(?:zaak|dossier)|casus|beschikking|kenmerk|prosecut\w{2,5}|parket\w{0,6}|"
    r"referen(?:ce|tie)|ref|(?:her|verleng|hulp|zorg)?aanvra(?:ag|gen)|(?:indicatie|rechts|gemeente|verleng)?besluit|"
    r"(?:wlz-?|zorg|her)?indicatie(?:stelling)?|raad|rvdk|raadsonderzoek|raadsrapport|verzoek(?:schrift)?|bezwaar(?:schrift)?|"
    r"beroep(?:schrift)?|hoger beroep|appeal|referral|(?:mic|mim|fobo|vim)(?:-melding)?|incident(?:melding|report)?|"
    r"calamiteit|officier|cjib|application|decision|court|rechtbank|rechter|judge|order|ots|uhp|machtiging|maatregel|"
    r"voogdij|aangifte|proces-?verbaal|pv|toewijzing|verwijzing|doorverwijzing|case|file|charge|police|politie|"
    r"council|gemeente|ciz|pgb|svb|ind|coa|reactie|reageren|respond|response|letter|brief)"
)
AHEAD = re.compile(rf"\b{WHAT_HAS_ONE}(?:nummer|nr|number|no|s)?\b[^!?;\n]{{0,40}}$", re.IGNORECASE)
BEHIND = re.compile(rf"[^.!?;\n]{{0,40}}\b{WHAT_HAS_ONE}\b", re.IGNORECASE)
RIGHT_AHEAD = re.compile(rf"\b{WHAT_HAS_ONE}\W{{1,3}}(?:\w{{2,8}}\W{{1,2}}){{0,2}}$", re.IGNORECASE)
A_TICKET = re.compile(r"\b(?:ticket|order)\b", re.IGNORECASE)
A_CASES = re.compile(
    r"\b(?:jeugdbescherm\w+|court|contact|rechtbank|klacht|complaint|raad|gemeente|voogd)\b", re.IGNORECASE
)
MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+$")
RANGE = re.compile(r"\d{1,3}-\d{1,3}$|\d{1,2}[.:]\d\d$|\d+(?:e|de|ste|st|nd|rd|th|x|u)$", re.IGNORECASE)
A_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,2}){1,3}[a-z]?$", re.IGNORECASE)
IN_FRONT_OF_LAWS = re.compile(
    r"\b(?:art(?:ikel(?:en)?)?|article|lid|par(?:agraaf)?|section|hoofdstuk|chapter|versie|version|pagina|page|p|stb|"
    r"stcrt|kamerstuk|ecli|iso|nen|hkz|avg|gdpr|ip|sop|code|productcode|bericht|tel|bel|telefoon|nummer van de bus)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
NO_PREFIX = NO_DESK | word_group(
    "hkz skj ggz wmo wlz jw ijw iwmo pgb svb nji lvb ots uhp mbo hbo vwo pk bv nv ns covid top fase groep ip tel dsm icd bij "
    "de het een in op om is en ik tb mb gb kb eur nl be kvk bsn big agb postbus pb windows word excel"
)
A_CASES_TOO = word_group("ticket order part")
CLOSE = 45  # characters
DIGITS_ALONE, DIGITS_WITH_SIGN, DIGITS_OF_CODE, SURELY = 6, 5, 3, 5


def find_coded_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Such numbers in a text as it reads; surely one with letters and many digits right behind the word."""
    for match in CODED.finditer(text):
        if not is_coded(match) or is_of_something_else(text, match, vocabulary):
            continue
        start, end = match.span("number")
        ahead = text[max(0, start - CLOSE) : match.start()]
        right = RIGHT_AHEAD.search(ahead)
        if right or AHEAD.search(ahead) or BEHIND.match(text[end : end + CLOSE]):
            sure = (
                right
                and any(sign.isupper() for sign in match["number"])
                and digits_of(match["number"]) >= SURELY
            )
            yield Span(match.start(), end, Kind.CASE_NUMBER, Level.CERTAIN if sure else Level.POSSIBLE)


def digits_of(number: str) -> int:
    """How many digits there are."""
    return sum(sign.isdigit() for sign in number)


def is_coded(match: re.Match[str]) -> bool:
    """Whether a number has the form of one that is given out: letters with digits, signs, or very long."""
    number = match["number"]
    if any(pattern.match(number) for pattern in (A_DATE, YEARS, MONEY, RANGE, A_VERSION)):
        return False
    digits, letters = digits_of(number), sum(sign.isalpha() for sign in number)
    lead = re.match(r"[A-Za-z]*", number)
    if lead and lead[0].lower() in NO_PREFIX:
        return False
    if not letters:
        signs = sum(sign in "./- " for sign in number)
        return (
            digits >= DIGITS_ALONE
            or (digits >= DIGITS_WITH_SIGN and signs > 0)
            or bool(match["mark"] and digits > DIGITS_OF_CODE)
        )
    return (
        number.upper() == number
        and digits >= DIGITS_OF_CODE
        and (digits > DIGITS_OF_CODE or len(number) > digits + 1)
    )


def is_of_something_else(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a number is a law's, a product's, a telephone's or an order's."""
    number, end = match["number"], match.end()
    ahead = text[max(0, match.start() - CLOSE) : match.start()]
    if IN_FRONT_OF_LAWS.search(ahead) or (number.startswith(("0", "14 0")) and not any(sign.isalpha() for sign in number)):
        return True
    around = text[max(0, match.start() - CLOSE) : end + CLOSE]
    if OF_AN_ORDER.search(ahead) and not (A_TICKET.search(ahead) and A_CASES.search(around)):
        return True
    return near(text, match.start(), end, vocabulary.products - A_CASES_TOO, CLOSE)
