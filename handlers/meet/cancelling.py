"""`/afzeggen`: a meeting is called off, with a reason if there is one; what members read is shown first."""

from dataclasses import replace

from bot.contract import Choice, Reply, escape
from handlers.meet.alone import wait_alone
from handlers.meet.finding import for_facilitators
from handlers.meet.lines import is_too_long, one_line
from handlers.meet.meeting_cards import cancelled
from handlers.meet.meeting_changes import Change, cancel
from handlers.meet.moving import about, outdated, settled
from handlers.meet.next_meeting import facts_of, when
from handlers.meet.picking import PickMeeting
from handlers.meet.preview import onlooker
from handlers.people.access import Who
from handlers.people.membership import actor
from handlers.people.people import Network
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from scheduler.meetings import Meeting

CANCEL = "meeting-cancel-reason"
LONGEST_REASON = 300


async def ask_reason(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask why."""
    if gone := settled(turn, meeting):
        return [Reply(gone, private=True)]
    await wait_alone(turn, CANCEL, about(meeting))
    choices = (
        Choice(turn.say("cancel-no-reason"), f"meeting-off-because:{meeting.id}"),
        Choice(turn.say("leave-as-it-is"), "meeting-stays:"),
    )
    text = turn.say("cancel-ask", theme=escape(meeting.theme), day=when(turn, meeting))
    return [Reply(text, choices, private=True)]


async def typed(turn: Turn, text: str) -> list[Reply]:
    """A reason was typed."""
    return await for_facilitators(confirm)(turn, f"{turn.answered['meeting']} {text}")


async def confirm(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """Show what members will read."""
    if gone := settled(turn, meeting):
        return [Reply(gone, private=True)]
    if is_too_long(text, LONGEST_REASON):
        await wait_alone(turn, CANCEL, about(meeting))
        return [Reply(turn.say("text-too-long", longest=LONGEST_REASON), private=True)]
    reason = one_line(text, LONGEST_REASON)
    await wait_alone(turn, CANCEL, {**turn.answered, **about(meeting), "reason": reason})
    facts = await facts_of(turn, network, replace(meeting, cancel_reason=reason or None))
    shown = cancelled(turn.texts, facts, onlooker(turn, network))
    people = len(await turn.tx.invitees.ids(meeting.id))
    choices = (
        Choice(turn.say("cancel-yes"), f"meeting-off:{meeting.id} {meeting.version}"),
        Choice(turn.say("leave-as-it-is"), "meeting-stays:"),
    )
    return [Reply(turn.say("cancel-sure", people=people, card=shown), choices, private=True)]


async def carry_out(turn: Turn, network: Network, meeting: Meeting, version: str) -> list[Reply]:
    """Call it off, if it is still as it was seen."""
    if str(meeting.version) != version or turn.answered.get("meeting") != str(meeting.id):
        return [await outdated(turn, network, meeting)]
    match await cancel(turn.tx, meeting, turn.answered.get("reason") or None, turn.now, actor(turn)):
        case Change.DONE:
            return [Reply(turn.say("cancelled"), private=True)]
        case Change.OUTDATED:
            return [await outdated(turn, network, await turn.tx.meetings.get(meeting.id) or meeting)]
        case _:
            return [Reply(settled(turn, meeting) or turn.say("closed"), private=True)]


async def stays(turn: Turn, _: str) -> list[Reply]:
    """It goes on after all."""
    return [Reply(turn.say("left-as-it-is"), private=True)]


PICK = PickMeeting("meeting-cancel", ask_reason)
CHOICES = {
    "meeting-cancel": ChoiceAction(for_facilitators(ask_reason), leaves_open=True, who=Who.FACILITATORS),
    "meeting-off-because": ChoiceAction(for_facilitators(confirm), answers=CANCEL, who=Who.FACILITATORS),
    "meeting-off": ChoiceAction(for_facilitators(carry_out), answers=CANCEL, who=Who.FACILITATORS),
    "meeting-stays": ChoiceAction(stays, answers=CANCEL, who=Who.FACILITATORS),
}
STEPS = {CANCEL: Step(typed, takes_questions=True, who=Who.FACILITATORS, guarded=True, topics=True)}
