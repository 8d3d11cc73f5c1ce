"""`/verzetten`: another date for a meeting, shown back with its weekday before it counts."""

from datetime import date, datetime

from bot.contract import Choice, Reply, escape
from handlers.meet.alone import wait_alone
from handlers.meet.finding import for_facilitators
from handlers.meet.free_days import free_day
from handlers.meet.meeting_changes import Change, move
from handlers.meet.next_meeting import view, when
from handlers.meet.picking import PickMeeting
from handlers.meet.plan import is_plain
from handlers.meet.preview import about_day
from handlers.meet.when import (
    At,
    Doubt,
    OnDay,
    When,
    day_shown,
    from_written,
    midnight,
    read_time,
    read_when,
    zone_in,
)
from handlers.people.access import Who
from handlers.people.membership import actor
from handlers.people.people import Network
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from scheduler.meetings import Meeting
from scheduler.moments import shown

MOVE = "meeting-move-to"


async def ask_date(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask when it will be."""
    if gone := settled(turn, meeting):
        return [Reply(gone, private=True)]
    await wait_alone(turn, MOVE, about(meeting))
    text = turn.say("move-ask", theme=escape(meeting.theme), day=when(turn, meeting))
    return [Reply(text, private=True)]


def settled(turn: Turn, meeting: Meeting) -> str | None:
    """Why nothing can be changed any more."""
    if meeting.is_cancelled:
        return turn.say("meeting-is-off")
    return turn.say("meeting-has-begun") if meeting.start <= turn.now else None


def about(meeting: Meeting, **more: str) -> dict[str, str]:
    """Which meeting a step is about, and on which date it was seen."""
    return {"meeting": str(meeting.id), "version": str(meeting.version), **more}


async def typed(turn: Turn, text: str) -> list[Reply]:
    """A date was typed."""
    return await for_facilitators(read_date)(turn, f"{turn.answered['meeting']} {text}")


async def read_date(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """What a text says about when."""
    day = turn.answered.get("day")
    zone = zone_in(network)
    meant = read_time(turn, text, date.fromisoformat(day), zone) if day else read_when(turn, text, zone)
    return await take(turn, network, meeting, meant)


async def picked(turn: Turn, network: Network, meeting: Meeting, written: str) -> list[Reply]:
    """A moment that was offered."""
    meant = from_written(written, turn.now)
    if meant is None:
        return [Reply(turn.say("when-tell-past"), private=True)]
    return await take(turn, network, meeting, meant)


async def take(turn: Turn, network: Network, meeting: Meeting, meant: When) -> list[Reply]:
    """A moment, to be agreed to; a day, of which the time is asked; or what is unclear."""
    value = f"meeting-move-pick:{meeting.id}"
    match meant:
        case At(start):
            return [await confirm(turn, network, meeting, start)]
        case OnDay(day):
            await wait_alone(turn, MOVE, about(meeting, day=day.isoformat()))
            same = meeting.start.astimezone(zone_in(network)).timetz()
            at = datetime.combine(day, same.replace(tzinfo=None), zone_in(network))
            choices = (Choice(shown(at, turn.language), f"{value} at {at.isoformat()}"),)
            text = turn.say("move-ask-time", day=day_shown(turn, midnight(day, zone_in(network))))
            return [Reply(text, choices if at > turn.now else (), private=True)]
        case Doubt(text):
            await wait_alone(turn, MOVE, {**turn.answered, **about(meeting)})
            return [Reply(text, meant.choices(value), private=True)]


async def confirm(turn: Turn, network: Network, meeting: Meeting, start: datetime) -> Reply:
    """Show both dates with their weekdays, and who will be told."""
    await wait_alone(turn, MOVE, about(meeting))
    here = start.astimezone(zone_in(network))
    people = len(await turn.tx.invitees.ids(meeting.id))
    text = turn.say(
        "move-sure",
        theme=escape(meeting.theme),
        old=when(turn, meeting),
        new=shown(here, turn.language),
        people=people,
    )
    warnings = about_day(turn, free_day(here.date(), turn.language))
    choices = (
        Choice(turn.say("move-yes"), f"meeting-moved:{meeting.id} {meeting.version} {here.isoformat()}"),
        Choice(turn.say("plan-other-date"), f"meeting-move:{meeting.id}"),
        Choice(turn.say("leave-as-it-is"), "meeting-leave:"),
    )
    return Reply("\n\n".join([text, *warnings]), choices, private=True)


async def carry_out(turn: Turn, network: Network, meeting: Meeting, argument: str) -> list[Reply]:
    """Move it, if it is still as it was seen; else say what it is now."""
    version, _, written = argument.partition(" ")
    start = datetime.fromisoformat(written)
    if str(meeting.version) != version:
        return [await outdated(turn, network, meeting)]
    if start <= turn.now:
        return [Reply(turn.say("when-tell-past"), private=True)]
    match await move(turn.tx, meeting, start, turn.now, actor(turn)):
        case Change.DONE:
            fresh = await turn.tx.meetings.get(meeting.id) or meeting
            return [Reply(turn.say("moved", day=when(turn, fresh)), private=True)]
        case Change.SAME:
            return [Reply(turn.say("moved-same", day=when(turn, meeting)), private=True)]
        case Change.OUTDATED:
            return [await outdated(turn, network, await turn.tx.meetings.get(meeting.id) or meeting)]
        case _:
            return [Reply(settled(turn, meeting) or turn.say("closed"), private=True)]


async def outdated(turn: Turn, network: Network, meeting: Meeting) -> Reply:
    """Somebody else was first: the meeting as it is now."""
    now = await view(turn, network, meeting)
    return Reply(f"{turn.say('change-outdated')}\n\n{now.text}", now.choices, private=True)


async def leave(turn: Turn, _: str) -> list[Reply]:
    """Nothing changes."""
    return [Reply(turn.say("left-as-it-is"), private=True)]


PICK = PickMeeting("meeting-move", ask_date)
CHOICES = {
    "meeting-move": ChoiceAction(for_facilitators(ask_date), leaves_open=True, who=Who.FACILITATORS),
    "meeting-move-pick": ChoiceAction(for_facilitators(picked), answers=MOVE, who=Who.FACILITATORS),
    "meeting-moved": ChoiceAction(for_facilitators(carry_out), answers=MOVE, who=Who.FACILITATORS),
    "meeting-leave": ChoiceAction(leave, answers=MOVE, who=Who.FACILITATORS),
}
STEPS = {MOVE: Step(typed, who=Who.FACILITATORS, plainly=is_plain)}
