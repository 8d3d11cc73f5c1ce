"""The rolls of meetings, from what is kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from handlers.attendance.roll import Roll, roll_of
from handlers.meet.meetings import Attended, Rsvp
from handlers.people.people import Person
from scheduler.meetings import Meeting


class People(Protocol):
    """People by network and by id."""

    async def all(self, network_id: int | None = None) -> list[Person]: ...
    async def get(self, person_id: int) -> Person | None: ...


class Invitees(Protocol):
    """Who was invited."""

    async def ids(self, meeting_id: int) -> Collection[int]: ...


class Rsvps(Protocol):
    """What people answered."""

    async def all(self, meeting_id: int) -> Sequence[Rsvp]: ...


class Attendance(Protocol):
    """Who was there."""

    async def all(self, meeting_ids: Collection[int]) -> Sequence[Attended]: ...


class Transaction(Protocol):
    """What rolls are made from."""

    @property
    def people(self) -> People: ...
    @property
    def invitees(self) -> Invitees: ...
    @property
    def rsvps(self) -> Rsvps: ...
    @property
    def attendance(self) -> Attendance: ...


async def rolls(tx: Transaction, network_id: int, meetings: Sequence[Meeting]) -> Mapping[int, Roll]:
    """The roll of each of these meetings of a network. Where nobody was invited all members are on it."""
    people = {person.id: person for person in await tx.people.all(network_id)}
    members = set(people)
    noted: defaultdict[int, list[Attended]] = defaultdict(list)
    for note in await tx.attendance.all([meeting.id for meeting in meetings]):
        noted[note.meeting_id].append(note)
    found = {}
    for meeting in meetings:
        invited = await tx.invitees.ids(meeting.id) or members
        given = await tx.rsvps.all(meeting.id)
        await add_leavers(tx, people, invited, given, noted[meeting.id])
        found[meeting.id] = roll_of(people, invited, given, noted[meeting.id])
    return found


async def roll(tx: Transaction, meeting: Meeting) -> Roll:
    """The roll of one meeting."""
    return (await rolls(tx, meeting.network_id, [meeting]))[meeting.id]


async def add_leavers(
    tx: Transaction,
    people: dict[int, Person],
    invited: Collection[int],
    given: Sequence[Rsvp],
    noted: Sequence[Attended],
) -> None:
    """Add those who left the network since, or never were in it, as far as they are known."""
    named = {*invited, *(rsvp.person_id for rsvp in given), *(note.person_id for note in noted)}
    named |= {rsvp.replaced_by_person for rsvp in given}
    for person_id in named - people.keys() - {None}:
        if person_id is not None and (person := await tx.people.get(person_id)):
            people[person_id] = person
