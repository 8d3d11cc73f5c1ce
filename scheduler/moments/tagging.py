"""A text as a row of tags: words known in two languages, typos mended, numbers, dates and times as written.

The tags stand in one string with single spaces, so that the grammar is a table of short patterns.
`T9:30` is a time, `D?-12-3` a date without a year, `P3-12` a pair that may be a date or "from three till
twelve", `O3` an ordinal, `x` a word that says nothing to us, `AMBIG` one that may be two different typos.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import islice

from bot.contract import Language
from scheduler.moments.words import TOGETHER, entries, lexicon

LONGEST = 200  # characters; what is longer is a story
MOST_PIECES = 60
SHORTEST_MENDED = 5
LONGEST_MENDED = 16
FAR_FROM = 7  # letters from which a word may have two mistakes
MENDED = re.compile(r"wd|m\d|TOMORROW|OVERMORROW|TODAY|NEXT|COMING")
LEXICONS: Mapping[Language, Mapping[str, str]] = {"nl": lexicon("nl"), "en": lexicon("en")}
OWN: Mapping[Language, frozenset[str]] = {
    "nl": frozenset(word for word, _ in entries("nl")),
    "en": frozenset(word for word, _ in entries("en")),
}

TOKEN = re.compile(
    r"(?P<iso>\d{4}(?P<dash_in>[-/.])\d{1,2}(?P=dash_in)\d{1,2})(?!\d)"
    r"|(?P<date>\d{1,2}(?P<between>[-/.])\d{1,2}(?P=between)\d{2,6})(?![\d:]|\.\d)"
    r"|(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?!\d)"
    r"|(?P<slash>\d{1,2}/\d{1,2})(?![\d/])"
    r"|(?P<pair>\d{1,2}-\d{1,2})(?![\d:.])"
    r"|(?P<tight>\d{1,2})-(?=\d{1,2}[:.]\d{2})"
    r"|(?P<part>\d{1,2}[.,]\d{1,2})(?![\d:.])"
    r"|(?P<ordinal>\d{1,2}(?:e|de|ste|st|nd|rd|th))(?![^\W\d_])"
    r"|'(?P<short>\d{2})(?!\d)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<dash>-)"
)
DOTTED = re.compile(r"\b([a-z])[./]\s?([a-z])\b\.?")
POSSESSIVE = re.compile(r"(?<=[a-z])'s\b|(?<=s)'(?=\s)")
PHRASES = tuple((phrase, phrase.replace(" ", "")) for phrase in TOGETHER)
ONES = (
    "one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
)
HYPHENED = re.compile(rf"\b(twenty|thirty|forty|fifty)[- ]({ONES})\b")
TWO_DIGITS = 100


def tagged(text: str, language: Language) -> str | None:
    """The tags of a text; None for one that is too long to be about a moment."""
    if len(text) > LONGEST:
        return None
    clean = tidy(text)
    # One sign may be short for many; and mending words costs time.
    pieces = list(islice(TOKEN.finditer(clean), MOST_PIECES + 1))
    if len(pieces) > MOST_PIECES:
        return None
    known = LEXICONS[spoken_in(clean, language)]
    return " ".join(tag for found in pieces if (tag := tag_of(found, known)))


def spoken_in(text: str, language: Language) -> Language:
    """The language that more of the words are in; the expected one when that is even."""
    words = set(re.findall(r"[^\W\d_]+", text))
    other: Language = "en" if language == "nl" else "nl"
    return other if len(words & OWN[other]) > len(words & OWN[language]) else language


def tidy(text: str) -> str:
    """Lower case, without accents and invisible signs, digits of every script as ours, "p.m." as "pm"."""
    composed = unicodedata.normalize("NFKD", text.replace("’", "'")).lower()
    kept = "".join(map(plain, composed)).replace("year's", "years").replace("king's", "kings")
    for phrase, word in PHRASES:
        kept = kept.replace(phrase, word)
    return HYPHENED.sub(r"\1\2", DOTTED.sub(r"\1\2", POSSESSIVE.sub("", kept)))


def plain(sign: str) -> str:
    """One sign as it counts for us."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return ""
    return "-" if sign in "‐‑‒–—−" else sign


def tag_of(found: re.Match[str], known: Mapping[str, str]) -> str:
    """The tag of one piece of a text, empty when it says nothing about when."""
    kind, text = found.lastgroup, found[0]
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    match kind:
        case "iso":
            return "D{}-{}-{}".format(*numbers)
        case "date":
            return date_tag(*numbers)
        case "time":
            return "T" + text.replace(".", ":")
        case "slash":
            return f"D?-{numbers[1]}-{numbers[0]}"
        case "pair":
            return f"P{numbers[0]}-{numbers[1]}"
        case "tight":
            return f"{numbers[0]} TILL"
        case "part":
            return text.replace(",", ".")
        case "ordinal":
            return f"O{numbers[0]}"
        case "short":
            return f"20{found['short']}"
        case "dash":
            return "DASH"
        case "word":
            return meaning_of(text, known)
    return text


def date_tag(day: int, month: int, year: int) -> str:
    """A date in numbers, day before month."""
    return f"D{year + 2000 if year < TWO_DIGITS else year}-{month}-{day}"


def meaning_of(word: str, known: Mapping[str, str]) -> str:
    """The tag of a word, or of the only word that it is a typo of."""
    if word in known:
        return known[word]
    if not SHORTEST_MENDED <= len(word) <= LONGEST_MENDED:
        return "x"
    most = 2 if len(word) >= FAR_FROM else 1
    near = [(distance(word, other), tag) for other, tag in known.items() if is_near(word, other, tag, most)]
    closest = min((far for far, _ in near), default=most + 1)
    meant = {tag for far, tag in near if far == closest}
    if closest > most or meant == {""}:
        return "x"
    return meant.pop() if len(meant) == 1 else "AMBIG"


def is_near(word: str, other: str, tag: str, most: int) -> bool:
    """Whether a word may be a typo of another: long, about as long, and mended at no risk.

    A first letter is seldom wrong. Numbers, parts of the day and units are not mended, because everyday words
    look like them: "there", "dacht", "werken".
    """
    return (
        MENDED.match(tag) is not None
        and len(word) + len(other) > SHORTEST_MENDED * 2
        and abs(len(word) - len(other)) <= most
        and (word[0] == other[0] or len(other) > FAR_FROM)
    )


def distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or changed places with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, sign in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
