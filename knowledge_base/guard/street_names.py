"""Streets that no ending gives away by itself: "Hoge Wei 230 b", "oude wal 9a", "adres vader Zandpad 202C".

What the name looks like, what stands behind the number and who is spoken of each say something; together they
decide, as with names (scoring.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.guard.context import before, behind, near
from knowledge_base.guard.lexicon import Lexicon, WordLevel, fold, word_group
from knowledge_base.guard.spans import Level
from knowledge_base.guard.street_words import NUMBER
from knowledge_base.guard.vocabulary import Vocabulary

POSSIBLE, CERTAIN = 4, 6
# What streets are called by, alone or at the end of a word; the sure ones of street_words.py need no points.
STREET_NOUNS = (
    "straat laan plein gracht kade singel steeg plantsoen dreef weg dijk pad hof park veld akker hoek "
    "kamp wal "
    "markt ring burg oord erf horst berg brink poort donk drift meent haven baan dam sluis brug vaart "
    "zijde eind "
    "einde hout wijk tuin gaard gaarde terp duin beek sloot heide veen ven polder werf schans bolwerk "
    "toren molen "
    "stede water zoom rand diep laagte hoogte hoeve kolk vliet wei weide weiden wetering vijver plas "
    "koppel oever "
    "vest wieken hoef hoeven kerkhof ham heuvel bosch bos gang hil heem rode dries hage hagen warande "
    "esch es enk "
    "eng blaak lee rijt kruis blok kwartier spoor schoor lande landen velden hoven weerd waard grind "
    "tocht gouw "
    "burcht borg havezathe hofstede boulevard passage passerelle promenade trede"
)
NOUNS = word_group(STREET_NOUNS)
CALLED_AFTER = word_group(  # whole neighbourhoods are, without a noun behind it: "kievit 12"
    "kievit lijster leeuwerik wulp reiger meerkoet fuut zwaluw spreeuw wielewaal sperwer havik buizerd arend "
    "karekiet specht koekoek scholekster grutto tureluur plevier kwartel fazant patrijs ooievaar aalscholver "
    "meidoorn vlier sleedoorn hazelaar lijsterbes esdoorn berk beuk linde populier wilg iep kastanje "
    "acacia sering "
    "lavendel korenbloem klaproos boterbloem zonnebloem waterlelie lisdodde dotterbloem anemoon hyacint "
    "narcis "
    "krokus tulp anjer dahlia fuchsia orchidee gagel kamille zuring weegbree duizendblad vuurdoorn "
    "rozemarijn "
    "poolster saturnus jupiter neptunus zonnedauw koningsvaren zilverspar sparren dennen eiken elzen"
)
MISTYPED = tuple(  # a letter left out or two turned round, behind the first: "Emmaplantseon", "Rozenstaat"
    wrong
    for noun in ("straat", "gracht", "singel", "plantsoen", "plein", "dreef")
    for at in range(1, len(noun) - 1)
    for wrong in (noun[:at] + noun[at + 1 :], noun[:at] + noun[at + 1] + noun[at] + noun[at + 2 :])
    if wrong != noun
)
ENDINGS = tuple(noun for noun in sorted(NOUNS) if len(noun) > len("es"))
FIRST_WORDS = word_group(  # before the noun of a street: "korte vijver", "prins mauritsplein"
    "oude nieuwe lange korte hoge lage kleine grote kromme rechte zwarte witte rode groene blauwe gouden "
    "zilveren "
    "dwars brede smalle diepe achter voor boven beneden buiten binnen noord zuid oost west eerste tweede "
    "derde "
    "vierde ooster wester noorder zuider burgemeester burg wethouder kon pr prins prinses koning koningin "
    "keizer graaf "
    "gravin hertog hertogin jonkheer jonker baron admiraal generaal kapitein minister professor prof "
    "dokter dr "
    "ds dominee pastoor past pater deken monseigneur mgr meester mr ir sint st sinte heilige jan johan "
    "willem van"
)
NAMED_FOR = word_group(
    "laan straat plein weg kade hof hofje gracht singel pad dijk park burcht plantsoen steeg dreef"
)  # "laan van meerdervoort"
SURE_FIRST = NAMED_FOR - word_group("weg hof pad park steeg")  # that are little else
LINKS = word_group("t de het 't den der ten ter te van op aan achter in onder voor")
NAME = re.compile(
    r"(?:^|(?<=[\s(\[\"':,=>]))(?:[^\W\d_][\w'.-]{0,20} |'[tT] ){0,4}[^\W\d_](?:[^\W\d]|['-]){1,24}\Z"
)
A_NUMBER = re.compile(NUMBER, re.IGNORECASE)
HOMELY = re.compile(  # where somebody may be found, and what one does at a door
    r"\b(?:zwerft|ligt|kelderbox|portiek|flat\w*|huis|huisje|huisbezoek|gezien|bezorg\w*|afgeven|aanbellen|"
    r"aangetroffen|gevonden|sleutel|ruzie|ingetrokken|huurt|huren|appartement|verstopt|hangt|rond|wijkagent|seen|found|"
    r"rents|parcel|deliver\w*|knock\w*|visit|cadeautje|pakket\w*|post|tante|oom|huurhuis|zorgmelding|moskee|familie)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(
    r"(?<=[\s.,])(?<![\d.,] )[1-9](?!\d{3}\s?[A-Za-z]{2}\b)"
)  # four digits and two letters: a postcode
SAID = re.compile(r"\W{0,3}(?P<said>huis(?:nummer|nr)|nr|nummer|no|number)\b\.?\W{0,2}$", re.IGNORECASE)
PART_OF_HOUSE = re.compile(
    r"\d+(?:(?P<glued>[a-h]$)|.*?(?P<floor>bis|hs|huis|rd|rood|zw|[IVX]{2,4}|boven|beneden)$|"
    r"\s?[-/]\s?(?P<joined>\w{1,3})$|\s(?P<letter>[a-h])$)",
    re.IGNORECASE,
)
AT = re.compile(
    r"\b(?:op|aan|bij|naar|in|voor|langs|van|vanaf|tegenover|richting|at|on|to|from|near)\s(?:de\s|het\s|'t\s)?$",
    re.IGNORECASE,
)
AT_WHOSE = re.compile(  # "op hendrik dunantweg 31"
    r"\b(?:op|aan|bij|naar|in|voor|langs|richting)\s(?:de\s)?[^\W\d_]{3,15}\s$", re.IGNORECASE
)
SAYS_SO = re.compile(
    r"\b(?:adres\w*|straat\w*|huisn\w+|woonplaats|address\w*|street)\b[^.!?\d]{0,30}$", re.IGNORECASE
)
ARTICLES = word_group("de het 't t")
GOES_TO = re.compile(
    r"\b(?:ging|gaat|gaan|loopt|liep|fiets\w*|rent|rende|vlucht\w*|wil|moet|mag|went|goes|ran|runs|"
    r"gevlucht|gerend)\b"
    r"[^.!?\d]{0,20}\s(?:naar|to)\s(?P<article>(?:de|het|'?t)\s)?$",
    re.IGNORECASE,
)
LIVES_THERE = re.compile(
    r"[,)]?\s(?:\w+\s)?(?:daar|waar|where|dat is|hier|is)\s(?:\w+\s){0,3}?(?:woont|wonen|heen|naartoe|zit|"
    r"zitten|"
    r"slaapt|is|lives|oma|"
    r"opa|moeder|vader)\b|\s(?:loopt|gaat|ging|fietst|rent|wil|moet|mag)\s(?:ze|hij|zij|"
    r"ie)\s(?:\w+\s)?(?:heen|naartoe)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r" [a-z]{2,}(?:en|[^'i]s)\b")  # "in het grote park 3 tieners gezien"
REACH, CLOSE, FAR = 60, 40, 45  # characters
SHORTEST = 3  # letters of the last word
FEW = 2  # digits, up to which a number may count what stands behind it


@dataclass(frozen=True, slots=True)
class House:
    """A name with a house number: its words, and the number with what belongs to it, as typed."""

    start: int
    end: int
    words: tuple[str, ...]
    number: str
    said: str

    @property
    def name(self) -> str:
        """The last word of the name, folded."""
        return fold(self.words[-1])


def streets_by_points(
    text: str, vocabulary: Vocabulary, lexicon: Lexicon
) -> Iterator[tuple[int, int, Level]]:
    """Where houses are for which enough speaks, and how sure that is."""
    for house in houses(text):
        if house.name not in vocabulary.no_streets:
            points = name_points(text, house, lexicon) + number_points(house)
            if points > 0:  # else no context makes it one
                points += place_points(text, house, vocabulary)
            if points >= POSSIBLE:
                yield house.start, house.end, Level.CERTAIN if points >= CERTAIN else Level.POSSIBLE


def houses(text: str) -> Iterator[House]:
    """Every number that may be a house's, with the words before it that may be its street."""
    for digit in DIGIT.finditer(text):
        number = A_NUMBER.match(text, digit.start())
        if not number:
            continue
        ahead = text[max(0, digit.start() - REACH) : digit.start()]
        said = SAID.search(ahead)
        ahead = ahead[: said.start()] if said else ahead.rstrip(" ").removesuffix(",")
        name = NAME.search(ahead)
        words = street_words(name[0].split(" "), name.start()) if name else ()
        if words and len(words[-1]) >= SHORTEST and not words[-1].isupper():
            start = digit.start() - min(REACH, digit.start()) + len(ahead) - len(" ".join(words))
            yield House(start, number.end(), words, number[0], said["said"].lower() if said else "")


def street_words(typed: list[str], place: int) -> tuple[str, ...]:
    """The words at the end that belong to one street: what such a name starts with, and capitals in a row."""
    first = len(typed) - 1
    while first and belongs(typed[first - 1], typed[first], opens=first == 1 and place == 0):
        first -= 1
    while (
        first < len(typed) - 1
        and fold(typed[first]) in LINKS
        and typed[first].islower()
        and typed[first] not in ("'t", "t")
    ):
        first += 1
    return tuple(typed[first:])


def belongs(word: str, behind_it: str, *, opens: bool) -> bool:
    """Whether a word is of the same name as the one behind it."""
    low = fold(word).rstrip(".")
    if low in FIRST_WORDS or low in LINKS or (low in NAMED_FOR and fold(behind_it) in LINKS):
        return True
    return word[0].isupper() and not opens and (behind_it[0].isupper() or behind_it in LINKS)


def name_points(text: str, house: House, lexicon: Lexicon) -> int:
    """What the name says: a noun of streets, what comes before such a noun, a capital, how much of a word."""
    low, mid = house.name, not opens_sentence(text, house.start)
    noun = is_noun(low) or (low.endswith(MISTYPED) and not lexicon.known(low))
    if len(house.words) > len(("laan", "van")) and fold(house.words[0]) in NAMED_FOR:
        if lexicon.level(low, "nl") < WordLevel.COMMON or house.words[-1][0].isupper():
            return 3
        sure = fold(house.words[0]) in SURE_FIRST and len(house.number) > 1
        return 3 if sure else 1
    if is_prefixed(house, mid=mid):
        capital = house.words[-1][0].isupper()
        return (3 if noun or capital else 1) + (mid and house.words[0][0].isupper())
    if low in lexicon.first_names and not noun:
        return -3
    named = (mid or len(house.words) > 1) and house.words[-1][0].isupper()
    two_digits = len(house.number) > 1 and house.number[:2].isdigit()
    level = lexicon.level(low, "nl")
    if noun and (level < WordLevel.COMMON or named):
        return 2 + two_digits
    if level >= WordLevel.COMMON and not named:
        return -2
    old_article = named and house.words[0].lower() in ("'t", "t")  # only names have it
    return (1 if named or not lexicon.known(low) else 0 if two_digits else -1) + two_digits + old_article


def is_noun(low: str) -> bool:
    """Whether streets are called so: by their noun, or after a bird or a plant."""
    return low in NOUNS or low.endswith(ENDINGS) or low in CALLED_AFTER


def is_prefixed(house: House, *, mid: bool) -> bool:
    """Whether a name starts as streets do: "oude …", "prins …", and in a sentence "Tussen de …"."""
    if len(house.words) == 1:
        return False
    first = house.words[0]
    return fold(first).rstrip(".") in FIRST_WORDS or (mid and first[0].isupper() and house.words[1].islower())


def opens_sentence(text: str, start: int) -> bool:
    """Whether a place is where a sentence starts, so that a capital says nothing."""
    ahead = text[:start].rstrip(" \"'(")
    return not ahead or ahead[-1] in ".!?\n"


def number_points(house: House) -> int:
    """What the number says: "79b" and "12 bis" are a house's, and so is what is called a house number."""
    points = 3 if house.said.startswith("huis") else 1 if house.said else 0
    part = PART_OF_HOUSE.match(house.number)
    if not part:
        return points
    return points + (2 if part["glued"] or part["floor"] else 1)


def is_at(ahead: str, house: House) -> bool:
    """Whether something is at, or goes to, a house; a first name may stand before the noun of a street."""
    return bool(AT.search(ahead) or (house.name.endswith(ENDINGS) and AT_WHOSE.search(ahead)))


def goes_to_the(ahead: str, house: House) -> bool:
    """Whether somebody goes to what has an article and a capital: "ze ging naar 't Zand 8"."""
    if not house.words[-1][0].isupper():
        return False
    own = house.words[0].lower() in ARTICLES and len(house.words) > 1
    link = GOES_TO.search(ahead)
    return bool(link and (own or link["article"])) or (own and not link)


def place_points(text: str, house: House, vocabulary: Vocabulary) -> int:
    """What stands around it: somebody lives, is fetched or stays there."""
    start, end = house.start, house.end
    lives = before(text, start, vocabulary.living, FAR) or behind(text, end, vocabulary.living, CLOSE)
    ahead = text[max(0, start - CLOSE) : start]
    points = 2 if lives or SAYS_SO.search(ahead) else 0
    around = text[max(0, start - CLOSE) : end + CLOSE]
    points += bool(HOMELY.search(around)) or near(
        text, start, end, vocabulary.visiting | vocabulary.people, CLOSE
    )
    points += is_at(ahead, house) + bool(LIVES_THERE.match(text, end)) + goes_to_the(ahead, house)
    digits = sum(sign.isdigit() for sign in house.number)
    counts = digits <= FEW and house.number.isdigit() and COUNTED.match(text, end)
    return points - 2 if counts else points
