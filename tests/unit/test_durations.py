"""Durations: what is read, what is refused, and what a step is on the wall clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.durations import Duration, parse_duration

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EARLY, LATE = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
fast = settings(max_examples=100, deadline=None)


def at(text: str) -> datetime:
    """A moment on the wall in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("P14D", Duration(days=14)),
        ("P2W", Duration(days=14)),
        ("P1W2D", Duration(days=9)),
        ("P1Y6M", Duration(months=18)),
        ("PT2H", Duration(exact=timedelta(hours=2))),
        ("PT90M", Duration(exact=timedelta(minutes=90))),
        ("PT10S", Duration(exact=timedelta(seconds=10))),
        ("P1DT12H", Duration(days=1, exact=timedelta(hours=12))),
        ("P0D", Duration()),
    ],
)
def test_durations_are_read_as_iso_8601_has_them(text: str, read: Duration) -> None:
    assert parse_duration(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "p1d",
        "P1DT",
        "P1H",
        "PT1D",
        "P-1D",
        "P1.5D",
        "P1D ",
        "P1D\n",
        "P1M1Y",
        "P٣D",
        "2w",
    ],
)
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="P14D"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["P99999D", "P11Y", "PT99999H99999M", "P9Y600D"])
def test_more_than_ten_years_is_a_typing_error(text: str) -> None:
    with pytest.raises(ValueError, match="ten years"):
        parse_duration(text)


@fast
@given(st.text(alphabet="PTYMWDHS0123456789 .-", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_duration(text)
    except ValueError:
        return
    assert read.months >= 0
    assert read.days >= 0
    assert read.exact >= timedelta(0)


def test_a_day_is_a_day_on_the_wall_whatever_the_clocks_do() -> None:
    assert parse_duration("P1D").after(at("2026-10-24 14:00"), AMSTERDAM) == at("2026-10-25 14:00")
    assert parse_duration("P1D").before(at("2026-03-29 14:00"), AMSTERDAM) == at("2026-03-28 14:00")
    assert parse_duration("PT24H").after(at("2026-10-24 14:00"), AMSTERDAM) == at("2026-10-25 13:00")


def test_a_wall_time_that_is_skipped_moves_on() -> None:
    moved = parse_duration("P1D").after(at("2026-03-28 02:30"), AMSTERDAM)
    assert moved == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 on the wall


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2026-01-31 12:00", "P1M", "2026-02-28 12:00"),
        ("2028-01-31 12:00", "P1M", "2028-02-29 12:00"),
        ("2026-12-31 12:00", "P2M", "2027-02-28 12:00"),
        ("2026-11-30 12:00", "P1Y1M", "2027-12-30 12:00"),
    ],
)
def test_a_month_ends_where_it_ends(start: str, text: str, end: str) -> None:
    assert parse_duration(text).after(at(start), AMSTERDAM) == at(end)


@fast
@given(
    st.datetimes(EARLY, LATE, timezones=st.just(UTC)),
    st.integers(0, 100),
    st.integers(0, 3000),
)
def test_days_and_hours_back_and_forth_end_where_they_began(moment: datetime, days: int, hours: int) -> None:
    step = Duration(days=days, exact=timedelta(hours=hours))
    assert step.before(step.after(moment, ZoneInfo("UTC")), ZoneInfo("UTC")) == moment
