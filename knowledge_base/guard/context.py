"""Whether certain words stand near a place in a text."""

import re

from knowledge_base.guard.lexicon import fold
from knowledge_base.guard.tokens import WORD

REACH = 70  # characters on each side


def near(text: str, start: int, end: int, words: frozenset[str], reach: int = REACH) -> bool:
    """Whether one of some words stands near a stretch, before or behind it."""
    return before(text, start, words, reach) or behind(text, end, words, reach)


def before(text: str, start: int, words: frozenset[str], reach: int = REACH) -> bool:
    """Whether one of some words stands shortly before a place."""
    return not words.isdisjoint(WORD.findall(fold(text[max(0, start - reach) : start])))


def behind(text: str, end: int, words: frozenset[str], reach: int = REACH) -> bool:
    """Whether one of some words stands shortly behind a place."""
    return not words.isdisjoint(WORD.findall(fold(text[end : end + reach])))


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """A text with spaces in place of what a pattern finds, so that other places stay where they are."""
    return pattern.sub(lambda match: " " * len(match[0]), text)
