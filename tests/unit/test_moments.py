"""Moments in plain words: understood, asked about, or impossible; never guessed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Language
from scheduler.moments import Ask, AskAbout, Impossible, Understood, Why, read_moment, shown

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 10, 13, 10, tzinfo=AMSTERDAM)  # a Tuesday
EARLY, LATE = datetime(2026, 1, 1), datetime(2032, 12, 31, 23, 59)  # noqa: DTZ001 - hypothesis adds the zone
YEARS = range(2026, 2033)
languages = st.sampled_from(["nl", "en"])
thorough = settings(max_examples=400, deadline=None)


def at(text: str) -> datetime:
    """A moment on the wall in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def read(text: str, language: Language = "nl", now: datetime = NOW) -> Understood | Ask | Impossible:
    """What a text says on a Tuesday morning in October."""
    return read_moment(text, now, AMSTERDAM, language)


def question_of(text: str, language: Language = "nl", now: datetime = NOW) -> AskAbout:
    """What is asked about a text."""
    meaning = read(text, language, now)
    assert isinstance(meaning, Ask), meaning
    return meaning.question


def last_sunday(year: int, month: int) -> date:
    """The day of a clock change."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("donderdag 3 december 14.00", "nl", "2026-12-03 14:00"),
        ("do 3/12 half 3", "nl", "2026-12-03 14:30"),
        ("3 dec 14u00", "nl", "2026-12-03 14:00"),
        ("3-12-2026 14:00", "nl", "2026-12-03 14:00"),
        ("tien voor half vier op 3 december", "nl", "2026-12-03 15:20"),
        ("3 december 's middags 2 uur", "nl", "2026-12-03 14:00"),
        ("morgen om 3", "nl", "2026-10-14 15:00"),
        ("over zes weken om 14 uur", "nl", "2026-11-24 14:00"),
        ("de eerste maandag van februari, 10u", "nl", "2027-02-01 10:00"),
        ("donderdg 4 feburari 10 uur", "nl", "2027-02-04 10:00"),
        ("3 dec 14-16 uur in zaal 3", "nl", "2026-12-03 14:00"),
        ("niet donderdag maar vrijdag 10 uur", "nl", "2026-10-16 10:00"),
        ("Dec 3rd 2pm", "en", "2026-12-03 14:00"),
        ("the 3rd of December at half past two", "en", "2026-12-03 14:30"),
        ("Thursday next week at 2", "en", "2026-10-22 14:00"),
        ("a week on Thursday at noon", "en", "2026-10-22 12:00"),
        ("Thursday 3 December 2pm", "nl", "2026-12-03 14:00"),
        ("donderdag 3 december 14 uur", "en", "2026-12-03 14:00"),
        ("٣ december ١٤:٠٠", "nl", "2026-12-03 14:00"),
        ("<b>3 dec</b> 14:00 🎉", "nl", "2026-12-03 14:00"),
    ],
)
def test_a_moment_is_understood_as_people_type_it(text: str, language: Language, start: str) -> None:
    assert read(text, language) == Understood(at(start))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026-12-03 14:00", "2026-12-03 14:00"),
        ("2026-12-03T14:00:30", "2026-12-03 14:00:30"),
        ("2026-12-03T14:00+00:00", "2026-12-03 15:00"),
        ("2026-12-03T14:00:00Z", "2026-12-03 15:00"),
    ],
)
def test_iso_is_read_to_the_letter_with_the_networks_zone_when_it_has_none(text: str, start: str) -> None:
    assert read(text) == Understood(at(start))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("donderdag 3 december", AskAbout.TIME),
        ("over zes weken", AskAbout.TIME),
        ("14.00", AskAbout.DATE),
        ("volgende week", AskAbout.DATE),
        ("eind januari", AskAbout.DATE),
        ("dinsdag 14.00", AskAbout.WHICH),
        ("volgende vrijdag 14.00", AskAbout.WHICH),
        ("woensdag 3 december 14.00", AskAbout.WHICH),
        ("donderdag of vrijdag 14.00", AskAbout.WHICH),
        ("3 december om 7 uur", AskAbout.WHICH),
        ("3 december tussen 14 en 16 uur", AskAbout.WHICH),
        ("3 december 15.00 's ochtends", AskAbout.WHICH),
        ("voor 3 december 14.00", AskAbout.WHICH),
        ("29 februari 14.00", AskAbout.WHICH),
        ("vandaag 9 uur", AskAbout.PAST),
        ("gisteren 14.00", AskAbout.PAST),
        ("5 oktober 14.00", AskAbout.PAST),
        ("3-12-2025 14:00", AskAbout.PAST),
        ("2025-12-03T14:00:00+01:00", AskAbout.PAST),
    ],
)
def test_what_is_unclear_is_asked(text: str, question: AskAbout) -> None:
    assert question_of(text) is question


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 februari 14.00", Why.NO_SUCH_DAY),
        ("2027-02-31 14:00", Why.NO_SUCH_DAY),
        ("3-13-2026 14:00", Why.NO_SUCH_DAY),
        ("3 december 25:00", Why.NO_SUCH_TIME),
        ("2026-12-03 25:00", Why.NO_SUCH_TIME),
        ("3 december 14:75", Why.NO_SUCH_TIME),
        ("3 december 20226 14:00", Why.TOO_FAR),
        ("over 900 jaar", Why.TOO_FAR),
        ("2099-12-03 14:00", Why.TOO_FAR),
        ("9999-12-31T23:59-12:00", Why.TOO_FAR),
        ("0001-01-01T00:00+12:00", Why.PAST),
        ("0001-01-01 00:00", Why.PAST),
        ("1-1-0001 00:00", Why.PAST),
        ("3 december 1997 14:00", Why.PAST),
        ("", Why.NO_DATE),
        ("School en thuiszitten", Why.NO_DATE),
        ("hoi " * 1250, Why.NO_DATE),
        ("🙂" * 100, Why.NO_DATE),
    ],
)
def test_what_cannot_be_says_why(text: str, why: Why) -> None:
    assert read(text) == Impossible(why)


def test_a_date_that_was_just_before_new_year_is_asked_and_one_long_ago_is_the_coming_one() -> None:
    january = at("2027-01-04 09:00")
    assert question_of("18 dec 14:00", now=january) is AskAbout.PAST
    assert read("18 sept 14:00", now=january) == Understood(at("2027-09-18 14:00"))


def test_a_day_without_a_time_comes_back_as_that_midnight() -> None:
    assert read("donderdag 3 december") == Ask(AskAbout.TIME, (at("2026-12-03 00:00"),))


def test_a_weekday_that_contradicts_the_date_offers_the_date_and_its_neighbours() -> None:
    days = ("2026-12-03 14:00", "2026-12-02 14:00", "2026-12-09 14:00")
    assert read("woensdag 3 december 14.00") == Ask(AskAbout.WHICH, tuple(map(at, days)), has_time=True)


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("woensdag 10u, nee wacht 11u", "nl", "2026-10-14 11:00"),
        ("donderdag nee wacht vrijdag 4 december 13u", "nl", "2026-12-04 13:00"),
        ("3 december 14u, sorry, 4 december", "nl", "2026-12-04 14:00"),
        ("maandag of dinsdag, nee toch woensdag 10u", "nl", "2026-10-14 10:00"),
        ("ik dacht aan 3 december rond een uur of drie, zeg 15:00", "nl", "2026-12-03 15:00"),
        ("3 december 10 uur in de avond? nee ochtend", "nl", "2026-12-03 10:00"),
        ("verplaatst van 2 november naar 3 november 10 uur", "nl", "2026-11-03 10:00"),
        ("vrijdag 10u ipv donderdag", "nl", "2026-10-16 10:00"),
        ("niet 2 maar 3 november om 10 uur", "nl", "2026-11-03 10:00"),
        ("3 november niet om 10 maar om 11 uur", "nl", "2026-11-03 11:00"),
        ("Monday no sorry Wednesday at eleven", "en", "2026-10-14 11:00"),
        ("tomorrow morning 9ish no sorry make it 10", "en", "2026-10-14 10:00"),
        ("not Wednesday, Thursday 3 December at 11", "en", "2026-12-03 11:00"),
    ],
)
def test_after_a_correction_the_later_moment_holds(text: str, language: Language, start: str) -> None:
    assert read(text, language) == Understood(at(start))


@pytest.mark.parametrize(
    "text",
    [
        "3 december 14u, nee 4",
        "3 december 14u wordt 15",
        "vrijdag 10u nee hoor",
        "maandag 7 december 10u, nee donderdag",
        "woensdag, dus 3 december 14u",
        "vrijdag 10u dus om 12 lunch",
        "morgenochtend 9u nee 2 uur",
        "vrijdag 10u kan ook",
        "vrijdag 10u vervalt",
        "behalve vrijdag 10u",
        "tot rond 10 uur vrijdag",
        "3 december 14:00 UTC+2",
        "op 2026-12-03T14:00:00Z graag",
        "vrijdag 10u nee " * 5 + "vrijdag 10u",
    ],
)
def test_a_correction_or_denial_that_leaves_doubt_is_asked(text: str) -> None:
    assert isinstance(read(text), Ask)


@pytest.mark.parametrize(
    "aside",
    [
        "met 12 deelnemers",
        "zaal 2.14",
        "kamer 1400",
        "groep 8",
        "2e verdieping",
        "(1 u 30 min)",
        "(2 uur)",
        "ongeveer anderhalf uur",
        "einde 16:00",
        "klaar om 16 uur",
        "inloop 13:30",
        "daarna borrel",
        "w8 ff",
        "https://overleg.example/12-30?x=10:15",
        "(UTC+01:00) Amsterdam, Berlijn",
        "€ 25 per persoon",
        "hopelijk komt iedereen",
        "dus 12 mensen",
        "na de vakantie",
        "wacht op 3 mensen",
    ],
)
def test_what_stands_beside_the_point_is_passed_over(aside: str) -> None:
    assert read(f"donderdag 3 december 14 uur {aside}") == Understood(at("2026-12-03 14:00"))


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("DTSTART;TZID=Europe/Amsterdam:20261203T140000", "nl", "2026-12-03 14:00"),
        ("20261203 14:30", "nl", "2026-12-03 14:30"),
        ("wk 3 2027, donderdag 14.00 u", "nl", "2027-01-21 14:00"),
        ("in de week van 9 november, en dan de donderdag, 10 uur", "nl", "2026-11-12 10:00"),
        ("3 december 14.oo uur", "nl", "2026-12-03 14:00"),
        ("3 december halftwaalf", "nl", "2026-12-03 11:30"),
        ("vijf na half vier, morgen", "nl", "2026-10-14 15:35"),
        ("drie december tweeduizendzesentwintig om kwart over tien", "nl", "2026-12-03 10:15"),
        ("gepland voor 3 december om 14 uur", "nl", "2026-12-03 14:00"),
        ("Begin: do 03-12-2026 09:30 Einde: do 03-12-2026 11:00", "nl", "2026-12-03 09:30"),
        ("3 december twenty twenty six at fourteen hundred hours", "en", "2026-12-03 14:00"),
        ("in ninety minutes", "en", "2026-10-13 11:30"),
        ("2moro 11am", "en", "2026-10-14 11:00"),
        ("wedsnday 2pm pls", "en", "2026-10-14 14:00"),
        ("3 december 10u30", "en", "2026-12-03 10:30"),
    ],
)
def test_agendas_voices_and_haste_are_understood(text: str, language: Language, start: str) -> None:
    assert read(text, language) == Understood(at(start))


@pytest.mark.parametrize(
    "text",
    [
        "weet ik nog niet hoor",
        "moet ik nog overleggen met het team",
        "tbc, waiting for the board",
        "geen idee",
    ],
)
def test_who_does_not_know_yet_is_asked_for_a_day(text: str) -> None:
    assert question_of(text) is AskAbout.DATE


@pytest.mark.parametrize("word", ["dacht", "wacht", "zorgen", "werken", "there", "kaart", "house", "might"])
def test_everyday_words_are_not_taken_for_typos(word: str) -> None:
    assert read(f"{word} 3 december om kwart over 3 {word}") == Understood(at("2026-12-03 15:15"))


@pytest.mark.parametrize("year", YEARS)
def test_the_hour_that_is_skipped_is_asked_with_what_may_be_meant(year: int) -> None:
    day = last_sunday(year, 3)
    asked = read(f"{day} 02:30", now=at(f"{year}-01-01 10:00"))
    options = (at(f"{day} 03:30"), at(f"{day} 01:30"))
    assert asked == Ask(AskAbout.SKIPPED_HOUR, options, has_time=True)


@pytest.mark.parametrize("year", YEARS)
def test_the_hour_that_comes_twice_is_asked_unless_it_has_an_offset(year: int) -> None:
    day = last_sunday(year, 10)
    now = at(f"{year}-01-01 10:00")
    asked = read(f"{day} 02:30", now=now)
    assert isinstance(asked, Ask)
    assert asked.question is AskAbout.DOUBLED_HOUR
    first, second = asked.options
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    exact = read(f"{day}T02:30+01:00", now=now)
    assert isinstance(exact, Understood)
    assert exact.start.astimezone(UTC) == second.astimezone(UTC)


@pytest.mark.parametrize("month", [3, 10])
def test_an_hour_of_a_dial_is_asked_on_the_night_of_a_clock_change(month: int) -> None:
    meaning = read(f"{last_sunday(2027, month)} half drie")
    assert isinstance(meaning, Ask)
    assert meaning.options[0].hour == 14


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("month", "clock"), [(3, "01:59"), (3, "03:00"), (10, "01:59"), (10, "03:00")])
def test_the_wall_time_is_kept_around_the_clock_changes(year: int, month: int, clock: str) -> None:
    day = last_sunday(year, month)
    meaning = read(f"{day} {clock}", now=at(f"{year}-01-01 10:00"))
    assert meaning == Understood(at(f"{day} {clock}"))


@thorough
@given(st.datetimes(EARLY, LATE, timezones=st.just(AMSTERDAM)), languages, languages)
def test_what_is_shown_is_read_back_as_the_same_moment(
    moment: datetime, language: Language, reader: Language
) -> None:
    moment = moment.replace(second=0, microsecond=0, fold=0)
    now = moment - timedelta(days=3)
    meaning = read(shown(moment, language), reader, now)
    is_change = moment.hour == 2 and moment.date() in {last_sunday(moment.year, month) for month in (3, 10)}
    if is_change:
        assert isinstance(meaning, Ask)
    else:
        assert meaning == Understood(moment)


def test_a_moment_is_shown_with_its_weekday() -> None:
    assert shown(at("2026-12-03 14:00"), "nl") == "donderdag 3 december 2026, 14.00 uur"
    assert shown(at("2026-12-03 09:05"), "en") == "Thursday 3 December 2026, 09:05"


TURNS = (
    "nee sorry wacht dus zeg einde klaar verplaatst minuten honderd ish tweeduizend duizend lunch zaal "
    "2.14 ( ) kamer @ uiterlijk"
)
PIECES = (
    "donderdag do volgende week over twee half 3 december m om tot van de 3e 14.00 - 14-16 / 2026 31 "
    "februari 99 0 uur pm kwart voor in laatste next Monday first of noon elke niet 3-12 12/3 rond een 25:99"
)
phrases = st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join)


turning = st.lists(st.sampled_from((PIECES + " " + TURNS).split()), max_size=14).map(" ".join)


@thorough
@given(st.one_of(st.text(max_size=220), phrases, turning), languages)
def test_any_text_is_read_or_asked_or_refused(text: str, language: Language) -> None:
    meaning = read(text, language)
    assert isinstance(meaning, Understood | Ask | Impossible)
    if isinstance(meaning, Understood):
        assert NOW < meaning.start < NOW + timedelta(days=3662)


@thorough
@given(phrases, languages)
def test_an_alternative_always_makes_a_question(text: str, language: Language) -> None:
    meaning = read(f"donderdag 3 december 14.00 {'of' if language == 'nl' else 'or'} {text}", language)
    assert not isinstance(meaning, Understood)
