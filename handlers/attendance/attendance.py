"""`/aanwezig`: facilitators say who was at a meeting, in two taps, and see how it goes over time."""

from bot.contract import Choice, Reply, escape
from handlers.attendance import card as cards
from handlers.attendance import changes
from handlers.attendance.card import Sheet
from handlers.attendance.changes import ADD, INSTEAD, on_sheet
from handlers.attendance.export import FORMATS, attendance_file, has_begun
from handlers.attendance.overview import overview
from handlers.attendance.rolls import rolls
from handlers.people.access import Who
from handlers.people.one_network import InOneNetwork, by_facilitator, facilitated
from handlers.people.people import Network
from handlers.table import ChoiceAction, Command, Step
from handlers.turn import Handler, Turn

RECENT = 6


async def show(turn: Turn, network: Network) -> list[Reply]:
    """`/aanwezig`: the last meetings, each to open, and what there is over time."""
    begun = [each for each in await turn.tx.meetings.all(network.id) if has_begun(each, turn.now)]
    recent = begun[: -RECENT - 1 : -1]
    if not recent:
        return [Reply(turn.say("attendance-no-meetings", network=escape(network.name)), private=True)]
    found = await rolls(turn.tx, network.id, recent)
    sheets = [Sheet(turn.texts, turn.language, network, each, found[each.id]) for each in recent]
    head = turn.say("attendance-head", network=escape(network.name))
    choices = (
        *(
            Choice(
                turn.say("attendance-open", theme=one.meeting.theme, day=cards.day_of(one)),
                one.value("attendance-list"),
            )
            for one in sheets
        ),
        Choice(turn.say("attendance-over-time"), f"attendance-overview:{network.id}"),
        *(
            Choice(turn.say(f"attendance-as-{form}"), f"attendance-file:{network.id} {form}")
            for form in FORMATS
        ),
    )
    return [cards.reply((head, "\n".join(f"- {cards.summary(one)}" for one in sheets)), choices)]


async def over_time(turn: Turn, network: Network, _: str) -> list[Reply]:
    """How often each organisation was there, and who is silent."""
    meetings = [
        each
        for each in await turn.tx.meetings.all(network.id)
        if has_begun(each, turn.now) and each.attendance_confirmed_at
    ]
    found = await rolls(turn.tx, network.id, meetings)
    text = overview(turn.texts, turn.language, network, [found[each.id] for each in meetings])
    return [cards.reply((text,), ())]


async def send_file(turn: Turn, network: Network, form: str) -> list[Reply]:
    """Who was at which meeting, as a file."""
    if form not in FORMATS:
        return [Reply(turn.say("closed"), private=True)]
    name = f"{turn.say('attendance-file')}-{network.key}"
    file = await attendance_file(turn.tx, network, form, turn.now, name)
    return [Reply(turn.say("attendance-here"), attachments=(file,), private=True, sensitive=True)]


def action(run: Handler, *, answers: str | None = None) -> ChoiceAction:
    """A choice that can be made again, since cards are changed in their place."""
    return ChoiceAction(run, leaves_open=True, answers=answers, who=Who.FACILITATORS)


ATTENDANCE = InOneNetwork("attendance", show, facilitated)
COMMANDS = (Command("aanwezig", "attendance", "does-attendance", ATTENDANCE.command, who=Who.FACILITATORS),)
CHOICES = {
    "attendance": action(ATTENDANCE.chosen),
    "attendance-list": action(on_sheet(changes.open_list)),
    "attendance-done": action(on_sheet(changes.back_to_list)),
    "attendance-ok": action(on_sheet(changes.confirm)),
    "attendance-page": action(on_sheet(changes.page)),
    "attendance-set": action(on_sheet(changes.set_presence)),
    "attendance-instead": action(on_sheet(changes.ask_instead)),
    "attendance-by": action(on_sheet(changes.instead_chosen), answers=INSTEAD),
    "attendance-add": action(on_sheet(changes.ask_who_else)),
    "attendance-came": action(on_sheet(changes.member_came), answers=ADD),
    "attendance-off": action(on_sheet(changes.take_off)),
    "attendance-overview": action(by_facilitator(over_time)),
    "attendance-file": action(by_facilitator(send_file)),
}
STEPS = {
    INSTEAD: Step(changes.instead_typed, who=Who.FACILITATORS),
    ADD: Step(changes.name_typed, who=Who.FACILITATORS),
}
