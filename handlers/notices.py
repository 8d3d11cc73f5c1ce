"""A friendly line to somebody about what changed for them."""

from datetime import timedelta

from bot.contract import Choice, Language, Reply
from handlers.people.people import Network, Person
from handlers.turn import Turn
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

NOTICE_KEPT_FOR = timedelta(days=3)


async def tell(
    turn: Turn,
    person: Person,
    text: str,
    network: Network | None = None,
    *,
    choices: tuple[Choice, ...] = (),
) -> None:
    """Tell somebody, at their best door; after their pause, if any, and the quiet hours of the network."""
    network = network or next(iter(person.networks), None)
    hours = quiet_hours(network.quiet, network.timezone) if network else None
    until = moment_outside(max(turn.now, person.paused_until or turn.now), hours) + NOTICE_KEPT_FOR
    notice = Planned(
        f"notice/{turn.key(1)}/person-{person.id}",
        OutboxKind.NOTICE,
        ToPerson(person.id),
        Reply(text, choices),
        moment_outside(turn.now, hours),
        until,
        network_id=network.id if network else None,
    )
    await turn.tx.outbox.plan([notice])


def language_of(person: Person, network: Network) -> Language:
    """The language to write to somebody in: their own, else that of the network."""
    return person.language or network.language
