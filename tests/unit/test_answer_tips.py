"""What a draft is made of when an answer becomes a tip."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Language
from handlers.learn.answer_tips import asked_title, worded_by
from handlers.learn.open_questions import Asked
from handlers.learn.tips import LONGEST_TITLE
from tests.outbox_rows import NOW

QUESTION = Asked(1, "fake", "anna", "chat", 1, "", "nl", NOW, 1, 1, False)


def asked(text: str, language: Language = "nl", question_id: int = 1) -> Asked:
    return replace(QUESTION, id=question_id, text=text, language=language)


def as_it_is(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("hoeveel zakgeld geef je een kind?", "Hoeveel zakgeld geef je een kind?"),
        (
            "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?",
            "Hoeveel zakgeld geven jullie een kind van twaalf?",
        ),
        (
            "Hallo, ik zou graag willen weten hoeveel zakgeld jullie geven aan een kind van twaalf",
            "Hallo, ik zou graag willen weten hoeveel zakgeld jullie…",
        ),
        ("Wat nu? Hij wil niet naar school en blijft in bed, de hele dag.", "Wat nu?"),
    ],
)
def test_a_question_is_a_title_as_far_as_it_fits(question: str, title: str) -> None:
    assert asked_title(question) == title


@settings(deadline=None)
@given(st.text(min_size=1))
def test_whatever_was_asked_a_title_fits_on_a_button(question: str) -> None:
    assert len(asked_title(question)) <= LONGEST_TITLE + 1


def test_the_title_is_the_first_question_in_the_language_of_the_answer() -> None:
    wording = worded_by("k7", "Vier euro.", "nl", [asked("How much?", "en", 5), asked("Hoeveel?")], as_it_is)
    assert (wording.title, wording.question_id) == ("Hoeveel?", 5)
    assert wording.phrasings == {"en": ["How much?"], "nl": ["Hoeveel?"]}


def test_without_such_a_question_the_answer_itself_gives_the_title() -> None:
    assert worded_by("k7", "Vier euro.", "nl", [asked("How much?", "en")], as_it_is).title is None


def test_of_what_an_asker_let_through_the_neutral_words_are_kept() -> None:
    wording = worded_by("k7", "Ja.", "nl", [asked("Mag Jayden dat?")], lambda _: "Mag dat?")
    assert (wording.title, wording.phrasings) == ("Mag dat?", {"nl": ["Mag dat?"]})
