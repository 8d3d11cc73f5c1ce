"""Becoming a member: an invitation, and three short steps."""

from collections.abc import Mapping

from bot.contract import Choice, Reply, escape
from handlers.people.access import Who
from handlers.people.codes import looks_like_code
from handlers.people.guessing import minutes_to_wait, note_wrong_code
from handlers.people.invitations import Invitation, State, state_of
from handlers.people.organisations import meant, tidy
from handlers.people.people import Function, Person
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from knowledge_base import closest

NAME, ORGANISATION, FUNCTION = "join-name", "join-organisation", "join-function"
MOST_ORGANISATIONS = 12
SHORTEST_NAME = 2


async def start(turn: Turn, code: str) -> list[Reply]:
    """`/start CODE`: come in by an invitation; without one, what the bot is for."""
    if not code:
        known = turn.visitor.is_member or await turn.tx.networks.anybody_may_ask()
        return [Reply(turn.say("welcome" if known else "stranger"), private=True)]
    if wait := await minutes_to_wait(turn):
        return [Reply(turn.say("wrong-codes", minutes=wait), private=True)]
    invitation = await turn.tx.invitations.find(code) if looks_like_code(code) else None
    if invitation is None:
        await note_wrong_code(turn)
        return [Reply(turn.say("code-unknown"), private=True)]
    match state_of(invitation, turn.now):
        case State.OPEN:
            return await welcome(turn, invitation)
        case over:
            return [Reply(turn.say(f"code-{over}"), private=True)]


async def welcome(turn: Turn, invitation: Invitation) -> list[Reply]:
    """Let in who we know; ask the others whether they agree with what we keep."""
    person = turn.visitor.person
    if person is None:
        choices = (
            Choice(turn.say("join-yes"), f"join:{invitation.id}"),
            Choice(turn.say("join-no"), "join-not:"),
        )
        text = turn.say("join-privacy", network=escape(invitation.network.name))
        return [Reply(text, choices, private=True)]
    if any(network.id == invitation.network.id for network in person.networks):
        name = escape(invitation.network.name)
        return [Reply(turn.say("already-member", network=name), private=True)]
    return [await let_in(turn, person, invitation)]


async def agree(turn: Turn, invitation_id: str) -> list[Reply]:
    """Somebody agrees: ask for name and organisation."""
    await turn.wait_for(NAME, {"invitation": invitation_id})
    return [Reply(turn.say("join-name"), private=True)]


async def decline(turn: Turn, _: str) -> list[Reply]:
    """Somebody doesn't agree."""
    return [Reply(turn.say("join-declined"), private=True)]


async def take_name(turn: Turn, text: str) -> list[Reply]:
    """A name, perhaps with the organisation after a comma."""
    first, _, rest = text.partition("," if "," in text else "\n")
    name = tidy(first)
    if len(name) < SHORTEST_NAME:
        await turn.wait_for(NAME, turn.answered)
        return [Reply(turn.say("join-name-again"), private=True)]
    data = {**turn.answered, "name": name}
    if tidy(rest):
        return await organisation_given(turn, data, tidy(rest))
    await turn.wait_for(ORGANISATION, data)
    choices = await organisation_choices(turn, "join-organisation")
    return [Reply(turn.say("join-organisation", name=escape(name)), choices, private=True)]


async def take_organisation(turn: Turn, text: str) -> list[Reply]:
    """The organisation, typed or chosen."""
    name = tidy(text)
    if not name:
        await turn.wait_for(ORGANISATION, turn.answered)
        return [Reply(turn.say("join-organisation-again"), private=True)]
    return await organisation_given(turn, turn.answered, name)


async def organisation_given(turn: Turn, data: Mapping[str, str], name: str) -> list[Reply]:
    """Ask what somebody does there; a known organisation keeps its own spelling."""
    organisation = meant(name, await turn.tx.organisations.names()) or name
    await turn.wait_for(FUNCTION, {**data, "organisation": organisation})
    text = turn.say("join-function", organisation=escape(organisation))
    return [Reply(text, function_choices(turn, "join-function"), private=True)]


async def organisation_choices(turn: Turn, action: str) -> tuple[Choice, ...]:
    """The organisations that are known, as choices."""
    known = (await turn.tx.organisations.names())[:MOST_ORGANISATIONS]
    return tuple(Choice(organisation, f"{action}:{organisation}") for organisation in known)


def function_choices(turn: Turn, action: str) -> tuple[Choice, ...]:
    """What somebody can be, as choices."""
    return tuple(Choice(turn.say(f"function-{function}"), f"{action}:{function}") for function in Function)


async def take_function(turn: Turn, text: str) -> list[Reply]:
    """What somebody does: chosen, or typed in words; then they are in."""
    data = turn.answered
    if "organisation" not in data:
        return [Reply(turn.say("closed"))]
    invitation = await turn.tx.invitations.get(int(data["invitation"]))
    if invitation is None:
        return [Reply(turn.say("code-expired"), private=True)]
    if turn.visitor.person is not None:
        return [await let_in(turn, turn.visitor.person, invitation)]
    if not await turn.tx.invitations.use(invitation.id, turn.now):
        return [Reply(turn.say(f"code-{state_of(invitation, turn.now)}"), private=True)]
    await new_person(turn, invitation, data, function_named(turn, text))
    name, network = escape(data["name"]), escape(invitation.network.name)
    return [Reply(turn.say("joined", name=name, network=network), private=True)]


def function_named(turn: Turn, text: str) -> Function:
    """The function that is meant by its name in the code or in words."""
    if text in list(Function):
        return Function(text)
    names = [turn.say(f"function-{function}").casefold() for function in Function]
    position = closest(text.strip().casefold(), names)
    return Function.OTHER if position is None else list(Function)[position]


async def new_person(turn: Turn, invitation: Invitation, data: Mapping[str, str], function: Function) -> None:
    """Keep somebody, in the network of the invitation, at this door."""
    organisation = await turn.tx.organisations.ensure(data["organisation"])
    person_id = await turn.tx.people.add(
        data["name"], organisation, function, turn.language, turn.now, started=True
    )
    await turn.tx.people.place(person_id, invitation.network.id, invitation.role, turn.now)
    await turn.tx.doors.belongs_to(turn.message.address.platform, turn.message.sender, person_id)


async def let_in(turn: Turn, person: Person, invitation: Invitation) -> Reply:
    """Somebody we know comes into one more network."""
    if not await turn.tx.invitations.use(invitation.id, turn.now):
        return Reply(turn.say(f"code-{state_of(invitation, turn.now)}"), private=True)
    await turn.tx.people.place(person.id, invitation.network.id, invitation.role, turn.now)
    name, network = escape(person.name), escape(invitation.network.name)
    return Reply(turn.say("joined", name=name, network=network), private=True)


CHOICES = {
    "join": ChoiceAction(agree, who=Who.EVERYBODY),
    "join-not": ChoiceAction(decline, who=Who.EVERYBODY),
    "join-organisation": ChoiceAction(take_organisation, answers=ORGANISATION, who=Who.EVERYBODY),
    "join-function": ChoiceAction(take_function, answers=FUNCTION, who=Who.EVERYBODY),
}
STEPS = {
    NAME: Step(take_name, takes_questions=True, who=Who.EVERYBODY),
    ORGANISATION: Step(take_organisation, takes_questions=True, who=Who.EVERYBODY),
    FUNCTION: Step(take_function, takes_questions=True, who=Who.EVERYBODY),
}
