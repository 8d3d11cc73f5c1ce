"""Who was invited to a meeting hears what changed of it, when its facilitator says so."""

from collections.abc import AsyncIterator

from bot.contract import Choice, Reply, escape
from handlers.calendar.files import calendar_file
from handlers.meet.meeting_cards import Facts, details, paragraphs
from handlers.meet.next_meeting import facts_of
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.meetings import STAYS_AWAY, Meeting, Member, notice, subject_of
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.planning import BATCH
from scheduler.quiet import quiet_hours

TELL = "meeting-tell"


def offer_to_tell(turn: Turn, meeting: Meeting) -> Choice:
    """The choice to tell people what a meeting is like now."""
    return Choice(turn.say("edit-tell"), f"{TELL}:{meeting.id}")


async def tell(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Tell who was invited and does not stay away. A second time about the same change nothing goes out."""
    facts = await facts_of(turn, network, meeting)
    messages = [told(turn, facts, network, member) async for member in to_tell(turn, meeting)]
    new = await turn.tx.outbox.plan(messages)
    said_before = messages and not new
    text = turn.say("edit-told-already") if said_before else turn.say("edit-told", people=new)
    return [Reply(text, private=True)]


async def to_tell(turn: Turn, meeting: Meeting) -> AsyncIterator[Member]:
    """Who knows of the meeting and may come."""
    last = 0
    while members := await turn.tx.invitees.members(meeting, last, BATCH):
        for member in members:
            if member.invited_at and member.answer not in STAYS_AWAY:
                yield member
        last = members[-1].person_id


def told(turn: Turn, facts: Facts, network: Network, member: Member) -> Planned:
    """The meeting as it is now, in the member's language, with the file that changes it in their calendar.

    One key for each state of the meeting: `sequence` counts the changes that a calendar must know.
    """
    meeting, language = facts.meeting, member.language
    hours = quiet_hours(network.quiet, network.timezone)
    message = notice(meeting, OutboxKind.NOTICE, hours, member, turn.now)
    intro = turn.texts.say(language, "meeting-changed", network=escape(network.name))
    reply = Reply(
        paragraphs(intro, details(turn.texts, facts, member)),
        attachments=(calendar_file(turn.texts, language, meeting, network, member.answer),),
    )
    return Planned(
        f"{message.key}-{meeting.sequence}",
        message.kind,
        ToPerson(member.person_id, language),
        reply,
        message.not_before,
        message.not_after,
        subject=subject_of(meeting.id),
        network_id=network.id,
    )
