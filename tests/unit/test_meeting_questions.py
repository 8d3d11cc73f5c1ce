"""Plain questions about the next meeting are heard, and practice questions are left to the tips."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.meet.asking import About, about_meeting
from knowledge_base import KnowledgeBase

QUESTIONS = Path("benchmarks/questions")
ABOUT_THE_NEXT = {"wanneer volgende bijeenkomst"}  # to who is in no network the tip on rhythm is all there is


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("wanneer is de volgende?", About.WHEN),
        ("Wanneer is de volgende bijeenkomst?", About.WHEN),
        ("wanner is de volgnde bijenkomst", About.WHEN),
        ("hoi wanneer is de bijeenkomst ook alweer", About.WHEN),
        ("wanneer zien we elkaar weer", About.WHEN),
        ("hoe laat begint de bijeenkomst", About.WHEN),
        ("volgende bijeenkomst wanneer?", About.WHEN),
        ("waar is het?", About.WHERE),
        ("waar is het overleg", About.WHERE),
        ("en waar is de volgende keer?", About.WHERE),
        ("waar moet ik zijn?", About.WHERE),
        ("wie komt er?", About.WHO),
        ("wie komen er allemaal", About.WHO),
        ("wie komt er naar de bijeenkomst", About.WHO),
        ("wie zijn er bij", About.WHO),
        ("when is the next one?", About.WHEN),
        ("When is the next meeting?", About.WHEN),
        ("when do we meet again?", About.WHEN),
        ("what time is the meeting", About.WHEN),
        ("where is it?", About.WHERE),
        ("where is the next meeting?", About.WHERE),
        ("who is coming?", About.WHO),
        ("who's coming to the meeting", About.WHO),
    ],
)
def test_a_question_about_the_next_meeting_is_heard(text: str, about: About) -> None:
    assert about_meeting(text) is about


@pytest.mark.parametrize(
    "text",
    [
        "waar is het kind?",
        "waar is het misgegaan",
        "waar is het dossier van school",
        "wie komt er halen als school belt?",
        "wie is er verantwoordelijk voor vervoer",
        "wie is de voogd",
        "wie gaat er mee naar het oudergesprek",
        "wanneer is het volgende oudergesprek",
        "wanneer is de leerplichtambtenaar nodig",
        "wanneer begint de schooldag",
        "where is it written that school must help",
        "who is coming to pick him up",
        "when is the next school meeting with parents",
        "wanneer",
        "waar",
        "wie",
        "",
        "?",
        "wie is",
    ],
)
def test_anything_else_is_left_alone(text: str) -> None:
    assert about_meeting(text) is None


def test_no_practice_question_is_taken_for_one_about_the_meeting(knowledge: KnowledgeBase) -> None:
    asked = [
        row["question"]
        for path in sorted(QUESTIONS.glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    ]
    tips = [tip for _, of_theme in knowledge.by_theme() for tip in of_theme]
    phrasings = [text for tip in tips for texts in tip.phrasings.values() for text in texts]
    assert len(asked) > 100
    assert len(phrasings) > 1000
    assert {text for text in (*asked, *phrasings) if about_meeting(text)} <= ABOUT_THE_NEXT


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert about_meeting(text) in (None, *About)
