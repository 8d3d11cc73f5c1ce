"""Case numbers and social-media handles: what counts is the word before them."""

import re
from collections.abc import Iterator

from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span

NUMBER_WORD = r"(?:[\s-]?(?:nummer|nr|no|number|id|code|kenmerk)\b\.?)"
CASE_WORDS = (
    r"(?:dossier|zaaks?|rekest|rol|parket|registratie|beschikkings?|indicatie|casus|melding|cli[eë]nt|"
    r"pati[eë]nt|leerling|student|onderwijs|persoons|burger|verzekerings?|verzekerden|polis|paspoort|identiteits|id-?kaart|"
    r"vreemdelingen|zorg|kind|ecd|brp|a|v|pgn|ons kenmerk|kenmerk|"
    r"case|file|client|patient|reference|ref|passport|docket|record|resident|student|insurance|policy)"
)
CASE_NUMBER = re.compile(
    rf"\b{CASE_WORDS}s?(?P<word>{NUMBER_WORD})?[\s:.#=]{{0,3}}(?:(?:is|van|met|nummer|nr|number|no|of|hem|haar|him|her|:|#)\.?[\s:#]{{1,2}}){{0,3}}"
    r"(?P<number>(?=[\w./-]{0,20}\d)[A-Z0-9](?:[\w./-]{0,24}\w)?(?:\s?/\s?[A-Z]{2}\s[A-Z]{2}\s\d{2}-\d{2,6})?(?:\s\d{2,6}){0,3})",
    re.IGNORECASE,
)
COURT_NUMBER = re.compile(r"\bC/\d{1,2}/\d{4,7}\b(?:\s?/\s?[A-Z]{2}\s?[A-Z]{2}\s?\d{2}-\d{2,6})?")
YEAR = re.compile(r"(?:19|20)\d\d$")
FEWEST_DIGITS, FEWEST_AFTER_WORD = 4, 3

PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|discord|twitter|x\.com|facebook|fb|bereal|twitch|youtube|yt|"
    r"telegram|roblox|fortnite|steam|psn|playstation|xbox|reddit|gamertag|username|user name|gebruikersnaam|"
    r"account(?:naam)?|nickname|handle|profiel|profile|tag)"
)
AT_HANDLE = re.compile(r"(?<![\w@./])@([a-z_][\w.]{1,29}\w)(?!@|[\w]*\.\w{2,}/)", re.IGNORECASE)
TYPED_HANDLE = re.compile(
    rf"\b{PLATFORM}\b(?P<link>(?:[\s:('\"-]|\b(?:is|heet|als|onder|naam|name|account|van|hem|haar|ze|hij|she|he|as|called|under|"
    r"the|de|my|mijn|op|on|user|goes|by|adres|staat|nu|now)\b){1,10}@?)"
    r"(?P<handle>[a-z][\w.#-]{2,29})(?<![.-])",
    re.IGNORECASE,
)
PROFILE = re.compile(
    r"\b(?:instagram|tiktok|snapchat|facebook|twitter|x|twitch)\.com/(?:add/)?@?([\w.]{3,30})", re.IGNORECASE
)
NO_PROFILE = word_group(
    "watch reel reels p explore groups events help about legal search share profile video"
)
URL = re.compile(r"\b(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
LOOSE_HANDLE = re.compile(r"(?<![\w@./-])[a-z_][\w.]{2,29}\w(?![\w@/-])", re.IGNORECASE)
ANY_PLATFORM = re.compile(rf"\b{PLATFORM}(?:account|naam|profiel)?\b", re.IGNORECASE)
PLATFORM_REACH = 50  # characters
MARKED = re.compile(r"[a-z].*(?:\d|_|\w\.\w|#)|(?:\d|_).*[a-z]", re.IGNORECASE)
A_NAME_FOLLOWS = re.compile(r"\b(?:is|heet|als|onder|naam|name|as|called|by|account|handle|tag)\b|[:@]")
WELL_KNOWN = word_group(
    "bot leernetwerkbot allen all iedereen everyone here channel nji vng school team groep collega collegas"
)
PRODUCT = re.compile(
    r"(?:ps|iphone|ipad|galaxy|fifa|gta|h|b|c|mp|a|v|g|covid|top|web|office|groep|klas|[a-z]{1,2})[\d.]+$",
    re.IGNORECASE,
)


def find_case_numbers(text: str) -> Iterator[Span]:
    """Numbers under which a case, a client or a document is registered."""
    for match in COURT_NUMBER.finditer(text):
        yield Span(match.start(), match.end(), Kind.CASE_NUMBER, Level.CERTAIN)
    for match in CASE_NUMBER.finditer(text):
        if is_case_number(match["number"], bool(match["word"])):
            yield Span(match.start("number"), match.end("number"), Kind.CASE_NUMBER, Level.CERTAIN)


def is_case_number(number: str, said_so: bool) -> bool:
    """Whether a number is one of a case rather than a year or a count."""
    digits = sum(sign.isdigit() for sign in number)
    if said_so:
        return digits >= FEWEST_AFTER_WORD
    return digits >= FEWEST_DIGITS and not YEAR.match(number)


def find_handles(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Names of accounts."""
    for match in PROFILE.finditer(text):
        if match[1].lower() not in NO_PROFILE:
            yield Span(match.start(1), match.end(1), Kind.HANDLE, Level.CERTAIN)
    text = URL.sub(lambda match: " " * len(match[0]), text)
    for match in AT_HANDLE.finditer(text):
        if level := mentioned(match[1], lexicon):
            yield Span(match.start(), match.end(), Kind.HANDLE, level)
    for match in TYPED_HANDLE.finditer(text):
        if level := typed(match["handle"], match["link"], lexicon):
            yield Span(match.start("handle"), match.end("handle"), Kind.HANDLE, level)
    yield from loose_handles(text, lexicon)


def loose_handles(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Words that only an account is called like, anywhere near a platform: "sky.blue11 on tiktok"."""
    if not ANY_PLATFORM.search(text):
        return
    for match in LOOSE_HANDLE.finditer(text):
        near = text[max(0, match.start() - PLATFORM_REACH) : match.end() + PLATFORM_REACH]
        if is_made_up(match[0], lexicon) and ANY_PLATFORM.search(near):
            yield Span(match.start(), match.end(), Kind.HANDLE, Level.CERTAIN)


def is_made_up(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is put together as accounts are: with an underscore, a number, a full stop inside."""
    if not MARKED.search(word) or PRODUCT.match(word):
        return False
    if "_" in word or any(sign.isdigit() for sign in word):
        return any(sign.isalpha() for sign in word)
    return not all(lexicon.known(part) for part in fold(word).split("."))


def mentioned(handle: str, lexicon: Lexicon) -> Level | None:
    """How sure it is that @something is somebody's account; words and organisations pass."""
    low = fold(handle)
    if low in WELL_KNOWN or low.endswith("bot"):
        return None
    if MARKED.search(handle) or low in lexicon.first_names:
        return Level.CERTAIN
    return None if lexicon.known(low) else Level.POSSIBLE


def typed(handle: str, link: str, lexicon: Lexicon) -> Level | None:
    """How sure it is that a word after a platform's name is an account there."""
    low = fold(handle)
    if PRODUCT.match(handle) or low in WELL_KNOWN:
        return None
    if MARKED.search(handle) and any(sign.isalpha() for sign in handle):
        return Level.CERTAIN
    if not A_NAME_FOLLOWS.search(link.lower()) or lexicon.known(low) or "-" in low:
        return None
    name = lexicon.first_names.get(low)
    if name:
        return Level.CERTAIN if not max(name.word.values()) else None
    return Level.POSSIBLE if lexicon.level(low, "nl") == WordLevel.UNKNOWN else None
