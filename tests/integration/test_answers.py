"""How well the shipped knowledge base answers: what must hold on questions that nobody tuned to."""

from pathlib import Path

import pytest

from benchmarks.quality import QUESTIONS, danger, judged, taken_for_danger
from knowledge_base import Found, KnowledgeBase, SmallTalk, Unknown, Urgent
from knowledge_base.evaluation import Result, measures, read_questions
from knowledge_base.training.__main__ import TRAINING

AT_LEAST = {
    "top-1": 0.85,
    "top-3": 0.95,
    "right tip visible": 0.92,
    "language right (three words and more)": 0.98,
}
AT_MOST = {
    "answered with a wrong tip": 0.08,
    "out of scope answered": 0.05,
    "near the field answered": 0.10,
    "no question shown a tip": 0.03,
}


@pytest.fixture(scope="module", params=["dev", "unseen"])
def results(request: pytest.FixtureRequest, knowledge: KnowledgeBase) -> list[Result]:
    """What is made of every question of a set."""
    return judged(knowledge, QUESTIONS / f"{request.param}.tsv")


@pytest.mark.parametrize("figure", AT_LEAST)
def test_questions_find_their_tips(results: list[Result], figure: str) -> None:
    assert measures(results)[figure].value >= AT_LEAST[figure]


@pytest.mark.parametrize("figure", AT_MOST)
def test_what_is_not_known_is_not_answered(results: list[Result], figure: str) -> None:
    assert measures(results)[figure].value <= AT_MOST[figure]


def test_acute_danger_is_recognised(knowledge: KnowledgeBase) -> None:
    assert danger(knowledge, QUESTIONS / "urgent.tsv")["danger recognised"].value >= 0.95


def test_ordinary_questions_are_not_taken_for_danger(knowledge: KnowledgeBase) -> None:
    everything = [
        result for name in ("dev", "unseen") for result in judged(knowledge, QUESTIONS / f"{name}.tsv")
    ]
    assert taken_for_danger(everything).value <= 0.01


def test_no_measuring_question_was_learned_from(knowledge: KnowledgeBase) -> None:
    learned = {question.text.casefold() for question in read_questions(TRAINING / "questions.tsv")}
    phrasings = {
        phrasing.casefold()
        for _, tips in knowledge.by_theme()
        for tip in tips
        for lines in tip.phrasings.values()
        for phrasing in lines
    }
    for name in ("dev", "unseen"):
        measured = {q.text.casefold() for q in read_questions(QUESTIONS / f"{name}.tsv") if q.accepted}
        assert not measured & (learned | phrasings)


@pytest.mark.parametrize("text", ["hoi", "Hallo!", "dankjewel", "thanks", "wie ben jij?", "who are you"])
def test_small_talk_gets_a_human_reply(knowledge: KnowledgeBase, text: str) -> None:
    decision = knowledge.judge(text).decision
    assert isinstance(decision, SmallTalk)
    assert set(decision.replies) == {"nl", "en"}


@pytest.mark.parametrize("text", ["", " ", "?!", "😅😅", "...", "\u202e", "\x00"])
def test_what_says_nothing_is_not_known(knowledge: KnowledgeBase, text: str) -> None:
    assert isinstance(knowledge.judge(text).decision, Unknown)


def test_the_text_about_danger_names_who_to_call(knowledge: KnowledgeBase) -> None:
    decision = knowledge.judge("ze staat op het dak en wil springen").decision
    assert isinstance(decision, Urgent)
    for text in decision.texts.values():
        for number in ("112", "113", "0800-2000"):
            assert number in text


def test_only_the_first_two_thousand_characters_count(knowledge: KnowledgeBase) -> None:
    question = "Wie betaalt de taxi naar school?"
    padded = question + " " * (2000 - len(question))
    assert knowledge.judge(padded + "lasagne recept " * 5000).ranking == knowledge.judge(padded).ranking


def test_half_a_character_does_no_harm(knowledge: KnowledgeBase) -> None:
    assert knowledge.judge("school \ud83d belt").ranking


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("what if a student is sent home?", "naar-huis-sturen"),
        ("school stuurt m wéér naar huis, wat nu", "naar-huis-sturen"),
    ],
)
def test_the_first_question_of_all_shows_its_tip(knowledge: KnowledgeBase, text: str, tip: str) -> None:
    judgement = knowledge.judge(text)
    assert judgement.ranking[0].tip.id == tip
    assert not isinstance(judgement.decision, Unknown)


def test_shares_add_up_to_the_order_of_the_tips(knowledge: KnowledgeBase) -> None:
    explained = knowledge.explain("wie betaalt de taxi")
    totals = [sum(found.shares.values()) for found in explained]
    assert totals == sorted(totals, reverse=True)


def test_an_answer_shows_neighbours_beside_it(knowledge: KnowledgeBase) -> None:
    decision = knowledge.judge("wie betaalt het leerlingenvervoer naar school").decision
    assert isinstance(decision, Found)
    assert len(decision.neighbours) == 2


def test_the_questions_are_where_the_measure_looks() -> None:
    assert {path.name for path in Path(QUESTIONS).iterdir()} == {
        "dev.tsv",
        "unseen.tsv",
        "urgent.tsv",
    }
