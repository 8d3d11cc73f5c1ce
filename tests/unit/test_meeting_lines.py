"""A meeting in one line, where it is, who prepares it, and the free days around it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract import Language
from handlers.meet.draft import Asking, Draft, draft_from, next_asking
from handlers.meet.free_days import FreeDay, free_day
from handlers.meet.lengths import as_length, is_sensible
from handlers.meet.one_line import read_line
from handlers.meet.places import Where, read_where
from handlers.meet.preparing import named, toggled
from handlers.people.people import Person
from scheduler.durations import parse_duration
from scheduler.moments import Ask, AskAbout, Impossible, Understood, Why

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 26, 9, tzinfo=AMSTERDAM)
THIRD = datetime(2026, 12, 3, 14, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "start", "theme", "where"),
    [
        (
            "2026-12-03 14:00 School en thuiszitten | Utrecht",
            THIRD,
            "School en thuiszitten",
            Where("Utrecht"),
        ),
        ("donderdag 3 december 14.00 uur: Vervoer", THIRD, "Vervoer", None),
        ("3 dec 14u Vervoer | https://meet.jit.si/x", THIRD, "Vervoer", Where(None, "https://meet.jit.si/x")),
        ("morgen om 3 uur Samen eten", datetime(2026, 11, 27, 15, tzinfo=AMSTERDAM), "Samen eten", None),
        ("3 december 14:00", THIRD, "", None),
    ],
)
def test_one_line_is_a_moment_a_theme_and_a_place(
    text: str, start: datetime, theme: str, where: Where | None
) -> None:
    line = read_line(text, NOW, AMSTERDAM, "nl")
    assert (line.meaning, line.theme, line.where) == (Understood(start), theme, where)


def test_a_line_can_say_how_long_it_takes() -> None:
    line = read_line("3 dec van 14 tot 16.30 uur Vervoer", NOW, AMSTERDAM, "nl")
    assert (line.duration, line.theme) == (timedelta(hours=2, minutes=30), "Vervoer")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("31 februari 14:00 Vervoer", Impossible(Why.NO_SUCH_DAY)),
        ("2026-02-31 14:00 Vervoer", Impossible(Why.NO_SUCH_DAY)),
        ("2026-12-03 25:00 Vervoer", Impossible(Why.NO_SUCH_TIME)),
        ("2020-01-01 14:00 Vervoer", Ask(AskAbout.PAST, has_time=True)),
    ],
)
def test_what_cannot_be_keeps_its_theme_for_the_next_try(text: str, meaning: Ask | Impossible) -> None:
    line = read_line(text, NOW, AMSTERDAM, "nl")
    assert (line.meaning, line.theme) == (meaning, "Vervoer")


def test_a_line_without_a_moment_is_all_theme() -> None:
    line = read_line("School en thuiszitten", NOW, AMSTERDAM, "nl")
    assert (line.meaning, line.theme, line.rest) == (None, "School en thuiszitten", "")


@pytest.mark.parametrize(
    "text",
    ["2026-12-03 14:00 Vervoer | Utrecht", "3 dec van 14 tot 16 uur Vervoer | Utrecht", "Vervoer | Utrecht"],
)
def test_the_rest_of_a_line_says_the_same_without_the_theme(text: str) -> None:
    whole = read_line(text, NOW, AMSTERDAM, "nl")
    rest = read_line(whole.rest, NOW, AMSTERDAM, "nl")
    assert (rest.meaning, rest.duration, rest.where, rest.theme) == (
        whole.meaning,
        whole.duration,
        whole.where,
        "",
    )


@given(st.text(max_size=300), st.sampled_from(("nl", "en")))
def test_no_line_is_too_odd_to_read(text: str, language: Language) -> None:
    line = read_line(text, NOW, AMSTERDAM, language)
    assert set(line.theme.split()) <= set(text.replace("|", " ").split()) | {line.theme}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Utrecht", Where("Utrecht")),
        ("  De Linde,\n Dorpsstraat 5 ", Where("De Linde, Dorpsstraat 5")),
        ("https://meet.jit.si/oost", Where(None, "https://meet.jit.si/oost")),
        ("Utrecht of online via https://meet.jit.si/oost", Where("Utrecht", "https://meet.jit.si/oost")),
        ("Online via https://meet.jit.si/oost.", Where(None, "https://meet.jit.si/oost")),
        ("meet.jit.si/oost", Where(None, "https://meet.jit.si/oost")),
        ("Weet ik nog niet", Where()),
        ("", Where()),
        ("javascript:alert(1)", Where("javascript:alert(1)")),
        ("ftp://example.org/x", Where("ftp://example.org/x")),
    ],
)
def test_a_place_a_link_or_both_are_recognised(text: str, where: Where) -> None:
    assert read_where(text) == where


@given(st.text(max_size=6000))
def test_a_place_is_one_short_line_and_a_link_a_web_address(text: str) -> None:
    where = read_where(text)
    assert where.place is None or (len(where.place) <= 200 and where.place.isprintable())
    assert where.link is None or where.link.casefold().startswith(("https://", "http://"))


def person(person_id: int, name: str) -> Person:
    return Person(person_id, f"p{person_id}", name, "De Linde", None, None)


PEOPLE = [person(1, "Anna de Vries"), person(2, "Bram"), person(3, "Anna Smit"), person(4, "Gerrit Bakker")]


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("bram en gerrit", [2, 4], []),
        ("Anna de Vries, Bram", [1, 2], []),
        ("gerrit baker", [4], []),
        ("Anna", [], ["Anna"]),
        ("Bram & Kees", [2], ["Kees"]),
        ("niemand", [], []),
        (" , ;", [], []),
    ],
)
def test_preparers_are_found_by_name_unless_it_may_be_two(
    text: str, found: list[int], unknown: list[str]
) -> None:
    assert named(text, PEOPLE) == (found, unknown)


def test_who_is_chosen_twice_is_not_chosen() -> None:
    assert toggled(toggled(toggled((), 1), 2), 1) == (2,)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 3), FreeDay()),
        (date(2026, 12, 25), FreeDay("Eerste kerstdag", "Kerstvakantie")),
        (date(2026, 10, 14), FreeDay(None, "Herfstvakantie", ("Noord",))),
        (date(2027, 4, 27), FreeDay("Koningsdag", "Meivakantie")),
        (date(2027, 1, 16), FreeDay(is_weekend=True)),
        (date(2033, 3, 1), FreeDay(knows_schools=False)),
    ],
)
def test_free_days_are_known_as_far_as_they_are_set(day: date, expected: FreeDay) -> None:
    assert free_day(day, "nl") == expected


def test_free_days_are_named_in_english_as_well() -> None:
    assert free_day(date(2026, 12, 25), "en").public == "Christmas Day"


@given(st.integers(5, 14 * 60))
def test_a_length_is_kept_to_the_minute(minutes: int) -> None:
    length = timedelta(minutes=minutes)
    assert is_sensible(length)
    assert parse_duration(as_length(length)).exact == length


@pytest.mark.parametrize("length", [timedelta(0), timedelta(days=7), timedelta(hours=15)])
def test_no_time_and_a_week_are_no_lengths(length: timedelta) -> None:
    assert not is_sensible(length)


def test_a_draft_survives_being_kept() -> None:
    draft = Draft(
        "m1",
        3,
        "rest | Utrecht",
        "Vervoer",
        date(2026, 12, 3),
        (THIRD,),
        "PT2H",
        "Utrecht",
        "https://x.nl/a",
        where_known=True,
        preparers=(1, 2),
        preparers_known=True,
        asking=Asking.TIME,
        other=0,
    )
    assert draft_from(draft.kept()) == draft
    assert draft_from(Draft("m1").kept()) == Draft("m1")
    assert draft_from({}) is None


def test_what_is_missing_is_asked_in_a_fixed_order() -> None:
    draft = Draft("m1")
    asked = [next_asking(draft)]
    draft = Draft("m1", 3)
    asked.append(next_asking(draft))
    draft = Draft("m1", 3, theme="Vervoer")
    asked.append(next_asking(draft))
    asked.append(next_asking(draft.timed(THIRD)))
    assert asked == [Asking.NETWORK, Asking.THEME, Asking.DATE, Asking.LENGTH]


def test_another_date_in_a_series_finds_its_place_and_no_date_is_there_twice() -> None:
    starts = tuple(THIRD + timedelta(weeks=week) for week in (0, 6, 12))
    draft = Draft("m1", 3, theme="x", starts=starts, other=0)
    later = draft.timed(THIRD + timedelta(weeks=7))
    assert list(later.starts) == sorted(later.starts)
    assert len(draft.timed(starts[1]).starts) == 2
    assert draft.without(1).starts == (starts[0], starts[2])
