"""After a meeting its facilitators get the list of who was there, with what is known already."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from handlers.attendance import rolls
from handlers.attendance.card import Sheet, card
from handlers.attendance.rolls import roll
from handlers.meet.meetings import Attended
from handlers.notices import language_of
from handlers.people.people import Network, Networks, Role
from handlers.texts import Catalogue
from scheduler.attendance import ASKED_FOR, PLANNED_AFTER, list_key, list_moment
from scheduler.meetings import Meeting, subject_of
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import quiet_hours


class Attendance(Protocol):
    """Who was there, and of which meetings nobody was asked yet."""

    async def all(self, meeting_ids: Collection[int]) -> Sequence[Attended]: ...
    async def unasked(self, since: datetime, now: datetime) -> Sequence[Meeting]: ...


class Outbox(Protocol):
    """What is to be sent."""

    async def plan(self, messages: Iterable[Planned]) -> int: ...


class Transaction(rolls.Transaction, Protocol):
    """What planning reads and writes."""

    @property
    def attendance(self) -> Attendance: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def outbox(self) -> Outbox: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


async def plan_attendance(store: Store, texts: Catalogue, now: datetime) -> int:
    """Plan the list of every meeting that has begun, for its facilitators; how many were new.

    From the beginning on nobody can change an answer, so the list is what it will be at the end.
    """
    async with store.reading() as tx:
        waiting = await tx.attendance.unasked(now - PLANNED_AFTER, now)
    new = 0
    for meeting in waiting:
        async with store.transaction() as tx:
            if network := await tx.networks.get(meeting.network_id):
                new += await tx.outbox.plan(await lists_of(tx, texts, meeting, network))
    return new


async def lists_of(tx: Transaction, texts: Catalogue, meeting: Meeting, network: Network) -> list[Planned]:
    """The list of one meeting, for each facilitator in their own language."""
    who_came, planned = await roll(tx, meeting), []
    moment = list_moment(meeting, quiet_hours(network.quiet, network.timezone))
    for person in await tx.people.all(network.id):
        if person.role_in(network.id) is not Role.FACILITATOR:
            continue
        language = language_of(person, network)
        planned.append(
            Planned(
                list_key(meeting, person.id),
                OutboxKind.NOTICE,
                ToPerson(person.id, language),
                card(Sheet(texts, language, network, meeting, who_came)),
                moment,
                moment + ASKED_FOR,
                subject=subject_of(meeting.id),
                network_id=network.id,
            )
        )
    return planned
