"""Changes to somebody's place in a network: made with care, noted, and told to the person."""

from enum import StrEnum

from bot.contract import escape
from handlers.notices import language_of, tell
from handlers.people.people import Network, Person, Role
from handlers.turn import Turn

OPERATOR = "operator"  # stands in the audit for who needs no pseudonym


class Outcome(StrEnum):
    """What became of a change."""

    DONE = "done"
    OUTDATED = "outdated"  # somebody else changed it meanwhile
    LAST_FACILITATOR = "last"  # a network must keep one


async def change_role(turn: Turn, person_id: int, network: Network, old: Role, new: Role) -> Outcome:
    """Make somebody who is `old` in a network `new`."""
    person = await held(turn, person_id, network)
    if person is None or person.role_in(network.id) is not old:
        return Outcome.OUTDATED
    if await is_last_facilitator(turn, network, old):
        return Outcome.LAST_FACILITATOR
    await turn.tx.people.change_role(person_id, network.id, old, new)
    await note(turn, network, "role", person.pseudonym, new)
    if not is_self(turn, person):
        says = turn.speaking(language_of(person, network))
        await tell(turn, person, says.say(f"told-role-{new}", network=escape(network.name)), network)
    return Outcome.DONE


async def remove(turn: Turn, person_id: int, network: Network, role: Role) -> Outcome:
    """Put somebody who is `role` in a network out of it."""
    person = await held(turn, person_id, network)
    if person is None or person.role_in(network.id) is not role:
        return Outcome.OUTDATED
    if await is_last_facilitator(turn, network, role):
        return Outcome.LAST_FACILITATOR
    await turn.tx.people.remove(person_id, network.id)
    await turn.tx.outbox.cancel_for_leaver(person_id, network.id)
    await note(turn, network, "removed", person.pseudonym, role)
    if not is_self(turn, person):
        says = turn.speaking(language_of(person, network))
        await tell(turn, person, says.say("told-removed", network=escape(network.name)), network)
    return Outcome.DONE


async def held(turn: Turn, person_id: int, network: Network) -> Person | None:
    """Somebody as they are now, while nobody else changes who is in the network."""
    await turn.tx.networks.hold(network.id)
    return await turn.tx.people.get(person_id)


async def is_last_facilitator(turn: Turn, network: Network, role: Role) -> bool:
    """Whether a network would have no facilitator left without this one."""
    return role is Role.FACILITATOR and await turn.tx.people.count(network.id, role) == 1


async def note(
    turn: Turn, network: Network | None, action: str, subject: str | None, detail: str | None
) -> None:
    """Note in the audit what the visitor changed."""
    network_id = network.id if network else None
    await turn.tx.audit.note(
        actor(turn), action, turn.now, network_id=network_id, subject=subject, detail=detail
    )


def actor(turn: Turn) -> str:
    """Who makes a change, as it stands in the audit."""
    return turn.visitor.person.pseudonym if turn.visitor.person else OPERATOR


def is_self(turn: Turn, person: Person) -> bool:
    """Whether the visitor is this person."""
    return turn.visitor.person is not None and turn.visitor.person.id == person.id
