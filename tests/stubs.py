"""A small knowledge base of which a test knows beforehand what it makes of every text."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np

from bot.contract import Language
from knowledge_base import (
    Alike,
    Found,
    KnowledgeBase,
    SmallTalk,
    Source,
    Suggestions,
    Theme,
    Tip,
    Unknown,
    Urgent,
)
from knowledge_base.decision import Decision, Explanation, Ranked, Verdict
from knowledge_base.matching.features import Floats
from knowledge_base.matching.fields import Fields
from knowledge_base.tip_files import SourceReference

FOUND = "Hoe houden we een leerling op dezelfde school?"
FOUND_IN_ENGLISH = "How do we keep a pupil in the same school?"
FOUND_DUTCH_ONLY = "Who pays for the taxi that brings a child to school?"
SUGGESTED = "Ik zoek iets over de samenwerking met leraren"
SUGGESTED_IN_ENGLISH = "I am looking for something about working with teachers"
UNKNOWN = "Welke kleur moet de voordeur van ons huis krijgen?"
UNKNOWN_IN_ENGLISH = "What colour should the front door of our house be?"
SMALL_TALK = "hoi"
URGENT = "Een jongen zit op het dak en dreigt te springen"
URGENT_IN_ENGLISH = "A boy is on the roof and says he is going to jump"

SOURCES = {
    "booklet": Source("booklet", "Samen naar school", "NJi", {"nl": "mei 2023", "en": "May 2023"}),
    "leaflet": Source("leaflet", "Onderweg", "NJi", None),
}
THEMES = {
    "school": Theme("school", {"nl": "Op school blijven", "en": "Staying in school"}),
    "travel": Theme("travel", {"nl": "Vervoer", "en": "Transport"}),
    "empty": Theme("empty", {"nl": "Nog zonder tips", "en": "No tips yet"}),
}


def tip(tip_id: str, theme: str, source: str, **texts: tuple[str, str]) -> Tip:
    """A tip with a title and a body in each of the languages given."""
    languages: Sequence[Language] = [language for language in ("nl", "en") if language in texts]
    return Tip(
        id=tip_id,
        theme=theme,
        sources=(SourceReference(source, "1"),),
        review=date(2027, 5, 1),
        title={language: texts[language][0] for language in languages},
        body={language: texts[language][1] for language in languages},
        phrasings={"nl": (), "en": ()},
    )


SAME_SCHOOL = tip(
    "same-school",
    "school",
    "booklet",
    nl=("Blijf bij elkaar in de buurt", "Bel de directeur **vroeg** in het jaar."),
    en=("Stay close by", "Call the head teacher **early** in the year."),
)
FIXED_CONTACT = tip(
    "fixed-contact",
    "school",
    "booklet",
    nl=("Kies een vast aanspreekpunt", "Spreek af wie belt."),
    en=("Choose one contact person", "Agree on who calls."),
)
SHARED_STORY = tip(
    "shared-story",
    "school",
    "leaflet",
    nl=("Vertel hetzelfde verhaal", "Schrijf het samen op."),
    en=("Tell the same story", "Write it down together."),
)
TAXI = tip("taxi", "travel", "leaflet", nl=("Vraag de gemeente om vervoer", "Dien de aanvraag vroeg in."))
TIPS = [SAME_SCHOOL, FIXED_CONTACT, SHARED_STORY, TAXI]

ANSWER = Found(SAME_SCHOOL, (FIXED_CONTACT, SHARED_STORY))
MEANT_PERHAPS = Suggestions((FIXED_CONTACT, SHARED_STORY, SAME_SCHOOL))
CALL_NOW = Urgent({"nl": "Bel nu 112.", "en": "Call 112 now."})
DECISIONS: Mapping[str, Decision] = {
    FOUND: ANSWER,
    FOUND_IN_ENGLISH: ANSWER,
    FOUND_DUTCH_ONLY: Found(TAXI, (SAME_SCHOOL, FIXED_CONTACT)),
    SUGGESTED: MEANT_PERHAPS,
    SUGGESTED_IN_ENGLISH: MEANT_PERHAPS,
    SMALL_TALK: SmallTalk({"nl": "Hoi, zeg het maar.", "en": "Hi, go ahead."}, known=True),
    URGENT: CALL_NOW,
    URGENT_IN_ENGLISH: CALL_NOW,
}


class StubMatcher:
    """Decides what `DECISIONS` says, and that nothing is known of any other text."""

    def judge(self, text: str, networks: Collection[int] | None = None) -> Verdict:
        """The verdict; its ranking says nothing."""
        decision = DECISIONS.get(text.strip(), Unknown())
        return Verdict(decision, tuple(Ranked(known, 0.0) for known in TIPS), 0.0)

    def explain(self, text: str, networks: Collection[int] | None = None) -> list[Explanation]:
        """Nothing: there are no signals."""
        return []

    def with_tips(self, new: Sequence[Tip], gone: Collection[str] = ()) -> "StubMatcher":
        """The same: it reads nothing in tips."""
        return self

    def words(self, text: str) -> list[str]:
        """The words of a text."""
        return text.casefold().split()

    def likely(self, text: str) -> tuple[Floats, float]:
        """Nothing is likely."""
        return np.zeros(1, dtype=np.float32), 0.0

    def phrasings(self) -> list[str]:
        """There are none."""
        return []


def stub_knowledge() -> KnowledgeBase:
    """The small knowledge base."""
    matcher = StubMatcher()
    return KnowledgeBase(TIPS, SOURCES, THEMES, matcher, Alike(matcher, Fields({}, {}, {}, 0)))
