"""Whether a word that nobody knows is a frequent one with a slip of the thumb: "nevr", "iedreen"."""

from collections.abc import Iterator
from string import ascii_lowercase

from bot.contract import Language
from knowledge_base.guard.lexicon import Lexicon, WordLevel

SHORTEST, LONGEST = 4, 14  # letters; in a longer word a slip is seldom the only one


def is_slip(low: str, language: Language, lexicon: Lexicon) -> bool:
    """Whether one letter more, less, other or turned makes a frequent word of it."""
    if not SHORTEST <= len(low) <= LONGEST:
        return False
    words = lexicon.words[language]
    return any(words.level(near) >= WordLevel.COMMON for near in neighbours(low))


def neighbours(word: str) -> Iterator[str]:
    """Every word that is one slip away; some 50 for each letter."""
    for at in range(len(word)):
        before, letter, behind = word[:at], word[at], word[at + 1 :]
        yield before + behind
        if behind:
            yield before + behind[0] + letter + behind[1:]
        for other in ascii_lowercase:
            yield before + other + behind
            yield before + other + letter + behind
    for other in ascii_lowercase:
        yield word + other
