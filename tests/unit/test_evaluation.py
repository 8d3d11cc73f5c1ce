"""The measure itself: what is counted, and how sure a share of so many is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.decision import Found, Judgement, Ranked, Suggestions, Unknown
from knowledge_base.evaluation import (
    EvaluationQuestion,
    Result,
    Share,
    confusions,
    groups,
    measures,
    read_questions,
)
from knowledge_base.tip_files import TipFileError
from tests.stubs import FIXED_CONTACT, SAME_SCHOOL, SHARED_STORY, TAXI

HEADER = "qid\tlang\tstyle\tquestion\taccept\n"
FIRST, SECOND, THIRD, FOURTH = SAME_SCHOOL, FIXED_CONTACT, SHARED_STORY, TAXI
RANKING = tuple(Ranked(tip, 0.5) for tip in (FIRST, SECOND, THIRD, FOURTH))
FOUND = Judgement(Found(FIRST, (SECOND, THIRD)), RANKING, 0.9, "nl")
PERHAPS = Judgement(Suggestions((FIRST, SECOND)), RANKING, 0.4, "nl")
UNKNOWN = Judgement(Unknown(), RANKING, 0.1, "en")


def asked(accepted: str, judgement: Judgement, style: str = "natural", text: str = "wie belt er") -> Result:
    ids = frozenset(accepted.split(",")) if accepted else frozenset()
    return Result(EvaluationQuestion("q", "nl", style, text, ids), judgement)


RESULTS = [
    asked(FIRST.id, FOUND),
    asked(f"{THIRD.id},{FOURTH.id}", FOUND),
    asked(THIRD.id, PERHAPS),
    asked(FOURTH.id, UNKNOWN),
    asked("", FOUND, "near"),
    asked("", UNKNOWN, "far"),
    asked("", PERHAPS, "noise", "zzz"),
]


@pytest.mark.parametrize(
    ("figure", "hits", "of"),
    [
        ("top-1", 1, 4),
        ("top-3", 3, 4),
        ("right tip visible", 2, 4),
        ("answered with a wrong tip", 1, 4),
        ("out of scope answered", 1, 2),
        ("near the field answered", 1, 1),
        ("out of scope shown any tip", 1, 2),
        ("no question shown a tip", 1, 1),
        ("language right (three words and more)", 4, 6),
    ],
)
def test_every_figure_counts_what_it_says(figure: str, hits: int, of: int) -> None:
    assert measures(RESULTS)[figure] == Share(hits, of)


def test_a_share_of_nothing_is_no_error() -> None:
    assert measures([])["top-1"].value == 0.0
    assert Share(0, 0).interval == (0.0, 1.0)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 1000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_within_its_interval(counted: tuple[int, int]) -> None:
    share = Share(*counted)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-9
    assert share.value - 1e-9 <= high <= 1


def test_the_interval_is_wilsons() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_confusions_name_the_right_tip_and_what_came_before_it() -> None:
    assert (
        confusions(RESULTS)
        == [
            (THIRD.id, FIRST.id, 2),
            (FOURTH.id, FIRST.id, 1),
        ]
        or confusions(RESULTS)[0][1] == FIRST.id
    )


def test_groups_hold_questions_in_scope_by_language_and_style() -> None:
    assert {name: len(group) for name, group in groups(RESULTS).items()} == {
        "language nl": 4,
        "style natural": 4,
    }


def test_a_question_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text(HEADER + 'Q1\tnl\ttypo\tzeg "wat"\ta,b\nQ2\ten\tfar\tlasagne\t-\n')
    assert read_questions(path) == [
        EvaluationQuestion("Q1", "nl", "typo", 'zeg "wat"', frozenset({"a", "b"})),
        EvaluationQuestion("Q2", "en", "far", "lasagne", frozenset()),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"qid\tquestion\n", HEADER.encode() + b"Q1\tnl\n", HEADER.encode() + b"\xff\t\t\t\t-\n"]
)
def test_a_file_that_is_no_question_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "q.tsv"
    path.write_bytes(content)
    with pytest.raises(TipFileError, match=r"q\.tsv:"):
        read_questions(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="can't be read"):
        read_questions(tmp_path / "nergens.tsv")
