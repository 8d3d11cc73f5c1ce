"""Puts messages about meetings into the outbox: once, in batches, whatever dies or changes meanwhile."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.contract import Reply
from handlers.calendar.files import calendar_file
from handlers.meet.meeting_cards import Facts, card
from handlers.meet.meetings import Agenda
from handlers.people.people import Network, Networks
from handlers.texts import Catalogue
from scheduler.meetings import (
    AHEAD,
    Meeting,
    Member,
    Message,
    Slot,
    due,
    messages_for,
    next_look,
    subject_of,
    timetable,
)
from scheduler.outbox import OutboxKind, Planned, Status, ToPerson
from scheduler.planning import BATCH
from scheduler.quiet import QuietHours, quiet_hours

log = logging.getLogger(__name__)

Open = Mapping[int, Mapping[str, Status]]
"""By person, the keys of reminders and nudges that wait, or were cancelled."""

CARDS = (OutboxKind.INVITATION, OutboxKind.MOVE)
FOR_CALENDARS = (*CARDS, OutboxKind.CANCEL)


class Meetings(Protocol):
    """What planning needs of the meetings."""

    async def to_plan(self, now: datetime) -> Sequence[int]: ...
    async def held(self, meeting_id: int) -> Meeting | None: ...
    async def planned(self, seen: Meeting, until: datetime, plan_at: datetime | None) -> bool: ...
    async def preparers(self, meeting_id: int) -> Sequence[tuple[int, str]]: ...


class Invitees(Protocol):
    """What planning needs to know of the members, and notes about them."""

    async def members(
        self, meeting: Meeting, after: int, limit: int, only: int | None = None
    ) -> Sequence[Member]: ...
    async def invite(
        self, meeting_id: int, cards: Sequence[tuple[int, str, datetime]], version: int
    ) -> None: ...
    async def tell_cancelled(self, meeting_id: int, person_ids: Sequence[int]) -> None: ...


class MeetingMessages(Protocol):
    """Reminders and nudges that wait."""

    async def open(self, subject: str, person_id: int | None = None) -> Open: ...
    async def cancel(self, keys: Collection[str]) -> None: ...
    async def renew(self, messages: Sequence[Planned]) -> None: ...


class Outbox(Protocol):
    """What planning needs of the outbox."""

    async def plan(self, messages: Iterable[Planned]) -> int: ...


class Transaction(Protocol):
    """A transaction over what planning reads and writes."""

    @property
    def meetings(self) -> Meetings: ...
    @property
    def invitees(self) -> Invitees: ...
    @property
    def meeting_messages(self) -> MeetingMessages: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def outbox(self) -> Outbox: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(slots=True)
class Run:
    """One meeting being planned: what is worked out once for all members.

    `after` and `until`: what comes due in between is to be planned. `open` are the messages in the outbox
    that may be unwanted, or other ones, by now.
    """

    meeting: Meeting
    network: Network
    facts: Facts
    texts: Catalogue
    now: datetime
    after: datetime
    until: datetime
    open: Open = field(default_factory=dict)
    timetables: dict[tuple[str, ...], tuple[Slot, ...]] = field(default_factory=dict)
    replies: dict[object, Reply] = field(default_factory=dict)

    @property
    def hours(self) -> QuietHours | None:
        """When the network is not to be disturbed."""
        return quiet_hours(self.network.quiet, self.network.timezone)

    def slots_of(self, member: Member) -> tuple[Slot, ...]:
        """When something is sent to this member: at their own times, else the meeting's or the network's."""
        own, meeting = member.reminders, self.meeting.reminders
        reminders = own if own is not None else self.network.reminders if meeting is None else meeting
        if reminders not in self.timetables:
            self.timetables[reminders] = timetable(self.meeting, reminders, self.hours)
        return self.timetables[reminders]

    def as_planned(self, message: Message) -> Planned:
        """A message in words. Members with the same answer and language read the same."""
        member = message.member
        alike = (message.kind, message.carries_link, member.language, member.timezone)
        told = (member.answer, member.answered_version)
        if (alike, told) not in self.replies:
            self.replies[alike, told] = self.in_words(message)
        return Planned(
            message.key,
            message.kind,
            ToPerson(member.person_id, member.language),
            self.replies[alike, told],
            message.not_before,
            message.not_after,
            subject=subject_of(self.meeting.id),
            network_id=self.network.id,
        )

    def in_words(self, message: Message) -> Reply:
        """What is said, with a file for the calendar when the date is new to somebody."""
        reply = card(self.texts, self.facts, message)
        if message.kind not in FOR_CALENDARS:
            return reply
        member = message.member
        file = calendar_file(self.texts, member.language, self.meeting, self.network, member.answer)
        return replace(reply, attachments=(file,))


async def plan_meetings(store: Store, texts: Catalogue, now: datetime) -> int:
    """Plan for every meeting for which it is time; how many messages were new.

    One that fails doesn't hold up the others; what it raised is raised in the end.
    """
    async with store.reading() as tx:
        waiting = await tx.meetings.to_plan(now)
    new, errors = 0, []
    for meeting_id in waiting:
        try:
            new += await plan_meeting(store, texts, meeting_id, now)
        except Exception as error:
            log.exception("a meeting could not be planned", extra={"meeting_id": meeting_id})
            errors.append(error)
    if errors:
        raise errors[0]
    return new


async def plan_meeting(store: Store, texts: Catalogue, meeting_id: int, now: datetime) -> int:
    """Plan for one meeting, a batch of members in a transaction; how many messages were new.

    When it is changed meanwhile, it is planned again at the next tick.
    """
    new, last, first_seen = 0, 0, None
    timetables: dict[tuple[str, ...], tuple[Slot, ...]] = {}
    while True:
        async with store.transaction() as tx:
            meeting = await tx.meetings.held(meeting_id)
            if meeting is None:
                return new
            first_seen = first_seen or meeting
            run = await begun(tx, texts, meeting, now, timetables)
            members = await tx.invitees.members(meeting, last, BATCH)
            new += await plan_for(tx, run, members)
            if len(members) < BATCH:
                look = next_look(meeting, timetables.values(), run.until)
                await tx.meetings.planned(first_seen, run.until, look)
                return new
            last = members[-1].person_id


async def replan_for(
    tx: Transaction, texts: Catalogue, meeting_id: int, person_id: int, now: datetime
) -> None:
    """Let what waits for somebody fit what they answered to a meeting, or how they want to be reminded."""
    meeting = await tx.meetings.held(meeting_id)
    if meeting is None:
        return
    run = await begun(tx, texts, meeting, now, {})
    run.after, run.until = now, meeting.planned_until
    run.open = await tx.meeting_messages.open(subject_of(meeting.id), person_id)
    await plan_for(tx, run, await tx.invitees.members(meeting, 0, 1, person_id))


async def begun(
    tx: Transaction,
    texts: Catalogue,
    meeting: Meeting,
    now: datetime,
    timetables: dict[tuple[str, ...], tuple[Slot, ...]],
) -> Run:
    """What is worked out once for all members."""
    network = await tx.networks.get(meeting.network_id)
    if network is None:
        raise LookupError("a meeting belongs to a network")
    names = tuple(name for _, name in await tx.meetings.preparers(meeting.id))
    items = await tx.agenda.for_meeting(meeting.network_id, meeting.id)
    facts = Facts(meeting, network.name, names, tuple(item.text for item in items))
    after, until = meeting.planned_until, max(now + AHEAD, meeting.planned_until)
    is_anew = meeting.planned_until == meeting.plan_at
    waiting = await tx.meeting_messages.open(subject_of(meeting.id)) if is_anew else {}
    return Run(meeting, network, facts, texts, now, after, until, waiting, timetables)


async def plan_for(tx: Transaction, run: Run, members: Iterable[Member]) -> int:
    """Plan for these members; how many messages were new."""
    fresh: list[Message] = []
    known: list[Message] = []
    unwanted: set[str] = set()
    for member in members:
        open_now = run.open.get(member.person_id, {})
        wanted = messages_for(run.meeting, run.slots_of(member), run.hours, member, run.now)
        for message in due(wanted, run.after, run.until):
            (known if message.key in open_now else fresh).append(message)
        unwanted |= waiting(open_now) - {message.key for message in wanted}
    await tx.meeting_messages.cancel(unwanted)
    await tx.meeting_messages.renew([run.as_planned(message) for message in known])
    new = await tx.outbox.plan([run.as_planned(message) for message in fresh])
    await note_told(tx, run.meeting, fresh)
    return new


def waiting(open_now: Mapping[str, Status]) -> set[str]:
    """The keys of what waits."""
    return {key for key, status in open_now.items() if status is Status.PENDING}


async def note_told(tx: Transaction, meeting: Meeting, messages: Iterable[Message]) -> None:
    """Note who is told about which version of the meeting."""
    cards, ended = [], []
    for one in messages:
        if one.kind in CARDS:
            cards.append((one.member.person_id, one.key, one.not_before))
        elif one.kind is OutboxKind.CANCEL:
            ended.append(one.member.person_id)
    await tx.invitees.invite(meeting.id, cards, meeting.version)
    await tx.invitees.tell_cancelled(meeting.id, ended)
