"""One message on its way to one person: what is planned, what became of it, and what to do after a failure.

Pure decisions only; `scheduler.delivery` carries them out and `bot.store.outbox` remembers them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    Language,
    PermanentDeliveryError,
    Reply,
    TemporaryDeliveryError,
)

MOST_ATTEMPTS = 18  # with the pauses below: about an hour and a half of trying; answers until they are old
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=10)
LONGEST_ANSWER_PAUSE = timedelta(seconds=15)  # somebody waits for it
LONGEST_TOLD_PAUSE = timedelta(days=1)  # a platform that says more has made a mistake
CLAIM_LAPSES_AFTER = timedelta(minutes=2)
FAR_AHEAD = timedelta(days=2)  # no claim and no answer is from beyond that, unless the clock was wrong
OTHER_DOOR_AFTER = timedelta(minutes=1)  # the process that sends through the preferred one had its chance
ATTEMPTS_BEFORE_OTHER_DOOR = 8  # about two minutes of trying
MOST_LAPSES = 10  # a message that stops the bot each time is given up; ten kills in a row are no chance
ANSWER_KEPT_FOR = timedelta(days=1)  # an answer that comes later than this would only puzzle people


# Reasons of our own, in the delivery account.
NO_DOOR = "no door"
PAUSED = "paused"
TOO_LATE = "too late"
MERGED = "the same person was to get it twice"
DEADLY = "the bot stopped each time that it sent this"


class Status(StrEnum):
    """Where a message is on its way."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class OutboxKind(StrEnum):
    """Why a message is sent. Answers go before everything else."""

    ANSWER = "answer"
    INVITATION = "invitation"
    NUDGE = "nudge"
    REMINDER = "reminder"
    MOVE = "move"
    CANCEL = "cancel"
    REFLECTION = "reflection"
    PROMPT = "prompt"
    FOLLOW_UP = "follow_up"
    DIGEST = "digest"
    NOTICE = "notice"


# Their moment is over after a pause; the rest waits for its end.
DROPPED_IN_PAUSE = frozenset(
    {
        OutboxKind.NUDGE,
        OutboxKind.REFLECTION,
        OutboxKind.PROMPT,
        OutboxKind.FOLLOW_UP,
        OutboxKind.DIGEST,
    }
)


@dataclass(frozen=True, slots=True)
class ToPerson:
    """Whoever this is, at the door that they prefer of those where they are reached when it is sent.

    `language` is that of the message, in which its choices can be typed; None: the person's own. `at`: which
    of their doors to try first, whatever they prefer.
    """

    person_id: int
    language: Language | None = None
    at: Address | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A message to be sent between two moments. The same `key` is never planned twice.

    `subject` is what it is about, such as `meeting-12`: it is cancelled and accounted for by that.
    `network_id` is the network that sends it, whose facilitators see what became of it.
    """

    key: str
    kind: OutboxKind
    to: Address | ToPerson
    reply: Reply
    not_before: datetime
    not_after: datetime | None = None
    subject: str | None = None
    network_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that the process `lease` has taken to send; `attempts` counts the ones before.

    `person_id` is whom it is for, when another door of theirs will do as well; `held_until`: it comes late,
    and would disturb people in the quiet hours of their network.
    """

    id: int
    key: str
    kind: OutboxKind
    to: Address
    reply: Reply
    attempts: int
    lease: str
    person_id: int | None = None
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Try again at `moment`."""

    moment: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Never try again; facilitators can read why. `gone`: nothing at all reaches this conversation now."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Readdress:
    """Send it to another address, at once."""

    to: Address


def after_failure(
    error: DeliveryError,
    attempts: int,
    kind: OutboxKind,
    now: datetime,
    *,
    other_door: Address | None = None,
) -> RetryAt | GiveUp | Readdress:
    """What to do after attempt number `attempts` (from 1) to send a message of this kind failed.

    `other_door` is where whom it is for can be reached as well: tried when this one fails for good, or
    has failed for a while.
    """
    is_answer = kind is OutboxKind.ANSWER
    most = MOST_ATTEMPTS if other_door is None else ATTEMPTS_BEFORE_OTHER_DOOR
    match error:
        case ConversationMoved(new_address=new_address) if attempts < MOST_ATTEMPTS:
            return Readdress(new_address)
        case TemporaryDeliveryError(reason=reason, retry_after=pause) if is_answer or attempts < most:
            longest = LONGEST_ANSWER_PAUSE if is_answer else LONGEST_PAUSE
            told = None if pause is None else min(pause, LONGEST_TOLD_PAUSE)
            return RetryAt(now + (told or min(pause_after(attempts), longest)), reason)
        case TemporaryDeliveryError(reason=reason):
            return GiveUp(f"gave up after {attempts} attempts: {reason}")
        case PermanentDeliveryError(reason=reason, gone=gone):
            return GiveUp(reason, gone)
        case _:
            return GiveUp(type(error).__name__)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after attempt number `attempts` (from 1): doubling, up to ten minutes."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_PAUSE * float(1 << doublings), LONGEST_PAUSE)


def answer_key(platform: str, message_id: str, number: int) -> str:
    """The outbox key of the answer number `number` (from 1) to one incoming message."""
    return f"{platform}-{message_id}/answer-{number}"


def key_for_person(key: str, old_person_id: int, new_person_id: int) -> str:
    """The key that the same message has when it is for another person."""
    parts = (
        f"person-{new_person_id}" if part == f"person-{old_person_id}" else part for part in key.split("/")
    )
    return "/".join(parts)
