"""In quiet hours nobody is disturbed, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.quiet import QuietHours, held_until, moment_outside, quiet_hours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT = QuietHours(time(21), time(8), AMSTERDAM)
LUNCH = QuietHours(time(12), time(13), AMSTERDAM)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=7 * 365)).map(
    lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(written: str) -> datetime:
    """What the clocks in Amsterdam show, as a moment."""
    return datetime.fromisoformat(written).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize("due", ["2026-12-03 08:00", "2026-12-03 14:00", "2026-12-03 20:59"])
def test_by_day_a_message_goes_when_it_is_due(due: str) -> None:
    assert moment_outside(at(due), NIGHT) == at(due)


@pytest.mark.parametrize(
    "due", ["2026-12-02 21:00", "2026-12-02 23:59", "2026-12-03 00:00", "2026-12-03 07:59"]
)
def test_at_night_a_message_waits_for_the_morning(due: str) -> None:
    assert moment_outside(at(due), NIGHT) == at("2026-12-03 08:00")
    assert moment_outside(at(due), NIGHT, at("2026-12-03 10:00")) == at("2026-12-03 08:00")


@pytest.mark.parametrize("start", ["2026-12-03 07:30", "2026-12-03 08:00"])
def test_what_the_morning_is_too_late_for_goes_just_before_the_night(start: str) -> None:
    assert moment_outside(at("2026-12-03 06:00"), NIGHT, at(start)) == at("2026-12-02 20:55")


def test_quiet_hours_need_not_be_at_night() -> None:
    assert moment_outside(at("2026-12-03 12:30"), LUNCH) == at("2026-12-03 13:00")
    assert moment_outside(at("2026-12-03 11:59"), LUNCH) == at("2026-12-03 11:59")


def test_without_quiet_hours_a_message_goes_when_it_is_due() -> None:
    assert moment_outside(at("2026-12-03 03:00"), quiet_hours(None, "Europe/Amsterdam")) == at(
        "2026-12-03 03:00"
    )


@pytest.mark.parametrize(("night", "hours"), [("2027-03-27", 10), ("2026-10-24", 12), ("2026-12-02", 11)])
def test_a_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer(night: str, hours: int) -> None:
    begin = at(f"{night} 21:00")
    stretch = NIGHT.around(begin)
    assert stretch is not None
    assert stretch[1] - stretch[0] == timedelta(hours=hours)
    assert stretch[1].astimezone(AMSTERDAM).time() == time(8)


def test_hours_that_end_in_the_skipped_hour_end_right_after_it() -> None:
    hours = QuietHours(time(21), time(2, 30), AMSTERDAM)
    assert moment_outside(at("2027-03-28 01:59"), hours) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_hours_that_end_in_the_doubled_hour_end_the_first_time() -> None:
    hours = QuietHours(time(21), time(2, 30), AMSTERDAM)
    assert moment_outside(at("2026-10-25 01:59"), hours) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # the clocks show 02:15 once more
    assert moment_outside(again, hours) == again


@given(MOMENTS, TIMES, TIMES, st.sampled_from(["Europe/Amsterdam", "America/Curacao", "Asia/Kolkata"]))
def test_no_message_goes_in_quiet_hours_or_before_it_is_due(
    due: datetime, begin: time, end: time, zone: str
) -> None:
    hours = QuietHours(begin, end, ZoneInfo(zone))
    moment = moment_outside(due, hours)
    assert due <= moment <= due + timedelta(hours=26)
    assert hours.around(moment) is None or begin == end or moment.astimezone(hours.zone).date() in CHANGES


CHANGES = {date(year, month, day) for year in range(2026, 2033) for month in (3, 10) for day in range(25, 32)}


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_with_a_deadline_a_message_is_never_after_it(due: datetime, lead: timedelta) -> None:
    assert moment_outside(due, NIGHT, due + lead) <= due + lead


@pytest.mark.parametrize(
    ("now", "planned_for", "until"),
    [
        ("2026-12-02 22:00", "2026-12-02 20:30", "2026-12-03 08:00"),  # after downtime
        ("2026-12-02 20:45", "2026-12-02 20:30", None),
        ("2026-12-02 21:01", "2026-12-02 20:55", None),  # just before, to many people
        ("2026-12-02 23:00", "2026-12-02 23:00", None),  # meant for the night
        ("2026-12-02 23:00", "2026-12-01 23:00", "2026-12-03 08:00"),
    ],
)
def test_what_comes_late_does_not_wake_people_up(now: str, planned_for: str, until: str | None) -> None:
    held = held_until(at(now), at(planned_for), None, NIGHT)
    assert held == (at(until) if until else None)
    assert held_until(at(now), at(planned_for), at("2026-12-03 07:00"), NIGHT) is None
    assert held_until(at(now), at(planned_for), None, None) is None


def test_hours_are_read_as_they_are_set() -> None:
    assert quiet_hours("21:00-08:00", "Europe/Amsterdam") == NIGHT
    assert NIGHT.around(at("2026-12-02 20:59")) is None
