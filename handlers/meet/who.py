"""Who comes to a meeting, per organisation; and asking once more who said nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.contract import Choice, Reply, escape
from handlers.meet.finding import for_facilitators
from handlers.meet.meeting_cards import Facts, card
from handlers.meet.meetings import Rsvp
from handlers.people.access import Who
from handlers.people.people import Network, Person
from handlers.table import ChoiceAction
from handlers.turn import Turn
from scheduler.meetings import Answer, Meeting, Member, Message, message_key, subject_of
from scheduler.moments import shown
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

MOST_MEMBERS = 10_000
COMING = (Answer.YES, Answer.REPLACED)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands towards a meeting. `answer` None: silent. `instead` comes in their place."""

    name: str
    organisation: str
    answer: Answer | None
    instead: str | None = None


def stands(people: Sequence[Person], rsvps: Iterable[Rsvp], invited: Collection[int]) -> list[Stand]:
    """Everybody in the network who was invited or answered, by organisation and name. Pure."""
    names = {person.id: person.name for person in people}
    answers = {rsvp.person_id: rsvp for rsvp in rsvps}
    found = []
    for person in people:
        rsvp = answers.get(person.id)
        if rsvp is None and person.id not in invited:
            continue
        instead = rsvp and (names.get(rsvp.replaced_by_person or 0) or rsvp.replaced_by_name)
        answer = rsvp.answer if rsvp else None
        found.append(Stand(person.name, person.organisation or "", answer, instead or None))
    return sorted(found, key=lambda stand: (stand.organisation.casefold(), stand.name.casefold()))


def by_organisation(found: Iterable[Stand]) -> Mapping[str, list[Stand]]:
    """The same, an organisation at a time. Pure."""
    grouped: defaultdict[str, list[Stand]] = defaultdict(list)
    for stand in found:
        grouped[stand.organisation].append(stand)
    return grouped


async def stands_of(turn: Turn, meeting: Meeting) -> list[Stand]:
    """Where everybody stands towards a meeting."""
    people = await turn.tx.people.all(meeting.network_id)
    return stands(people, await turn.tx.rsvps.all(meeting.id), await turn.tx.invitees.ids(meeting.id))


def in_words(turn: Turn, stand: Stand) -> str:
    """Where somebody stands, in words."""
    name = escape(stand.name)
    if stand.answer is None:
        return turn.say("stand-silent", name=name)
    if stand.answer is Answer.REPLACED and stand.instead:
        return turn.say("stand-by", name=name, instead=escape(stand.instead))
    return turn.say(f"stand-is-{stand.answer}", name=name)


def lines(turn: Turn, found: Iterable[Stand]) -> list[str]:
    """A line for each organisation."""
    told = []
    for organisation, group in by_organisation(found).items():
        name = escape(organisation or turn.say("not-known"))
        told.append(f"**{name}**: {', '.join(in_words(turn, each) for each in group)}")
    return told


async def present_lines(turn: Turn, meeting: Meeting) -> str:
    """Who comes, for everybody in the network: those who stay away are nobody else's business."""
    coming = [stand for stand in await stands_of(turn, meeting) if stand.answer in COMING]
    head = turn.say(
        "meeting-who-comes",
        theme=escape(meeting.theme),
        day=shown(meeting.start.astimezone(meeting.zone), turn.language),
        coming=len(coming),
    )
    return "\n".join([head, *([""] if coming else []), *lines(turn, coming)])


async def show_stands(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Everybody's answer, per organisation, for facilitators."""
    found = await stands_of(turn, meeting)
    if not found:
        return [Reply(turn.say("meeting-stands-none"), private=True)]
    head = turn.say(
        "meeting-stands",
        theme=escape(meeting.theme),
        day=shown(meeting.start.astimezone(meeting.zone), turn.language),
    )
    silent = [stand for stand in found if stand.answer is None]
    choices = (
        (Choice(turn.say("meeting-do-silent"), f"meeting-silent:{meeting.id}"),)
        if silent and meeting.is_coming(turn.now)
        else ()
    )
    return [Reply("\n".join([head, "", *lines(turn, found)]), choices, private=True, sensitive=True)]


async def show_silent(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Who has not answered yet, and the offer to ask them once more."""
    silent = [stand for stand in await stands_of(turn, meeting) if stand.answer is None]
    if not silent:
        return [Reply(turn.say("meeting-nobody-silent"), private=True)]
    text = turn.say("meeting-silent", count=len(silent), names="\n".join(lines(turn, silent)))
    choices = (Choice(turn.say("meeting-nudge-them", count=len(silent)), f"meeting-nudge:{meeting.id}"),)
    is_open = meeting.is_coming(turn.now)
    return [Reply(text, choices if is_open else (), private=True, sensitive=True)]


async def nudge(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask those who said nothing once more, outside the quiet hours; not twice on one day."""
    if not meeting.is_coming(turn.now):
        return [Reply(turn.say("closed"), private=True)]
    hours = quiet_hours(network.quiet, network.timezone)
    at = moment_outside(turn.now, hours, deadline=meeting.start)
    messages = [
        nudge_for(turn, network, meeting, member, max(at, turn.now))
        for member in await silent_members(turn, meeting)
    ]
    asked = await turn.tx.outbox.plan(messages)
    if not asked:
        return [Reply(turn.say("meeting-nudged-already"), private=True)]
    return [Reply(turn.say("meeting-nudged", count=asked), private=True)]


async def silent_members(turn: Turn, meeting: Meeting) -> list[Member]:
    """The members who were invited and said nothing."""
    found = await turn.tx.invitees.members(meeting, 0, MOST_MEMBERS)
    return [member for member in found if member.answer is None and member.invited_at is not None]


def nudge_for(turn: Turn, network: Network, meeting: Meeting, member: Member, at: datetime) -> Planned:
    """The question to one member. Its key holds the day, so that it is asked once a day at most."""
    key = message_key(meeting, member.person_id, f"nudge-{turn.now:%Y%m%d}")
    message = Message(key, OutboxKind.NUDGE, member, at, meeting.start, carries_link=False)
    reply = card(turn.texts, Facts(meeting, network.name), message)
    to = ToPerson(member.person_id, member.language)
    subject = subject_of(meeting.id)
    return Planned(key, OutboxKind.NUDGE, to, reply, at, meeting.start, subject, network.id)


CHOICES = {
    "meeting-who": ChoiceAction(for_facilitators(show_stands), leaves_open=True, who=Who.FACILITATORS),
    "meeting-silent": ChoiceAction(for_facilitators(show_silent), leaves_open=True, who=Who.FACILITATORS),
    "meeting-nudge": ChoiceAction(for_facilitators(nudge), who=Who.FACILITATORS),
}
