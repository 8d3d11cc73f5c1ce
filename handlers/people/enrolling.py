"""Letting people in without a dialogue: the operator knows who they are."""

from dataclasses import dataclass
from datetime import datetime

from bot.contract import Language
from handlers.people.people import Function, Network, Role
from handlers.turn import Transaction


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to let in, by the door that is theirs.

    `conversation` is their private chat where the door alone says which that is. `role` None: a member, and
    whoever is in already stays what they are.
    """

    name: str
    organisation: str | None
    function: Function | None
    language: Language | None
    role: Role | None
    platform: str
    address: str
    conversation: str | None


async def enrol(tx: Transaction, newcomer: Newcomer, network: Network, now: datetime, by: str) -> int:
    """Let somebody into a network; their id. Whoever is behind the door already gets the membership."""
    person_id = await tx.doors.owner(newcomer.platform, newcomer.address)
    if person_id is None:
        person_id = await take_in(tx, newcomer, now)
    await give_place(tx, person_id, network, newcomer.role, now, by=by)
    return person_id


async def take_in(tx: Transaction, newcomer: Newcomer, now: datetime) -> int:
    """Keep a new person, with their door."""
    organisation = await tx.organisations.ensure(newcomer.organisation) if newcomer.organisation else None
    person_id = await tx.people.add(
        newcomer.name, organisation, newcomer.function, newcomer.language, now, started=False
    )
    await tx.doors.belongs_to(newcomer.platform, newcomer.address, person_id)
    if newcomer.conversation is not None:
        await tx.doors.opened(newcomer.platform, newcomer.address, newcomer.conversation)
    return person_id


async def give_place(
    tx: Transaction, person_id: int, network: Network, role: Role | None, now: datetime, *, by: str
) -> None:
    """A place in the network, or the role of facilitator in it; a role is never taken away here."""
    person = await tx.people.get(person_id)
    subject = person.pseudonym if person else None
    wanted = role or Role.MEMBER
    if await tx.people.place(person_id, network.id, wanted, now):
        await tx.audit.note(by, "member-add", now, network_id=network.id, subject=subject, detail=wanted)
    elif wanted is Role.FACILITATOR and await tx.people.change_role(
        person_id, network.id, Role.MEMBER, Role.FACILITATOR
    ):
        await tx.audit.note(by, "role", now, network_id=network.id, subject=subject, detail=wanted)
