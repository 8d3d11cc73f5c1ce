"""A text made ready for judging its words: tokens, language, what is masked."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from bot.contract import Language
from knowledge_base.guard.lexicon import LEVELS, FirstName, Lexicon, WordLevel, word_group
from knowledge_base.guard.masks import Masks, cited_by_context, things_by_context
from knowledge_base.guard.tokens import Token, tokens
from knowledge_base.guard.typos import is_slip
from knowledge_base.guard.vocabulary import Vocabulary

PET_ENDINGS = ("etje", "tje", "pje", "kje", "je")
SLOPPY = 8  # one unknown word in so many is no sign of haste
SLOPPY_REACH = 10  # words on each side
LESS_IN_ANOTHER = {
    "nl": 2,
    "en": 1,
}  # levels: members slip a "hope" into Dutch less than a "roos" into English
UNSURE_LEAD = 1  # small words of one language more than of the other
MOST_COUNTED = 60  # words
MOST_SLIPS = 20  # words
SOUND_WEIGHT, LOWEST_SOUND, HIGHEST_SOUND = 0.5, -4.0, 7.0
SURE_NAME = 2  # above, an unknown word is a name and no typo
CONTRACTED = word_group("'s 'm 'd 't 're 've 'll 'n")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word as a name: which, where it ends, how much of a word it is, whether it owns what follows."""

    name: FirstName | None
    end: int
    level: WordLevel
    owns: bool
    sound: float = 0.0

    @property
    def plain(self) -> bool:
        """Whether it is in a list of names and hardly a word."""
        return self.name is not None and self.level < WordLevel.COMMON

    @property
    def strength(self) -> int:
        """How well known the name is: 3 to 1, or 0 when it is in no list."""
        return self.name.strength if self.name else 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with all that its words are judged by."""

    text: str
    words: Sequence[Token]
    language: Language
    masked: Set[int]
    cited: Set[int]
    lexicon: Lexicon
    vocabulary: Vocabulary
    seen: dict[str, bool] = field(default_factory=dict)  # which words are no typo, for this text alone
    slips: dict[str, bool] = field(
        default_factory=dict
    )  # which are a slip away from a frequent one, likewise

    def sloppy(self, place: int) -> bool:
        """Whether several words near a place are unknown: then one more is a typo rather than a name."""
        near = range(max(0, place - SLOPPY_REACH), min(len(self.words), place + SLOPPY_REACH + 1))
        unknown = sum(not self.readable(self.words[at]) for at in near if at != place)
        return unknown > len(near) // SLOPPY

    def readable(self, word: Token) -> bool:
        """Whether a word is no typo as far as anybody can tell."""
        if word.capital or not word.text.isalpha():
            return True
        if word.low not in self.seen:
            name = self.lexicon.first_names.get(word.low)
            well_known = name is not None and name.strength > SURE_NAME
            self.seen[word.low] = well_known or self.lexicon.known(word.low)
        return self.seen[word.low]

    def is_slip(self, low: str) -> bool:
        """Whether a word is a frequent one mistyped; of a text full of strangers only the first are "
        "looked at."""
        if low not in self.slips and len(self.slips) < MOST_SLIPS:
            self.slips[low] = is_slip(low, self.language, self.lexicon)
        return self.slips.get(low, False)

    def low(self, place: int) -> str:
        """The word at a place in lower case; empty outside the text."""
        return self.words[place].low if 0 <= place < len(self.words) else ""

    def follows(self, place: int) -> bool:
        """Whether the word at a place is in one sentence with the one before it."""
        return 0 < place < len(self.words) and not self.words[place].opens

    def near(self, place: int, words: frozenset[str], reach: int) -> bool:
        """Whether one of some words stands within reach of a place, before or behind it."""
        around = range(max(0, place - reach), min(len(self.words), place + reach + 1))
        return any(self.words[at].low in words for at in around if at != place)

    def candidate(self, place: int) -> Candidate:
        """The word at a place as a name."""
        word = self.words[place]
        low, names = word.low, self.lexicon.first_names
        if low in names:
            return Candidate(names[low], word.end, self.name_level(low), False)
        if "'" in low or "-" in low:
            return self.composite(word)
        if self.is_genitive(low):
            return Candidate(names[low[:-1]], word.end - 1, self.name_level(low[:-1]), True)
        if pet_name := self.pet_name(low):
            return Candidate(pet_name, word.end, WordLevel(self.lexicon.listed(low)), False)
        return self.unlisted(low, word.end, owns=False)

    def unlisted(self, low: str, end: int, *, owns: bool) -> Candidate:
        """A word that is in no list of names; how much it sounds like one counts when nobody knows it."""
        level = self.unlisted_level(low)
        sound = self.lexicon.sounds.likeness(low) if level == WordLevel.UNKNOWN else 0.0
        return Candidate(None, end, level, owns, SOUND_WEIGHT * max(LOWEST_SOUND, min(HIGHEST_SOUND, sound)))

    def is_genitive(self, low: str) -> bool:
        """Whether something is a name with the s of possession: "jaydens"."""
        name, lexicon = low[:-1], self.lexicon
        if not low.endswith("s") or name not in lexicon.first_names:
            return False
        return self.level(name) < WordLevel.COMMON and not self.level(low) and low not in lexicon.surnames

    def name_level(self, low: str) -> WordLevel:
        """How much of a word a name is; a rare one that falls into words counts as one."""
        level = self.level(low)
        rare = self.lexicon.first_names[low].strength == 1
        return self.unlisted_level(low) if rare and not level else level

    def unlisted_level(self, low: str) -> WordLevel:
        """How much of a word something is, inflected forms and compounds included."""
        return self.level(low) or WordLevel(self.lexicon.known(low))

    def composite(self, word: Token) -> Candidate:
        """A word with an apostrophe or hyphen: "anna's", "Anne-Marie", "jayden-overleg"."""
        names = self.lexicon.first_names
        base, apostrophe, ending = word.low.rpartition("'")
        if apostrophe and "'" + ending in CONTRACTED:
            end = word.end - len(ending) - 1
            owns = ending == "s"
            if owns and base not in names:
                return self.unlisted(base, end, owns=True)
            return Candidate(names.get(base) if owns else None, end, self.contracted_level(base, owns), owns)
        first, _, rest = word.low.partition("-")
        if first in names and rest in names:
            return Candidate(names[first], word.end, WordLevel.UNKNOWN, False)
        if first in names and rest and all(self.lexicon.known(part) for part in rest.split("-")):
            return Candidate(names[first], word.start + len(first), max(names[first].word.values()), False)
        listed = any(self.lexicon.listed(part) for part in word.low.replace("'", "-").split("-", 3)[:3])
        return Candidate(None, word.end, WordLevel(listed), False)

    def contracted_level(self, base: str, owns: bool) -> WordLevel:
        """How much of a word something before an apostrophe is; "isn't" and "I'd" are everyday ones."""
        if not owns:
            return WordLevel.EVERYDAY
        return self.level(base) if base in self.lexicon.first_names else self.unlisted_level(base)

    def pet_name(self, low: str) -> FirstName | None:
        """The name in a pet form that is no word: "noortje", "jaydentje"."""
        names = self.lexicon.first_names
        bases = (low[: -len(ending)] for ending in PET_ENDINGS if low.endswith(ending))
        base = next((base for base in bases if base in names), None)
        if base is None or self.level(low) >= WordLevel.COMMON or self.level(base) >= WordLevel.COMMON:
            return None
        least = 2 if self.lexicon.listed(low) else 1
        return names[base] if names[base].strength > least else None

    def level(self, low: str) -> WordLevel:
        """How much of a word something is in this text."""
        if low in self.lexicon.first_names:
            word = self.lexicon.first_names[low].word
            other = word["en" if self.language == "nl" else "nl"]
            return max(word[self.language], LEVELS[max(0, other - LESS_IN_ANOTHER[self.language])])
        return self.lexicon.level(low, self.language)


def read_words(
    text: str,
    taken: Sequence[tuple[int, int]],
    language: Language | None,
    *,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    masks: Masks,
) -> Reading:
    """A text as it reads (shadow.py), made ready; no name is looked for in the stretches that are taken."""
    words = tokens(text)
    cited = masks.people(words) | cited_by_context(text, words, vocabulary)
    masked = cited | masks.things(words) | things_by_context(words, vocabulary) | inside(words, taken)
    return Reading(
        text, words, language or language_of(words, vocabulary, lexicon), masked, cited, lexicon, vocabulary
    )


def inside(words: Sequence[Token], taken: Sequence[tuple[int, int]]) -> set[int]:
    """The places of the words in some stretches, both in order."""
    places: set[int] = set()
    stretches = iter(taken)
    start, end = next(stretches, (0, 0))
    for place, word in enumerate(words):
        while end and word.start >= end:
            start, end = next(stretches, (0, 0))
        if end and word.end > start:
            places.add(place)
    return places


def language_of(words: Sequence[Token], vocabulary: Vocabulary, lexicon: Lexicon) -> Language:
    """The language that more of the words belong to, the small ones first; Dutch when it is a draw.

    Not `knowledge_base.language`: its model takes 70 MB and most of a second, and here a mistake costs a few
    words in the other language.
    """
    lead = sum((word.low in vocabulary.dutch) - (word.low in vocabulary.english) for word in words)
    if abs(lead) <= UNSURE_LEAD:
        lead += sum(dutch_lead(lexicon, word.low) for word in words[:MOST_COUNTED])
    return "en" if lead < 0 else "nl"


def dutch_lead(lexicon: Lexicon, low: str) -> int:
    """Whether a word is more usual in Dutch (above 0) or in English (below 0)."""
    return lexicon.words["nl"].level(low) - lexicon.words["en"].level(low)
