"""What facilitators change of a meeting on its date: theme, length, place, preparers, reminders."""

from bot.contract import Choice, Reply, escape
from handlers.meet.alone import wait_alone
from handlers.meet.draft import LONGEST_THEME
from handlers.meet.finding import OfMeeting, for_facilitators
from handlers.meet.lengths import LENGTHS, as_length, is_sensible, length_in_words
from handlers.meet.lines import is_too_long, one_line
from handlers.meet.moving import about, settled
from handlers.meet.next_meeting import view
from handlers.meet.places import read_where
from handlers.meet.preparing import ask_preparers, named, toggled
from handlers.meet.telling import TELL, offer_to_tell, tell
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.network_settings import OFF, SETTINGS, reminders_in_words
from handlers.people.people import Network
from handlers.table import ChoiceAction, Step
from handlers.turn import Handler, Turn
from scheduler.meetings import Meeting
from scheduler.moments import read_duration_words

EDIT_THEME, EDIT_WHERE, EDIT_PREPARERS = "meeting-theme", "meeting-where", "meeting-preparers"
EDIT_LENGTH = "meeting-length"
AS_NETWORK = "network"


async def offer(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """What can be changed."""
    if gone := settled(turn, meeting):
        return [Reply(gone, private=True)]
    choices = (
        Choice(turn.say("plan-change-theme"), f"meeting-edit-theme:{meeting.id}"),
        Choice(turn.say("plan-change-length"), f"meeting-edit-length:{meeting.id}"),
        Choice(turn.say("plan-change-where"), f"meeting-edit-where:{meeting.id}"),
        Choice(turn.say("plan-change-preparers"), f"meeting-edit-preparers:{meeting.id}"),
        Choice(turn.say("edit-reminders"), f"meeting-edit-reminders:{meeting.id}"),
        Choice(turn.say("meeting-do-move"), f"meeting-move:{meeting.id}"),
        Choice(turn.say("meeting-do-cancel"), f"meeting-cancel:{meeting.id}"),
    )
    return [Reply(turn.say("what-to-change"), choices, private=True)]


async def ask_theme(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask for another theme."""
    await wait_alone(turn, EDIT_THEME, about(meeting))
    return [Reply(turn.say("edit-ask-theme", theme=escape(meeting.theme)), private=True)]


async def ask_length(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask how long it takes."""
    await wait_alone(turn, EDIT_LENGTH, about(meeting))
    choices = tuple(
        Choice(length_in_words(turn, length), f"{EDIT_LENGTH}:{meeting.id} {length}") for length in LENGTHS
    )
    return [Reply(turn.say("edit-ask-length"), choices, private=True)]


async def ask_where(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask where it is."""
    await wait_alone(turn, EDIT_WHERE, about(meeting))
    return [Reply(turn.say("plan-ask-where"), private=True)]


async def ask_who(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask who prepares it."""
    await wait_alone(turn, EDIT_PREPARERS, about(meeting))
    chosen = [person_id for person_id, _ in await turn.tx.meetings.preparers(meeting.id)]
    asked = await ask_preparers(turn, network, chosen, f"meeting-preparer:{meeting.id}")
    return [Reply(asked.text, asked.choices, sensitive=True, private=True)]


async def ask_reminders(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """Ask when to remind of this meeting."""
    presets = (*SETTINGS["reminders"].presets, AS_NETWORK)
    choices = tuple(
        Choice(words_for(turn, preset), f"meeting-reminders:{meeting.id} {preset}") for preset in presets
    )
    return [Reply(turn.say("edit-ask-reminders"), choices, private=True)]


def words_for(turn: Turn, preset: str) -> str:
    """Lead times in words."""
    return turn.say("as-the-network") if preset == AS_NETWORK else reminders_in_words(turn, preset)


def kept(preset: str) -> tuple[str, ...] | None:
    """Lead times as they are kept; None: as the network does it."""
    if preset == AS_NETWORK:
        return None
    return () if preset == OFF else tuple(preset.split(","))


async def take_theme(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """Another theme."""
    theme = one_line(text, LONGEST_THEME)
    if is_too_long(text, LONGEST_THEME) or not theme:
        await wait_alone(turn, EDIT_THEME, turn.answered)
        return [Reply(turn.say("plan-theme-too-long", longest=LONGEST_THEME), private=True)]
    await turn.tx.meetings.change(meeting.id, turn.now, theme=theme)
    return await changed(turn, network, meeting)


async def take_length(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """Another length, in words."""
    length = read_duration_words(text, turn.language)
    if length is None or not is_sensible(length):
        await wait_alone(turn, EDIT_LENGTH, turn.answered)
        return [Reply(turn.say("plan-length-unclear"), private=True)]
    return await pick_length(turn, network, meeting, as_length(length))


async def pick_length(turn: Turn, network: Network, meeting: Meeting, length: str) -> list[Reply]:
    """Another length, as it is kept."""
    await turn.tx.meetings.change(meeting.id, turn.now, duration=length)
    return await changed(turn, network, meeting)


async def take_where(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """Another place, link or both."""
    where = read_where(text)
    await turn.tx.meetings.change(meeting.id, turn.now, place=where.place, link=where.link)
    return await changed(turn, network, meeting)


async def take_preparers(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
    """Who prepares it, by name."""
    found, unknown = named(text, await turn.tx.people.all(network.id))
    before = [person_id for person_id, _ in await turn.tx.meetings.preparers(meeting.id)]
    await turn.tx.meetings.set_preparers(meeting.id, {*before, *found})
    if unknown:
        [asked] = await ask_who(turn, network, meeting, "")
        first = turn.say("plan-preparer-unknown", names=escape(", ".join(unknown)))
        return [Reply(f"{first}\n\n{asked.text}", asked.choices, sensitive=True, private=True)]
    return await changed(turn, network, meeting)


async def pick_preparer(turn: Turn, network: Network, meeting: Meeting, person_id: str) -> list[Reply]:
    """Somebody prepares it, or does not after all; without an id it is right as it is."""
    if not person_id:
        return await changed(turn, network, meeting)
    before = [each for each, _ in await turn.tx.meetings.preparers(meeting.id)]
    members = {person.id for person in await turn.tx.people.all(network.id)}
    wanted = [each for each in toggled(before, int(person_id)) if each in members]
    await turn.tx.meetings.set_preparers(meeting.id, wanted)
    return await ask_who(turn, network, meeting, "")


async def take_reminders(turn: Turn, network: Network, meeting: Meeting, preset: str) -> list[Reply]:
    """Other lead times for this meeting."""
    await turn.tx.meetings.change(meeting.id, turn.now, reminders=kept(preset))
    return await changed(turn, network, meeting)


async def changed(turn: Turn, network: Network, meeting: Meeting) -> list[Reply]:
    """It is noted: the meeting as it is now."""
    await note(turn, network, "meeting-change", None, f"meeting-{meeting.id}")
    fresh = await turn.tx.meetings.get(meeting.id) or meeting
    shown = await view(turn, network, fresh)
    tells = (offer_to_tell(turn, fresh),) if fresh.sequence > meeting.sequence else ()
    return [Reply(f"{turn.say('noted')}\n\n{shown.text}", (*tells, *shown.choices), private=True)]


def answered_by(take: OfMeeting) -> Handler:
    """The handler of a step about a meeting that is still to begin."""

    async def open_only(turn: Turn, network: Network, meeting: Meeting, text: str) -> list[Reply]:
        gone = settled(turn, meeting)
        return [Reply(gone, private=True)] if gone else await take(turn, network, meeting, text)

    async def typed(turn: Turn, text: str) -> list[Reply]:
        return await for_facilitators(open_only)(turn, f"{turn.answered['meeting']} {text}")

    return typed


def button(run: OfMeeting, answers: str | None = None) -> ChoiceAction:
    """A choice of facilitators about a meeting, which can be chosen again."""
    return ChoiceAction(for_facilitators(run), leaves_open=True, answers=answers, who=Who.FACILITATORS)


CHOICES = {
    "meeting-edit": button(offer),
    "meeting-edit-theme": button(ask_theme),
    "meeting-edit-length": button(ask_length),
    "meeting-edit-where": button(ask_where),
    "meeting-edit-preparers": button(ask_who),
    "meeting-edit-reminders": button(ask_reminders),
    "meeting-preparer": button(pick_preparer, EDIT_PREPARERS),
    "meeting-reminders": button(take_reminders),
    EDIT_LENGTH: button(pick_length, EDIT_LENGTH),
    TELL: button(tell),
}
STEPS = {
    EDIT_THEME: Step(
        answered_by(take_theme), takes_questions=True, who=Who.FACILITATORS, guarded=True, topics=True
    ),
    EDIT_LENGTH: Step(answered_by(take_length), who=Who.FACILITATORS),
    EDIT_WHERE: Step(answered_by(take_where), who=Who.FACILITATORS),
    EDIT_PREPARERS: Step(answered_by(take_preparers), who=Who.FACILITATORS),
}
