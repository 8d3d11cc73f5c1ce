"""E-mail addresses and telephone numbers of people; desks, helplines and service numbers pass."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

from knowledge_base.guard import spelled
from knowledge_base.guard.context import blanked
from knowledge_base.guard.lexicon import word_group
from knowledge_base.guard.spans import Kind, Level, Span

PROVIDERS = (  # after an @ one of these is a mailbox, whatever the ending
    r"(?:gmail|hotmail|outlook|live|ziggo|kpnmail|kpnplanet|yahoo|icloud|xs4all|planet|hetnet|upcmail|telfort|"
    r"protonmail|proton|msn|quicknet|casema|chello|tele2|solcon|home|gmx|googlemail|btinternet)"
)
SURE_PROVIDERS = r"(?:gmail|hotmail|outlook|ziggo|kpnmail|icloud|xs4all|hetnet)"  # that are no word beside
LOCAL = r"(?<![\w.+'-])([\w.+'-]{1,64})"
SPELLED_LOCAL = (  # "jan punt jansen", "jan underscore 12"
    r"(?<![\w.+'-])([\w.+'-]{1,40}(?:\s(?:punt|dot|streepje|koppelteken|underscore|laag streepje|"
    r"liggend streepje|"
    r"dash|hyphen)\s[\w.+'-]{1,40}){0,3})"
)
AT = r"(?:apenstaart(?:je)?|apestaart(?:je)?|apenstaatje|aapje|slingeraap|at-?sign|at teken|at-teken)"
MISTYPED_EMAIL = re.compile(  # a comma or a space slipped into it, or the @ came twice
    rf"{LOCAL}@{{1,3}}\s?[\w-]{{2,63}}\s?[.,]\s?(?:com|nl|be|org|net|eu|de|co\.uk)\b|"
    rf"{LOCAL}(?:@{{1,3}}\s?{PROVIDERS}|\s@\s?{SURE_PROVIDERS})(?![\w-])",
    re.IGNORECASE,
)
EMAIL = re.compile(
    rf"{SPELLED_LOCAL}(?:(?:@|\s?[(\[{{<]\s?(?:at|a|{AT}|@)\s?[)\]}}>]\s?|\s(?:{AT}|@)\s)"
    r"(?:[\w-]{1,63}(?:\.|\s?[(\[<]\s?(?:dot|punt|\.)\s?[)\]>]\s?|\s(?:dot|punt)\s)){1,4}|"
    r"\sat\s(?:[\w-]{1,63}\s?(?:dot|punt)\s){1,3})[a-z]{2,12}\b",
    re.IGNORECASE,
)
SAID_EMAIL = re.compile(  # "jan.jansen at gmail", "kim_05 op hotmail"
    rf"(?<![\w.+'-])((?=[\w.+'-]*[\d._])(?=[\w.+'-]*[a-z]{{2}})[\w.+'-]{{3,64}})\s(?:at|op|bij|{AT})\s{SURE_PROVIDERS}"
    r"(?:\s?(?:\.|punt|dot)\s?(?:com|nl|be|co\.uk))?(?![\w-])|"
    rf"(?<![\w.+'-])((?=[\w.+'-]*[\d._])(?=[\w.+'-]*[a-z]{{2}})[\w.+'-]{{3,64}})\s{SURE_PROVIDERS}\.(?:com|nl|be|co\.uk)(?![\w-])",
    re.IGNORECASE,
)
TYPED_AT = re.compile(  # "r.kuper AT kpnmail.nl"; in lower case only where a mailbox is spoken of
    r"(?<![\w.+'-])((?=[\w.+'-]*[a-z])[\w.+'-]{3,64})\sAT\s(?:[\w-]{1,63}\.){1,3}[a-z]{2,12}(?![\w-])|"
    rf"\b(?i:(?:e-?)?mail\w*|adres|address)\b[^.!?\n@]{{0,40}}?[\s:]([\w.+'-]{{3,64}})\s(?i:at)\s"
    rf"(?i:{PROVIDERS})\.(?:com|nl|be|net|co\.uk)(?![\w-])"
)
ROLE_MAILBOXES = word_group(
    "info contact receptie administratie secretariaat post mail klantenservice support noreply no-reply hr "
    "office "
    "hello hallo team helpdesk aanmelden aanmelding zorg intake communicatie bestuur redactie leernetwerk "
    "privacy fg planning bureau vragen inschrijven training servicedesk klachten facturen welkom bot"
)
MAIL_SIGNS = (
    "@",
    " at ",
    "(a",
    "[a",
    "{a",
    "<a",
    "apenst",
    "apest",
    "aapje",
    "at-sign",
    "slingeraap",
    *(
        f" {mailbox}."
        for mailbox in (
            "gmail",
            "hotmail",
            "outlook",
            "live",
            "ziggo",
            "kpnmail",
            "icloud",
            "xs4all",
            "hetnet",
        )
    ),
    *(
        f" {word} {mailbox}"
        for word in ("op", "bij")
        for mailbox in ("gmail", "hotmail", "outlook", "live", "ziggo", "icloud")
    ),
)

SIGN = r"[\s./()_•-]{0,3}"
MOBILE = re.compile(
    rf"(?<![\d+])(?:(?:\(?\+\s?|\(?00{SIGN})31\)?{SIGN}(?:\(?0\)?{SIGN})?|"
    rf"\(?[0oO]\s?)(?:\(?6\)?)(?:{SIGN}\d){{8}}(?!\d)"
)
MOBILE_APART = re.compile(  # "06 en dan 38291746"
    r"(?<![\d+.,/-])06[\s,:.]{1,3}(?:(?:en|dan|daarna|verder|gevolgd door|and|"
    r"then)[\s,:.]{1,3}){1,3}\d(?:[\s.-]?\d){7}(?!\d)",
    re.IGNORECASE,
)
LACKS_ZERO = re.compile(
    r"(?<![\d+.,/-])(?<!\d )6(?:[\s.-]?\d){8}(?![\d/]|[.,-]\d)"
)  # a mobile, near a word for one
OF_A_PHONE = re.compile(
    r"\b(?:bel\w*|app\w*|whatsapp\w*|tel\w*|mobiel\w*|06\w*|gsm|sms\w*|gebeld|mob\w{0,4}|call\w*|text\w*|phone|ring|rang|cell|"
    r"(?:als|haar|zijn|zn|mijn|mn|zijn|his|her|my|as|nieuwe?|new) (?:nummer|number))\b",
    re.IGNORECASE,
)
PHONE_REACH = 40  # characters
BARE_MOBILE = re.compile(r"(?<![\d+.,/-])316(?:[\s.-]?\d){8}(?!\d)")
ABROAD = re.compile(  # with the code of a country in front, whether or not the number is given out
    r"(?<![\d+.,/-])(?:\+|00)(?:32|33|34|39|44|48|49|90|212|213|216|251|252|291|297|380|40|359|597|599|"
    r"963|964|1)"
    r"(?:[\s./()-]{0,3}\d){8,11}(?!\d)|"
    r"(?<![\d+.,/-])04[5-9]\d(?:[\s./-]?\d\d){3}(?![\d/]|[-.]\d)"  # a Belgian mobile
)
BRITISH = re.compile(  # eleven digits, one more than here; whether or not the range is given out
    r"(?<![\d+.,/-])(?<!\d )\(?0(?=[127])(?:[\s.()-]{0,2}\d){10}(?![\d/]|[.,-]\d|\s\d)"
)
FULL_DATE = re.compile(r"(?<![\d/.-])\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?![\d/]|[-.]\d)")
HALF_SPELLED = re.compile(  # "nul zes 48217733"
    r"\b(?:nul|zero|oh)[\s,-]{1,2}(?:zes|six|6)[\s,:-]{1,3}\d(?:[\s.-]?\d){7}(?!\d)", re.IGNORECASE
)
SPELLED = re.compile(
    rf"\b(?:(?:nul|zero|oh|0)[\s,-]{{1,2}}(?:zes|six|6)|06|zes|six|plus (?:eenendertig|31)(?: zes)?)"
    rf"(?:[\s,-]{{1,3}}{spelled.DIGITS}){{4,10}}\b",
    re.IGNORECASE,
)
STARTS_OF_SPELLED = ("zes", "six", "06", "eenendertig", "plus 31", "nul 6", "zero 6")
DIGITS_OF_MOBILE = 8  # behind the 6
A_WORD = re.compile(r"[^\W\d]+|\d+")
PRIVATE_LINES = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.PERSONAL_NUMBER,
    }
)
MOST_TRIES = 100  # numbers that are none, in one piece of text, after which the library stops looking
PHONE_WORDS = re.compile(
    r"(?<![\w-])(?:tel(?:efoon(?:nummer)?|nr)?|mob(?:iel(?:e?\s?nummer)?)?|gsm|bel(?:len)?|phone(?: number)?|"
    r"mobile|whatsapp|number|nummer|nr|call|ring|text|app(?:en)?|sms(?:en)?|bereikbaar|noodnummer|"
    r"cell)\b\.?\s{0,2}"
    r"(?:(?:van|of|is|me|hem|haar|him|her|moeder|vader|mum|dad|oma|opa|op|on|at|via|onder|het|nummer|number|"
    r":)\s?){0,4}"
    r"(\+?\(?\d(?:[\s().-]{0,2}\d){7,13})(?!\d)",
    re.IGNORECASE,
)
PUBLIC_NUMBER = re.compile(
    r"\D*(?:0800|0900|0906|0909|085|088|14\d|112|113|116)|\D*(?:31|0031)[\s.-]?(?:800|900|88|85)"
)
ANY_NUMBER = re.compile(r"(?:number|nummer|nr)\b", re.IGNORECASE)  # of whatever
DIALLED = ("0", "+", "(", "6")  # how a telephone number begins, also one that lacks its 0
OF_A_FIRM = re.compile(
    r"\b(?:kvk|agb|btw|rsin|order|factuur|bestel|serie|artikel|polis|klant|lid|ticket|"
    r"invoice)[\s-]?(?:nummer|nr|number|code)?\W{0,3}$",
    re.IGNORECASE,
)
A_DATE = re.compile(r"(?:19|20)\d\d[-./ ]?\d\d[-./ ]?\d\d$|\d\d?[-./ ]\d\d?[-./ ](?:19|20)\d\d$")


def find_contacts(text: str) -> Iterator[Span]:
    """E-mail addresses and telephone numbers in a text as it reads."""
    yield from emails(text)
    if any(sign.isdigit() for sign in text):
        yield from phones(text)
    if any(start in text.lower() for start in STARTS_OF_SPELLED):
        yield from spelled_phones(text)


def spelled_phones(text: str) -> Iterator[Span]:
    """Mobile numbers in words: "nul zes twaalf vierendertig …", or eight digits behind "zes"."""
    for match in HALF_SPELLED.finditer(text):
        yield Span(match.start(), match.end(), Kind.PHONE, Level.CERTAIN)
    for match in SPELLED.finditer(text):
        if len(A_WORD.findall(match[0])) > DIGITS_OF_MOBILE or not match[0].lower().startswith(
            ("zes", "six")
        ):
            yield Span(match.start(), match.end(), Kind.PHONE, Level.CERTAIN)


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses of persons; what is written to a desk ("info@") identifies nobody."""
    low = text.lower()
    if not any(sign in low for sign in MAIL_SIGNS):
        return
    for pattern in (EMAIL, MISTYPED_EMAIL, SAID_EMAIL):
        for match in pattern.finditer(text):
            if match[match.lastindex or 1].lower() not in ROLE_MAILBOXES:
                yield Span(match.start(), match.end(), Kind.EMAIL, Level.CERTAIN)
    for match in TYPED_AT.finditer(text):
        group = match.lastindex or 1
        if match[group].lower() not in ROLE_MAILBOXES:
            yield Span(match.start(group), match.end(), Kind.EMAIL, Level.CERTAIN)


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers of people in digits."""
    for pattern in (MOBILE, BARE_MOBILE, MOBILE_APART):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Kind.PHONE, Level.CERTAIN)
    for match in ABROAD.finditer(text):
        yield Span(match.start(), match.end(), Kind.PHONE, Level.CERTAIN)
    for pattern in (LACKS_ZERO, BRITISH):
        for match in pattern.finditer(text):
            if OF_A_PHONE.search(text, max(0, match.start() - PHONE_REACH), match.end() + PHONE_REACH):
                yield Span(match.start(), match.end(), Kind.PHONE, Level.POSSIBLE)
    text = blanked(FULL_DATE, text)
    for found in PhoneNumberMatcher(blanked(MOBILE, text), "NL", max_tries=MOST_TRIES):
        if number_type(found.number) in PRIVATE_LINES and not PUBLIC_NUMBER.match(found.raw_string):
            yield Span(found.start, found.end, Kind.PHONE, Level.CERTAIN)
    for match in PHONE_WORDS.finditer(text):
        if (
            (match[1].startswith(DIALLED) or not ANY_NUMBER.match(match[0]))
            and not PUBLIC_NUMBER.match(match[1])
            and not A_DATE.match(match[1])
            and not OF_A_FIRM.search(text, 0, match.start(1))
        ):
            yield Span(match.start(1), match.end(1), Kind.PHONE, Level.CERTAIN)
