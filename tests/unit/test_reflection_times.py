"""When people are asked to look back, and after their own step: by day, and by the clock on the wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.durations import parse_duration
from scheduler.reflections import (
    REFLECTION_KEPT_FOR,
    When,
    asked_again_at,
    awake,
    follow_up_at,
    follow_up_window,
    may_have_been_there,
    recap_window,
    reflection_window,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
QUIET = "21:00-08:00"
START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = parse_duration("PT1H")


def at(text: str) -> datetime:
    """A moment by the clock on the wall in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("rsvp", "attendance", "asked"),
    [
        ("yes", None, True),
        ("maybe", None, True),
        (None, None, True),
        ("no", None, False),
        ("replaced", None, False),
        ("no", "present", True),
        ("yes", "absent", False),
        ("yes", "replaced", False),
    ],
)
def test_only_who_was_or_may_have_been_there_is_asked(
    rsvp: str | None, attendance: str | None, asked: bool
) -> None:
    assert may_have_been_there(rsvp, attendance) is asked


def test_an_hour_after_the_end_people_are_asked() -> None:
    window = reflection_window(at("2026-12-03T16:00"), HOUR, QUIET, AMSTERDAM)
    assert window.not_before == at("2026-12-03T17:00")
    assert window.not_after == at("2026-12-03T17:00") + REFLECTION_KEPT_FOR


def test_after_an_evening_meeting_they_are_asked_in_the_morning() -> None:
    window = reflection_window(at("2026-12-03T21:30"), HOUR, QUIET, AMSTERDAM)
    assert window.not_before == at("2026-12-04T08:00")


def test_who_was_not_there_hears_of_it_the_next_day_at_a_decent_hour() -> None:
    end = at("2026-12-03T22:00")
    assert recap_window(end, end, QUIET, AMSTERDAM).not_before == at("2026-12-05T08:00")
    late = at("2026-12-05T11:00")
    assert recap_window(end, late, QUIET, AMSTERDAM).not_before == late


@pytest.mark.parametrize(
    ("when", "asked_at"),
    [
        (When.WEEK, "2027-03-28T17:00"),
        (When.TWO_WEEKS, "2027-04-04T17:00"),
        (When.MONTH, "2027-04-21T17:00"),
        (When.BEFORE_NEXT, "2027-05-18T14:00"),
    ],
)
def test_the_moment_for_a_step_keeps_the_wall_clock_over_a_clock_change(when: When, asked_at: str) -> None:
    chosen, next_meeting = at("2027-03-21T17:00"), at("2027-05-20T14:00")
    assert follow_up_at(when, chosen, AMSTERDAM, next_meeting) == at(asked_at)


def test_before_the_next_meeting_waits_until_one_is_planned() -> None:
    assert follow_up_at(When.BEFORE_NEXT, at("2027-03-21T17:00"), AMSTERDAM, None) is None


def test_before_a_meeting_that_is_tomorrow_is_an_hour_from_now() -> None:
    chosen = at("2027-03-21T17:00")
    asked = follow_up_at(When.BEFORE_NEXT, chosen, AMSTERDAM, at("2027-03-22T14:00"))
    assert asked == chosen + timedelta(hours=1)


def test_who_wants_no_question_gets_none() -> None:
    assert follow_up_at(When.NEVER, at("2027-03-21T17:00"), AMSTERDAM, at("2027-05-20T14:00")) is None


def test_after_not_yet_it_is_asked_once_more_and_never_again() -> None:
    now = at("2027-03-21T17:00")
    assert asked_again_at(now, 1, AMSTERDAM) == at("2027-03-28T17:00")
    assert asked_again_at(now, 2, AMSTERDAM) is None


def test_a_question_that_came_due_while_the_bot_was_away_comes_late() -> None:
    window = follow_up_window(at("2027-03-21T17:00"), at("2027-03-23T23:00"), QUIET, AMSTERDAM)
    assert window.not_before == at("2027-03-24T08:00")


@given(
    st.timedeltas(timedelta(0), timedelta(days=2500)).map(lambda passed: START + passed),
    st.times(),
    st.times(),
)
def test_nobody_is_woken(moment: datetime, begins: object, ends: object) -> None:
    quiet = f"{begins:%H:%M}-{ends:%H:%M}"
    if f"{begins:%H:%M}" == f"{ends:%H:%M}":
        return
    up = awake(moment, quiet, AMSTERDAM)
    assert up >= moment
    assert up - moment <= timedelta(hours=25)
    assert awake(up, quiet, AMSTERDAM) == up


def test_without_quiet_hours_any_hour_is_fine() -> None:
    assert awake(at("2027-03-21T03:00"), None, AMSTERDAM) == at("2027-03-21T03:00")
