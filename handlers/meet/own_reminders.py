"""A member's own reminders, below `/profiel`: as the network does it, at other times, or none."""

from bot.contract import Choice, Reply, escape
from handlers.meet.editing import AS_NETWORK, kept, words_for
from handlers.people.network_settings import OFF
from handlers.people.one_network import which_network, with_id
from handlers.people.people import Network, Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction
from handlers.turn import Turn

PRESETS = (AS_NETWORK, "P7D,PT2H", "P2D,PT2H", "P1D", "PT2H", OFF)


async def ask(turn: Turn, person: Person, network_id: str) -> list[Reply]:
    """How somebody is reminded now, and how it could be; for one of their networks."""
    if not network_id and len(person.networks) > 1:
        return [which_network(turn, person.networks, "own-reminders")]
    network = with_id(person.networks, network_id) if network_id else next(iter(person.networks), None)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    choices = tuple(
        Choice(words_for(turn, preset), f"own-reminders-set:{network.id} {preset}") for preset in PRESETS
    )
    text = turn.say("own-reminders", network=escape(network.name), now=current(turn, person, network))
    return [Reply(text, choices, private=True)]


def current(turn: Turn, person: Person, network: Network) -> str:
    """How somebody is reminded now, in words."""
    place = next(place for place in person.memberships if place.network.id == network.id)
    written = network.reminders if place.reminders is None else place.reminders
    words = words_for(turn, ",".join(written) or OFF)
    return f"{words} ({words_for(turn, AS_NETWORK)})" if place.reminders is None else words


async def change(turn: Turn, person: Person, argument: str) -> list[Reply]:
    """Remind somebody otherwise from now on."""
    network_id, _, preset = argument.partition(" ")
    network = with_id(person.networks, network_id)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.people.remind(person.id, network.id, kept(preset), turn.now)
    return [Reply(turn.say("own-reminders-set", words=words_for(turn, preset)), private=True)]


CHOICES = {
    "own-reminders": ChoiceAction(personal(ask), leaves_open=True),
    "own-reminders-set": ChoiceAction(personal(change)),
}
