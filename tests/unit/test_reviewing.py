"""Which tips are to be looked at again, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.learn.practice import Practice, shown
from handlers.learn.reviewing import LastReview, Reason, TipRecord, in_order, reason, year_before
from handlers.learn.tip_uses import Evidence

TODAY = date(2026, 12, 3)
LONG_AGO = TODAY - timedelta(days=800)
FINE = TipRecord("lamp", TODAY + timedelta(days=100), 1, LONG_AGO, answered_on=TODAY)


def test_a_tip_that_is_used_and_whose_date_has_not_come_is_left_alone() -> None:
    assert reason(FINE, TODAY) is None


def test_a_tip_comes_up_on_its_date() -> None:
    assert reason(replace(FINE, review=TODAY), TODAY) is Reason.DUE
    assert reason(replace(FINE, review=TODAY + timedelta(days=1)), TODAY) is None


@pytest.mark.parametrize(
    ("tried", "worked", "expected"),
    [(2, 0, None), (3, 1, Reason.DOUBTED), (3, 2, None), (4, 2, None), (5, 2, Reason.DOUBTED)],
)
def test_a_tip_that_worked_for_less_than_half_of_three_or_more_comes_up_early(
    tried: int, worked: int, expected: Reason | None
) -> None:
    assert reason(replace(FINE, tried=tried, worked=worked), TODAY) is expected


def test_after_somebody_looked_only_new_reports_count() -> None:
    looked = replace(FINE, tried=5, worked=1, last=LastReview(TODAY, 5, 1))
    assert reason(looked, TODAY) is None
    assert reason(replace(looked, tried=7), TODAY) is None
    assert reason(replace(looked, tried=8), TODAY) is Reason.DOUBTED


def test_a_tip_that_nobody_was_answered_with_for_a_year_comes_up() -> None:
    a_year_ago = year_before(TODAY)
    assert reason(replace(FINE, answered_on=a_year_ago), TODAY) is Reason.UNUSED
    assert reason(replace(FINE, answered_on=None), TODAY) is Reason.UNUSED
    assert reason(replace(FINE, answered_on=a_year_ago + timedelta(days=1)), TODAY) is None


def test_a_tip_that_is_known_for_less_than_a_year_is_not_called_unused() -> None:
    new = replace(FINE, answered_on=None, counted_since=TODAY - timedelta(days=300))
    assert reason(new, TODAY) is None


def test_who_looked_within_the_year_is_not_asked_for_the_date_again() -> None:
    looked = replace(FINE, review=TODAY, answered_on=None, last=LastReview(TODAY - timedelta(days=300), 0, 0))
    assert reason(looked, TODAY) is None
    assert reason(looked, TODAY + timedelta(days=66)) is Reason.DUE


def test_the_most_pressing_comes_first() -> None:
    records = [
        replace(FINE, tip="unused", answered_on=None),
        replace(FINE, tip="due", review=TODAY),
        replace(FINE, tip="longer due", review=LONG_AGO),
        replace(FINE, tip="doubted", tried=4, worked=0),
        replace(FINE, tip="warned", waiting=1),
        FINE,
    ]
    assert [record.tip for record, _ in in_order(records, TODAY)] == [
        "warned",
        "doubted",
        "longer due",
        "due",
        "unused",
    ]


def test_the_last_of_february_has_a_year_before() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_numbers_are_shown_from_three_on() -> None:
    practice = Practice()
    practice.take_in({"few": Evidence(2, 2), "enough": Evidence(3, 0)})
    assert practice.of("few") is None
    assert practice.of("enough") == Evidence(3, 0)
    assert practice.of("unknown") is None


def test_an_answer_is_written_once_a_day() -> None:
    practice = Practice()
    for _ in range(5):
        practice.note_answer("lamp", TODAY)
    assert practice.take_unwritten() == {"lamp": TODAY}
    practice.note_answer("lamp", TODAY)
    assert practice.take_unwritten() == {}
    practice.note_answer("lamp", TODAY + timedelta(days=1))
    assert practice.take_unwritten() == {"lamp": TODAY + timedelta(days=1)}


def test_an_answer_that_could_not_be_written_is_not_forgotten_and_a_newer_one_counts() -> None:
    practice = Practice()
    practice.note_answer("lamp", TODAY)
    practice.note_answer("rust", TODAY)
    taken = practice.take_unwritten()
    practice.note_answer("lamp", TODAY + timedelta(days=1))
    practice.put_back(taken)
    assert practice.take_unwritten() == {"lamp": TODAY + timedelta(days=1), "rust": TODAY}


def test_a_long_warning_is_shown_shortened() -> None:
    assert shown("kort") == "kort"
    assert len(shown("woord " * 100)) <= 150
    assert shown("woord " * 100).endswith("…")
