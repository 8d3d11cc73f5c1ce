"""About which network something is: asked once per command, and only where somebody has more than one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.contract import Choice, Reply
from handlers.people.people import Network
from handlers.turn import Handler, Turn

OfOneNetwork = Callable[[Turn, Network], Awaitable[list[Reply]]]
OfOneNetworkAnd = Callable[[Turn, Network, str], Awaitable[list[Reply]]]


@dataclass(frozen=True, slots=True)
class InOneNetwork:
    """A command about one of the networks that `networks` finds, answered by `run`.

    `action` is what a choice of a network does; its handler is `chosen`.
    """

    action: str
    run: OfOneNetwork
    networks: Callable[[Turn], Awaitable[Sequence[Network]]]

    async def command(self, turn: Turn, _: str) -> list[Reply]:
        """Answer for the only network, or ask which one."""
        candidates = await self.networks(turn)
        if not candidates:
            return [Reply(turn.say("no-network"), private=True)]
        if len(candidates) == 1:
            return await self.run(turn, candidates[0])
        return [which_network(turn, candidates, self.action)]

    async def chosen(self, turn: Turn, network_id: str) -> list[Reply]:
        """Answer for the network that was chosen, and remember it for the next time."""
        network = with_id(await self.networks(turn), network_id)
        if network is None:
            return [Reply(turn.say("closed"), private=True)]
        await remember_choice(turn, network)
        return await self.run(turn, network)


def which_network(turn: Turn, networks: Sequence[Network], action: str, rest: str = "") -> Reply:
    """Ask which of these networks is meant; a choice does `action`, with the network's id and `rest`."""
    choices = tuple(
        Choice(network.name, f"{action}:{network.id} {rest}".rstrip())
        for network in last_choice_first(turn, networks)
    )
    return Reply(turn.say("which-network"), choices, private=True)


async def remember_choice(turn: Turn, network: Network) -> None:
    """Offer this network first the next time."""
    if turn.visitor.person:
        await turn.tx.people.change(turn.visitor.person.id, last_network_id=network.id)


def last_choice_first(turn: Turn, networks: Sequence[Network]) -> list[Network]:
    """Networks in their own order, but the one that was chosen last before all others."""
    last = turn.visitor.person.last_network_id if turn.visitor.person else None
    return sorted(networks, key=lambda network: network.id != last)


def with_id(networks: Sequence[Network], network_id: str) -> Network | None:
    """The network with this id among these."""
    return next((network for network in networks if str(network.id) == network_id), None)


async def asked(turn: Turn) -> Sequence[Network]:
    """The networks that a question of the visitor can be for."""
    if turn.visitor.person and turn.visitor.person.networks:
        return turn.visitor.person.networks
    return [
        network for network in await turn.tx.networks.all() if turn.visitor.is_operator or network.open_ask
    ]


async def facilitated(turn: Turn) -> Sequence[Network]:
    """The networks of which the visitor is a facilitator; of the operator's all."""
    if turn.visitor.is_operator:
        return await turn.tx.networks.all()
    return turn.visitor.person.facilitates if turn.visitor.person else ()


def by_facilitator(run: OfOneNetworkAnd) -> Handler:
    """A handler for facilitators of one network alone; the argument begins with the network's id.

    Being a facilitator elsewhere is not enough, and it is looked up each time: roles change while lists
    stay open.
    """

    async def checked(turn: Turn, argument: str) -> list[Reply]:
        network_id, _, rest = argument.partition(" ")
        network = with_id(await facilitated(turn), network_id)
        if network is None:
            return [Reply(turn.say("facilitators-only"), private=True)]
        return await run(turn, network, rest)

    return checked
