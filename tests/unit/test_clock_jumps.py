"""A clock that jumps is not believed until somebody else says the same."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.alarms import SETTLED, Memory, Sight, Told, Trouble, What, to_tell, troubles
from scheduler.clock_jumps import LONGEST_AWAY, MOST_APART, MOST_SET_BACK, is_believable, is_confirmed

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
SECOND, DAY, YEAR = timedelta(seconds=1), timedelta(days=1), timedelta(days=365)
CLOCK = Trouble(What.CLOCK)


@pytest.mark.parametrize(
    ("now", "is_right"),
    [
        (NOW, True),
        (NOW + LONGEST_AWAY, True),
        (NOW + LONGEST_AWAY + SECOND, False),
        (NOW + YEAR, False),
        (NOW - MOST_SET_BACK, True),
        (NOW - MOST_SET_BACK - SECOND, False),
        (NOW - YEAR, False),
    ],
)
def test_a_clock_is_believed_within_days_of_when_it_was_believed_last(now: datetime, is_right: bool) -> None:
    assert is_believable(now, NOW) is is_right


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    assert is_believable(NOW, None)


@pytest.mark.parametrize(
    ("told", "is_right"),
    [
        (NOW, True),
        (NOW + MOST_APART, True),
        (NOW - MOST_APART - SECOND, False),
        (NOW - YEAR, False),
        (None, False),
    ],
)
def test_a_server_confirms_only_what_it_says_itself(told: datetime | None, is_right: bool) -> None:
    assert is_confirmed(NOW, told) is is_right


def test_by_a_clock_that_jumped_nothing_else_is_a_trouble() -> None:
    sight = Sight(contacts={"telegram": NOW - YEAR}, message=NOW - YEAR, clock=NOW - YEAR)
    assert troubles(sight, NOW) == {CLOCK: NOW - YEAR}


@given(st.timedeltas(min_value=timedelta(), max_value=3 * YEAR))
def test_what_a_fast_clock_told_is_over_soon_after_it_is_set_right(ahead: timedelta) -> None:
    memory: Memory = {CLOCK: Told(NOW + ahead, NOW + ahead)}
    first, memory = to_tell({}, memory, NOW)
    later, _ = to_tell({}, memory, NOW + SETTLED)
    assert [(news.trouble, news.is_over) for news in (*first, *later)] == [(CLOCK, True)]
