"""Accounts that are called like a word or two: what only the platform's name right beside them gives away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Kind, Level, Span
from knowledge_base.guard.typos import is_slip

SITE = (
    r"(?:f?insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|discord|twitter|facebook|fb|be\s?real|twitch|youtube|yt|"
    r"threads|"
    r"pinterest|telegram|roblox|fortnite|steam|psn|playstation(?: network)?|ps[345]|xbox(?: live)?|"
    r"epic(?: games)?|reddit|vinted|"
    r"yubo|wizz|"
    r"minecraft|brawl\s?stars|clash(?: royale| of clans)|habbo|kik|bluesky|onlyfans|omegle|likee|tinder|"
    r"grindr|badoo|"
    r"skype|spotify|strava|soundcloud|tumblr|wattpad|marktplaats|fifa|valorant|"
    r"(?:game|gamer|scherm|gebruikers|account|spelers|player|user|screen)[\s-]?(?:naam|name|tag)|nickname|"
    r"als\snick)"
)
HELD = (  # what one has on a platform, of which a name stands behind
    r"(?:accounts?|account\s?naam|acc|naam|name|id|user|username|user name|gebruiker(?:snaam)?|"
    r"profiel(?:naam)?|"
    r"profile|tag|nick|nickname|kanaal|channel|handle)"
)
WHOSE = (
    r"(?:van|of)\s(?:haar|hem|him|her|zijn|mijn|de|het|een|\w{3,14})"
    r"(?:\s(?:zus|broer|moeder|vader|vriend|vriendin|collega))?"
)
WORD = r"(?P<name>[^\W\d_][\w-]{3,29})(?![\w@/])"
BEHIND_SITE = re.compile(
    rf"\b{SITE}(?P<held>[\s-]?{HELD}\b|k?er\b|pagina\b|account\b|kanaal\b)?(?:\s(?:nu|is|heet|called|dus|"
    rf"{WHOSE}))?"
    rf"(?:\s?[:=,(\"']{{1,2}}\s?|\s){WORD}",
    re.IGNORECASE,
)
BEFORE_SITE = re.compile(
    rf"(?<![\w@./'-]){WORD}[\"']?(?:\s?\((?:op\s|on\s|via\s)?|,?\s(?:op|on|via|from|van|bij)\s(?:zijn\s|"
    rf"haar\s|de\s|his\s|her\s)?|"
    rf",\s(?:haar|zijn|her|his|mijn|my)\s){SITE}\b",
    re.IGNORECASE,
)
CALLED = (
    r"(?:als|as|under|onder(?:\sde\snaam)?|heet(?:\s(?:hij|ze|zij|ie|die))?|genaamd|called|"
    r"noemt\szich(?:zelf)?|naam|bekend\sals)"
)
CALLED_SO = re.compile(
    rf"\b{SITE}\b[^.!?;\n]{{0,60}}?\b{CALLED}\s[\"']?{WORD}|\b{CALLED}\s[\"']?{WORD.replace('name', 'ahead')}"
    rf"[\"']?\s(?:op|on|via)\s{SITE}\b",
    re.IGNORECASE,
)
SURELY_CALLED = re.compile(r"\b(?:naam|genaamd|bekend als|noemt zich(?:zelf)?)\s[\"']?[\w-]+", re.IGNORECASE)
DOES_SO = re.compile(  # "blogt als nachtvlinder", "op vinted verkoopt ze als koopjesjager"
    r"\b(?:blogt|vlogt|post|postte|streamt|gamet|speelt|reageert|verkoopt|schrijft|posts|streams|plays|"
    r"blogs|sells)\b"
    r"[^.!?;\n]{0,40}$",
    re.IGNORECASE,
)
DOES_ONLINE = re.compile(  # what accounts do, and things hardly ever
    r"[\"')]?\s(?:geeft|verkoopt|volgt|volgde|deelt|deelde|filmt|filmde|post|postte|streamt|plaatst|"
    r"plaatste|stuurt|stuurde|"
    r"appt|appte|dm'?t|hackt|hackte|scheldt|schold|pest|pestte|bedreigt|dreigt|liegt|vraagt|vroeg|lokt|"
    r"belt|reageert|zegt|zei|"
    r"chat|chatte|blokkeerde|noemt|daagt|sells|follows|posts|sends|sent|threatens|bullies|messages|"
    r"messaged|hacked|asks|asked)\b",
    re.IGNORECASE,
)
DETERMINED = re.compile(
    r"\b(?:de|het|een|deze|die|dit|dat|onze|zo'n|elke|geen|the|a|an|our|this|that)\s$", re.IGNORECASE
)
A_PETS_ENDING = re.compile(r"(?:je|tje|uh)$", re.IGNORECASE)
THINGS = re.compile(  # what one makes or does on a platform, made small
    r"(?:film|video|foto|bericht|spel|groep|dans|account|ding|liedje|verhaal|praat|clip|moment|kanaal|"
    r"gesprek|uur|kwartier|"
    r"ruzie|pagina|poll|lijst|plaat|stuk|probleem|regel|tijd|feest|avond|straf|pauze)[a-z]{0,5}$",
    re.IGNORECASE,
)
ABSTRACT = re.compile(
    r"(?:(?<!kon)ing(?:en)?|heid|tie|schap|ment|teit|isme|tijd|groep|pagina|zaken)$", re.IGNORECASE
)
CALLED_ON = re.compile(r"\b(?:heet|heten|zich|called|is|staat)\s(?:op|on)\s$", re.IGNORECASE)
REACH = 20  # characters
CAPITALS = r"[A-Z][^\W\d_]+(?:\s[A-Z][\w]{1,20}){1,2}"
SEVERAL_WORDS = re.compile(  # "op facebook als Lieve Tante Sjaan77", two or three words with capitals
    rf"\b(?i:{SITE})\b(?:[^.!?;\n]{{0,60}}?\b(?i:{CALLED})|[\s-]?(?i:{HELD}))[\s:=]{{1,2}}[\"']?"
    rf"(?P<name>{CAPITALS})(?!\w)|"
    rf"\b(?i:{SITE})\s?[:=]\s?(?P<bare>{CAPITALS})(?<=\d)(?!\w)|"
    rf"\b(?i:{CALLED})\s[\"']?(?P<ahead>{CAPITALS})[\"']?\s(?:op|on|via)\s(?i:{SITE})\b"
)
SAID_SO = re.compile(  # "Koning Drol 7 is zijn alias", whatever the name looks like
    rf"(?<![\w'-])(?P<name>{CAPITALS.replace('{1,2}', '{0,2}')}(?:\s\d{{1,4}})?)[\"']?,?\s(?:is|was|als|as)\s"
    rf"(?:zijn|haar|zn|z'n|d'r|his|her|de|the|een|an?)\s(?:nieuwe\s|andere\s|new\s)?(?i:alias|schuilnaam|{HELD})\b"
)
TWO_CAPITALS = re.compile(r"[A-Z]\w+-[A-Z]\w*$")
INNER_CAPITAL = re.compile(r"[A-Za-z]*[a-z][A-Z]")
ANOTHER_SITE = re.compile(  # a short one has to be the whole word: "nightshift" has "ig" in it
    rf"^(?:{SITE}|signal)\b|insta|snap(?:chat|je)|tik\s?tok|discord|twitter|facebook|bereal|twitch|youtube|roblox|"
    r"fortnite|playstation|xbox|minecraft|whats\s?app|linkedin|messenger|netflix|leernetwerk",
    re.IGNORECASE,
)
OF_THE_SITE = word_group(  # what platforms call their own things, and what one says of them
    "robux vbucks v-bucks nitro reels premium shorts bedrock creeper creepers gamepass game-pass "
    "game-passes dashboards "
    "streaks snaps bitmoji discover screentime skincare challenge challenges influencer influencers parental "
    "abonnement abo snapscore snapmap bitmoji-s hashtags family-link familylink restrictie restricties "
    "switch "
    "portal series live-account live-abonnement for-you for-you-page"
)
OFFICES = word_group(
    "stichting gezinshuis organisatie team jeugdzorg jeugdhulp gemeente zorg school groep gezinshuizen "
    "foundation youth care jeugdbescherming veilig raad vereniging netwerk leernetwerk professional woongroep"
)
ROLES = (
    "ouder",
    "ouders",
    "begeleider",
    "professional",
    "medewerker",
    "hulpverlener",
    "werker",
    "moeder",
    "vader",
    "huis",
    "groep",
    "team",
    "instelling",
    "organisatie",
    "school",
    "stichting",
    "leider",
    "zorg",
    "ster",
    "gevende",
    "agoog",
    "loog",
    "trainer",
    "coach",
    "voogd",
    "jeugd",
    "account",
    "pagina",
    "naam",
)
PARTICIPLE = re.compile(r"ge\w+(?:d|t|en)$")
A_SITE = re.compile(rf"\b{SITE}", re.IGNORECASE)
MOST_JUDGED = 40  # words in a text
SHORTEST = 5  # letters of a word that nobody knows; shorter ones are abbreviations as often


@dataclass(frozen=True, slots=True)
class Strangers:
    """Which words nobody knows; each is judged once, and of a text full of them only the first are."""

    lexicon: Lexicon
    judged: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        """Whether a word is one."""
        word = str(name)
        if word not in self.judged and len(self.judged) < MOST_JUDGED:
            self.judged[word] = is_strange(word, self.lexicon)
        return self.judged.get(word, False)


def find_account_names(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Names of accounts of ordinary letters in a text as it reads."""
    if not A_SITE.search(text):
        return
    strangers = Strangers(lexicon)
    for match in SEVERAL_WORDS.finditer(text):
        group = match.lastgroup or "name"
        if level := of_several_words(match[group]):
            yield Span(match.start(group), match.end(group), Kind.HANDLE, level)
    for match in SAID_SO.finditer(text):
        if is_account(match["name"]):
            yield Span(match.start("name"), match.end("name"), Kind.HANDLE, Level.CERTAIN)
    for match in BEHIND_SITE.finditer(text):
        name = match["name"]
        bound = match["held"] or name[0].isupper()
        bound = (
            bound
            or does_alone(text, match)
            or CALLED_ON.search(text, max(0, match.start() - REACH), match.start())
        )
        put_together = bound and is_put_together(name, lexicon)
        found = name in strangers or put_together or is_styled(name) or is_a_pets(text, match, lexicon)
        if found or (match["held"] and is_joined(name, lexicon)):
            yield Span(match.start("name"), match.end("name"), Kind.HANDLE, Level.POSSIBLE)
    for match in BEFORE_SITE.finditer(text):
        if match["name"] in strangers:
            yield Span(match.start("name"), match.end("name"), Kind.HANDLE, Level.POSSIBLE)
    for match in CALLED_SO.finditer(text):
        group = "name" if match["name"] else "ahead"
        sure = SURELY_CALLED.search(match[0]) or DOES_SO.search(text, 0, match.start())
        named = sure and is_rare(match[group], lexicon)
        if named or match[group] in strangers or is_put_together(match[group], lexicon):
            yield Span(match.start(group), match.end(group), Kind.HANDLE, Level.POSSIBLE)


def does_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a platform with a word behind it has no article, and does what only people do."""
    alone = DOES_ONLINE.match(text, match.end()) and not ABSTRACT.search(match["name"])
    return bool(alone) and not is_determined(text, match)


def is_a_pets(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether it is made small as accounts like to be, and no list has it: "twitch brulaapje"."""
    name, low = match["name"], fold(match["name"])
    small = A_PETS_ENDING.search(low) and not THINGS.search(low) and is_free(name, low)
    return bool(small) and not lexicon.listed(low) and not is_determined(text, match)


def is_determined(text: str, match: re.Match[str]) -> bool:
    """Whether an article before a platform makes the word behind it a thing: "een tiktok dansje"."""
    return bool(DETERMINED.search(text, max(0, match.start() - REACH), match.start()))


def is_account(name: str) -> bool:
    """Whether words said to be an account have a number, and are neither a platform nor an office."""
    return name[-1].isdigit() and of_several_words(name) is not None


def of_several_words(name: str) -> Level | None:
    """How sure it is that words with capitals are one account; those of an organisation are none."""
    words = fold(name).split()
    if not OFFICES.isdisjoint(words) or ANOTHER_SITE.search(name):
        return None
    return Level.CERTAIN if name[-1].isdigit() else Level.POSSIBLE


def is_strange(name: str, lexicon: Lexicon) -> bool:
    """Whether nobody knows a word, and it is no platform, abbreviation or slip of the thumb."""
    low = fold(name).rstrip("-")
    if not is_free(name, low) or len(low) < SHORTEST or low in lexicon.first_names:
        return False
    if any(lexicon.known(part) for part in (low, low.removeprefix("ge"), low.replace("-", ""))):
        return False
    if "-" in low and any(lexicon.known(part) for part in low.split("-")):
        return False
    return not PARTICIPLE.match(low) and not any(
        is_slip(low, language, lexicon) for language in lexicon.words
    )


def is_put_together(name: str, lexicon: Lexicon) -> bool:
    """Whether a word stands in no list as it is, though its parts may: "blokkenbaasje", "Zandkruiper"."""
    low = fold(name)
    if not is_free(name, low) or lexicon.inflected(low) or low.endswith(ROLES) or PARTICIPLE.match(low):
        return False
    return "-" not in low and lexicon.level(low, "nl") == WordLevel.UNKNOWN and not lexicon.listed(low)


def is_joined(name: str, lexicon: Lexicon) -> bool:
    """Whether a hyphen joins what isn't two words: "fleurtje-x"."""
    parts = fold(name).split("-")
    odd = any(len(part) < len("abc") or not lexicon.known(part) for part in parts)
    return len(parts) > 1 and odd and is_free(name, fold(name))


def is_rare(name: str, lexicon: Lexicon) -> bool:
    """Whether a word is none of every day, as "krulletje" isn't."""
    low = fold(name)
    return is_free(name, low) and lexicon.level(low, "nl") < WordLevel.COMMON and not low.endswith(ROLES)


def is_styled(name: str) -> bool:
    """Whether capitals stand where only accounts have them: "NoScope-Tijger", "SlimmeVos"."""
    styled = TWO_CAPITALS.match(name) or INNER_CAPITAL.match(name)
    return bool(styled) and is_free(name, fold(name))


def is_free(name: str, low: str) -> bool:
    """Whether a word isn't a platform's, a platform's own thing or an abbreviation."""
    return not (name.isupper() or low in OF_THE_SITE or ANOTHER_SITE.search(name))
