"""`/bezorging`: who got what was sent, who did not, why, and what to do about it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.contract import Choice, Reply, escape
from handlers.dates import day_in_words
from handlers.meet.accounts import MISSED, TECHNICAL, WAITS, Broadcast, Receiver, why
from handlers.people.access import Who
from handlers.people.one_network import InOneNetwork, by_facilitator, facilitated
from handlers.people.people import Network
from handlers.table import ChoiceAction, Command
from handlers.turn import Turn
from scheduler.outbox import Status

LOOKS_BACK = timedelta(days=30)
MOST_BROADCASTS = 8
MOST_NAMES = 20


async def overview(turn: Turn, network: Network) -> list[Reply]:
    """What was sent lately: the counts, and each broadcast to look into."""
    found = await turn.tx.accounts.broadcasts(network.id, turn.now - LOOKS_BACK, turn.now)
    if not found:
        text = turn.say("delivery-none", network=escape(network.name), days=LOOKS_BACK.days)
        return [Reply(text, private=True)]
    shown = found[:MOST_BROADCASTS]
    head = turn.say("delivery", network=escape(network.name))
    lines = [f"- {counts_of(turn, broadcast)}" for broadcast in shown]
    choices = tuple(
        Choice(named(turn, broadcast), f"delivery-of:{network.id} {broadcast.name}") for broadcast in shown
    )
    return [Reply("\n".join([head, "", *lines]), choices, private=True)]


async def details(turn: Turn, network: Network, name: str) -> list[Reply]:
    """Who got one broadcast, and who did not."""
    found = await turn.tx.accounts.broadcasts(network.id, turn.now - LOOKS_BACK, turn.now)
    broadcast = next((each for each in found if each.name == name), None)
    if broadcast is None:
        return [Reply(turn.say("closed"), private=True)]
    receivers = await turn.tx.accounts.receivers(network.id, name)
    parts = [
        counts_of(turn, broadcast),
        missed(turn, [each for each in receivers if each.status in MISSED]),
        listed(turn, turn.say("delivery-waiting"), [each for each in receivers if each.status in WAITS]),
        listed(
            turn, turn.say("delivery-reached"), [each for each in receivers if each.status is Status.SENT]
        ),
    ]
    back = (Choice(turn.say("delivery-back"), f"delivery:{network.id}"),)
    return [Reply("\n\n".join(filter(None, parts)), back, private=True, sensitive=True)]


def counts_of(turn: Turn, broadcast: Broadcast) -> str:
    """A broadcast in one line: how many got it, did not, wait."""
    line = turn.say(
        "delivery-counts",
        what=named(turn, broadcast),
        reached=broadcast.total([Status.SENT]),
        missed=broadcast.total(MISSED),
    )
    waiting, cancelled = broadcast.total(WAITS), broadcast.total([Status.CANCELLED])
    line += turn.say("delivery-counts-waiting", number=waiting) if waiting else ""
    line += turn.say("delivery-counts-cancelled", number=cancelled) if cancelled else ""
    twice = broadcast.maybe_twice
    return line + "." + (f" {turn.say('delivery-maybe-twice', number=twice)}" if twice else "")


def named(turn: Turn, broadcast: Broadcast) -> str:
    """A broadcast by its kind and day."""
    return f"{turn.say(f'sent-{broadcast.kind}')}, {day_in_words(turn, broadcast.at)}"


def missed(turn: Turn, receivers: Sequence[Receiver]) -> str:
    """Who did not get it: why, and what to do."""
    if not receivers:
        return ""
    lines = [f"- {label_of(each)}: {explained(turn, each)}" for each in receivers[:MOST_NAMES]]
    more = len(receivers) - MOST_NAMES
    lines += [turn.say("delivery-more", number=more)] if more > 0 else []
    return "\n".join([turn.say("delivery-missed"), *lines])


def explained(turn: Turn, receiver: Receiver) -> str:
    """Why somebody did not get something, and what to do; of a fault, what the operator needs to know."""
    sense = why(receiver.reason)
    text = turn.say(f"why-{sense}")
    return f"{text} {escape(receiver.reason or '-')}" if sense == TECHNICAL else text


def listed(turn: Turn, heading: str, receivers: Sequence[Receiver]) -> str:
    """Names below a heading, a page at most."""
    if not receivers:
        return ""
    names = ", ".join(escape(each.name) for each in receivers[:MOST_NAMES])
    more = len(receivers) - MOST_NAMES
    rest = f" {turn.say('delivery-more', number=more)}" if more > 0 else ""
    return f"{heading} {names}{rest}"


def label_of(receiver: Receiver) -> str:
    """Somebody, and where they work."""
    where = f" ({escape(receiver.organisation)})" if receiver.organisation else ""
    return f"{escape(receiver.name)}{where}"


DELIVERIES = InOneNetwork("delivery", overview, facilitated)
COMMANDS = (Command("bezorging", "delivery", "does-delivery", DELIVERIES.command, who=Who.FACILITATORS),)
CHOICES = {
    "delivery": ChoiceAction(DELIVERIES.chosen, leaves_open=True, who=Who.FACILITATORS),
    "delivery-of": ChoiceAction(by_facilitator(details), leaves_open=True, who=Who.FACILITATORS),
}
