"""Names of accounts on social media and in games: by their signs, and by the platform's name near them."""

import re
from collections.abc import Iterator

from knowledge_base.guard.context import blanked
from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span

PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|sc|snapt(?= als)|tik\s?tok|tt|discord|twitter|x\.com|facebook|fb|"
    r"bereal|twitch|youtube|yt|threads|"
    r"pinterest|telegram|roblox|fortnite|steam|psn|playstation|xbox|reddit|signal|vinted|yubo|wizz|"
    r"minecraft|brawl stars|habbo|"
    r"gamertag|gamenaam|game naam|schermnaam|screen name|whatsappnaam|username|user name|gebruikersnaam|"
    r"gebruiker|account(?:naam)?|nickname|nick|handle|"
    r"profiel(?:naam)?|profile|tag|"
    r"alias|schuilnaam|kanaal|channel)"
)
AT_HANDLE = re.compile(r"(?<![\w@./])@([a-z0-9_](?:[\w.-]{1,29})?\w)(?!@|[\w]*\.\w{2,}/)", re.IGNORECASE)
TYPED_HANDLE = re.compile(
    rf"\b{PLATFORM}(?:-?(?:code|account|naam|name|profiel|id|acc))?\b(?P<link>(?:[\s:=('\"-]|\b(?:is|heet|"
    rf"als|onder|naam|name|account|van|hem|haar|ze|zij|"
    rf"hij|ie|she|he|as|called|under|"
    r"the|de|my|mijn|op|on|user|goes|by|adres|staat|nu|now|volgen|via|met|with|zijn|gebruikt|uses|it's|its|"
    r"noemt|zich|zichzelf|"
    r"moeder|vader|mama|papa|mum|dad|broer|zus|oma|opa|heten|genaamd|hun|their|herself|himself|calls|te|"
    r"vinden|die|een|nieuwe|new)\b){1,12}@?)"
    r"(?P<handle>[a-z0-9_][\w.#-]{2,29})(?<![.-])",
    re.IGNORECASE,
)
PROFILE = re.compile(
    r"\b(?:instagram|tiktok|snapchat|facebook|twitter|x|twitch|youtube|roblox|t\.me|wa)\.?(?:com|me|"
    r"tv)/(?:add/|u/|user/)?@?([\w.-]{3,30})",
    re.IGNORECASE,
)
NO_PROFILE = word_group(
    "watch reel reels p explore groups events help about legal search share profile video add"
)
PARTS = re.compile(r"[._-]")
URL = re.compile(r"\b(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
LOOSE_HANDLE = re.compile(r"(?<![\w@./-])[a-z0-9_][\w.-]{2,29}[\w](?![\w@/])", re.IGNORECASE)
ANY_PLATFORM = re.compile(
    rf"\b(?:{PLATFORM}(?:-?(?:code|account|naam|name|profiel|id))?|volg|volgt|follow|follows|add|dm|dm't|"
    rf"pb|online|game|gamet|"
    rf"chat|chatten|chats)\b",
    re.IGNORECASE,
)
CALLED_BEFORE = re.compile(r"\b(?:zich|heet|als|onder|genaamd|called|herself|himself|as)\s$")
CALLED_REACH = 12
PLATFORM_REACH = 50  # characters
MARKED = re.compile(r"[a-z].*(?:\d|_|\w\.\w|#)|(?:\d|_).*[a-z]", re.IGNORECASE)
A_NAME_FOLLOWS = re.compile(
    r"\b(?:is|heet|heten|als|onder|naam|name|as|called|by|account|handle|tag|noemt|genaamd|uses|gebruikt)\b|"
    r"[:=@]"
)
SURELY_NAMED = re.compile(r"\b(?:heet|onder de naam|onder|genaamd|called|goes by|noemt|under)\b")
CALLED_AS = re.compile(r"\b(?:als|heet|as|is|naam)\b")
WELL_KNOWN = word_group(
    "bot leernetwerkbot allen all iedereen everyone here channel nji vng ggd movisie jeugdzorg politie "
    "gemeente rijksoverheid school team groep collega collegas  privacy"
)
PRODUCT = re.compile(
    r"(?:ps|iphone|ipad|galaxy|fifa|fc|gta|h|b|c|mp|a|v|g|covid|top|web|office|groep|klas|windows|versie|"
    r"version|max|min|ong|"
    r"[a-z]{1,2})[\d.]+$|\d+(?:e|de|ste|x|u|uur|jr|jarige?n?|st|nd|rd|th|am|pm|k|m|min|mb|gb|km|kg|euro|"
    r"plus|yo|y|h|[a-z])?$|"
    r"\d{1,4}[-/.]\d[\w./-]*$|[\d.-]+(?:-[a-z]+)+$|(?:19|20)\d\d\w{0,2}$",
    re.IGNORECASE,
)


def find_handles(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Names of accounts in a text as it reads."""
    for match in PROFILE.finditer(text):
        if match[1].lower() not in NO_PROFILE:
            yield Span(match.start(1), match.end(1), Kind.HANDLE, Level.CERTAIN)
    text = blanked(URL, text)
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
        called = CALLED_BEFORE.search(text, max(0, match.start() - CALLED_REACH), match.start())
        if (is_made_up(match[0], lexicon) or (called and "." in match[0])) and ANY_PLATFORM.search(near):
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
    if not WELL_KNOWN.isdisjoint(PARTS.split(low)) or low.endswith("bot"):
        return None
    if MARKED.search(handle) or low in lexicon.first_names:
        return Level.CERTAIN
    return None if lexicon.listed(low) else Level.POSSIBLE


def typed(handle: str, link: str, lexicon: Lexicon) -> Level | None:
    """How sure it is that a word after a platform's name is an account there."""
    low, link = fold(handle), link.lower()
    if PRODUCT.match(handle) or low in WELL_KNOWN:
        return None
    if MARKED.search(handle) and any(sign.isalpha() for sign in handle):
        return Level.CERTAIN
    if SURELY_NAMED.search(link) and not lexicon.listed(low):
        return Level.POSSIBLE
    if not A_NAME_FOLLOWS.search(link) or lexicon.known(low):
        return None
    if "-" in low:
        known = all(lexicon.known(part) for part in low.split("-"))
        return Level.POSSIBLE if CALLED_AS.search(link) and not known else None
    name = lexicon.first_names.get(low)
    if name:
        return Level.CERTAIN if not max(name.word.values()) else None
    return Level.POSSIBLE if lexicon.level(low, "nl") == WordLevel.UNKNOWN else None
