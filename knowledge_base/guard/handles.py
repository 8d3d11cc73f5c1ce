"""Names of accounts on social media and in games: by their signs, and by the platform's name near them."""

import re
from collections.abc import Iterator

from knowledge_base.guard.context import blanked
from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span

PLATFORM = (
    r"(?:f?insta(?:gram)?|ig|onlyfans|kik|omegle|likee|tinder|grindr|badoo|skype|bluesky|ps[345]?|"
    r"valorant|snap(?:chat)?|sc|snapt(?= als)|tik\s?tok|tt|discord|twitter|x\.com|facebook|fb|"
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
A_PLATFORM = re.compile(
    r"(?:insta|snap|tik\.?tok|discord|twitter|facebook|twitch|youtube|roblox|fortnite|steam|play\.?station|xbox|reddit|"
    r"whats\.?app|face\.?time|power\.?point|share\.?point|one\.?drive|linked\.?in|chat\.?gpt|mine\.?craft|brawl\.?stars|"
    r"be\.?real|net\.?flix|leernetwerk)",
    re.IGNORECASE,
)
PROFILE = re.compile(
    r"\b(?:(?:instagram|tiktok|snapchat|facebook|fb|twitter|x|twitch|youtube|roblox|wa|reddit|onlyfans|"
    r"vinted|pinterest|"
    r"soundcloud|spotify|steamcommunity|bsky|threads|linktr)\.?(?:com|me|tv|nl|be|app|net|ee)|t\.me|"
    r"ig\.me|m\.me)"
    r"/(?:add/|u/|user/|id/|c/|profile/|member/)?@?([\w.-]{3,30})",
    re.IGNORECASE,
)
OWN_FORM = re.compile(
    r"(?<![\w/.])(?:/?u/|live:\.?(?:cid\.)?)(?P<name>[a-z_][\w.-]{2,30})(?<![.-])", re.IGNORECASE
)  # Reddit, Skype
ITS_SITE = re.compile(r"\b(?:reddit|skype)\b", re.IGNORECASE)
NO_PROFILE = word_group(
    "watch reel reels p explore groups events help about legal search share profile video add"
)
PARTS = re.compile(r"[._-]")
URL = re.compile(r"\b(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
LOOSE_HANDLE = re.compile(r"(?<![\w@./-])[a-z0-9_][\w.-]{2,29}[\w](?![\w@/])", re.IGNORECASE)
ANY_PLATFORM = re.compile(
    rf"\b(?:{PLATFORM}(?:-?(?:code|account|naam|name|profiel|id))?|volg|volgt|volgde|volgen|appt|follow|follows|add|dm|dm't|"
    rf"pb|online|game|gamet|"
    rf"chat|chatten|chats)\b",
    re.IGNORECASE,
)
PLATFORM_REACH = 50  # characters
MARKED = re.compile(r"[a-z].*(?:\d|_|\w\.\w|#)|(?:\d|_).*[a-z]", re.IGNORECASE)
POSTS = re.compile(  # what somebody does on a platform that isn't named
    r"\b(?:plaatst|post|posts|postte|streamt?|volgers|filmpjes?|stories|story|reels|geblokkeerd|toegevoegd|toevoegen|"
    r"opzoeken|zoek(?:t|en)?|check|foto's|followers|posting|streams|blocked|messaged|berichten|dm's?|socials?)\b",
    re.IGNORECASE,
)
NAMED_BEFORE = re.compile(  # directly before the name of an account
    r"(?:\b(?:zich|heet|heten|als|onder(?:\sde\snaam)?|naam|genaamd|called|herself|himself|themselves|as|by|volg|volgt|volgde|"
    r"follow|follows|add|check|account|profiel|profile|kanaal|channel|gebruiker|user(?:name)?|toegevoegd,?|geblokkeerd,?|(?:contact|chat\w*|appt?|praat|belt|berichten|bericht|dm|messages?|texts?)\s(?:met|van|from|with)(?:\sene)?|handle|nick(?:name)?|"
    r"(?:zoek|kijk|search|look)(?:\s\w{2,6}){0,2}\s(?:op|naar|for|up|bij)|heet\s(?:\w+\s){1,4}?|is|[:=@])\s?[\"'(@]?)$",
    re.IGNORECASE,
)
DISCORD_TAG = re.compile(r"(?<![\w#/])(?P<name>[\w.-]{3,32})#\d{4}(?!\d)")
NO_TAG = word_group(
    "ticket case dossier zaak order issue bug vraag nr nummer plek ref id client factuur melding task"
)
CAMEL = re.compile(r"(?:[A-Z]+[a-z\d]+){3,}$|[a-z]+(?:[A-Z][a-z]+){2,}$|(?:[A-Z][a-z]+){2,}\d+$")
DOTTED = re.compile(r"[a-z]\w*(?:\.\w{2,}){1,4}$|\w{2,}(?:\.\w+){2,4}$", re.IGNORECASE)
ENDS_IN_SITE = re.compile(
    r"\.(?:nl|com|org|be|eu|net|de|info|app|io|gov|uk|pdf|docx?|xlsx?|pptx?|jpe?g|png|zip|mp4)$",
    re.IGNORECASE,
)
JOINED_PLATE = re.compile(
    r"(?=.{6}$)[B-DF-HJ-NP-TV-Z]{0,3}\d{1,3}[B-DF-HJ-NP-TV-Z]{1,3}\d{0,3}", re.IGNORECASE
)
ON_A_SITE = re.compile(  # right behind an account that opens a clause: "fikkie.stoker op insta deelt …"
    r"\s(?:op|on|via)\s(?:zijn\s|haar\s|his\s|her\s)?(?:f?insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|tt|discord|twitter|"
    r"x|facebook|fb|bereal|twitch|youtube|yt|threads|telegram|roblox|fortnite|steam|psn|xbox|reddit|vinted|yubo)\b",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"(?:^|[.,;:!?(\n\"'-]\s?|\b(?:door|van|met|en|als|dat|by|from|with|and|that)\s)$",
    re.IGNORECASE,
)
TWO_CAPITALS = re.compile(r"(?:[A-Z][a-z]+){2}$")
CALLED_SO = re.compile(r"\b(?:zich|heet|als|onder|naam|genaamd|called|as|is)\s$", re.IGNORECASE)
STRICT = re.compile(r"user|gebruiker|gamer|scherm|screen|nick|handle|game", re.IGNORECASE)
HYPHENED = re.compile(r"[a-z]\w+-\w+-\w+$", re.IGNORECASE)
NAMED_REACH, CALLED_REACH = 34, 12  # characters
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
    if "/" in text or "live:" in text.lower():
        yield from in_links(text, lexicon)
    text = blanked(URL, text)
    for match in AT_HANDLE.finditer(text):
        if level := mentioned(match[1], lexicon):
            yield Span(match.start(), match.end(), Kind.HANDLE, level)
    for match in TYPED_HANDLE.finditer(text):
        level = typed(match["handle"], match["link"], lexicon)
        if level is None and STRICT.match(match[0]) and is_odd(match["handle"], match["link"], lexicon):
            level = Level.POSSIBLE
        if level:
            yield Span(match.start("handle"), match.end("handle"), Kind.HANDLE, level)
    yield from loose_handles(text, lexicon)


def in_links(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Accounts in links, and as Reddit and Skype write them: "u/somebody", "live:somebody"."""
    for match in PROFILE.finditer(text):
        if match[1].lower() not in NO_PROFILE:
            yield Span(match.start(1), match.end(1), Kind.HANDLE, Level.CERTAIN)
    for match in OWN_FORM.finditer(text):
        if MARKED.search(match["name"]) or ITS_SITE.search(text) or not lexicon.known(fold(match["name"])):
            yield Span(match.start(), match.end(), Kind.HANDLE, Level.POSSIBLE)


def loose_handles(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Words that only an account is called like, anywhere near a platform: "sky.blue11 on tiktok"."""
    for match in DISCORD_TAG.finditer(text):
        if match["name"].lower() not in NO_TAG and not match["name"].isdigit():
            yield Span(match.start(), match.end(), Kind.HANDLE, Level.CERTAIN)
    if not ANY_PLATFORM.search(text) and not POSTS.search(text):
        return
    for match in LOOSE_HANDLE.finditer(text):
        around = text[max(0, match.start() - PLATFORM_REACH) : match.end() + PLATFORM_REACH]
        named = bool(NAMED_BEFORE.search(text[max(0, match.start() - NAMED_REACH) : match.start()]))
        called = CALLED_SO.search(text, max(0, match.start() - CALLED_REACH), match.start())
        if called and TWO_CAPITALS.match(match[0]) and ANY_PLATFORM.search(around) and is_apart(match[0]):
            yield Span(match.start(), match.end(), Kind.HANDLE, Level.POSSIBLE)
        opens = OPENS.search(text, max(0, match.start() - CALLED_REACH), match.start())
        named = named or bool(opens and ON_A_SITE.match(text, match.end()))
        if level := loose_level(match[0], around, lexicon, named=named):
            yield Span(match.start(), match.end(), Kind.HANDLE, level)


def loose_level(word: str, around: str, lexicon: Lexicon, *, named: bool) -> Level | None:
    """How sure it is that a word is an account: by its form, a platform around it, and what calls it one."""
    if ENDS_IN_SITE.search(word) or JOINED_PLATE.fullmatch(word):
        return None
    platform = ANY_PLATFORM.search(around)
    if is_made_up(word, lexicon) and (platform or (named and POSTS.search(around))):
        return Level.CERTAIN
    if platform and named and is_hyphened(word, lexicon):
        return Level.POSSIBLE
    if not is_strung(word):
        return None
    several = word.count(".") > 1 or bool(CAMEL.match(word))
    if platform and (named or several):
        return Level.CERTAIN
    return Level.POSSIBLE if (named or several) and POSTS.search(around) else None


def is_hyphened(word: str, lexicon: Lexicon) -> bool:
    """Whether three words stand with hyphens between them, a name or an unknown one among them."""
    parts = fold(word).split("-")
    odd = any(part in lexicon.first_names or not lexicon.known(part) for part in parts)
    return bool(HYPHENED.match(word)) and odd and not A_PLATFORM.search(word)


def is_apart(word: str) -> bool:
    """Whether a word is no platform's or product's."""
    return not (A_PLATFORM.search(word) or PRODUCT.match(word))


def is_strung(word: str) -> bool:
    """Whether words are strung together as accounts are, and no platform or product is one of them."""
    if not is_apart(word):
        return False
    parts = word.split(".")
    dotted = DOTTED.match(word) and max(map(len, parts)) >= len("abc") and min(map(len, parts[:2])) > 0
    return bool(dotted or CAMEL.match(word))


def is_made_up(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is put together as accounts are: with an underscore, a number, a full stop inside."""
    if not MARKED.search(word) or PRODUCT.match(word):
        return False
    if "_" in word or any(sign.isdigit() for sign in word):
        return any(sign.isalpha() for sign in word)
    return not all(lexicon.known(part) for part in fold(word).split("."))


def is_odd(handle: str, link: str, lexicon: Lexicon) -> bool:
    """Whether an ordinary but not everyday word is said to be an account: "username is vlammetje"."""
    low = fold(handle)
    plain = low.isalpha() and low not in WELL_KNOWN and not PRODUCT.match(handle)
    return plain and bool(re.search(r"\bis\s|[:=]", link)) and lexicon.level(low, "nl") < WordLevel.COMMON


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
