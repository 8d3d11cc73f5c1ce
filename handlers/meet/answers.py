"""What people answer to an invitation: one card, that says what they answered last."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.contract import Choice, Kind, Reply, escape
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.meet.alone import wait_alone
from handlers.meet.finding import mine
from handlers.meet.meeting_cards import cancelled, invitation, moved
from handlers.meet.meeting_planner import replan_for
from handlers.meet.meetings import Rsvp
from handlers.meet.next_meeting import VIEW, as_member, facts_of, view, when
from handlers.meet.preparing import meant
from handlers.notices import language_of, tell
from handlers.people.one_network import with_id
from handlers.people.organisations import tidy
from handlers.people.people import Network, Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from scheduler.meetings import Answer, Meeting
from scheduler.outbox import OutboxKind, Planned

STAND_IN = "rsvp-stand-in"
MOST_OFFERED = 12
CARD_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a choice names it: `rsvp:12:yes:1`, with `view` when it stood below `/bijeenkomst`."""

    meeting_id: int
    answer: Answer
    version: int
    is_view: bool


def given(argument: str) -> Given | None:
    """The answer in a choice's value; None for what is none."""
    parts = argument.split(":")
    try:
        return Given(int(parts[0]), Answer(parts[1]), int(parts[2]), VIEW in parts[3:])
    except (ValueError, IndexError):
        return None


async def respond(turn: Turn, person: Person, argument: str) -> list[Reply]:
    """Somebody answers an invitation, or changes their answer."""
    said = given(argument)
    meeting = await turn.tx.meetings.held(said.meeting_id) if said else None
    network = with_id(await mine(turn), str(meeting.network_id)) if meeting else None
    if said is None or meeting is None or network is None:
        return [Reply(turn.say("closed"), private=True)]
    if refusal := await refused(turn, network, meeting, said):
        return [refusal]
    if said.answer is Answer.REPLACED:
        return [await ask_stand_in(turn, network, meeting, person)]
    here = await pressed(turn)
    await keep(turn, network, meeting, rsvp_of(turn, meeting, person, said.answer), here)
    if here is None:  # it was typed, and nobody looks back at a card
        return [Reply(turn.say(f"answer-noted-{said.answer}", day=when(turn, meeting)), private=True)]
    fresh = await (view if said.is_view else card_of)(turn, network, meeting)
    return [replace(fresh, private=True, replaces=here)]


async def refused(turn: Turn, network: Network, meeting: Meeting, said: Given) -> Reply | None:
    """Why an answer can't count: the meeting is off, has begun, or is on another date now."""
    if meeting.is_cancelled:
        member = await as_member(turn, network, meeting)
        text = cancelled(turn.texts, await facts_of(turn, network, meeting), member)
        return Reply(text, private=True, replaces=await pressed(turn))
    if meeting.start <= turn.now:
        return Reply(turn.say("meeting-has-begun"), private=True)
    if said.version != meeting.version:
        card = moved(
            turn.texts, await facts_of(turn, network, meeting), await as_member(turn, network, meeting)
        )
        return replace(card, private=True, replaces=await pressed(turn))
    return None


def rsvp_of(turn: Turn, meeting: Meeting, person: Person, answer: Answer) -> Rsvp:
    """An answer to the date as it is now."""
    return Rsvp(meeting.id, person.id, answer, turn.now, meeting.version)


async def keep(turn: Turn, network: Network, meeting: Meeting, rsvp: Rsvp, here: str | None) -> None:
    """Keep an answer, and let the card say so, unless it is the message `here` that is edited anyway."""
    person_id = rsvp.person_id or 0
    await turn.tx.rsvps.give(rsvp)
    await replan_for(turn.tx, turn.texts, meeting.id, person_id, turn.now)
    card_key = await turn.tx.invitees.card_key(meeting.id, person_id)
    if card_key is not None and not await is_same(turn, card_key, here):
        await edit_card(turn, network, meeting, card_key)


async def card_of(turn: Turn, network: Network, meeting: Meeting) -> Reply:
    """Somebody's card as it is now."""
    return invitation(
        turn.texts, await facts_of(turn, network, meeting), await as_member(turn, network, meeting)
    )


async def pressed(turn: Turn) -> str | None:
    """The key of the message of which a button or sign was pressed; None for what was typed."""
    ref = turn.message.replies_to if turn.message.kind in (Kind.CHOICE, Kind.REACTION) else None
    return await turn.tx.outbox.key_of(ref) if ref else None


async def is_same(turn: Turn, key: str, other: str | None) -> bool:
    """Whether two keys are of one message."""
    if other is None:
        return False
    ref = await turn.tx.outbox.ref_of(key)
    return ref is not None and ref == await turn.tx.outbox.ref_of(other)


async def edit_card(turn: Turn, network: Network, meeting: Meeting, key: str) -> None:
    """Let the card say what was answered, in whichever app it stands; once it was sent."""
    ref = await turn.tx.outbox.ref_of(key)
    if ref is None:
        return
    reply = replace(await card_of(turn, network, meeting), replaces=key)
    own = f"{turn.key(1)}/card"
    until = turn.now + CARD_KEPT_FOR
    await turn.tx.choices.add(
        ChoiceList(own, ref.address, turn.language, reply.choices, turn.now + LIST_OPEN_FOR)
    )
    await turn.tx.outbox.plan([Planned(own, OutboxKind.ANSWER, ref.address, reply, turn.now, until)])


# Somebody else comes


async def ask_stand_in(turn: Turn, network: Network, meeting: Meeting, person: Person) -> Reply:
    """Who comes in somebody's place: colleagues first, or a name."""
    await wait_alone(turn, STAND_IN, {"meeting": str(meeting.id), "version": str(meeting.version)})
    colleagues = (await colleagues_of(turn, network, person))[:MOST_OFFERED]
    choices = (
        *(Choice(each.name, f"{STAND_IN}:{each.id}") for each in colleagues),
        Choice(turn.say("stand-in-unknown"), f"{STAND_IN}:"),
    )
    return Reply(turn.say("stand-in-ask"), choices, private=True)


async def colleagues_of(turn: Turn, network: Network, person: Person) -> list[Person]:
    """The others of the same organisation in a network."""
    people = await turn.tx.people.all(network.id)
    return [
        other
        for other in people
        if other.organisation and other.organisation == person.organisation and other.id != person.id
    ]


async def take_stand_in(turn: Turn, person: Person, text: str) -> list[Reply]:
    """A name was typed: that of a colleague we know, or a new one."""
    network, meeting = await asked_about(turn)
    if network is None or meeting is None:
        return [Reply(turn.say("closed"), private=True)]
    colleague = meant(text, await colleagues_of(turn, network, person))
    name = tidy(text)
    if colleague is None and not any(sign.isalpha() for sign in name):
        await wait_alone(turn, STAND_IN, turn.answered)
        return [Reply(turn.say("stand-in-again"), private=True)]
    rsvp = rsvp_of(turn, meeting, person, Answer.REPLACED)
    if colleague is None:
        rsvp = replace(rsvp, replaced_by_name=name)
    return await replaced(turn, network, meeting, rsvp, colleague)


async def pick_stand_in(turn: Turn, person: Person, person_id: str) -> list[Reply]:
    """A colleague was chosen, or it is not known yet who comes."""
    network, meeting = await asked_about(turn)
    if network is None or meeting is None:
        return [Reply(turn.say("closed"), private=True)]
    colleagues = await colleagues_of(turn, network, person)
    colleague = next((each for each in colleagues if str(each.id) == person_id), None)
    rsvp = rsvp_of(turn, meeting, person, Answer.REPLACED)
    return await replaced(turn, network, meeting, rsvp, colleague)


async def asked_about(turn: Turn) -> tuple[Network | None, Meeting | None]:
    """The meeting that the step is about, and its network if the visitor is in it."""
    meeting_id = turn.answered.get("meeting")
    meeting = await turn.tx.meetings.held(int(meeting_id)) if meeting_id else None
    return (with_id(await mine(turn), str(meeting.network_id)), meeting) if meeting else (None, None)


async def replaced(
    turn: Turn, network: Network, meeting: Meeting, rsvp: Rsvp, colleague: Person | None
) -> list[Reply]:
    """Somebody else comes: a member, who is told so; somebody by name; or it is not known who."""
    said = Given(meeting.id, Answer.REPLACED, int(turn.answered["version"]), is_view=False)
    if refusal := await refused(turn, network, meeting, said):
        return [replace(refusal, replaces=None)]
    if colleague:
        rsvp = replace(rsvp, replaced_by_person=colleague.id)
        await tell_stand_in(turn, network, meeting, colleague)
    await keep(turn, network, meeting, rsvp, None)
    instead = colleague.name if colleague else rsvp.replaced_by_name
    if instead is None:
        return [Reply(turn.say("answer-noted-replaced", day=when(turn, meeting)), private=True)]
    text = turn.say("stand-in-noted", name=escape(instead), day=when(turn, meeting))
    return [Reply(text, private=True)]


async def tell_stand_in(turn: Turn, network: Network, meeting: Meeting, colleague: Person) -> None:
    """Let a colleague know that they were named, and by whom."""
    says = turn.speaking(language_of(colleague, network))
    name = turn.visitor.person.name if turn.visitor.person else ""
    day, theme = when(says, meeting), escape(meeting.theme)
    text = says.say("stand-in-told", name=escape(name), theme=theme, day=day)
    await tell(turn, colleague, text)


CHOICES = {
    "rsvp": ChoiceAction(personal(respond), leaves_open=True),
    STAND_IN: ChoiceAction(personal(pick_stand_in), answers=STAND_IN),
}
STEPS = {STAND_IN: Step(personal(take_stand_in))}
