"""When somebody is asked about a tip that helped them, and when not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.quiet import quiet_hours
from scheduler.rounds import Hours
from scheduler.uses import (
    APART,
    TOO_LATE,
    AskNow,
    Circumstances,
    LetGo,
    Wait,
    asked_once_more_at,
    first_asked_at,
    whether_to_ask,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = Hours(AMSTERDAM, "21:00-08:00")
NOON = datetime(2026, 12, 3, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HELPED = NOON - 10 * DAY


def test_it_is_ten_days_later_by_the_clock_on_the_wall() -> None:
    before_the_change = datetime(2026, 10, 20, 12, 0, tzinfo=AMSTERDAM)
    asked = first_asked_at(before_the_change, AMSTERDAM)
    assert asked.astimezone(AMSTERDAM).isoformat() == "2026-10-30T12:00:00+01:00"


def test_not_yet_is_asked_once_more() -> None:
    assert asked_once_more_at(NOON, 1, AMSTERDAM) == NOON + 10 * DAY
    assert asked_once_more_at(NOON, 2, AMSTERDAM) is None


def test_on_an_ordinary_day_it_is_asked_and_stays_of_use_until_the_quiet_hours() -> None:
    evening = datetime(2026, 12, 3, 20, 0, tzinfo=UTC)
    assert whether_to_ask(HELPED, NOON, HOURS, Circumstances()) == AskNow(evening)


def test_at_night_it_waits_for_the_morning() -> None:
    night = datetime(2026, 12, 3, 23, 0, tzinfo=UTC)
    morning = datetime(2026, 12, 4, 7, 0, tzinfo=UTC)
    assert whether_to_ask(HELPED, night, HOURS, Circumstances()) == Wait(morning)


def test_on_a_day_with_a_meeting_it_waits_for_the_next() -> None:
    busy = Circumstances(busy={NOON.date()})
    assert whether_to_ask(HELPED, NOON, HOURS, busy) == Wait(datetime(2026, 12, 4, 9, 0, tzinfo=UTC))


def test_in_a_pause_it_waits_for_the_end() -> None:
    paused = Circumstances(paused_until=NOON + 5 * DAY)
    assert whether_to_ask(HELPED, NOON, HOURS, paused) == Wait(NOON + 5 * DAY)


def test_beside_something_else_that_the_bot_asks_it_waits() -> None:
    asked = Circumstances(last_asked=NOON + timedelta(hours=2))
    assert whether_to_ask(HELPED, NOON, HOURS, asked) == Wait(NOON + timedelta(hours=2) + APART)


def test_who_did_not_answer_the_last_time_is_left_alone() -> None:
    assert whether_to_ask(HELPED, NOON, HOURS, Circumstances(is_silent=True)) == Wait(NOON + 7 * DAY)


def test_what_is_too_long_ago_is_never_asked() -> None:
    assert whether_to_ask(NOON - TOO_LATE - DAY, NOON, HOURS, Circumstances()) == LetGo()


SOME_CIRCUMSTANCES = st.builds(
    lambda pause, asked, is_silent: Circumstances(
        (),
        None if pause is None else NOON + pause * DAY,
        None if asked is None else NOON + asked * DAY,
        is_silent,
    ),
    st.none() | st.integers(-90, 700),
    st.none() | st.integers(-90, 700),
    st.booleans(),
)


@settings(deadline=None)
@given(
    hours_later=st.integers(0, 365 * 24),
    busy=st.booleans(),
    found=SOME_CIRCUMSTANCES,
    quiet=st.sampled_from([None, "21:00-08:00", "00:00-06:00", "13:00-14:30"]),
)
def test_whatever_goes_on_it_is_never_asked_at_a_bad_moment(
    hours_later: int, busy: bool, found: Circumstances, quiet: str | None
) -> None:
    now = NOON + timedelta(hours=hours_later)
    today = now.astimezone(AMSTERDAM).date()
    found = replace(found, busy={today} if busy else ())
    night = quiet_hours(quiet, AMSTERDAM.key)
    match whether_to_ask(now - 10 * DAY, now, Hours(AMSTERDAM, quiet), found):
        case AskNow(until):
            assert night is None or night.around(now) is None
            assert not busy
            assert until > now
            assert (until - timedelta(microseconds=1)).astimezone(AMSTERDAM).date() == today
        case Wait(until):
            assert until > now
        case LetGo():
            raise AssertionError("ten days are not too long")
