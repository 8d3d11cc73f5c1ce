"""Which messages about a meeting somebody is to get, and which of them it is time to plan. Pure.

A message is planned a day before it is due, and only once: every one of before `Meeting.planned_until` is in
the outbox. Whoever is invited later, or answers, is looked at alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contract import Language
from scheduler.meetings.model import Answer, Meeting, subject_of
from scheduler.meetings.timetable import Slot
from scheduler.outbox import OutboxKind
from scheduler.quiet import QuietHours, moment_outside

AHEAD = timedelta(days=1)
NUDGE_AFTER = timedelta(days=3)  # so long people may take to answer
URGENT = timedelta(hours=12)  # so near the meeting people are told at night too
STAYS_AWAY = (Answer.NO, Answer.REPLACED)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the network of a meeting, as far as messages about it go.

    `timezone` is where they live; `reminders` their own lead times, None: as the network does it.
    `invited_at` None: not invited yet; `version` is the last version of the date that they were told about.
    """

    person_id: int
    language: Language
    timezone: str
    reminders: tuple[str, ...] | None = None
    invited_at: datetime | None = None
    version: int = 0
    cancel_told: bool = False
    answer: Answer | None = None
    answered_version: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message to plan for a member."""

    key: str
    kind: OutboxKind
    member: Member
    not_before: datetime
    not_after: datetime
    carries_link: bool


def messages_for(
    meeting: Meeting, slots: Sequence[Slot], hours: QuietHours | None, member: Member, now: datetime
) -> tuple[Message, ...]:
    """Everything that somebody is still to get about a meeting, whenever that is."""
    if meeting.start <= now or meeting.announced_at is None:
        return ()
    if meeting.is_cancelled:
        is_told = member.invited_at is None or member.cancel_told
        return () if is_told else (notice(meeting, OutboxKind.CANCEL, hours, member, now),)
    card = card_for(meeting, hours, member, now)
    invited_at = member.invited_at or (card.not_before if card else now)
    coming = (slot for slot in slots if slot.not_before > invited_at and is_for(slot, member, invited_at))
    return (*([card] if card else []), *(message(meeting, slot, member) for slot in coming))


def card_for(meeting: Meeting, hours: QuietHours | None, member: Member, now: datetime) -> Message | None:
    """The invitation, or that the meeting was moved; None for who knows."""
    if member.invited_at is None:
        at = moment_outside(max(now, meeting.announced_at or now), hours, deadline=meeting.start)
        return message(meeting, Slot(OutboxKind.INVITATION, OutboxKind.INVITATION, at, meeting.start), member)
    return notice(meeting, OutboxKind.MOVE, hours, member, now) if member.version < meeting.version else None


def notice(
    meeting: Meeting, kind: OutboxKind, hours: QuietHours | None, member: Member, now: datetime
) -> Message:
    """That a meeting was moved or is off; at night only when it is near, on the date that people know."""
    known = [moment for moment in (meeting.start, meeting.moved_from) if moment and moment > now]
    first = min(known, default=meeting.start)
    at = now if first - now <= URGENT else moment_outside(now, hours, deadline=first)
    return message(meeting, Slot(kind, kind, at, meeting.start), member)


def is_for(slot: Slot, member: Member, invited_at: datetime) -> bool:
    """Whether somebody wants this: who stays away no reminder, who answered or was just asked no nudge."""
    if slot.kind is OutboxKind.NUDGE:
        return member.answer is None and slot.not_before >= invited_at + NUDGE_AFTER
    return member.answer not in STAYS_AWAY


def message(meeting: Meeting, slot: Slot, member: Member) -> Message:
    """A message with its key."""
    key = message_key(meeting, member.person_id, slot.name)
    return Message(key, slot.kind, member, slot.not_before, slot.not_after, slot.carries_link)


def message_key(meeting: Meeting, person_id: int, name: str) -> str:
    """The outbox key of a message about this version of a meeting."""
    return f"{subject_of(meeting.id)}/v{meeting.version}/person-{person_id}/{name}"


def due(messages: Iterable[Message], after: datetime, until: datetime) -> list[Message]:
    """Those that it is time to plan: due after one moment and up to another; a card also when it is late."""
    return [one for one in messages if one.not_before <= until and (is_card(one) or is_new(one, after))]


def is_card(message: Message) -> bool:
    """Whether it tells of the meeting itself, and not of its nearness."""
    return message.kind not in (OutboxKind.REMINDER, OutboxKind.NUDGE)


def is_new(message: Message, after: datetime) -> bool:
    """Whether it was not planned yet. Whoever was not invited yet has got nothing."""
    return message.member.invited_at is None or message.not_before > after


def next_look(meeting: Meeting, timetables: Iterable[Sequence[Slot]], until: datetime) -> datetime | None:
    """When there is something to plan again, with everything of before `until` planned; None for never."""
    if meeting.is_cancelled or meeting.announced_at is None:
        return None
    moments = [slot.not_before for slots in timetables for slot in slots]
    later = [at - AHEAD for at in (meeting.announced_at, *moments) if at > until]
    return min(later, default=None)
