"""Meetings as the inside knows them: when, where, how often moved, and what somebody answered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

PAST = "past"


class MeetingStatus(StrEnum):
    """Whether a meeting goes on."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What somebody says to an invitation."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting that is not kept yet. `start` is aware; the wall clocks of `timezone` are what counts.

    `duration` and `reminders` are ISO 8601; `reminders` None: as the network does it. `announced_at` is from
    when people are invited, None: not yet. `created_by` is a pseudonym, or who has none.
    """

    network_id: int
    theme: str
    start: datetime
    duration: str
    timezone: str
    created_by: str | None = None
    place: str | None = None
    link: str | None = None
    reminders: tuple[str, ...] | None = None
    series: str | None = None
    announced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `start` and `end` are in UTC, made from `local_start` (the wall clock) and `timezone`.

    `moves` counts how often it was moved, `sequence` every change that a calendar must know; `moved_from` is
    the start before the last move. `planned_until`: every message of before then is in the outbox; `plan_at`
    is when there may be more to plan, None for never.
    """

    id: int
    network_id: int
    series: str | None
    uid: str
    theme: str
    local_start: str
    timezone: str
    duration: str
    start: datetime
    end: datetime
    place: str | None
    link: str | None
    reminders: tuple[str, ...] | None
    status: MeetingStatus
    moves: int
    moved_from: datetime | None
    sequence: int
    created_by: str | None
    created_at: datetime
    announced_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str | None
    attendance_confirmed_at: datetime | None
    planned_until: datetime
    plan_at: datetime | None

    @property
    def version(self) -> int:
        """Which version of its date this is, from 1."""
        return self.moves + 1

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its wall clocks."""
        return ZoneInfo(self.timezone)

    @property
    def is_cancelled(self) -> bool:
        """Whether it doesn't go on."""
        return self.status is MeetingStatus.CANCELLED

    def status_at(self, now: datetime) -> str:
        """planned, cancelled or past."""
        return PAST if self.end <= now and not self.is_cancelled else self.status

    def is_coming(self, now: datetime) -> bool:
        """Whether it is still to begin."""
        return not self.is_cancelled and self.start > now


@dataclass(frozen=True, slots=True)
class Counts:
    """How many said what to one meeting. `silent` are invited members who have said nothing."""

    answers: Mapping[Answer, int] = field(default_factory=dict)
    silent: int = 0

    def of(self, answer: Answer) -> int:
        """How many gave this answer."""
        return self.answers.get(answer, 0)


def subject_of(meeting_id: int) -> str:
    """What messages about a meeting are filed under in the outbox."""
    return f"meeting-{meeting_id}"


def wall_time(start: datetime, zone: ZoneInfo) -> str:
    """What the clock on the wall shows at a moment, as it is kept."""
    return start.astimezone(zone).replace(tzinfo=None).isoformat()
