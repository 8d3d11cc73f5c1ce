"""Which meeting something is about, and who may do what with it."""

from collections.abc import Awaitable, Callable, Sequence

from bot.contract import Reply
from handlers.people.one_network import facilitated, with_id
from handlers.people.people import Network
from handlers.turn import Handler, Turn
from scheduler.meetings import Meeting

OfMeeting = Callable[[Turn, Network, Meeting, str], Awaitable[list[Reply]]]


async def mine(turn: Turn) -> Sequence[Network]:
    """The networks whose meetings concern the visitor; of the operator all."""
    if turn.visitor.is_operator:
        return await turn.tx.networks.all()
    return turn.visitor.person.networks if turn.visitor.person else ()


async def with_meetings(turn: Turn) -> Sequence[Network]:
    """Those of the visitor's networks that have something coming; all of them when none has."""
    networks = await mine(turn)
    coming = await turn.tx.meetings.coming([network.id for network in networks], turn.now)
    having = {meeting.network_id for meeting in coming if await is_shown(turn, meeting)}
    return [network for network in networks if network.id in having] or networks[:1]


async def coming_in(turn: Turn, network: Network) -> list[Meeting]:
    """The coming meetings of a network that the visitor may know of, the next one first."""
    coming = await turn.tx.meetings.coming([network.id], turn.now)
    return [meeting for meeting in coming if await is_shown(turn, meeting)]


async def is_shown(turn: Turn, meeting: Meeting) -> bool:
    """Whether the visitor may know of a meeting; one that nobody is invited to is for facilitators alone."""
    return meeting.announced_at is not None or await leads(turn, meeting)


async def leads(turn: Turn, meeting: Meeting) -> bool:
    """Whether the visitor is a facilitator of the meeting's network."""
    return with_id(await facilitated(turn), str(meeting.network_id)) is not None


def for_facilitators(run: OfMeeting) -> Handler:
    """A handler for facilitators of the meeting's network; the argument begins with the meeting's id.

    Roles are looked up each time, for they change while lists stay open.
    """

    async def checked(turn: Turn, argument: str) -> list[Reply]:
        meeting_id, _, rest = argument.partition(" ")
        meeting = await turn.tx.meetings.get(int(meeting_id)) if meeting_id.isdecimal() else None
        if meeting is None:
            return [Reply(turn.say("closed"), private=True)]
        network = with_id(await facilitated(turn), str(meeting.network_id))
        if network is None:
            return [Reply(turn.say("facilitators-only"), private=True)]
        return await run(turn, network, meeting, rest)

    return checked


def for_members(run: OfMeeting) -> Handler:
    """The same for everybody in the meeting's network."""

    async def checked(turn: Turn, argument: str) -> list[Reply]:
        meeting_id, _, rest = argument.partition(" ")
        meeting = await turn.tx.meetings.get(int(meeting_id)) if meeting_id.isdecimal() else None
        network = with_id(await mine(turn), str(meeting.network_id)) if meeting else None
        if meeting is None or network is None or not await is_shown(turn, meeting):
            return [Reply(turn.say("closed"), private=True)]
        return await run(turn, network, meeting, rest)

    return checked
