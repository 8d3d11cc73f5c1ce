"""Tips from members: what is made of words, files out and in, and whose tips are seen."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.contract import Language
from handlers.learn.tip_changes import Mended, Refused, with_change
from handlers.learn.tips import (
    LONGEST_ID,
    LONGEST_TITLE,
    MOST_PHRASINGS,
    free_id,
    slug,
    title_of,
    with_phrasings,
    year_later,
)
from knowledge_base import Found, KnowledgeBase
from knowledge_base.base import HERE
from knowledge_base.checks import known_in
from knowledge_base.matching.features import stems
from knowledge_base.tip_files import read_tip
from knowledge_base.tip_import import read_folder
from knowledge_base.tip_writing import as_markdown, plain
from tests.tips import LAMP, LAMP_QUESTION, lamp_tip

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(WORDS)
def test_whatever_is_typed_a_title_fits_on_a_button_and_an_id_in_a_file_name(text: str) -> None:
    assert len(title_of(text)) <= LONGEST_TITLE
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(slug(text)) <= LONGEST_ID


def test_a_title_is_the_first_sentence_as_far_as_it_fits() -> None:
    assert title_of("Bel eerst. Dan de rest.") == "Bel eerst"
    assert title_of("Bel " * 40) == "Bel " * 13 + "Bel…"


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert free_id("lamp", []) == "lamp"
    assert free_id("lamp", ["lamp", "lamp-2"]) == "lamp-3"


def test_phrasings_are_kept_once_each_and_not_without_end() -> None:
    old: Mapping[Language, Sequence[str]] = {"nl": ("a",), "en": ("b",)}
    assert with_phrasings(old, "nl", ["c", "a", " "]) == {"nl": ("a", "c"), "en": ("b",)}
    assert len(with_phrasings(old, "nl", [str(n) for n in range(99)])["nl"]) == MOST_PHRASINGS


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert year_later(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_later(date(2026, 12, 3)) == date(2027, 12, 3)


@pytest.mark.parametrize(
    ("field", "text", "refused"),
    [
        ("title", "woord " * 20, Refused(LONGEST_TITLE)),
        ("title", "  ", Refused()),
        ("body", "woord " * 400, Refused(1500)),
        ("other", "One line only", Refused()),
    ],
)
def test_a_change_that_does_not_fit_is_refused(field: str, text: str, refused: Refused) -> None:
    assert with_change(lamp_tip(1), field, text, "nl") == refused


def test_a_change_of_words_in_another_language_leaves_the_tip_in_its_own() -> None:
    changed = with_change(lamp_tip(1), "title", "Choose a lamp together", "en")
    assert isinstance(changed, Mended)
    assert changed.tip.title == {"nl": "Choose a lamp together"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(title=WORDS, body=WORDS, phrasing=WORDS, credit=WORDS)
def test_a_tip_that_goes_out_comes_in_the_same(
    tmp_path: Path, title: str, body: str, phrasing: str, credit: str
) -> None:
    one_line = [" ".join(each.split()) or "x" for each in (title, phrasing, credit)]
    tip = replace(
        lamp_tip(None),
        title={"nl": one_line[0]},
        phrasings={"nl": (one_line[1],), "en": ()},
        credit=one_line[2],
        body={"nl": plain(body) or "x"},
    )
    path = tmp_path / "lamp.md"
    path.write_text(as_markdown(tip), encoding="utf-8")
    assert read_tip(path) == tip


def test_what_an_import_refuses_is_named(tmp_path: Path) -> None:
    tip = lamp_tip(None)
    (tmp_path / "lamp.md").write_text(as_markdown(tip, "noord"), encoding="utf-8")
    (tmp_path / "Lamp_2.md").write_text(as_markdown(replace(tip, id="Lamp_2")), encoding="utf-8")
    long = replace(tip, id="lang", body={"nl": "woord " * 900}, phrasings={"nl": (), "en": ()})
    (tmp_path / "lang.md").write_text(as_markdown(long), encoding="utf-8")
    taken = read_folder(tmp_path, known_in(HERE), {"oost": 1}, {"lang"})
    said = "\n".join(taken.faults)
    for fault in ("unknown network 'noord'", "has the id 'Lamp_2'", "too long", "installed tips already"):
        assert fault in said
    assert "holds no tips" in read_folder(tmp_path / "nergens", known_in(HERE), {}, ()).faults[0]


def test_a_tip_is_seen_in_its_own_network_only(knowledge: KnowledgeBase) -> None:
    ours = knowledge.apart()
    ours.take_in([lamp_tip(1)])
    assert isinstance(ours.judge(LAMP_QUESTION, [1]).decision, Found)
    for networks in ([], [2]):
        judged = ours.judge(LAMP_QUESTION, networks)
        assert judged.decision == knowledge.judge(LAMP_QUESTION, networks).decision
        assert "lamp" not in [ranked.tip.id for ranked in judged.ranking]
        assert ours.tip("lamp", networks) is None
    assert ours.tip("lamp", None) == lamp_tip(1)


def test_what_was_taken_in_is_replaced_and_taken_out(knowledge: KnowledgeBase) -> None:
    ours = knowledge.apart()
    ours.take_in([lamp_tip(None)])
    changed = replace(lamp_tip(None), body={"nl": "Vraag het eerst."})
    ours.take_in([changed])
    assert ours.judge(LAMP_QUESTION).ranking[0].tip == changed
    ours.take_in([])
    assert ours.judge(LAMP_QUESTION) == knowledge.judge(LAMP_QUESTION)


def test_a_tip_that_was_merged_with_the_files_is_left_out(knowledge: KnowledgeBase) -> None:
    ours = knowledge.apart()
    [first, *_] = sorted(ours.shipped)
    ours.take_in([replace(lamp_tip(None), id=first)])
    assert ours.tip(first) == knowledge.tip(first)


def test_a_draft_is_tried_without_being_taken_in(knowledge: KnowledgeBase) -> None:
    tried = knowledge.with_draft(lamp_tip(1))
    assert tried.judge(LAMP_QUESTION, [1]).ranking[0].tip.body == {"nl": LAMP}
    assert knowledge.tip("lamp", None) is None


def test_a_tip_about_what_no_tip_answered_answers_it_from_then_on(knowledge: KnowledgeBase) -> None:
    asked = "hoeveel zakgeld geef je een tiener per week"
    assert not isinstance(knowledge.judge(asked, [1]).decision, Found)
    ours = knowledge.apart()
    tip = replace(lamp_tip(1), body={"nl": "Geef zakgeld op een vaste dag en praat samen over sparen."})
    ours.take_in([replace(tip, phrasings={"nl": ("hoeveel zakgeld geef je een tiener",), "en": ()})])
    assert isinstance(ours.judge(asked, [1]).decision, Found)
    assert ours.judge(asked, [2]).decision == knowledge.judge(asked, [2]).decision


OTHER_QUESTIONS = (
    "what if a student is sent home?",
    "wie betaalt de taxi naar school",
    "mag een stagiair medicatie uitdelen",
    "welke verf moet er op de schutting",
    "hoi",
)


def test_new_tips_change_nothing_about_answers_to_other_questions(knowledge: KnowledgeBase) -> None:
    ours = knowledge.apart()
    ours.take_in([lamp_tip(1, tip_id=f"lamp-{number}") for number in range(3)])
    for question in OTHER_QUESTIONS:
        before, after = knowledge.judge(question, [1]), ours.judge(question, [1])
        assert after.decision == before.decision
        assert after.ranking[0].tip == before.ranking[0].tip
        assert after.confidence == pytest.approx(before.confidence, abs=0.01)


def test_a_new_tip_does_not_answer_another_question_on_its_subject(knowledge: KnowledgeBase) -> None:
    ours = knowledge.apart()
    tip = replace(
        lamp_tip(1), body={"nl": "Laat een jongere zijn levensverhaal in een schoenendoos bewaren."}
    )
    ours.take_in([replace(tip, phrasings={"nl": ("herinneringen bewaren met een kind",), "en": ()})])
    asked = "hoe lang moeten we een dossier bewaren"
    assert not isinstance(ours.judge(asked, [1]).decision, Found)


def test_stems_are_right_when_threads_ask_for_them_at_once() -> None:
    words = [f"gelopen{'en' * (number % 5)}{number}" for number in range(2000)]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(stems, words * 2))
    stems.cache_clear()
    assert at_once == [stems(word) for word in words] * 2
