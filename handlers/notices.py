"""A friendly line to somebody about what changed for them."""

from datetime import timedelta

from bot.contract import Address, Language, Reply
from handlers.people import Network, Person
from handlers.turn import Turn
from scheduler.outbox import OutboxKind, Planned

NOTICE_KEPT_FOR = timedelta(days=3)


async def tell(turn: Turn, person: Person, text: str) -> None:
    """Tell somebody at the door that they prefer of those where they are reached; after a pause, if any."""
    doors = await turn.tx.people.doors_of(person.id)
    chats = [
        Address(door.platform, door.conversation) for door in doors if door.conversation and door.reachable
    ]
    if not chats:
        return
    moment = max(turn.now, person.paused_until or turn.now)
    key = f"notice/{turn.key(1)}/person-{person.id}"
    planned = Planned(key, OutboxKind.NOTICE, chats[0], Reply(text), moment, moment + NOTICE_KEPT_FOR)
    await turn.tx.outbox.plan([planned])


def language_of(person: Person, network: Network) -> Language:
    """The language to write to somebody in: their own, else that of the network."""
    return person.language or network.language
