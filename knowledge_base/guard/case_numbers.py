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
    r"referenties?|kenm|zorgtoewijzing|case|file|client|docket|reference|ref|crime ref(?:erence)?|"
    r"incident|caseload|resident"
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
    r"(?P<number>(?:(?-i:[A-Z]{1,4})\s(?=\d))?(?=[\w./-]{0,20}\d)[A-Z0-9](?:[\w./-]{0,28}\w)?(?:\s?/\s?[A-Z]{2}\s[A-Z]{2}\s\d{2}[-/]\d{2,6})?"
    r"(?:[\s.-]\d{2,6}){0,3})(?!\w|\s?(?:euro|eur|€|uur|km|kg|m2|jaar|%|kinderen|jongeren|keer|x\b|punten|"
    r"mensen|gezinnen|ouders|leden|cli[eë]nten|minuten|uren|dagen|weken|maanden|stuks|kb|mb|tekens|pagina|"
    r"people|pages|families|"
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
# What else has a number of a case, when it is called one: "het dossier van zijn zusje heeft nummer …".
PAPERS = (
    r"(?:jeugd|zorg|straf)?(?:dossiers?|zaak|zaken)|melding|raad|raadsonderzoek|aanmelding|rekest|casus|"
    r"kenmerk|"
    r"referentie|beschikking|toewijzing|indicatie|aangifte|rapport|verslag|traject|machtiging|maatregel|"
    r"uitspraak|"
    r"vonnis|besluit|brief|aanvraag|plaatsing|hulpvraag|cli[eë]nt|jeugdige|jongere|bewoner|gezin|kind|"
    r"zaaksysteem|"
    r"vto|vot|ots|uhp|muhp|beroep|klacht|bezwaar|verzoek|registratie|crime|nhs|jgz|suwi\w*|epd|ecd|"
    r"systeem|rechtbank|politie|veilig thuis|case|file|client|report|referral|court|decision|application|"
    r"placement|family|police|letter|order|record|resident|child"
)
CALLED_NUMBER = r"(?:nummers?|nrs?|number|num|no|kenmerk|code|id|referentie|reference|ref)"
FAR_NUMBER = re.compile(
    rf"\b(?:(?:{PAPERS})\b[^.!?\n\d]{{0,45}}?\b{CALLED_NUMBER}\b\.?|"
    rf"(?:{STRONG}|{WEAK}){NUMBER_WORD}[^.!?\n\d]{{1,45}}?(?=[\s:=(#])){LINK}{NUMBER}",
    re.IGNORECASE,
)
NUMBER_FAR_BEHIND = re.compile(
    r"(?<![\w./-])(?P<number>(?=[\w./-]{0,20}\d)[A-Z0-9][\w./-]{3,28}\w)\s?(?:,|=|is|was|als|"
    r"as)\s(?:\w+\s){0,3}?"
    rf"{CALLED_NUMBER}\s(?:\w+\s){{1,4}}?(?:{PAPERS})\b",
    re.IGNORECASE,
)
BESIDE_PAPERS = re.compile(  # digits alone, shortly behind a paper: "het dossier (9254728) ligt er nog"
    r"\b(?:dossier|zaak|beschikking|referentie|kenmerk|rekest|casus|aangifte|toewijzing|registratie|"
    r"cli[eë]nt|case|file|client|"
    rf"referral|docket)\b[^.!?\n\d]{{1,30}}?(?<![\w./,-]){NUMBER}",
    re.IGNORECASE,
)
OF_ANYTHING = re.compile(  # "jeugdzorgnummer J4471902": whatever has one, but for what everybody may know
    r"\b(?!(?:iso|nen|tele|mobiel|huis|kamer|factuur|order|product|model|artikel|serie|bestel|klant|lid|"
    r"groeps?|"
    r"bus|lijn|rug|"
    r"ticket|kvk|btw|agb|pin|land|deur|kenteken|iban|rek|bank|giro|gsm|nood|hulp|service|info|pagina|"
    r"lokaal|zaal|spoor|"
    r"vlucht|stoel|rij|volg|jaar|versie|batch|lot|prestatie|winkel|inkoop|project|vacature|subsidie|kast|"
    r"sleutel|"
    rf"chassis|onderdeel|tafel|whatsapp|bel|prijs|loket|afdelings|team|raam)\w*)[^\W\d_]{{3,25}}-?(?:nummer|"
    rf"nr)\b{LINK}{NUMBER}",
    re.IGNORECASE,
)
REPEATED = re.compile(  # "sis nummer SIS 48291": what gives it out stands in it again
    r"\b(?P<office>[a-z]{2,6})[\s-]?(?:nummer|nr|number|no)\b[\s:.]{1,3}(?:(?:is|was|van|of)\s)?"
    r"(?P<number>(?P=office)[\s/-]?[\w./-]{0,20}\d[\w./-]{0,20})(?<![./-])(?!\w)",
    re.IGNORECASE,
)
OF_AN_OFFICE = re.compile(  # "duo nr 48291736", with a space: long ones only
    r"(?<=[a-z]\s)(?:nummer|nr|number|no)\b\.?[\s:]{1,3}(?P<number>[A-Z]{0,3}-?\d[\d.-]{4,11}\d)(?![\w/])",
    re.IGNORECASE,
)
NO_OFFICE = re.compile(  # before such a "nummer"
    r"\b(?:het|een|zijn|haar|mijn|dit|dat|deze|ons|hun|welk|elk|nieuwe?|oude?|juiste|zelfde|the|his|her|"
    r"my|our|their|this|"
    r"that|new|old|right|wrong|same|phone|fax|tele\w*|tel|mobiel|mobile|bel|app|klant|order|bestel|"
    r"factuur|product|model|"
    r"serie|serial|artikel|bus|kamer|huis|lijn|kvk|btw|agb|iso|isbn|ean|zoom|meeting|contact|version|"
    r"invoice|ticket|postbus|"
    r"pin|service|meter|kast|sleutel|wifi|emergency|op|onder|van|met|als|bij|naar|is|room|flight|lot|"
    r"\w{1,2})\s"
    r"(?:nummer|nr|number|no)\b\W{1,4}$",
    re.IGNORECASE,
)
YEAR_AND_NUMBER = re.compile(r"(?<![\w./-])(?P<number>20[0-3]\d[/-]0\d{4,6})(?![\w/-]|\.\d)")
MARKED = re.compile(rf"(?<![\w&/#])(?:#\s?|\b(?:ID|id|Id)(?:\s?[:#=]\s?|\sis\s|\s)){NUMBER}")
OF_A_CASE = re.compile(
    rf"\b(?:{PAPERS}|complaints?|klachten|klachtencommissie|tuchtklacht|appeal|map|voogd|gi|"
    rf"jeugdbescherm\w+|wijkteam|worker|guardian)\b",
    re.IGNORECASE,
)
OF_A_MEETING = re.compile(
    r"\b(?:zoom|meeting|teams|apple|google|face|touch|webinar|vergader\w*|tel\w*|bel\w*|mobiel|whatsapp|"
    r"phone|call|"
    r"kvk|agb|btw|isbn|ean|pin\w*|wifi|groeps?|bus|lijn|huis|kamer|spoor|pagina|artikel|postcode|postbus|"
    r"lid|rij|"
    r"top|euro|invoice|hashtag|issue|vacature|bestel\w*|order|orders|factuur|ticket|serie|vlucht|klant)"
    r"\W{0,3}(?:\w+\W{1,3}){0,2}$",
    re.IGNORECASE,
)
OF_AN_ORDER = re.compile(
    r"\b(?:factu|order|bestel|klant|invoice|ticket|kvk|agb|helpdesk)\w*[^.!?\n]{0,40}$", re.IGNORECASE
)
A_TICKET = re.compile(r"\b(?:ticket|order)(?:nummer|nr|number)?\b", re.IGNORECASE)
A_CASES = re.compile(
    r"\b(?:jeugdbescherm\w+|court|contact|rechtbank|klacht|complaint|raad|gemeente|voogd)\b", re.IGNORECASE
)
COURT = re.compile(
    r"\b[CF]/\d{1,2}/\d{2,7}(?:/\d{1,6})?\b(?:\s?/\s?[A-Z]{2}\s?[A-Z]{2}\s?\d{2}[-/]\d{2,6})?", re.IGNORECASE
)
FIXED_FORMS = re.compile(
    r"(?<![\w/.-])(?:200\.\d{3}\.\d{3}(?:/\d{2})?|\d{2}[/.]\d{6}[-/.]\d{2}|PL\d{4}[-/ ]?\d{6,12}(?:-\d)?|"
    r"(?:JE|FA|HA|KG|JW|JB)\s(?:RK|"
    r"ZA)\s\d{2}[-/]\d{2,6}|"
    r"(?:AWB|SHE|AMS|ROT|UTR|ARN|HAA|ZWB|LEE|DHA|MID|BRE|GRO)[\s-]\d{2}[/-]\d{3,6})(?![\w/]|-\d)"
)
# What desks and courts give out themselves, whatever word is near: "VT-2024-08871", "K23-041256".
OF_A_DESK = re.compile(
    r"(?<![\w/.-])(?P<desk>[A-Z][A-Za-z]{0,3})(?:[-/]?|"
    r"\s(?=(?:20)?[012]\d[-/]))(?:(?:20)?[012]\d[-/.]\d{3,8}|"
    r"(?<=[-/])\d{5,8}|(?<=[-/])(?!(?:19|20)\d\d[-/])\d{3,6}[-/](?:20)?[012]\d)"
    r"(?:[-/][A-Z]{1,2}(?![a-z]))?(?![\w/]|[-.]\d)"
)
NO_DESK = word_group(
    "iso nen en igj ggd njr cao avg uavg gdpr eu esb ecli stb stcrt kst kv isbn issn doi pmid din iec rfc "
    "nj jpf rfr fjr eb rl vo kvk btw agb usb hdmi art max tot van nr tel "
    "ps vs km ok jan feb mrt apr mei jun jul aug sep okt nov dec may mar oct"
)
FILED = re.compile(
    r"\b(?:onder|als|as|under)\s(?:(?:het|the|nummer|nr|number|no|code|kenmerk)\.?\s){0,2}"
    rf"{NUMBER}(?=[^.!?\n]{{0,40}}\b(?:bekend|geregistreerd|gemeld|ingeschreven|opgeslagen|vastgelegd|"
    rf"vind\w*|"
    rf"staat|loopt|registered|filed|"
    r"logged|known|recorded)\b)|"
    r"\b(?:bekend|geregistreerd|gemeld|ingeschreven|opgeslagen|vastgelegd|(?:terug )?te vinden|opzoeken|"
    r"zoek|vind|registered|"
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
A_DATE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{2}|(?:19|20)\d\d))?$|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$"
)
YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?(?:(?:19|20)?\d\d))?$")
FEWEST_DIGITS, FEWEST_AFTER_WORD, FEWEST_ALONE, SURELY = 4, 3, 6, 5


def find_case_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """The case numbers in a text as it reads."""
    if not any(sign.isdigit() for sign in text):
        return
    for pattern in (COURT, FIXED_FORMS):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Kind.CASE_NUMBER, Level.CERTAIN)
    for match in CASE_NUMBER.finditer(text):
        if is_case_number(match["number"], said_so=bool(match["word"] or match["sure"])):
            yield Span(match.start("number"), match.end("number"), Kind.CASE_NUMBER, Level.CERTAIN)
    yield from of_desks(text, vocabulary)
    yield from filed(text)
    yield from apart_from_word(text)
    yield from of_offices(text)
    yield from marked(text, vocabulary)
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


def apart_from_word(text: str) -> Iterator[Span]:
    """Numbers with other words between them and what they are of: "het dossier heeft als nummer 9917402"."""
    for pattern in (
        FAR_NUMBER,
        NUMBER_FAR_BEHIND,
        BESIDE_PAPERS,
        OF_ANYTHING,
        REPEATED,
        YEAR_AND_NUMBER,
    ):
        for match in pattern.finditer(text):
            number, start = match["number"], match.start("number")
            digits = sum(sign.isdigit() for sign in number)
            fewest = FEWEST_ALONE if pattern is BESIDE_PAPERS else FEWEST_DIGITS
            if digits >= fewest and is_case_number(number, said_so=False) and not is_other(text, start):
                sure = pattern in (FAR_NUMBER, NUMBER_FAR_BEHIND) and digits >= SURELY
                yield Span(
                    start, match.end("number"), Kind.CASE_NUMBER, Level.CERTAIN if sure else Level.POSSIBLE
                )


def of_offices(text: str) -> Iterator[Span]:
    """Long numbers of whatever office is named before "nummer": "duo nr 48291736"."""
    for match in OF_AN_OFFICE.finditer(text):
        number, start = match["number"], match.start("number")
        ahead = text[max(0, start - CLOSE) : start]
        if not (A_DATE.match(number) or NO_OFFICE.search(ahead) or is_other(text, start)):
            yield Span(start, match.end("number"), Kind.CASE_NUMBER, Level.POSSIBLE)


def marked(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Numbers behind # or "ID" near a case or a person; those of a meeting or an order pass."""
    for match in MARKED.finditer(text):
        number, start, end = match["number"], match.start("number"), match.end("number")
        if not is_case_number(number, said_so=False):
            continue
        if is_a_cases_ticket(text, match):
            yield Span(start, end, Kind.CASE_NUMBER, Level.POSSIBLE)
            continue
        if is_other(text, match.start()) or near(text, start, end, vocabulary.products, CLOSE):
            continue
        if OF_A_CASE.search(text, max(0, start - CLOSE), end + CLOSE):
            yield Span(start, end, Kind.CASE_NUMBER, Level.CERTAIN)
        elif near(text, start, end, vocabulary.people, CLOSE):
            yield Span(start, end, Kind.CASE_NUMBER, Level.POSSIBLE)


def is_a_cases_ticket(text: str, match: re.Match[str]) -> bool:
    """Whether a ticket is one of a guardian, a court or a council rather than of a helpdesk or a show."""
    ahead = text[max(0, match.start() - CLOSE) : match.start()]
    return bool(
        A_TICKET.search(ahead) and A_CASES.search(text, match.start() - len(ahead), match.end() + CLOSE)
    )


def is_other(text: str, start: int) -> bool:
    """Whether a number is a telephone's, a firm's or an order's: by its start or the words before it."""
    ahead = text[max(0, start - CLOSE) : start]
    called = OF_A_MEETING.search(ahead) or OF_AN_ORDER.search(ahead)
    return text.startswith(("0", "+", "14 0"), start) or bool(called)


def is_case_number(number: str, *, said_so: bool) -> bool:
    """Whether a number is one of a case rather than a year or a count."""
    digits = sum(sign.isdigit() for sign in number)
    if A_DATE.match(number):
        return False
    if said_so:
        return digits >= FEWEST_AFTER_WORD
    return digits >= FEWEST_DIGITS and not YEARS.match(number)
