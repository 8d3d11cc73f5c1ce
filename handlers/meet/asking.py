"""Plain questions about the next meeting: "wanneer is de volgende?", "waar is het?". Pure.

A question counts only when it says nothing else, so that "waar is het kind?" goes to the tips.
"""

import re
from enum import StrEnum

from knowledge_base import closest

LONGEST = 60  # characters; who says more asks something else
WORD = re.compile(r"[^\W_]+(?:'s)?")


class About(StrEnum):
    """What is asked of the next meeting."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"


OPENING = r"(?:(?:hoi|hallo|hey|hi|hello|en|maar|and|but) )*"
ENDING = (
    r"(?: (?:eigenlijk|ook|alweer|al|weer|precies|nou|dan|allemaal|again|exactly|then|all|please|actually))*"
)
THING_NL = "(?:netwerk)?bijeenkomst(?:en)?|meeting|overleg|sessie|leernetwerk|netwerkoverleg"
NEXT_NL = rf"(?:de |het |onze |die )?(?:eerst)?(?:volgende|komende)(?: (?:{THING_NL}|keer))?"
THIS_NL = rf"(?:{NEXT_NL}|(?:de|het|onze|die|deze|dit) (?:{THING_NL}))"
THING_EN = "meetings?|sessions?|network meeting|gathering"
NEXT_EN = rf"(?:(?:the|our) )?(?:next|coming|upcoming)(?: (?:one|time|{THING_EN}))?"
THIS_EN = rf"(?:{NEXT_EN}|(?:the|our|this) (?:{THING_EN}))"
QUESTIONS = (
    (About.WHEN, rf"(?:wanneer|hoe laat|(?:op )?welke dag) (?:is|zijn|begint|beginnen|was|start) {THIS_NL}"),
    (About.WHEN, rf"(?:wanneer|hoe laat|op welke dag) (?:hebben|zien|komen) we(?: elkaar)?(?: {THIS_NL})?"),
    (About.WHEN, rf"(?:{THIS_NL} wanneer|wanneer {THIS_NL})"),
    (About.WHERE, rf"waar is (?:het|{THIS_NL})"),
    (About.WHERE, rf"waar (?:komen|zien|hebben) we(?: elkaar)?(?: samen)? {THIS_NL}"),
    (About.WHERE, "waar moet ik (?:heen|naartoe|zijn)"),
    (About.WHO, rf"wie (?:komt|komen|gaat|gaan)(?: er)?(?: dan)?(?: (?:naar|op) {THIS_NL})?"),
    (About.WHO, rf"wie (?:is|zijn)(?: er)?(?: (?:bij|op) {THIS_NL}| bij)"),
    (About.WHEN, rf"(?:when|what time|what day) (?:is|are|does|was) {THIS_EN}(?: start| begin)?"),
    (About.WHEN, "when do we meet(?: again| next)?"),
    (About.WHERE, rf"where (?:is|are) (?:it|{THIS_EN})"),
    (About.WHERE, "where (?:do we meet|do i have to be|do i need to be)"),
    (About.WHO, rf"(?:who is|who's|who are|who will be) (?:coming|going|attending)(?: to {THIS_EN})?"),
    (About.WHO, rf"who (?:comes|goes|will come)(?: to {THIS_EN})?"),
)
PATTERNS = tuple((about, re.compile(f"{OPENING}{question}{ENDING}")) for about, question in QUESTIONS)
SPELLED = (
    "wanneer",
    "volgende",
    "eerstvolgende",
    "komende",
    "bijeenkomst",
    "bijeenkomsten",
    "eigenlijk",
    "overleg",
    "sessie",
    "meeting",
    "leernetwerk",
    "elkaar",
    "coming",
    "attending",
    "where",
    "begint",
)


def about_meeting(text: str) -> About | None:
    """What a text asks of the next meeting; None when it asks something else."""
    if len(text) > LONGEST:
        return None
    said = " ".join(spelled(word) for word in WORD.findall(text.casefold().replace("’", "'")))
    return next((about for about, pattern in PATTERNS if pattern.fullmatch(said)), None)


def spelled(word: str) -> str:
    """A word as it was meant, with at most a typing error in it."""
    position = closest(word, SPELLED)
    return word if position is None else SPELLED[position]
