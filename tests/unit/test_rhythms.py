"""Lengths and rhythms in plain words, and the moments of a series."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Language
from scheduler.durations import Duration
from scheduler.moments import Rhythm, occurrences, read_duration_words, read_rhythm

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SIX_WEEKS, MONTH = Duration(days=42), Duration(months=1)
thorough = settings(max_examples=300, deadline=None)


def at(text: str) -> datetime:
    """A moment on the wall in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [
        ("2 uur", "nl", 120),
        ("anderhalf uur", "nl", 90),
        ("2,5 uur", "nl", 150),
        ("twee en een half uur", "nl", 150),
        ("90 minuten", "nl", 90),
        ("een half uur", "nl", 30),
        ("drie kwartier", "nl", 45),
        ("1u30", "nl", 90),
        ("0 uur", "nl", 0),
        ("14.00-16.30", "nl", 150),
        ("van half 3 tot 4", "nl", 90),
        ("donderdag 3 december 14-16 uur", "nl", 120),
        ("do 3 dec 14 uur, 2 uur lang", "nl", 120),
        ("do 3 dec 14 uur anderhalf uur", "nl", 90),
        ("an hour and a half", "en", 90),
        ("half an hour", "en", 30),
        ("three quarters of an hour", "en", 45),
        ("2-4pm", "en", 120),
        ("from 11 to 1pm", "en", 120),
        ("Thursday at 2pm for two hours", "en", 120),
    ],
)
def test_a_length_is_understood(text: str, language: Language, minutes: int) -> None:
    assert read_duration_words(text, language) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    ["", "2", "14.00 uur", "do 3 dec 14 uur", "2 a 3 uur", "een week", "lang", "16-14 uur", "25-27 uur"],
)
def test_what_names_no_length_is_none(text: str) -> None:
    assert read_duration_words(text, "nl") is None


@pytest.mark.parametrize(
    ("text", "language", "rhythm"),
    [
        ("elke zes weken, anderhalf jaar", "nl", Rhythm(SIX_WEEKS, Duration(months=18))),
        ("om de twee maanden", "nl", Rhythm(Duration(months=2))),
        ("drie keer per jaar", "nl", Rhythm(Duration(months=4))),
        ("om de week", "nl", Rhythm(Duration(days=14))),
        ("elke zes weken, 10 keer", "nl", Rhythm(SIX_WEEKS, count=10)),
        ("4x per jaar, twee jaar lang", "nl", Rhythm(Duration(months=3), Duration(months=24))),
        ("eens per zes weken", "nl", Rhythm(SIX_WEEKS)),
        ("maandelijks", "nl", Rhythm(MONTH)),
        ("every six weeks for a year and a half", "en", Rhythm(SIX_WEEKS, Duration(months=18))),
        ("every second Thursday", "en", Rhythm(Duration(days=14))),
        ("every other week", "en", Rhythm(Duration(days=14))),
        ("once a month for two years", "en", Rhythm(MONTH, Duration(months=24))),
        ("three times a year", "en", Rhythm(Duration(months=4))),
    ],
)
def test_a_rhythm_is_understood(text: str, language: Language, rhythm: Rhythm) -> None:
    assert read_rhythm(text, language) == rhythm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soms",
        "elke eerste maandag van de maand",
        "vijf keer per jaar",
        "elke 0 weken",
        "elke zes weken behalve mei",
        "elke week, 90 jaar",
        "elke maand tot juni",
    ],
)
def test_what_is_no_even_rhythm_is_none(text: str) -> None:
    assert read_rhythm(text, "nl") is None


@thorough
@given(st.text(max_size=220), st.sampled_from(["nl", "en"]))
def test_any_text_has_a_length_and_a_rhythm_or_none(text: str, language: Language) -> None:
    assert isinstance(read_duration_words(text, language), timedelta | None)
    assert isinstance(read_rhythm(text, language), Rhythm | None)


def test_a_series_ends_before_its_time_has_passed() -> None:
    series = occurrences(at("2026-10-01 14:00"), Rhythm(MONTH, Duration(months=3)), AMSTERDAM)
    assert series == (at("2026-10-01 14:00"), at("2026-11-01 14:00"), at("2026-12-01 14:00"))


def test_a_series_without_an_end_is_a_year_and_a_count_is_kept() -> None:
    first = at("2026-10-01 14:00")
    assert len(occurrences(first, Rhythm(MONTH), AMSTERDAM)) == 12
    assert len(occurrences(first, Rhythm(MONTH, count=30), AMSTERDAM)) == 30
    assert len(occurrences(first, Rhythm(MONTH, Duration(months=6), 30), AMSTERDAM)) == 6


def test_a_series_from_the_31st_is_at_the_end_of_shorter_months_only() -> None:
    series = occurrences(at("2027-01-31 10:00"), Rhythm(MONTH, count=3), AMSTERDAM)
    assert series == (at("2027-01-31 10:00"), at("2027-02-28 10:00"), at("2027-03-31 10:00"))


@pytest.mark.parametrize("year", range(2026, 2033))
def test_a_weekly_series_keeps_its_wall_time_over_both_clock_changes(year: int) -> None:
    series = occurrences(at(f"{year}-01-07 14:00"), Rhythm(Duration(days=7)), AMSTERDAM)
    assert {moment.strftime("%H:%M") for moment in series} == {"14:00"}
    assert {moment.astimezone(UTC).hour for moment in series} == {12, 13}


def test_a_series_in_the_skipped_hour_moves_on_and_comes_back() -> None:
    series = occurrences(at("2027-03-21 02:30"), Rhythm(Duration(days=7), count=3), AMSTERDAM)
    assert [moment.strftime("%d %H:%M") for moment in series] == ["21 02:30", "28 03:30", "04 02:30"]


def test_steps_of_no_length_are_refused_and_a_series_is_bounded() -> None:
    with pytest.raises(ValueError, match="some length"):
        occurrences(at("2026-10-01 14:00"), Rhythm(Duration()), AMSTERDAM)
    daily = Rhythm(Duration(days=1), Duration(months=60), 10_000)
    assert len(occurrences(at("2026-10-01 14:00"), daily, AMSTERDAM)) == 120
