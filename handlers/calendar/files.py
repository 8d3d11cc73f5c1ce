"""Meetings as iCalendar (RFC 5545), for whatever calendar people have; see also `calendar_zones`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from bot.contract import Attachment, Language
from handlers.calendar.zones import time_zone
from handlers.people.people import Network
from handlers.texts import Catalogue
from scheduler.durations import parse_duration
from scheduler.meetings import Answer, Meeting

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Leernetwerkbot//NONSGML v1//NL"
DOMAIN = "leernetwerkbot.invalid"  # mail to it goes nowhere, which is meant: answers are given in the chat
ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
PLAIN_UTC = ("UTC", "Etc/UTC")  # written with a Z, without a zone
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
LOOK_AGAIN_AFTER = timedelta(hours=1)
STAYS_AWAY = (Answer.NO, Answer.REPLACED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as it stands in a calendar; `answer` is what its owner said, None: nothing (yet)."""

    meeting: Meeting
    network: Network
    answer: Answer | None = None


def calendar_file(
    texts: Catalogue, language: Language, meeting: Meeting, network: Network, answer: Answer | None = None
) -> Attachment:
    """One meeting, as a file that adds, moves or cancels it in the calendar of whoever opens it."""
    method = "CANCEL" if meeting.is_cancelled else "REQUEST"
    calendar = calendar_of(texts, language, [Entry(meeting, network, answer)], method=method)
    day = meeting.start.astimezone(meeting.zone).date()
    return Attachment(f"{texts.say(language, 'calendar-file')}-{day}.ics", MEDIA_TYPE, calendar)


def many_meetings_file(texts: Catalogue, language: Language, entries: Sequence[Entry]) -> Attachment:
    """Several meetings, as a file."""
    name = texts.say(language, "calendar-file-of-all")
    return Attachment(f"{name}.ics", MEDIA_TYPE, calendar_of(texts, language, entries))


def calendar_of(
    texts: Catalogue,
    language: Language,
    entries: Sequence[Entry],
    *,
    method: str = "PUBLISH",
    name: str | None = None,
) -> bytes:
    """Meetings as iCalendar; the same meetings give the same bytes. `name`: of a calendar that is a feed.

    Desktop Outlook keeps a changed meeting apart from the old one unless it is a REQUEST or CANCEL from an
    organizer, alone in its file; several in one REQUEST it doesn't understand.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name is not None:
        add_name(calendar, name)
    for zone in zones_of(entry.meeting for entry in entries):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(event(texts, language, entry, is_request=method != "PUBLISH"))
    written: bytes = calendar.to_ical()
    return written


def add_name(calendar: Calendar, name: str) -> None:
    """How a feed is called, and how often to look: in the standard's words and in those of before it."""
    for word in ("name", "x-wr-calname"):
        calendar.add(word, one_line(name))
    calendar.add("refresh-interval", LOOK_AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")


def zones_of(meetings: Iterable[Meeting]) -> list[Timezone]:
    """The time zones of meetings, each described for the years in which they are."""
    years: dict[str, set[int]] = {}
    for meeting in meetings:
        years.setdefault(meeting.timezone, set()).update({meeting.start.year, meeting.end.year})
    return [
        time_zone(name, min(found), max(found))
        for name, found in sorted(years.items())
        if name not in PLAIN_UTC
    ]


def event(texts: Catalogue, language: Language, entry: Entry, *, is_request: bool) -> Event:
    """One meeting. No names of members: calendars are with companies that have no business with those."""
    meeting = entry.meeting
    made = Event()
    made.add("uid", meeting.uid)
    made.add("sequence", meeting.sequence)
    # No moment of the last change is kept; this one too is later after each change.
    made.add("dtstamp", meeting.created_at.replace(microsecond=0) + timedelta(seconds=meeting.sequence))
    made.add("dtstart", on_the_wall(meeting, meeting.start))
    made.add("dtend", on_the_wall(meeting, meeting.end))
    made.add("summary", title(texts, language, entry))
    made.add("description", description(texts, language, entry))
    if where := meeting.place or meeting.link:
        made.add("location", one_line(where))
    if meeting.link and ADDRESS.fullmatch(meeting.link):
        made.add("url", meeting.link)
    made.add("organizer", party(entry.network, "netwerk"))
    if is_request:
        made.add("attendee", everybody(entry.network))
    made.add("status", status(entry))
    made.add("transp", "TRANSPARENT" if stays_away(entry) else "OPAQUE")
    if (before := lead_time(entry)) and not stays_away(entry):
        made.add_component(alarm(title(texts, language, entry), before))
    return made


def on_the_wall(meeting: Meeting, moment: datetime) -> datetime:
    """A moment as the meeting's clocks show it; in UTC when they show it twice and this is the second time.

    Of an hour that comes twice RFC 5545 always means the first.
    """
    wall = moment.astimezone(meeting.zone)
    return moment.astimezone(UTC) if wall.fold else wall


def stays_away(entry: Entry) -> bool:
    """Whether it takes none of the owner's time."""
    return entry.meeting.is_cancelled or entry.answer in STAYS_AWAY


def status(entry: Entry) -> str:
    """How sure it is, for the owner of the calendar."""
    if entry.meeting.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.answer is Answer.MAYBE else "CONFIRMED"


def title(texts: Catalogue, language: Language, entry: Entry) -> str:
    """What stands on the day: the theme, and before it why one needn't come."""
    theme = one_line(entry.meeting.theme)
    if entry.meeting.is_cancelled:
        return texts.say(language, "calendar-cancelled", theme=theme)
    if entry.answer is Answer.REPLACED:
        return texts.say(language, "calendar-replaced", theme=theme)
    return texts.say(language, "calendar-declined", theme=theme) if entry.answer is Answer.NO else theme


def description(texts: Catalogue, language: Language, entry: Entry) -> str:
    """Whose meeting it is, its link, and where to answer."""
    meeting = entry.meeting
    if meeting.is_cancelled:
        parts: list[str | None] = [entry.network.name, meeting.cancel_reason]
    else:
        parts = [entry.network.name, meeting.link, texts.say(language, "calendar-about")]
    return "\n\n".join(plain(part) for part in parts if part)


def party(network: Network, role: str) -> vCalAddress:
    """A network as one who organises or is invited."""
    address = vCalAddress(f"mailto:{role}-{network.key}@{DOMAIN}")
    address.params["CN"] = one_line(network.name)
    return address


def everybody(network: Network) -> vCalAddress:
    """Who a request is for: everybody. Without a reply by mail, which would reach nobody."""
    address = party(network, "leden")
    address.params.update({"CUTYPE": "GROUP", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
    return address


def lead_time(entry: Entry) -> timedelta | None:
    """How long before it the calendar rings: at the last reminder; None for never."""
    meeting = entry.meeting
    reminders = entry.network.reminders if meeting.reminders is None else meeting.reminders
    return min(
        (meeting.start - parse_duration(one).before(meeting.start, meeting.zone) for one in reminders),
        default=None,
    )


def alarm(words: str, before: timedelta) -> Alarm:
    """What rings so long before the start."""
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", words)
    made.add("trigger", -before)
    return made


def plain(text: str) -> str:
    """A text without signs that no calendar can hold."""
    return CONTROL.sub(" ", text).strip()


def one_line(text: str) -> str:
    """The same on one line, which names and titles are."""
    return " ".join(plain(text).split())
