"""What the inside needs of whoever remembers meetings, answers, agendas and who was there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from scheduler.meetings import Answer, Counts, Meeting, Member, NewMeeting


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What somebody answered, to which version of a meeting's date; who comes instead, a member or a name.

    `person_id` is None when they are forgotten and only count.
    """

    meeting_id: int
    person_id: int | None
    answer: Answer
    answered_at: datetime
    for_version: int
    replaced_by_person: int | None = None
    replaced_by_name: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A member's question for a meeting; `meeting_id` None: for the next one. `chosen`: by a facilitator."""

    id: int
    network_id: int
    meeting_id: int | None
    person_id: int
    text: str
    votes: int
    chosen: bool
    created_at: datetime


class Presence(StrEnum):
    """Whether somebody was there."""

    PRESENT = "present"
    ABSENT = "absent"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Attended:
    """Who was there, or not. `person_id` None: a guest by name, or somebody forgotten who only counts."""

    id: int
    meeting_id: int
    person_id: int | None
    name: str | None
    organisation: str | None
    status: Presence
    replaced_by: str | None = None


class Meetings(Protocol):
    """Meetings, and who prepares them. What changes one looks at what the caller saw."""

    async def add(self, fresh: NewMeeting, now: datetime) -> int: ...
    async def get(self, meeting_id: int) -> Meeting | None: ...
    async def held(self, meeting_id: int) -> Meeting | None: ...
    async def all(self, network_id: int) -> Sequence[Meeting]: ...
    async def coming(self, network_ids: Collection[int], now: datetime) -> Sequence[Meeting]: ...
    async def over(
        self, network_ids: Collection[int], since: datetime, now: datetime
    ) -> Sequence[Meeting]: ...
    async def in_series(self, series: str) -> Sequence[Meeting]: ...
    async def change(self, meeting_id: int, now: datetime, **news: Any) -> None: ...
    async def announce(self, meeting_id: int, at: datetime, now: datetime) -> bool: ...
    async def move(self, seen: Meeting, start: datetime, now: datetime) -> bool: ...
    async def cancel(self, seen: Meeting, reason: str | None, now: datetime) -> bool: ...
    async def confirm_attendance(self, meeting_id: int, at: datetime) -> None: ...
    async def to_plan(self, now: datetime) -> Sequence[int]: ...
    async def planned(self, seen: Meeting, until: datetime, plan_at: datetime | None) -> bool: ...
    async def preparers(self, meeting_id: int) -> Sequence[tuple[int, str]]: ...
    async def hand_over(self, old_person_id: int, new_person_id: int) -> None: ...
    async def set_preparers(self, meeting_id: int, person_ids: Collection[int]) -> None: ...


class Rsvps(Protocol):
    """One answer per person and meeting: the last one counts."""

    async def give(self, rsvp: Rsvp) -> None: ...
    async def of(self, meeting_id: int, person_id: int) -> Rsvp | None: ...
    async def all(self, meeting_id: int) -> Sequence[Rsvp]: ...
    async def counts(self, meeting_ids: Collection[int], now: datetime) -> Mapping[int, Counts]: ...


class Invitees(Protocol):
    """Who was invited to which meeting, and which message is their card."""

    async def ids(self, meeting_id: int) -> Collection[int]: ...
    async def members(
        self, meeting: Meeting, after: int, limit: int, only: int | None = None
    ) -> Sequence[Member]: ...
    async def invite(
        self, meeting_id: int, cards: Sequence[tuple[int, str, datetime]], version: int
    ) -> None: ...
    async def tell_cancelled(self, meeting_id: int, person_ids: Sequence[int]) -> None: ...
    async def card_key(self, meeting_id: int, person_id: int) -> str | None: ...
    async def keep_card(self, meeting_id: int, person_id: int, key: str) -> None: ...


class Agenda(Protocol):
    """What members bring to a meeting, and how many want to talk about it."""

    async def add(
        self, network_id: int, meeting_id: int | None, person_id: int, text: str, at: datetime
    ) -> int: ...
    async def get(self, item_id: int) -> AgendaItem | None: ...
    async def for_meeting(self, network_id: int, meeting_id: int | None) -> Sequence[AgendaItem]: ...
    async def vote(self, item_id: int, person_id: int) -> bool: ...
    async def unvote(self, item_id: int, person_id: int) -> bool: ...
    async def choose(self, item_id: int, meeting_id: int | None, *, chosen: bool) -> None: ...
    async def remove(self, item_id: int) -> None: ...


class Attendance(Protocol):
    """Who was at a meeting."""

    async def all(self, meeting_ids: Collection[int]) -> Sequence[Attended]: ...
    async def note(
        self, meeting_id: int, person_id: int, status: Presence, replaced_by: str | None = None
    ) -> None: ...
    async def add_guest(self, meeting_id: int, name: str, organisation_id: int | None) -> int: ...
    async def remove(self, attended_id: int) -> None: ...


class CalendarFeeds(Protocol):
    """One secret address per person; only a digest of it is kept."""

    async def renew(self, person_id: int, token: str, at: datetime) -> None: ...
    async def revoke(self, person_id: int) -> bool: ...
    async def owner(self, token: str) -> int | None: ...
