"""`/kalender`: somebody's own meetings in their own calendar, by a secret link or as a file."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import Choice, Reply, escape
from handlers.calendar.files import Entry, calendar_of, many_meetings_file
from handlers.dates import day_in_words
from handlers.people.people import Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Command
from handlers.texts import Catalogue
from handlers.turn import Turn
from scheduler.meetings import Answer, Meeting

PATH = "/calendar"
RANDOM_BYTES = 24  # as digits and letters a to f, which survive being copied by hand
KEPT_IN_SIGHT = timedelta(days=365)  # of what is past


class Meetings(Protocol):
    """The meetings of networks."""

    async def announced(self, network_ids: Collection[int], since: datetime) -> Sequence[Meeting]: ...


class Rsvps(Protocol):
    """What somebody answered."""

    async def given_by(self, person_id: int) -> Mapping[int, Answer]: ...


class Transaction(Protocol):
    """What a calendar is made from."""

    @property
    def meetings(self) -> Meetings: ...
    @property
    def rsvps(self) -> Rsvps: ...


async def entries_of(tx: Transaction, person: Person, now: datetime) -> list[Entry]:
    """The meetings of all networks of somebody, cancelled ones too, with what they answered.

    Those they said no to stay in sight, so that they can change their mind and see when one is moved.
    """
    networks = {network.id: network for network in person.networks}
    answers = await tx.rsvps.given_by(person.id)
    found = await tx.meetings.announced(list(networks), now - KEPT_IN_SIGHT)
    return [Entry(meeting, networks[meeting.network_id], answers.get(meeting.id)) for meeting in found]


async def feed_of(tx: Transaction, texts: Catalogue, person: Person, now: datetime) -> bytes:
    """Somebody's calendar, as a program fetches it."""
    language = person.language or "nl"
    name = texts.say(language, "calendar-name")
    return calendar_of(texts, language, await entries_of(tx, person, now), name=name)


class OwnCalendar:
    """The handlers of `/kalender`. `public_url` is where the bot is on the web; None: nowhere."""

    def __init__(self, public_url: str | None) -> None:
        self._public_url = public_url
        self.commands = (Command("kalender", "calendar", "does-calendar", personal(self.show)),)
        self.choices = {
            "calendar-new": ChoiceAction(personal(self.renew)),
            "calendar-off": ChoiceAction(personal(self.revoke)),
            "calendar-file": ChoiceAction(personal(self.file), leaves_open=True),
        }

    async def show(self, turn: Turn, person: Person, _: str) -> list[Reply]:
        """`/kalender`: a link; the second time what can be done about it, since we can't know it any more."""
        if self._public_url is None:
            return await self.file(turn, person, "")
        since = await turn.tx.calendar_feeds.since(person.id)
        if since is None:
            return await self.renew(turn, person, "")
        choices = (
            Choice(turn.say("calendar-link-new"), "calendar-new:"),
            Choice(turn.say("calendar-link-off"), "calendar-off:"),
            Choice(turn.say("calendar-only-file"), "calendar-file:"),
        )
        return [Reply(turn.say("calendar-there-is", day=day_in_words(turn, since)), choices, private=True)]

    async def renew(self, turn: Turn, person: Person, _: str) -> list[Reply]:
        """A new link; an earlier one is none any more."""
        if self._public_url is None:
            return await self.file(turn, person, "")
        token = secrets.token_hex(RANDOM_BYTES)
        await turn.tx.calendar_feeds.renew(person.id, token, turn.now)
        link = f"{self._public_url.rstrip('/')}{PATH}/{token}.ics"
        return [Reply(turn.say("calendar-link", link=escape(link)), private=True, sensitive=True)]

    async def revoke(self, turn: Turn, person: Person, _: str) -> list[Reply]:
        """No link any more."""
        await turn.tx.calendar_feeds.revoke(person.id)
        return [Reply(turn.say("calendar-link-gone"), private=True)]

    async def file(self, turn: Turn, person: Person, _: str) -> list[Reply]:
        """What is coming, as a file; it doesn't change by itself."""
        entries = [
            entry
            for entry in await entries_of(turn.tx, person, turn.now)
            if entry.meeting.end > turn.now and not entry.meeting.is_cancelled
        ]
        if not entries:
            return [Reply(turn.say("calendar-empty"), private=True)]
        file = many_meetings_file(turn.texts, turn.language, entries)
        text = turn.say("calendar-as-file", count=len(entries))
        return [Reply(text, attachments=(file,), private=True)]
