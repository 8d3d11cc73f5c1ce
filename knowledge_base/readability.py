"""How easy a text reads: Flesch's reading ease for English (1948), Douma's for Dutch (1960)."""

import re
from dataclasses import dataclass

from bot.contract import Language
from knowledge_base.matching.intents import sentences

WORD = re.compile(r"[^\W\d_]+")
VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)

LONGEST_SENTENCE = 24  # words
LOWEST_EASE = 30.0  # below, a text reads like a contract; plain language is above 60, names pull it down
EXPLAINED = re.compile(r"\([^)]*\)")  # a Dutch institution's own name behind its English one


@dataclass(frozen=True, slots=True)
class Readability:
    """How many sentences, how long the longest is in words, and the reading ease (0 hard to 100 easy)."""

    sentences: int
    longest: int
    ease: float


def readability(text: str, language: Language) -> Readability:
    """How easy a text reads, whatever stands between brackets left out."""
    text = EXPLAINED.sub("", text)
    counts = [len(WORD.findall(sentence)) for sentence in sentences(text)]
    words = WORD.findall(text)
    if not words or not counts:
        return Readability(0, 0, 0.0)
    per_sentence = len(words) / len(counts)
    per_word = sum(max(1, len(VOWELS.findall(word))) for word in words) / len(words)
    if language == "nl":
        ease = 206.84 - 77 * per_word - 0.93 * per_sentence
    else:
        ease = 206.835 - 84.6 * per_word - 1.015 * per_sentence
    return Readability(len(counts), max(counts), ease)
