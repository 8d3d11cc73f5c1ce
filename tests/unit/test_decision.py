"""From a ranking to a decision."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.decision import Found, Ranked, Suggestions, Thresholds, Unknown, decide
from tests.stubs import TIPS

THRESHOLDS = Thresholds(answer=0.6, suggest=0.2)
RANKING = [Ranked(tip, 0.5) for tip in TIPS]


def test_who_is_sure_answers_with_two_neighbours() -> None:
    assert decide(RANKING, 0.6, THRESHOLDS) == Found(TIPS[0], (TIPS[1], TIPS[2]))


def test_who_is_half_sure_suggests_three() -> None:
    assert decide(RANKING, 0.59, THRESHOLDS) == Suggestions((TIPS[0], TIPS[1], TIPS[2]))


def test_who_is_not_sure_says_so() -> None:
    assert decide(RANKING, 0.19, THRESHOLDS) == Unknown()


def test_without_tips_nothing_is_known() -> None:
    assert decide([], 1.0, THRESHOLDS) == Unknown()


def test_a_single_tip_has_no_neighbours() -> None:
    assert decide(RANKING[:1], 0.9, THRESHOLDS) == Found(TIPS[0], ())


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_never_shows_less(one: float, other: float) -> None:
    order = (Unknown, Suggestions, Found)
    lower, higher = (decide(RANKING, at, THRESHOLDS) for at in sorted((one, other)))
    assert order.index(type(lower)) <= order.index(type(higher))
