"""Whether a text is about when, how long or how often and about nothing else. Pure."""

from bot.contract import Language
from scheduler.moments.tagging import tagged

ELSE = {"x", "AMBIG", "VAGUE", "NOT"}  # a word that says something else, or may
SAYS_NOTHING = {"A", "AT", "IN", "OVER", "FOR", "TO", "DASH", "FROM", "PER"}


def is_only_about_when(text: str, language: Language) -> bool:
    """Whether every word of a text is about when: "om half 3", "elke zes weken", "2 uur lang".

    What is so can be an answer alone, whatever it looks like to who knows only questions.
    """
    tags = set((tagged(text, language) or "").split())
    return bool(tags - SAYS_NOTHING) and not tags & ELSE
