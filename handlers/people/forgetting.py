"""To be forgotten: asked once, then done."""

from collections.abc import Sequence
from typing import Protocol

from bot.contract import Choice, Reply, escape
from handlers.learn.questions import ShortMemory
from handlers.people.access import Who
from handlers.people.people import Network, Networks, People, Person, Role
from handlers.table import ChoiceAction
from handlers.turn import Turn


class Transaction(Protocol):
    """What it takes to see whether a network can do without somebody."""

    @property
    def people(self) -> People: ...
    @property
    def networks(self) -> Networks: ...


async def left_without(tx: Transaction, person: Person) -> Sequence[Network]:
    """The networks that would be left without a facilitator while there are members in them."""
    alone = []
    for network in person.facilitates:
        await tx.networks.hold(network.id)
        facilitators = await tx.people.count(network.id, Role.FACILITATOR)
        if facilitators == 1 and await tx.people.count(network.id, Role.MEMBER):
            alone.append(network)
    return alone


class Forgetting:
    """The handlers of `/vergeetmij`."""

    def __init__(self, memory: ShortMemory) -> None:
        self._memory = memory
        self.choices = {
            "forget": ChoiceAction(self.forget, who=Who.EVERYBODY),
            "forget-not": ChoiceAction(self.keep, who=Who.EVERYBODY),
        }

    async def ask(self, turn: Turn, _: str) -> list[Reply]:
        """`/vergeetmij`: say what that means, and ask whether it is meant."""
        if refusal := await self._refusal(turn):
            return [refusal]
        choices = (
            Choice(turn.say("forget-yes"), "forget:"),
            Choice(turn.say("forget-no"), "forget-not:"),
        )
        return [Reply(turn.say("forget"), choices, private=True)]

    async def forget(self, turn: Turn, _: str) -> list[Reply]:
        """Erase whoever says so. The last words are not kept either."""
        if refusal := await self._refusal(turn):
            return [refusal]
        person, here = turn.visitor.person, turn.message
        subject = await turn.tx.own_data.subject(
            person.id if person else None, (here.address.platform, here.sender)
        )
        await turn.tx.own_data.erase(subject, turn.now)
        for platform, sender in subject.doors:
            self._memory.forget(platform, sender)
        if subject.pseudonym:
            await turn.tx.audit.note(subject.pseudonym, "erase", turn.now, subject=subject.pseudonym)
        return [Reply(turn.say("forgotten"), private=True, fleeting=True)]

    async def keep(self, turn: Turn, _: str) -> list[Reply]:
        """On second thoughts."""
        return [Reply(turn.say("forgotten-not"), private=True)]

    async def _refusal(self, turn: Turn) -> Reply | None:
        person = turn.visitor.person
        networks = await left_without(turn.tx, person) if person else ()
        if not networks:
            return None
        names = ", ".join(escape(network.name) for network in networks)
        return Reply(turn.say("last-facilitator", network=names), private=True)
