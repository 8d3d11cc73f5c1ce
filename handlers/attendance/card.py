"""What facilitators read about who was at a meeting, and what they can change. No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.contract import Choice, Language, Reply, escape
from handlers.attendance.roll import Line, Roll, count
from handlers.meet.meetings import Presence
from handlers.people.people import Network, Person
from handlers.texts import Catalogue, Value
from scheduler.meetings import Meeting
from scheduler.moments import shown

PAGE = 8
MOST_NAMED = 30
OTHER = {
    Presence.PRESENT: Presence.ABSENT,
    Presence.ABSENT: Presence.PRESENT,
    Presence.REPLACED: Presence.PRESENT,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One meeting and its roll, for whoever reads it in this language."""

    texts: Catalogue
    language: Language
    network: Network
    meeting: Meeting
    roll: Roll

    def say(self, text_id: str, **values: Value) -> str:
        """A text of the catalogue."""
        return self.texts.say(self.language, text_id, **values)

    def value(self, action: str, *rest: object) -> str:
        """The value of a choice about this meeting."""
        return " ".join(map(str, (f"{action}:{self.network.id}", self.meeting.id, *rest)))

    @property
    def is_confirmed(self) -> bool:
        """Whether a facilitator said that it is right."""
        return self.meeting.attendance_confirmed_at is not None


def card(sheet: Sheet, first: str = "") -> Reply:
    """The whole list below a first line: right with one tap, or something to change."""
    intro = sheet.say("attendance-noted" if sheet.is_confirmed else "attendance-ask")
    parts = (first, heading(sheet), intro, listed(sheet))
    confirm = (
        () if sheet.is_confirmed else (Choice(sheet.say("attendance-ok"), sheet.value("attendance-ok")),)
    )
    choices = (
        *confirm,
        Choice(sheet.say("attendance-change"), sheet.value("attendance-page", 0)),
        Choice(sheet.say("attendance-add"), sheet.value("attendance-add")),
    )
    return reply(parts, choices)


def page(sheet: Sheet, number: int, first: str = "", before: Sequence[Choice] = ()) -> Reply:
    """Some of the people on the list, each to tap; below a first line and other choices."""
    last = max(0, -(-len(sheet.roll) // PAGE) - 1)
    number = min(max(number, 0), last)
    here = sheet.roll[number * PAGE : (number + 1) * PAGE]
    further = number + 1 if number < last else 0
    choices = (
        *before,
        *(tap(sheet, line, number) for line in here),
        *(
            (Choice(sheet.say("attendance-further"), sheet.value("attendance-page", further)),)
            if last
            else ()
        ),
        Choice(sheet.say("attendance-add"), sheet.value("attendance-add")),
        Choice(sheet.say("attendance-done"), sheet.value("attendance-done")),
    )
    return reply((first, heading(sheet), sheet.say("attendance-tap")), choices)


def tap(sheet: Sheet, line: Line, number: int) -> Choice:
    """Somebody as a choice that makes of them what they are not now; a guest can be taken off the list."""
    if line.person_id is None:
        label = sheet.say("attendance-take-off", name=line.name or sheet.say("attendance-nameless"))
        return Choice(label, sheet.value("attendance-off", line.note_id, number))
    status = sheet.say(f"presence-{line.presence}")
    label = sheet.say("attendance-person", name=label_of(line.name, line.organisation), status=status)
    return Choice(label, sheet.value("attendance-set", line.person_id, OTHER[line.presence], number))


def instead_question(sheet: Sheet, line: Line, colleagues: Sequence[Person], number: int) -> Reply:
    """Who came in somebody's place: a colleague, or a name to type."""
    choices = tuple(
        Choice(
            label_of(each.name, each.organisation),
            sheet.value("attendance-by", line.person_id, number, each.id),
        )
        for each in colleagues
    )
    return reply((sheet.say("attendance-who-instead", name=escape(line.name or "")),), choices)


def add_question(sheet: Sheet, members: Sequence[Person]) -> Reply:
    """Who else was there: a member who is not on the list, or a name to type."""
    choices = (
        *(
            Choice(label_of(each.name, each.organisation), sheet.value("attendance-came", each.id))
            for each in members
        ),
        Choice(sheet.say("attendance-nobody-else"), sheet.value("attendance-done")),
    )
    return reply((sheet.say("attendance-who-else"),), choices)


def listed(sheet: Sheet) -> str:
    """Everybody, under whether they were there."""
    by_presence = {
        presence: [line for line in sheet.roll if line.presence is presence] for presence in Presence
    }
    blocks = [named(sheet, presence, lines) for presence, lines in by_presence.items() if lines]
    return "\n".join(blocks) if blocks else sheet.say("attendance-nobody")


def named(sheet: Sheet, presence: Presence, lines: Roll) -> str:
    """Who was there, or not; of a crowd not everybody, so that it stays one message."""
    head = sheet.say(f"roll-{presence}", count=len(lines))
    names = ", ".join(described(sheet, line) for line in lines[:MOST_NAMED])
    if len(lines) > MOST_NAMED:
        names = sheet.say("attendance-and-more", names=names, count=len(lines) - MOST_NAMED)
    return f"{head}: {names}"


def described(sheet: Sheet, line: Line) -> str:
    """Somebody in a few words: their name, where they work, who came instead."""
    name = line.name or sheet.say("attendance-nameless")
    shown_name = escape(label_of(name, line.organisation))
    if line.presence is Presence.REPLACED and line.replaced_by:
        return sheet.say("attendance-by", name=shown_name, other=escape(line.replaced_by))
    return shown_name


def summary(sheet: Sheet) -> str:
    """A meeting in one line."""
    if not sheet.is_confirmed:
        return sheet.say("attendance-line-open", theme=escape(sheet.meeting.theme), day=day_of(sheet))
    return sheet.say(
        "attendance-line",
        theme=escape(sheet.meeting.theme),
        day=day_of(sheet),
        present=count(sheet.roll, Presence.PRESENT),
        replaced=count(sheet.roll, Presence.REPLACED),
        absent=count(sheet.roll, Presence.ABSENT),
    )


def heading(sheet: Sheet) -> str:
    """Which meeting it is."""
    return sheet.say("attendance-of", theme=escape(sheet.meeting.theme), day=day_of(sheet))


def day_of(sheet: Sheet) -> str:
    """When it was."""
    return shown(sheet.meeting.start.astimezone(sheet.meeting.zone), sheet.language)


def label_of(name: str | None, organisation: str | None) -> str:
    """Somebody with where they work."""
    return f"{name} ({organisation})" if organisation else str(name)


def reply(parts: Iterable[str], choices: Sequence[Choice]) -> Reply:
    """Parts of a text, with choices; it names people, so it is for the facilitator alone."""
    return Reply("\n\n".join(filter(None, parts)), tuple(choices), private=True, sensitive=True)
