"""`/bericht`: a message of the facilitators to everybody in a network, shown before it goes."""

from datetime import timedelta

from bot.contract import Choice, Language, Reply, escape
from handlers.meet.alone import wait_alone
from handlers.meet.guarded import Guarded
from handlers.meet.lines import is_too_long
from handlers.notices import language_of
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.one_network import facilitated, remember_choice, which_network, with_id
from handlers.people.people import Network
from handlers.table import ChoiceAction, Step
from handlers.turn import Handler, Turn
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

ANNOUNCE = "announce"
LONGEST = 1500  # characters
LASTING = timedelta(days=7)


def announce_with(guarded: Guarded) -> Handler:
    """`/bericht`, alone or with the message behind it, which goes past the guard."""

    async def announce(turn: Turn, argument: str) -> list[Reply]:
        if argument:
            return await guarded(turn, argument, then=ANNOUNCE)
        await wait_alone(turn, ANNOUNCE, {})
        return [Reply(turn.say("announce-ask"), private=True)]

    return announce


async def typed(turn: Turn, text: str) -> list[Reply]:
    """The message, or other words for it."""
    if is_too_long(text, LONGEST):
        await wait_alone(turn, ANNOUNCE, turn.answered)
        return [Reply(turn.say("text-too-long", longest=LONGEST), private=True)]
    networks = await facilitated(turn)
    known = with_id(networks, turn.answered.get("network", ""))
    network = known or (networks[0] if len(networks) == 1 else None)
    if network is None:
        await wait_alone(turn, ANNOUNCE, {"text": text.strip()})
        return [which_network(turn, networks, "announce-in")]
    return [await preview(turn, network, text.strip())]


async def in_network(turn: Turn, network_id: str) -> list[Reply]:
    """The network was chosen."""
    network, text = await waiting(turn, network_id)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    await remember_choice(turn, network)
    return [await preview(turn, network, text)]


async def waiting(turn: Turn, network_id: str) -> tuple[Network | None, str]:
    """The network and the words of the message that waits; no network when there is none."""
    text = turn.answered.get("text", "")
    network = with_id(await facilitated(turn), network_id)
    return (network, text) if text else (None, "")


async def preview(turn: Turn, network: Network, text: str) -> Reply:
    """The message as members read it, and to how many it goes."""
    await wait_alone(turn, ANNOUNCE, {"network": str(network.id), "text": text})
    people = len(await turn.tx.people.all(network.id))
    choices = (
        Choice(turn.say("plan-send", people=people), f"announce-send:{network.id}"),
        Choice(turn.say("plan-rehearse"), f"announce-rehearse:{network.id}"),
        Choice(turn.say("plan-away"), "announce-away:"),
    )
    message = message_in(turn, turn.language, network, text)
    shown = turn.say("announce-preview", people=people, message=message)
    return Reply(shown, choices, private=True)


def message_in(turn: Turn, language: Language, network: Network, text: str) -> str:
    """The message as it is read in a language; the words themselves stay as they are."""
    return turn.speaking(language).say("announcement", network=escape(network.name), text=escape(text))


async def rehearse(turn: Turn, network_id: str) -> list[Reply]:
    """It goes to who wrote it alone."""
    network, text = await waiting(turn, network_id)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    person = turn.visitor.person
    if person is None:
        return [Reply(turn.say("plan-rehearse-member"), private=True)]
    await plan_for(turn, network, text, {person.id: turn.language}, "rehearsal")
    shown = await preview(turn, network, text)
    return [Reply(f"{turn.say('plan-rehearsal-sent')}\n\n{shown.text}", shown.choices, private=True)]


async def send(turn: Turn, network_id: str) -> list[Reply]:
    """It goes to everybody, outside the quiet hours."""
    network, text = await waiting(turn, network_id)
    if network is None:
        return [Reply(turn.say("closed"), private=True)]
    people = await turn.tx.people.all(network.id)
    told = {person.id: language_of(person, network) for person in people}
    await plan_for(turn, network, text, told, "announcement")
    await note(turn, network, "announced", None, f"people={len(people)}")
    return [Reply(turn.say("announced", people=len(people)), private=True)]


async def plan_for(turn: Turn, network: Network, text: str, told: dict[int, Language], kind: str) -> None:
    """Put it into the outbox for these people, by the language they read."""
    hours = quiet_hours(network.quiet, network.timezone)
    at = turn.now if kind == "rehearsal" else moment_outside(turn.now, hours)
    until = at + LASTING
    messages = [
        Planned(
            f"{kind}/{turn.key(1)}/person-{person_id}",
            OutboxKind.NOTICE,
            ToPerson(person_id, language),
            Reply(message_in(turn, language, network, text)),
            at,
            until,
            subject=f"{kind}/{turn.key(1)}",
            network_id=network.id,
        )
        for person_id, language in told.items()
    ]
    await turn.tx.outbox.plan(messages)


async def away(turn: Turn, _: str) -> list[Reply]:
    """It is thrown away."""
    return [Reply(turn.say("plan-thrown-away"), private=True)]


CHOICES = {
    "announce-in": ChoiceAction(in_network, answers=ANNOUNCE, who=Who.FACILITATORS),
    "announce-rehearse": ChoiceAction(rehearse, answers=ANNOUNCE, who=Who.FACILITATORS),
    "announce-send": ChoiceAction(send, answers=ANNOUNCE, who=Who.FACILITATORS),
    "announce-away": ChoiceAction(away, answers=ANNOUNCE, who=Who.FACILITATORS),
}
STEPS = {ANNOUNCE: Step(typed, takes_questions=True, who=Who.FACILITATORS, guarded=True, topics=True)}
