"""`/inbreng`: what members bring to the next meeting, and which of it most want to talk about."""

import re
from collections.abc import Sequence

from bot.contract import Choice, Reply, escape
from handlers.meet.alone import wait_alone
from handlers.meet.answers import pressed
from handlers.meet.finding import coming_in, for_facilitators, for_members, leads, mine, with_meetings
from handlers.meet.guarded import Guarded
from handlers.meet.lines import is_too_long, one_line
from handlers.meet.meetings import AgendaItem
from handlers.meet.next_meeting import day_and_theme
from handlers.people.access import Who
from handlers.people.one_network import InOneNetwork, which_network, with_id
from handlers.people.people import Network, Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Step
from handlers.turn import Handler, Turn
from scheduler.meetings import Meeting

BRING = "bring"
LONGEST = 300  # characters
MOST_SHOWN = 10
ON_THE_AGENDA = 3
LONGEST_LABEL = 40
GOOD = "👍"


def bring_with(guarded: Guarded) -> Handler:
    """`/inbreng`: what is there; with a question behind it, that one is added, past the guard."""

    async def bring(turn: Turn, argument: str) -> list[Reply]:
        if argument:
            return await guarded(turn, argument, then=BRING)
        return await NEXT.command(turn, "")

    return bring


async def show_next(turn: Turn, network: Network) -> list[Reply]:
    """What is brought to the next meeting of a network."""
    coming = await coming_in(turn, network)
    return [await agenda(turn, network, coming[0] if coming else None)]


async def show(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """What is brought to a meeting."""
    return [await agenda(turn, network, meeting)]


async def agenda(turn: Turn, network: Network, meeting: Meeting | None, first: str = "") -> Reply:
    """What is brought to a meeting, or to the next when none is planned yet; the most wanted first."""
    items = (await turn.tx.agenda.for_meeting(network.id, meeting.id if meeting else None))[:MOST_SHOWN]
    day = day_and_theme(turn, meeting) if meeting else turn.say("agenda-no-date")
    name = escape(network.name)
    head = (
        turn.say("agenda", network=name, day=day)
        if items
        else turn.say("agenda-empty", network=name, day=day)
    )
    text = "\n".join([head, *([""] if items else []), *(line(turn, each) for each in items)])
    where = f"{network.id} {meeting.id if meeting else ''}".strip()
    votes = tuple(Choice(f"{GOOD} {label(item)}", f"agenda-vote:{item.id}") for item in items)
    add = (Choice(turn.say("agenda-add"), f"agenda-add:{where}"),)
    choose: tuple[Choice, ...] = ()
    if items and meeting and await leads(turn, meeting):
        choose = (Choice(turn.say("agenda-choose"), f"agenda-lead:{meeting.id}"),)
    return Reply(f"{first}\n\n{text}".strip(), (*votes, *add, *choose), private=True)


def line(turn: Turn, item: AgendaItem) -> str:
    """An item with its votes, if any; whether it was put on the agenda."""
    votes = f" {GOOD} {item.votes}" if item.votes else ""
    chosen = f" ({turn.say('agenda-chosen')})" if item.chosen else ""
    return f"- {escape(item.text)}{votes}{chosen}"


def label(item: AgendaItem) -> str:
    """An item as a choice."""
    return item.text if len(item.text) <= LONGEST_LABEL else f"{item.text[:LONGEST_LABEL].rstrip()}…"


async def ask(turn: Turn, person: Person, where: str) -> list[Reply]:
    """Ask what somebody wants to bring; `where`: the network and the meeting."""
    network_id, _, meeting_id = where.partition(" ")
    await wait_alone(turn, BRING, {"network": network_id, "meeting": meeting_id})
    return [Reply(turn.say("agenda-ask"), private=True)]


async def typed(turn: Turn, person: Person, text: str) -> list[Reply]:
    """Somebody's question, to be kept."""
    if is_too_long(text, LONGEST) or not one_line(text, LONGEST):
        await wait_alone(turn, BRING, turn.answered)
        return [Reply(turn.say("text-too-long", longest=LONGEST), private=True)]
    networks = await mine(turn)
    known = with_id(networks, turn.answered.get("network", ""))
    network = known or (networks[0] if len(networks) == 1 else None)
    if network is None:
        await wait_alone(turn, BRING, {"text": one_line(text, LONGEST)})
        return [which_network(turn, networks, "agenda-in")]
    return await keep(turn, network, person, one_line(text, LONGEST))


async def in_network(turn: Turn, person: Person, network_id: str) -> list[Reply]:
    """The network was chosen."""
    network, text = with_id(await mine(turn), network_id), turn.answered.get("text")
    if network is None or not text:
        return [Reply(turn.say("closed"), private=True)]
    return await keep(turn, network, person, text)


async def keep(turn: Turn, network: Network, person: Person, text: str) -> list[Reply]:
    """Keep a question; its author wants to talk about it. The next meeting's may go on to the one after."""
    coming = await coming_in(turn, network)
    named = turn.answered.get("meeting", "")
    meeting = next((each for each in coming if str(each.id) == named), coming[0] if coming else None)
    is_next = meeting is None or meeting == coming[0]
    items = await turn.tx.agenda.for_meeting(network.id, meeting.id if meeting else None)
    there = next((item.id for item in items if bare(item.text) == bare(text)), None)
    meeting_id = None if is_next or meeting is None else meeting.id
    item_id = there or await turn.tx.agenda.add(network.id, meeting_id, person.id, text, turn.now)
    await turn.tx.agenda.vote(item_id, person.id)
    first = turn.say("agenda-there") if there else turn.say("agenda-added")
    return [await agenda(turn, network, meeting, first)]


def bare(text: str) -> str:
    """The words of a question alone: capitals and signs make no other question of it."""
    return " ".join(re.findall(r"\w+", text.casefold())) or text


async def vote(turn: Turn, person: Person, item_id: str) -> list[Reply]:
    """Somebody wants to talk about an item, or takes that back."""
    item = await turn.tx.agenda.get(int(item_id))
    network = with_id(await mine(turn), str(item.network_id)) if item else None
    if item is None or network is None:
        return [Reply(turn.say("closed"), private=True)]
    is_new = await turn.tx.agenda.vote(item.id, person.id)
    if not is_new:
        await turn.tx.agenda.unvote(item.id, person.id)
    first = turn.say("agenda-voted") if is_new else turn.say("agenda-unvoted")
    shown = await agenda(turn, network, await meeting_of(turn, network, item), first)
    return [in_place(shown, await pressed(turn))]


def in_place(reply: Reply, key: str | None) -> Reply:
    """A reply that takes the place of the message that was pressed."""
    return Reply(reply.text, reply.choices, private=True, replaces=key)


async def meeting_of(turn: Turn, network: Network, item: AgendaItem) -> Meeting | None:
    """The meeting that an item is for: its own, or the next."""
    coming = await coming_in(turn, network)
    own = next((meeting for meeting in coming if meeting.id == item.meeting_id), None)
    return own or (coming[0] if coming else None)


async def lead(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """What facilitators can do with items: put them on the agenda, take them off, take them away."""
    items = (await turn.tx.agenda.for_meeting(network.id, meeting.id))[:MOST_SHOWN]
    return [
        Reply(turn.say("agenda-lead", most=ON_THE_AGENDA), lead_choices(turn, meeting, items), private=True)
    ]


def lead_choices(turn: Turn, meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[Choice, ...]:
    """For each item what can be done with it."""
    choices = []
    for item in items:
        text, about = label(item), f"{meeting.id} {item.id}"
        chosen = (
            turn.say("agenda-take-off", text=text) if item.chosen else turn.say("agenda-put-on", text=text)
        )
        choices.append(Choice(chosen, f"agenda-choose:{about}"))
        choices.append(Choice(turn.say("agenda-away", text=text), f"agenda-away:{about}"))
    return tuple(choices)


async def choose(turn: Turn, network: Network, meeting: Meeting, item_id: str) -> list[Reply]:
    """Put an item on the agenda, or take it off."""
    item = await turn.tx.agenda.get(int(item_id))
    if item is None or item.network_id != network.id:
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.agenda.choose(item.id, None if item.chosen else meeting.id, chosen=not item.chosen)
    return [await agenda(turn, network, meeting, turn.say("noted"))]


async def take_away(turn: Turn, network: Network, meeting: Meeting, item_id: str) -> list[Reply]:
    """Take an item away."""
    item = await turn.tx.agenda.get(int(item_id))
    if item is None or item.network_id != network.id:
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.agenda.remove(item.id)
    return [await agenda(turn, network, meeting, turn.say("noted"))]


NEXT = InOneNetwork("agenda-of", show_next, with_meetings)
CHOICES = {
    "agenda-of": ChoiceAction(NEXT.chosen, leaves_open=True),
    "agenda": ChoiceAction(for_members(show), leaves_open=True),
    "agenda-add": ChoiceAction(personal(ask), leaves_open=True),
    "agenda-in": ChoiceAction(personal(in_network), answers=BRING),
    "agenda-vote": ChoiceAction(personal(vote), leaves_open=True),
    "agenda-lead": ChoiceAction(for_facilitators(lead), leaves_open=True, who=Who.FACILITATORS),
    "agenda-choose": ChoiceAction(for_facilitators(choose), who=Who.FACILITATORS),
    "agenda-away": ChoiceAction(for_facilitators(take_away), who=Who.FACILITATORS),
}
STEPS = {BRING: Step(personal(typed), takes_questions=True, guarded=True)}
