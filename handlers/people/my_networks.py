"""`/netwerken`: the networks that somebody is in, and the way out of them."""

from bot.contract import Choice, Reply, escape
from handlers.people.membership import Outcome, remove
from handlers.people.one_network import with_id
from handlers.people.people import Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Command
from handlers.turn import Turn


async def networks(turn: Turn, person: Person, _: str) -> list[Reply]:
    """`/netwerken`: in which networks somebody is, as what."""
    lines = [
        f"- {escape(place.network.name)}: {turn.say(f'role-{place.role}')}" for place in person.memberships
    ]
    choices = tuple(
        Choice(turn.say("leave", network=network.name), f"leave:{network.id}") for network in person.networks
    )
    return [Reply("\n".join([turn.say("networks"), "", *lines]), choices, private=True)]


async def ask_to_leave(turn: Turn, person: Person, network_id: str) -> list[Reply]:
    """Ask whether somebody really leaves a network."""
    network = with_id(person.networks, network_id)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    choices = (Choice(turn.say("leave-yes"), f"left:{network_id}"), Choice(turn.say("leave-no"), "stay:"))
    return [Reply(turn.say("leave-sure", network=escape(network.name)), choices, private=True)]


async def leave(turn: Turn, person: Person, network_id: str) -> list[Reply]:
    """Leave a network, unless it would have no facilitator left."""
    network = with_id(person.networks, network_id)
    role = person.role_in(int(network_id))
    if network is None or role is None:
        return [Reply(turn.say("closed"), private=True)]
    outcome = await remove(turn, person.id, network, role)
    if outcome is Outcome.DONE:
        return [Reply(turn.say("left", network=escape(network.name)), private=True)]
    return [Reply(turn.say(f"change-{outcome}"), private=True)]


async def stay(turn: Turn, _: str) -> list[Reply]:
    """Somebody doesn't leave after all."""
    return [Reply(turn.say("stayed"), private=True)]


COMMANDS = (Command("netwerken", "networks", "does-networks", personal(networks)),)
CHOICES = {
    "leave": ChoiceAction(personal(ask_to_leave), leaves_open=True),
    "left": ChoiceAction(personal(leave)),
    "stay": ChoiceAction(stay),
}
