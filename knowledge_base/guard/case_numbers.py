"""Numbers under which a case, a client or a document is registered, by their form or the word beside them."""

import re
from collections.abc import Iterator

from knowledge_base.guard.context import near
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.vocabulary import Vocabulary

NUMBER_WORD = r"(?:[\s.-]{0,2}(?:nummers?|nrs?|nm|no|num|number|id|code|kenmerk)\b\.?)"
STRONG = (  # these may stand without "nummer": "dossier 2023/0412"
    r"(?:jeugd|zorg|cli[eë]nt|straf|kind)?(?:doss?ier|zaak)s?|raads(?:rapport|onderzoek|nummer|melding)|"
    r"aanmelding|zknr|zaaknr|znr|dosnr|rekest|rol|parket|casus|"
    r"(?:vto-?|vot-?)?melding|"
    r"cli[eë]nt|kenmerk|ons kenmerk|beschikking|toewijzing|proces-?\s?verbaal|pv|p-v|aangifte|mutatie|"
    r"case|file|client|docket|reference|ref|crime ref(?:erence)?|incident|caseload|resident"
)
WEAK = (
    r"registratie|beschikkings?|indicatie|pati[eë]nt(?:en)?|leerling|student(?:en)?|onderwijs|persoons|"
    r"burger|verzekerings?|"
    r"verzekerden|verzekerde|polis|paspoort|identiteits|id|id-?kaart|rijbewijs|document|vreemdelingen|ind|"
    r"zorg|kind|ecd|brp|a|v|pgn|"
    r"big|bewoners?|deelnemers?|jeugdige|pupil|aanmeld|aanmeldings?|verwijs|meldings?|verwijzings?|bsr|"
    r"crv|stamboek|"
    r"patient|passport|record|student|insurance|policy|nhs|member|id card"
)
LINK = (
    r"(?:\s?[:.#=(]{1,2}\s?|\s{1,2}(?:(?:is|was|van|met|onder|nummer|nr|number|no|of|hem|haar|him|her|het|"
    r"de|the|kenmerk|bij|"
    r"moeder|vader|kind|(?:van|of)\s\w{2,15}\s(?:is|was)|number|id)\.?[\s:#]{1,2}){0,4}#?)"
)
NUMBER = (
    r"(?P<number>(?=[\w./-]{0,20}\d)[A-Z0-9](?:[\w./-]{0,28}\w)?(?:\s?/\s?[A-Z]{2}\s[A-Z]{2}\s\d{2}[-/]\d{2,6})?"
    r"(?:[\s.-]\d{2,6}){0,3})(?!\s?(?:euro|eur|€|uur|km|kg|m2|jaar|%|kinderen|jongeren|keer|x\b|punten|"
    r"woorden))"
)
CASE_NUMBER = re.compile(
    rf"\b(?:(?:{STRONG})(?P<word>{NUMBER_WORD})?|(?:{WEAK})(?P<sure>{NUMBER_WORD})){LINK}{NUMBER}",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?<![\w./-])(?P<number>(?=[\w./-]{0,20}\d)[A-Z0-9][\w./-]{2,28}\w)(?:,?\s(?:is|was|als|het|de|dat|"
    r"zijn|haar|onze|ons|his|her|"
    r"the|as|our|my)){1,3}\s(?:(?:dossier|zaak|cli[eë]nt|rekest|parket|kenmerk|case|client|file|patient|"
    r"reference)[\s-]?"
    r"(?:nummer|nr|number|no|id)|kenmerk|zaakcode)\b",
    re.IGNORECASE,
)
COURT = re.compile(
    r"\b[CF]/\d{1,2}/\d{2,7}(?:/\d{1,6})?\b(?:\s?/\s?[A-Z]{2}\s?[A-Z]{2}\s?\d{2}[-/]\d{2,6})?", re.IGNORECASE
)
FIXED_FORMS = re.compile(
    r"(?<![\w/.-])(?:\d{2}[/.]\d{6}[-/]\d{2}|PL\d{4}[-/ ]?\d{6,12}(?:-\d)?|(?:JE|FA|HA|KG|JW|JB)\s(?:RK|"
    r"ZA)\s\d{2}[-/]\d{2,6}|"
    r"(?:AWB|SHE|AMS|ROT|UTR|ARN|HAA|ZWB|LEE|DHA|MID|BRE|GRO)[\s-]\d{2}[/-]\d{3,6})(?![\w/]|-\d)"
)
# What desks and courts give out themselves, whatever word is near: "VT-2024-08871", "K23-041256".
OF_A_DESK = re.compile(
    r"(?<![\w/.-])(?P<desk>[A-Z][A-Za-z]{0,3})[-/]?(?:(?:20)?[012]\d[-/.]\d{3,8}|"
    r"(?<=[-/])\d{5,8})(?![\w/]|[-.]\d)"
)
NO_DESK = word_group(
    "iso nen en igj ggd njr cao avg uavg gdpr eu esb ecli stb stcrt kst kv isbn issn doi pmid din iec rfc "
    "kvk btw agb usb hdmi art max tot van fc nr tel "
    "ps vs km ok jan feb mrt apr mei jun jul aug sep okt nov dec may mar oct"
)
FILED = re.compile(
    r"\b(?:onder|als|as|under)\s(?:(?:het|the|nummer|nr|number|no|code|kenmerk)\.?\s){0,2}"
    rf"{NUMBER}(?=[^.!?\n]{{0,40}}\b(?:bekend|geregistreerd|gemeld|ingeschreven|opgeslagen|vastgelegd|"
    rf"registered|filed|"
    r"logged|known|recorded)\b)|"
    r"\b(?:bekend|geregistreerd|gemeld|ingeschreven|opgeslagen|vastgelegd|terug te vinden|registered|"
    r"filed|logged|known|"
    r"recorded|loopt|staat)\s(?:\w+\s){0,4}?(?:onder|als|as|under)\s(?:(?:het|the|nummer|nr|number|no|"
    r"code|kenmerk)\.?\s)"
    rf"{{0,2}}{NUMBER.replace('<number>', '<filed>')}",
    re.IGNORECASE,
)
A_CASE = re.compile(
    r"\b(?:dossier|zaak|melding|gemeld|melden|rapport|raad|raads\w+|veilig thuis|onder|gi|voogd|rechter|"
    r"rechtbank|beschikking|"
    r"case|file|report|logged|council|court|aangifte|jeugdbescherming|onderzoek|nummer)\b",
    re.IGNORECASE,
)
CLOSE = 45  # characters
FEWEST_FILED = 5  # digits
A_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|(?:19|20)\d\d)$")
YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?(?:(?:19|20)?\d\d))?$")
FEWEST_DIGITS, FEWEST_AFTER_WORD = 4, 3


def find_case_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """The case numbers in a text as it reads."""
    for pattern in (COURT, FIXED_FORMS):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Kind.CASE_NUMBER, Level.CERTAIN)
    for match in CASE_NUMBER.finditer(text):
        if is_case_number(match["number"], said_so=bool(match["word"] or match["sure"])):
            yield Span(match.start("number"), match.end("number"), Kind.CASE_NUMBER, Level.CERTAIN)
    yield from of_desks(text, vocabulary)
    yield from filed(text)
    for match in BEHIND.finditer(text):
        if is_case_number(match["number"], said_so=True):
            yield Span(match.start("number"), match.end("number"), Kind.CASE_NUMBER, Level.CERTAIN)


def of_desks(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Numbers in the form that desks give out; without a case near them they are asked about."""
    for match in OF_A_DESK.finditer(text):
        if match["desk"].lower() in NO_DESK or near(
            text, match.start(), match.end(), vocabulary.products, CLOSE
        ):
            continue
        a_case = A_CASE.search(text, max(0, match.start() - CLOSE), match.end() + CLOSE)
        level = Level.CERTAIN if a_case else Level.POSSIBLE
        yield Span(match.start(), match.end(), Kind.CASE_NUMBER, level)


def filed(text: str) -> Iterator[Span]:
    """Numbers under which something is said to be known: "bij de raad bekend onder 5567812"."""
    for match in FILED.finditer(text):
        group = "number" if match["number"] else "filed"
        if sum(sign.isdigit() for sign in match[group]) >= FEWEST_FILED:
            yield Span(match.start(group), match.end(group), Kind.CASE_NUMBER, Level.CERTAIN)


def is_case_number(number: str, *, said_so: bool) -> bool:
    """Whether a number is one of a case rather than a year or a count."""
    digits = sum(sign.isdigit() for sign in number)
    if A_DATE.match(number):
        return False
    if said_so:
        return digits >= FEWEST_AFTER_WORD
    return digits >= FEWEST_DIGITS and not YEARS.match(number)
