"""Prompts come in rounds: one and one reminder, never in quiet hours, never on the day of a meeting."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.durations import Duration, parse_duration
from scheduler.rounds import (
    AskedState,
    Hours,
    LastAsked,
    is_left_alone,
    prompt_window,
    reminder_window,
    round_at,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = Hours(AMSTERDAM, "21:00-08:00")
TWO_WEEKS = parse_duration("P2W")
DAY = timedelta(days=1)
START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(0 * DAY, 2900 * DAY).map(lambda passed: START + passed)
RHYTHMS = st.sampled_from(["P1D", "P3D", "P1W", "P2W", "P1M", "P6W", "PT1H"]).map(parse_duration)


@given(MOMENTS, RHYTHMS)
def test_every_moment_is_in_one_round_and_rounds_follow_each_other(moment: datetime, every: Duration) -> None:
    turn = round_at(every, AMSTERDAM, moment)
    assert turn.opens <= moment < turn.closes
    assert round_at(every, AMSTERDAM, turn.closes).opens == turn.closes
    assert turn.opens.astimezone(AMSTERDAM).time() == time(10)


@pytest.mark.parametrize(
    "every", [Duration(months=3), Duration(months=12), Duration(days=84), Duration(days=730)]
)
def test_a_slow_rhythm_has_rounds_too(every: Duration) -> None:
    turn = round_at(every, AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    assert turn.opens <= datetime(2026, 12, 3, tzinfo=UTC) < turn.closes


def test_a_rhythm_of_two_weeks_asks_on_tuesdays() -> None:
    turn = round_at(TWO_WEEKS, AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    assert turn.day == date(2026, 12, 1)
    assert turn.day.isoweekday() == 2
    assert turn.closes - turn.opens == timedelta(days=14)


@given(MOMENTS, RHYTHMS, st.sets(st.integers(min_value=0, max_value=20)), st.booleans())
def test_a_prompt_and_its_reminder_come_by_day_and_on_no_day_with_a_meeting(
    moment: datetime, every: Duration, busy_days: set[int], asks_early: bool
) -> None:
    turn = round_at(every, AMSTERDAM, moment)
    busy = {turn.day + number * DAY for number in busy_days}
    hours = Hours(AMSTERDAM, "12:00-09:30" if asks_early else "21:00-08:00")
    prompt = prompt_window(turn, hours, busy)
    reminder = reminder_window(turn, turn.day, hours, busy)
    for window in (prompt, reminder):
        if window is None:
            continue
        first, last = (each.astimezone(AMSTERDAM) for each in (window.not_before, window.not_after))
        assert turn.opens <= window.not_before < window.not_after
        assert window.not_before < turn.closes
        assert first.date() not in busy
        assert (last - timedelta(microseconds=1)).date() == first.date()
        assert first.time() >= time(8)
        assert last.time() <= time(21)


def test_the_reminder_comes_three_days_later() -> None:
    turn = round_at(TWO_WEEKS, AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    window = reminder_window(turn, date(2026, 12, 2), HOURS, {date(2026, 12, 5)})
    assert window is not None
    assert window.not_before.astimezone(AMSTERDAM) == datetime(2026, 12, 6, 10, tzinfo=AMSTERDAM)


def test_a_network_that_sleeps_by_day_is_asked_nothing() -> None:
    turn = round_at(TWO_WEEKS, AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    assert prompt_window(turn, Hours(AMSTERDAM, "00:01-00:00"), ()) is None


def test_a_week_full_of_meetings_leaves_no_room_for_a_prompt() -> None:
    turn = round_at(TWO_WEEKS, AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    assert prompt_window(turn, HOURS, {turn.day + number * DAY for number in range(8)}) is None


def test_a_quick_rhythm_has_no_reminders() -> None:
    turn = round_at(parse_duration("P3D"), AMSTERDAM, datetime(2026, 12, 3, tzinfo=UTC))
    assert reminder_window(turn, turn.day, HOURS, ()) is None


@pytest.mark.parametrize(
    ("state", "last_meeting", "today", "alone"),
    [
        (AskedState.ASKED, None, date(2026, 12, 15), True),
        (AskedState.ASKED, date(2026, 11, 20), date(2026, 12, 15), True),
        (AskedState.ASKED, date(2026, 12, 10), date(2026, 12, 15), False),
        (AskedState.ASKED, None, date(2027, 1, 26), False),
        (AskedState.ANSWERED, None, date(2026, 12, 15), False),
        (AskedState.PUT_ASIDE, None, date(2026, 12, 15), False),
        (AskedState.UNSENT, None, date(2026, 12, 15), False),
    ],
)
def test_who_does_not_react_is_left_alone_until_a_meeting_has_been(
    state: AskedState, last_meeting: date | None, today: date, alone: bool
) -> None:
    assert is_left_alone(LastAsked(date(2026, 12, 1), state), last_meeting, today) is alone


def test_who_was_never_asked_can_be_asked() -> None:
    assert not is_left_alone(None, None, date(2026, 12, 1))
