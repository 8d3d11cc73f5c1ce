"""What facilitators change about who was at a meeting: each tap changes the card in its place."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.contract import Choice, Kind, Reply, escape
from handlers.attendance import card as cards
from handlers.attendance.card import Sheet
from handlers.attendance.export import has_begun
from handlers.attendance.roll import Line
from handlers.attendance.rolls import roll
from handlers.meet.meetings import Presence
from handlers.people.membership import note
from handlers.people.one_network import by_facilitator
from handlers.people.organisations import meant, tidy
from handlers.people.people import Network, Person
from handlers.turn import Handler, Turn
from scheduler.meetings import Meeting, subject_of
from scheduler.outbox import OutboxKind

INSTEAD, ADD = "attendance-instead", "attendance-add"
MOST_OFFERED = 8

OfSheet = Callable[[Turn, Sheet, str], Awaitable[list[Reply]]]


def on_sheet(run: OfSheet) -> Handler:
    """A handler for facilitators about one of their meetings; the argument begins with its ids."""

    async def found(turn: Turn, network: Network, argument: str) -> list[Reply]:
        meeting_id, _, rest = argument.partition(" ")
        meeting = await turn.tx.meetings.get(int(meeting_id))
        if meeting is None or meeting.network_id != network.id or not has_begun(meeting, turn.now):
            return [Reply(turn.say("attendance-not-yet"), private=True)]
        return await run(turn, await sheet_of(turn, network, meeting), rest)

    return by_facilitator(found)


async def sheet_of(turn: Turn, network: Network, meeting: Meeting) -> Sheet:
    """A meeting and its roll as they are now."""
    return Sheet(turn.texts, turn.language, network, meeting, await roll(turn.tx, meeting))


async def again(turn: Turn, sheet: Sheet) -> Sheet:
    """The same after something was changed."""
    fresh = await turn.tx.meetings.get(sheet.meeting.id)
    return await sheet_of(turn, sheet.network, fresh or sheet.meeting)


async def in_place(turn: Turn, reply: Reply) -> list[Reply]:
    """A reply in the place of the card whose button was pressed; to words, a new one.

    The old choices stay open: they say what becomes of whom, so a second tap on one changes nothing.
    """
    ref = turn.message.replies_to if turn.message.kind is Kind.CHOICE else None
    return [replace(reply, replaces=await turn.tx.outbox.key_of(ref) if ref else None)]


async def open_list(turn: Turn, sheet: Sheet, _: str) -> list[Reply]:
    """The list of one meeting."""
    return [cards.card(sheet)]


async def back_to_list(turn: Turn, sheet: Sheet, _: str) -> list[Reply]:
    """The list after something was changed, in its place."""
    return await in_place(turn, cards.card(sheet))


async def confirm(turn: Turn, sheet: Sheet, _: str) -> list[Reply]:
    """It is right as it stands. What somebody said by name before is left as it is."""
    for line in sheet.roll:
        if line.person_id is not None and line.status is None:
            await turn.tx.attendance.note(sheet.meeting.id, line.person_id, line.presence, replaced_by(line))
    if not sheet.is_confirmed:
        await turn.tx.meetings.confirm_attendance(sheet.meeting.id, turn.now)
        subject = subject_of(sheet.meeting.id)
        await turn.tx.outbox.cancel_open(subject, (OutboxKind.NOTICE,))  # nobody need be asked any more
        await note(turn, sheet.network, "attendance", None, subject)
    return await in_place(turn, cards.card(await again(turn, sheet)))


def replaced_by(line: Line) -> str | None:
    """Who came instead, of somebody who was replaced."""
    return line.replaced_by if line.presence is Presence.REPLACED else None


async def page(turn: Turn, sheet: Sheet, number: str) -> list[Reply]:
    """People to tap."""
    return await in_place(turn, cards.page(sheet, int(number)))


async def set_presence(turn: Turn, sheet: Sheet, argument: str) -> list[Reply]:
    """Somebody was there, or not, and perhaps sent another; argument: the id, which of the two, the page."""
    person_id, status, number = argument.split()
    line = line_of(sheet, int(person_id))
    if line is None:
        return await page(turn, sheet, number)
    await turn.tx.attendance.note(sheet.meeting.id, int(person_id), Presence(status))
    fresh = await again(turn, sheet)
    if Presence(status) is not Presence.ABSENT:
        return await in_place(turn, cards.page(fresh, int(number)))
    instead = Choice(
        turn.say("attendance-instead", name=line.name or ""),
        sheet.value("attendance-instead", person_id, number),
    )
    first = turn.say("attendance-now-absent", name=escape(line.name or ""))
    return await in_place(turn, cards.page(fresh, int(number), first, (instead,)))


def line_of(sheet: Sheet, person_id: int) -> Line | None:
    """The line of a member."""
    return next((line for line in sheet.roll if line.person_id == person_id), None)


async def ask_instead(turn: Turn, sheet: Sheet, argument: str) -> list[Reply]:
    """Ask who came in somebody's place; argument: the id, the page."""
    person_id, number = map(int, argument.split())
    line = line_of(sheet, person_id)
    if line is None:
        return await page(turn, sheet, str(number))
    await wait(turn, sheet, INSTEAD, person=str(person_id), page=str(number))
    colleagues = [
        person
        for person in await turn.tx.people.all(sheet.network.id)
        if person.id != person_id and person.organisation == line.organisation
    ]
    return await in_place(turn, cards.instead_question(sheet, line, colleagues[:MOST_OFFERED], number))


async def wait(turn: Turn, sheet: Sheet, step: str, **data: str) -> None:
    """Take the next text as an answer about this meeting."""
    ids = {"network": str(sheet.network.id), "meeting": str(sheet.meeting.id)}
    await turn.wait_for(step, {**ids, **data})


async def instead_chosen(turn: Turn, sheet: Sheet, argument: str) -> list[Reply]:
    """A colleague came; argument: the id of who didn't, the page, the id of the colleague."""
    person_id, number, colleague_id = map(int, argument.split())
    colleague = await turn.tx.people.get(colleague_id)
    if colleague is None or colleague.role_in(sheet.network.id) is None:
        return await page(turn, sheet, str(number))
    return await note_instead(turn, sheet, person_id, number, colleague.name)


async def instead_typed(turn: Turn, text: str) -> list[Reply]:
    """Somebody else came, whose name is typed."""
    return await on_sheet(name_instead)(turn, f"{ids_in(turn)} {text}")


async def name_instead(turn: Turn, sheet: Sheet, text: str) -> list[Reply]:
    """The name of who came instead."""
    person_id, number, name = int(turn.answered["person"]), int(turn.answered["page"]), tidy(text)
    if not name:
        return await ask_instead(turn, sheet, f"{person_id} {number}")
    return await note_instead(turn, sheet, person_id, number, name)


async def note_instead(turn: Turn, sheet: Sheet, person_id: int, number: int, name: str) -> list[Reply]:
    """Note who came in somebody's place."""
    if line_of(sheet, person_id):
        await turn.tx.attendance.note(sheet.meeting.id, person_id, Presence.REPLACED, name)
    return await in_place(turn, cards.page(await again(turn, sheet), number))


def ids_in(turn: Turn) -> str:
    """The network and the meeting that a step is about."""
    return f"{turn.answered['network']} {turn.answered['meeting']}"


async def ask_who_else(turn: Turn, sheet: Sheet, _: str) -> list[Reply]:
    """Ask who else was there."""
    await wait(turn, sheet, ADD)
    members = await members_not_on(turn, sheet)
    return await in_place(turn, cards.add_question(sheet, members[:MOST_OFFERED]))


async def members_not_on(turn: Turn, sheet: Sheet) -> list[Person]:
    """The members of the network who are not on the list."""
    listed = {line.person_id for line in sheet.roll}
    return [person for person in await turn.tx.people.all(sheet.network.id) if person.id not in listed]


async def member_came(turn: Turn, sheet: Sheet, person_id: str) -> list[Reply]:
    """A member who was not on the list was there."""
    person = await turn.tx.people.get(int(person_id))
    if person is None or person.role_in(sheet.network.id) is None:
        return await back_to_list(turn, sheet, "")
    await turn.tx.attendance.note(sheet.meeting.id, person.id, Presence.PRESENT)
    return await added(turn, sheet, person.name)


async def name_typed(turn: Turn, text: str) -> list[Reply]:
    """Somebody else was there, whose name is typed."""
    return await on_sheet(somebody_came)(turn, f"{ids_in(turn)} {text}")


async def somebody_came(turn: Turn, sheet: Sheet, text: str) -> list[Reply]:
    """Somebody was there: a member if one has that name, else a guest; after a comma where they work."""
    written, _, organisation = text.partition(",")
    name = tidy(written)
    if not name:
        return await ask_who_else(turn, sheet, "")
    members = await turn.tx.people.all(sheet.network.id)
    named = [person for person in members if person.name.casefold() == name.casefold()]
    if len(named) == 1 and not organisation:
        await turn.tx.attendance.note(sheet.meeting.id, named[0].id, Presence.PRESENT)
    else:
        organisation_id = await organisation_named(turn, tidy(organisation))
        await turn.tx.attendance.add_guest(sheet.meeting.id, name, organisation_id)
    return await added(turn, sheet, name)


async def organisation_named(turn: Turn, name: str) -> int | None:
    """The id of an organisation as somebody typed it; a known one keeps its own spelling."""
    if not name:
        return None
    known = meant(name, await turn.tx.organisations.names())
    return await turn.tx.organisations.ensure(known or name)


async def added(turn: Turn, sheet: Sheet, name: str) -> list[Reply]:
    """Somebody is on the list now."""
    first = turn.say("attendance-added", name=escape(name))
    return await in_place(turn, cards.card(await again(turn, sheet), first))


async def take_off(turn: Turn, sheet: Sheet, argument: str) -> list[Reply]:
    """Take a guest off the list; argument: the id of the note, the page."""
    note_id, number = map(int, argument.split())
    if any(line.is_guest and line.note_id == note_id for line in sheet.roll):
        await turn.tx.attendance.remove(note_id)
    return await in_place(turn, cards.page(await again(turn, sheet), number))
