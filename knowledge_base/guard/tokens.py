"""How a text falls into words, and what stands between them."""

import re
from dataclasses import dataclass

from knowledge_base.guard.lexicon import fold, word_group

WORD = re.compile(r"(?<!\w)'t\b|[^\W_]+(?:['-][^\W_]+)*", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"[.!?:;\n\"•*|]|\s-\s|^\s*-\s")
GLUED = re.compile(r"(?:met|van|voor|bij|over|aan|naar|en|dat|with|for|from|about|and)([A-Z][a-z]{2,})")
ABBREVIATED = word_group("mw mevr mej dhr hr fam mr mrs ms dr drs prof ds st nr geb ir zr br")
SHOUTED = 0.7  # of the words behind the first: above, capitals say nothing
FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it is, how it reads, whether a capital says something, what stands before it."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    opens: bool
    gap: str

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals ("OTS", "NJI")."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def joined(self) -> bool:
        """Whether nothing but space stands between it and the word before."""
        return not self.gap.strip()


def tokens(text: str) -> list[Token]:
    """The words of a text as it reads (see shadow.py)."""
    found = [part for match in WORD.finditer(text) for part in unglued(match.start(), match.group())]
    shouted = is_shouted([word for _, _, word in found[1:]])
    made: list[Token] = []
    last_end = 0
    for start, end, word in found:
        gap = text[last_end:start]
        opens = not made or ends_sentence(gap, made[-1])
        capital = word[0].isupper() and not shouted
        made.append(Token(start, end, word, fold(word), capital, opens, gap))
        last_end = end
    return made


def unglued(start: int, word: str) -> list[tuple[int, int, str]]:
    """A word, or the two of which one lacks the space between: "metJesse"."""
    match = GLUED.fullmatch(word)
    if not match:
        return [(start, start + len(word), word)]
    middle = start + match.start(1)
    return [(start, middle, word[: match.start(1)]), (middle, start + len(word), match[1])]


def ends_sentence(gap: str, before: Token) -> bool:
    """Whether a new sentence starts after a gap; the full stop of "mw." or "J." ends none."""
    if not SENTENCE_ENDS.search(gap):
        return False
    return not (gap.strip() == "." and (len(before.low) == 1 or before.low in ABBREVIATED))


def is_shouted(words: list[str]) -> bool:
    """Whether a text is in capitals, or gives every word one."""
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= FEW_WORDS and capitals > SHOUTED * len(words)
