"""The delivery account: what became of what was sent, as facilitators and operators see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduler.outbox import OutboxKind, Status

WAITS = (Status.PENDING, Status.SENDING)
MISSED = (Status.FAILED, Status.EXPIRED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message; `platform` None: no door has been picked yet. `lapsed`: how often it may be a repeat."""

    id: int
    key: str
    kind: OutboxKind
    person_id: int | None
    platform: str | None
    status: Status
    not_before: datetime
    not_after: datetime | None
    attempts: int
    lapsed: int
    reason: str | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many people; `name` is their keys without the person."""

    name: str
    kind: OutboxKind
    at: datetime
    counts: Mapping[Status, int]
    maybe_twice: int

    def total(self, statuses: Sequence[Status]) -> int:
        """For how many people it has one of these statuses."""
        return sum(self.counts.get(status, 0) for status in statuses)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a broadcast is for, and what became of it."""

    name: str
    organisation: str | None
    status: Status
    reason: str | None


class Accounts(Protocol):
    """What became of messages."""

    async def broadcasts(self, network_id: int, since: datetime, now: datetime) -> Sequence[Broadcast]: ...
    async def receivers(self, network_id: int, name: str) -> Sequence[Receiver]: ...


# What the platforms and the outbox note, and what that comes down to.
BLOCKED = ("blocked", "removed from the group", "forbidden")
GONE = ("account deleted",)
NOT_STARTED = ("never started the bot", "chat not found")
LEFT = ("left", "the bot is not in that room")
NO_DOOR = ("no door",)
PAUSED = ("paused",)
TOO_LATE = ("too late",)
TECHNICAL = "technical"
WHY = (
    (BLOCKED, "blocked"),
    (GONE, "gone"),
    (NOT_STARTED, "not-started"),
    (LEFT, "left"),
    (NO_DOOR, "no-door"),
    (PAUSED, "paused"),
    (TOO_LATE, "too-late"),
)


def why(reason: str | None) -> str:
    """The reason in the sense of a facilitator, whose texts say what to do about it."""
    for beginnings, sense in WHY:
        if reason and reason.startswith(beginnings):
            return sense
    return TECHNICAL
