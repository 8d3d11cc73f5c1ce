"""Calendar files, read again by parsers that share nothing with what wrote them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Language
from handlers.calendar.files import Entry, calendar_file, calendar_of
from handlers.people.people import Network
from scheduler.meetings import Answer, MeetingStatus
from tests.calendars import AMSTERDAM, OOST, START, TEXTS, a_meeting, moments, unfolded, written

CANCELLED = MeetingStatus.CANCELLED
NASTY = "</b>a;b,c\\n\\;d\r\nEND:VCALENDAR\r\nX-EVIL:1\x00\x07\u2028é🙂" * 40


def read(calendar: str) -> Any:
    """The one event in a calendar, as vobject reads it."""
    return vobject.readOne(calendar).vevent


def last_sunday(year: int, month: int) -> date:
    """The day on which the clocks change."""
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def test_a_meeting_is_at_its_time_and_place() -> None:
    event = read(written(a_meeting()))
    assert event.dtstart.value == START
    assert event.dtend.value == START + timedelta(hours=2)
    assert event.summary.value == "School en thuiszitten"
    assert event.location.value == "Utrecht"
    assert event.status.value == "CONFIRMED"


def test_a_video_link_is_where_it_is() -> None:
    event = read(written(a_meeting(place=None, link="https://meet.example.org/a?b=1,2;3")))
    assert event.location.value == event.url.value == "https://meet.example.org/a?b=1,2;3"
    assert "https://meet.example.org/a?b=1,2;3" in event.description.value


@pytest.mark.parametrize("link", ["meet.example.org", "javascript:alert(1)", "https://a\r\nX-EVIL:1", NASTY])
def test_what_is_no_address_is_only_text(link: str) -> None:
    calendar = written(a_meeting(link=link))
    assert not hasattr(read(calendar), "url")
    assert "X-EVIL:1" not in unfolded(calendar)


@pytest.mark.parametrize("year", range(2026, 2033))
@pytest.mark.parametrize("month", [3, 10])
@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 4, 14, 22])
def test_around_both_clock_changes_every_hour_is_the_right_one(
    year: int, month: int, days: int, hour: int
) -> None:
    day = last_sunday(year, month) + timedelta(days=days)
    start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
    calendar = written(a_meeting(start))
    assert moments(calendar, "DTSTART") == [start]
    assert moments(calendar, "DTEND") == [start + timedelta(hours=2)]


def test_a_series_over_years_keeps_its_hour_on_the_wall() -> None:
    days = [date(2026, 1, 8) + timedelta(weeks=6 * number) for number in range(60)]
    starts = [datetime(day.year, day.month, day.day, 14, 0, tzinfo=AMSTERDAM).astimezone(UTC) for day in days]
    calendar = written(*(a_meeting(start, uid=f"{number}@x") for number, start in enumerate(starts)))
    assert moments(calendar, "DTSTART") == starts
    assert {line[-6:] for line in unfolded(calendar) if line.startswith("DTSTART;")} == {"140000"}
    assert calendar.count("BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize(
    "timezone",
    [
        "Europe/London",
        "Europe/Dublin",
        "America/Curacao",
        "America/Paramaribo",
        "Australia/Sydney",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "UTC",
    ],
)
@pytest.mark.parametrize("month", range(1, 13))
def test_other_zones_are_described_as_well(timezone: str, month: int) -> None:
    start = datetime(2027, month, 17, 13, 45, tzinfo=UTC)
    calendar = written(a_meeting(start, timezone))
    assert moments(calendar, "DTSTART") == [start]
    assert calendar.count("BEGIN:VTIMEZONE") == (timezone != "UTC")


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2032, 12, 31), timezones=st.just(ZoneInfo("UTC"))),  # noqa: DTZ001 - bounds of hypothesis have none
    st.sampled_from(["Europe/Amsterdam", "Europe/London", "America/Curacao"]),
)
def test_any_moment_comes_back(start: datetime, timezone: str) -> None:
    start = start.astimezone(UTC).replace(microsecond=0)
    assert moments(written(a_meeting(start, timezone)), "DTSTART") == [start]


def test_two_zones_in_one_calendar_are_both_described() -> None:
    calendar = written(a_meeting(), a_meeting(START, "America/Curacao", uid="2@x"))
    assert moments(calendar, "DTSTART") == [START, START]
    assert calendar.count("BEGIN:VTIMEZONE") == 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_people_write_stays_text(language: Language) -> None:
    network = Network(1, "oost", NASTY, "Europe/Amsterdam", "nl")
    meeting = a_meeting(theme=NASTY, place=NASTY, status=CANCELLED, cancel_reason=NASTY)
    calendar = calendar_of(TEXTS, language, [Entry(meeting, network)], method="CANCEL", name=NASTY).decode()
    assert "X-EVIL:1" not in unfolded(calendar)
    assert unfolded(calendar).count("END:VCALENDAR") == 1
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert "</b>a;b,c\\n\\;d END:VCALENDAR X-EVIL:1 é🙂" in read(calendar).location.value


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_theme_can_be_read_again(theme: str) -> None:
    calendar = written(a_meeting(theme=theme))
    assert len(unfolded(calendar)) == len(unfolded(written(a_meeting())))
    assert read(calendar).uid.value == "5f0c@leernetwerkbot"


def test_a_file_asks_calendars_to_change_what_they_have() -> None:
    """One event, REQUEST, an organizer: what Outlook needs to know it again."""
    moved = a_meeting(START + timedelta(days=7), sequence=1, moves=1)
    before, after = (calendar_file(TEXTS, "nl", each, OOST) for each in (a_meeting(), moved))
    first, second = (vobject.readOne(each.content.decode()) for each in (before, after))
    assert first.method.value == second.method.value == "REQUEST"
    assert first.vevent.uid.value == second.vevent.uid.value
    assert (first.vevent.sequence.value, second.vevent.sequence.value) == ("0", "1")
    assert first.vevent.dtstamp.value < second.vevent.dtstamp.value
    assert first.vevent.organizer.value == "mailto:netwerk-oost@leernetwerkbot.invalid"
    assert first.vevent.organizer.params["CN"] == ["Netwerk Oost"]
    assert (after.name, after.media_type) == ("bijeenkomst-2026-12-10.ics", "text/calendar")


def test_a_cancelled_meeting_is_taken_out() -> None:
    gone = a_meeting(status=CANCELLED, sequence=2, cancel_reason="ziekte")
    calendar = vobject.readOne(calendar_file(TEXTS, "nl", gone, OOST).content.decode())
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.summary.value == "Gaat niet door: School en thuiszitten"
    assert "ziekte" in calendar.vevent.description.value
    assert "valarm" not in calendar.vevent.contents


def test_several_meetings_are_no_request() -> None:
    calendar = vobject.readOne(written(a_meeting(), a_meeting(uid="2@x")))
    assert calendar.method.value == "PUBLISH"
    assert [event.uid.value for event in calendar.vevent_list] == ["5f0c@leernetwerkbot", "2@x"]
    assert all("attendee" not in event.contents for event in calendar.vevent_list)


@pytest.mark.parametrize(
    ("own", "rings"),
    [
        (None, timedelta(hours=-2)),
        (("P14D", "P2D"), timedelta(days=-2)),
        (("PT30M",), timedelta(minutes=-30)),
    ],
)
def test_it_rings_at_the_last_reminder(own: tuple[str, ...] | None, rings: timedelta) -> None:
    alarm = read(written(a_meeting(reminders=own))).valarm
    assert (alarm.action.value, alarm.trigger.value) == ("DISPLAY", rings)


def test_without_reminders_nothing_rings() -> None:
    assert "valarm" not in read(written(a_meeting(reminders=()))).contents


@pytest.mark.parametrize(
    ("answer", "title", "transparent", "status", "rings"),
    [
        (None, "School en thuiszitten", "OPAQUE", "CONFIRMED", True),
        (Answer.YES, "School en thuiszitten", "OPAQUE", "CONFIRMED", True),
        (Answer.MAYBE, "School en thuiszitten", "OPAQUE", "TENTATIVE", True),
        (Answer.NO, "Afgemeld: School en thuiszitten", "TRANSPARENT", "CONFIRMED", False),
        (Answer.REPLACED, "Collega gaat: School en thuiszitten", "TRANSPARENT", "CONFIRMED", False),
    ],
)
def test_who_does_not_come_keeps_it_in_sight_but_has_the_time_free(
    answer: Answer | None, title: str, transparent: str, status: str, rings: bool
) -> None:
    event = read(calendar_of(TEXTS, "nl", [Entry(a_meeting(), OOST, answer)]).decode())
    assert (event.summary.value, event.transp.value, event.status.value) == (title, transparent, status)
    assert ("valarm" in event.contents) is rings


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert written(a_meeting(), name="Leernetwerk") == written(a_meeting(), name="Leernetwerk")


def test_an_empty_calendar_is_a_calendar() -> None:
    assert vobject.readOne(written(name="Leernetwerk")).contents["x-wr-calname"][0].value == "Leernetwerk"
