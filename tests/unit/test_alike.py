"""Questions that are the same in other words are near; only nearly the same words are merged unasked."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import KnowledgeBase
from scheduler.working_days import working_days_later

OPEN = (
    "Hoeveel zakgeld is normaal voor een tiener?",
    "Hebben jullie een hond op de woning?",
    "Buren klagen over geluidsoverlast van onze woning.",
    "Mag een vrijwilliger zonder VOG meehelpen?",
    "Hij eet bijna niks, alleen droge crackers. Wat werkt?",
)


def test_other_words_for_the_same_come_first(knowledge: KnowledgeBase) -> None:
    near = knowledge.alike.near("Welk bedrag krijgt een puber per week om uit te geven?", OPEN)
    assert near.similar[0][0] == 0
    assert len(near.similar) == 3
    assert near.same == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Is een camera op de gang toegestaan?", "is camera op gang toegestaan", True),
        ("Mag een stagiair medicijnen uitdelen?", "mag stagiaire medicijnen uitdelen??", True),
        ("Wat als een moeder niet op bezoek komt?", "Wat als een vader niet op bezoek komt?", False),
        ("Mogen ouders onaangekondigd langskomen?", "Mogen ouders aangekondigd langskomen?", False),
        ("Mag een kind van 12 alleen thuis blijven?", "Mag een kind van 8 alleen thuis blijven?", False),
        ("Mag een kind wel bij zijn opa logeren?", "Mag een kind niet bij zijn opa logeren?", False),
        ("Mag je een kamer doorzoeken bij drugs?", "Moet je een kamer doorzoeken bij drugs?", False),
        ("Moet de school ons bellen bij ziekte?", "Moeten wij de school bellen bij ziekte?", False),
        ("Hoe praat een kind met de voogd?", "Hoe praat de voogd met een kind?", False),
        ("Wie schrijft het verslag over een kind?", "Wie schrijft het verslag voor een kind?", False),
        ("hulp?", "hulp", False),
    ],
)
def test_only_nearly_the_same_words_are_the_same(
    knowledge: KnowledgeBase, one: str, other: str, *, same: bool
) -> None:
    assert bool(knowledge.alike.near(one, [other]).same) is same


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=80))
def test_whatever_is_typed_gets_scores_between_nought_and_one(knowledge: KnowledgeBase, text: str) -> None:
    near = knowledge.alike.near(text, [*OPEN, ""])
    assert all(0 <= score <= 1 for _, score in near.similar)
    assert sorted((score for _, score in near.similar), reverse=True) == [s for _, s in near.similar]


def test_nothing_is_near_when_nothing_is_open(knowledge: KnowledgeBase) -> None:
    assert knowledge.alike.near("Hebben jullie een hond?", []).similar == ()


@pytest.mark.parametrize(("day", "later"), [(1, 3), (5, 9), (7, 9)])
def test_weekends_are_no_working_days(day: int, later: int) -> None:
    """1 December 2025 is a Monday, 5 a Friday, 7 a Sunday."""
    begin = datetime(2025, 12, day, 10, tzinfo=UTC)
    assert working_days_later(begin, 2, ZoneInfo("Europe/Amsterdam")).day == later
