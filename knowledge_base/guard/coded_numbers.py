"""Numbers with letters or signs beside what has one: "reactie op KBS 1837264", "Complaint #7719-B"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge_base.guard.case_numbers import A_CASES, A_DATE, A_TICKET, NO_DESK, OF_AN_ORDER, YEARS
from knowledge_base.guard.context import near
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.vocabulary import Vocabulary

CODED = re.compile(
    r"(?<![\w./,#-])(?P<mark>#\s?)?(?P<number>(?:(?P<prefix>[A-Z]{1,6})\s(?=\d{2,}))?(?=[\w./-]{0,20}\d)"
    r"[A-Za-z0-9](?:[\w./-]{0,24}\w)?(?:\s\d{2,6}(?=[\s?!.,;)]|$)){0,2})"
    r"(?!\w|:\d|\s?(?:euro|eur|€|uur|u\b|km|kg|mg|ml|jaar|jr|%|x\b|keer|kinderen|jongeren|mensen|ouders|"
    r"gezinnen|"
    r"dagen|weken|maanden|minuten|uren|pagina|woorden|vragen|klachten|meldingen|people|pages|days|weeks|"
    r"hours|"
    r"minutes|kids|collega|stuks|punten|leden|am\b|pm\b))"
)
WHAT_HAS_ONE = (
    r"(?:complaints?|klacht(?:en)?(?:commissie|brief|procedure)?|tuchtklacht|tuchtzaak|meldingen|"
    r"(?:\w{2,12}-?)?melding|"
    r"(?:jeugd|zorg|straf|rechts|hof|raads)?(?:zaak|dossier)|casus|beschikking|kenmerk|prosecut\w{2,5}|"
    r"parket\w{0,6}|"
    r"referen(?:ce|tie)|ref|(?:her|verleng|hulp|zorg)?aanvra(?:ag|gen)|(?:indicatie|rechts|gemeente|"
    r"verleng)?besluit|"
    r"(?:wlz-?|zorg|her)?indicatie(?:stelling)?|raad|rvdk|raadsonderzoek|raadsrapport|verzoek(?:schrift)?|"
    r"bezwaar(?:schrift)?|"
    r"beroep(?:schrift)?|hoger beroep|appeal|referral|(?:mic|mim|fobo|vim)(?:-melding)?|"
    r"incident(?:melding|report)?|"
    r"calamiteit|officier|cjib|application|decision|court|rechtbank|rechter|judge|order|ots|uhp|"
    r"machtiging|maatregel|"
    r"voogdij|aangifte|proces-?verbaal|pv|toewijzing|verwijzing|doorverwijzing|case|file|charge|police|"
    r"politie|"
    r"council|gemeente|ciz|pgb|svb|ind|coa|reactie|reageren|respond|response|letter|brief)"
)
PAPER = re.compile(rf"\b{WHAT_HAS_ONE}(?:nummer|nr|number|no|s)?\b", re.IGNORECASE)
A_STOP_AHEAD, A_STOP_BEHIND = re.compile(r"[!?;\n]"), re.compile(r"[.!?;\n]")
FEW_WORDS = re.compile(r"\W{1,3}(?:\w{2,8}\W{1,2}){0,2}$")  # between the word and its number
MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+$")
RANGE = re.compile(r"\d{1,3}-\d{1,3}$|\d{1,2}[.:]\d\d$|\d+(?:e|de|ste|st|nd|rd|th|x|u)$", re.IGNORECASE)
DESKS_CAPITAL = re.compile(r"^[A-Z][a-z]{1,3}(?=[-/]\d)")  # "Rv-2024-6617/J"
A_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,2}){1,3}[a-z]?$", re.IGNORECASE)
IN_FRONT_OF_LAWS = re.compile(
    r"\b(?:art(?:ikel(?:en)?)?|article|lid|par(?:agraaf)?|section|hoofdstuk|chapter|versie|version|pagina|"
    r"page|p|stb|"
    r"stcrt|kamerstuk|ecli|iso|nen|hkz|avg|gdpr|ip|sop|code|productcode|bericht|tel|bel|telefoon|"
    r"nummer van de bus)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
NO_PREFIX = NO_DESK | word_group(
    "hkz skj ggz wmo wlz jw ijw iwmo pgb svb nji lvb ots uhp mbo hbo vwo pk bv nv ns covid top fase groep "
    "ip tel dsm icd bij "
    "de het een in op om is en ik tb mb gb kb eur nl be kvk bsn big agb postbus pb windows word excel"
)
A_CASES_TOO = word_group("ticket order part")
CLOSE, REACH = 45, 40  # characters
DIGITS_ALONE, DIGITS_WITH_SIGN, DIGITS_OF_CODE, SURELY = 6, 5, 3, 5


def find_coded_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Such numbers in a text as it reads; surely one with letters and many digits right behind the word."""
    if not any(sign.isdigit() for sign in text):
        return
    papers = [match.span() for match in PAPER.finditer(text)]
    if not papers:
        return
    for match in CODED.finditer(text):
        level = level_beside(text, match, papers) if is_coded(match) else None
        if level and not is_of_something_else(text, match, vocabulary):
            yield Span(match.start(), match.end(), Kind.CASE_NUMBER, level)


def level_beside(text: str, match: re.Match[str], papers: Sequence[tuple[int, int]]) -> Level | None:
    """How sure a number is one of the papers that are spoken of, all of them in order."""
    start, end = match.span()
    at = bisect_left(papers, (start, start))
    between = text[papers[at - 1][1] : start] if at else None
    if between is not None and len(between) < REACH and not A_STOP_AHEAD.search(between):
        lettered = any(sign.isupper() for sign in match["number"])
        sure = lettered and digits_of(match["number"]) >= SURELY and FEW_WORDS.match(between)
        return Level.CERTAIN if sure else Level.POSSIBLE
    after = text[end : papers[at][0]] if at < len(papers) and papers[at][0] >= end else None
    near_behind = after is not None and len(after) < REACH and not A_STOP_BEHIND.search(after)
    return Level.POSSIBLE if near_behind else None


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
        not any(sign.islower() for sign in DESKS_CAPITAL.sub("", number))
        and digits >= DIGITS_OF_CODE
        and (digits > DIGITS_OF_CODE or len(number) > digits + 1)
    )


def is_of_something_else(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a number is a law's, a product's, a telephone's or an order's."""
    number, end = match["number"], match.end()
    ahead = text[max(0, match.start() - CLOSE) : match.start()]
    of_a_phone = number.startswith(("0", "14 0")) and not any(sign.isalpha() for sign in number)
    if of_a_phone or IN_FRONT_OF_LAWS.search(ahead):
        return True
    around = text[max(0, match.start() - CLOSE) : end + CLOSE]
    if OF_AN_ORDER.search(ahead) and not (A_TICKET.search(ahead) and A_CASES.search(around)):
        return True
    return near(text, match.start(), end, vocabulary.products - A_CASES_TOO, CLOSE)
