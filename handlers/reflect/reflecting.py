"""Looking back on a meeting: a mark, what somebody takes along, a small step. Each part may be left out."""

from datetime import timedelta

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import ask_back, closed
from handlers.people.one_network import InOneNetwork
from handlers.people.people import Network
from handlers.reflect.marks import HIGHEST, LOWEST, Between, Mark, NoMark, OutOfRange, marked, read_mark
from handlers.reflect.reflections import Reflection, shortened
from handlers.reflect.stepping import ask_for_step
from handlers.table import ChoiceAction, Command, Step
from handlers.texts import Catalogue
from handlers.turn import Turn
from scheduler.meetings import Meeting

MARK, TAKEAWAY = "reflect-mark", "reflect-takeaway"
LONGEST_LOOK_BACK = timedelta(days=120)


def about(meeting_id: int) -> str:
    """What answers to the questions after a meeting are about."""
    return f"reflect-{meeting_id}"


def mark_question(texts: Catalogue, language: Language, meeting: Meeting) -> Reply:
    """The first question after a meeting. A text is as good an answer as a mark."""
    text = texts.say(language, "reflect-ask-mark", theme=escape(meeting.theme))
    return Reply(text, marks(f"reflect-mark:{meeting.id}"), private=True)


def marks(value: str) -> tuple[Choice, ...]:
    """The marks to choose from; `value` is what comes before the mark in a choice's value."""
    return tuple(Choice(str(mark), f"{value} {mark}") for mark in range(LOWEST, HIGHEST + 1))


async def mark_chosen(turn: Turn, argument: str) -> list[Reply]:
    """A mark by one tap: `MEETING MARK`."""
    meeting_id, _, mark = argument.partition(" ")
    meeting = await meeting_to_reflect(turn, meeting_id)
    if meeting is None:
        return closed(turn)
    await note(turn, meeting, mark=int(mark))
    return await go_on(turn, meeting, turn.say("reflect-marked", mark=mark))


async def mark_typed(turn: Turn, text: str) -> list[Reply]:
    """An answer in words: a mark, a mark and more, or what they take along."""
    meeting = await meeting_to_reflect(turn, turn.answered["meeting"])
    if meeting is None:
        return closed(turn)
    match read_mark(text):
        case Mark(value, rest):
            await note(turn, meeting, mark=value, **({"takeaway": shortened(rest)} if rest else {}))
            return await go_on(turn, meeting, turn.say("reflect-marked", mark=str(value)))
        case Between(low, high):
            choices = tuple(Choice(str(mark), f"reflect-mark:{meeting.id} {mark}") for mark in (low, high))
            return await ask_back(turn, turn.say("reflect-which-mark"), MARK, turn.answered, choices)
        case OutOfRange():
            choices = marks(f"reflect-mark:{meeting.id}")
            return await ask_back(turn, turn.say("reflect-no-such-mark"), MARK, turn.answered, choices)
        case NoMark():
            return await takeaway_typed(turn, text)


async def takeaway_typed(turn: Turn, text: str) -> list[Reply]:
    """What somebody takes along from a meeting."""
    meeting = await meeting_to_reflect(turn, turn.answered["meeting"])
    if meeting is None:
        return closed(turn)
    await note(turn, meeting, takeaway=shortened(text))
    return await go_on(turn, meeting, turn.say("noted"))


async def skip_takeaway(turn: Turn, meeting_id: str) -> list[Reply]:
    """Nothing to take along, or no time to say it: on to the step."""
    meeting = await meeting_to_reflect(turn, meeting_id)
    return closed(turn) if meeting is None else await on_to_step(turn, meeting, "")


async def go_on(turn: Turn, meeting: Meeting, intro: str) -> list[Reply]:
    """Ask for the first part that is missing."""
    reflection = await reflection_of(turn, meeting)
    if reflection and reflection.takeaway is None:
        choices = (Choice(turn.say("skip"), f"reflect-skip:{meeting.id}"),)
        text = f"{intro} {turn.say('reflect-ask-takeaway')}"
        return await ask_back(turn, text, TAKEAWAY, {"meeting": str(meeting.id)}, choices)
    return await on_to_step(turn, meeting, intro)


async def on_to_step(turn: Turn, meeting: Meeting, intro: str) -> list[Reply]:
    """Ask for a small step, unless they have one from this meeting."""
    person = turn.visitor.person
    steps = await turn.tx.small_steps.open_of(person.id) if person else []
    if any(step.meeting_id == meeting.id for step in steps):
        return await finish(turn, meeting)
    return await ask_for_step(turn, intro, network_id=meeting.network_id, meeting_id=meeting.id)


async def finish(turn: Turn, meeting: Meeting) -> list[Reply]:
    """Thank them, and ask whether their words may be shown with the harvest: no, unless they say so."""
    reflection = await reflection_of(turn, meeting)
    if reflection is None or reflection.takeaway is None or reflection.quotable:
        return [Reply(turn.say("reflect-thanks"), private=True)]
    choices = (Choice(turn.say("quote-yes"), f"reflect-quote:{meeting.id}"),)
    return [Reply(turn.say("reflect-thanks-and-quote"), choices, private=True)]


async def no_step(turn: Turn, meeting_id: str) -> list[Reply]:
    """No step this time."""
    meeting = await meeting_to_reflect(turn, meeting_id)
    return closed(turn) if meeting is None else await finish(turn, meeting)


async def may_quote(turn: Turn, meeting_id: str) -> list[Reply]:
    """Their words may go into the harvest."""
    meeting = await meeting_to_reflect(turn, meeting_id)
    if meeting is None:
        return closed(turn)
    await note(turn, meeting, quotable=True)
    choices = (Choice(turn.say("quote-no"), f"reflect-quote-not:{meeting.id}"),)
    return [Reply(turn.say("quote-noted"), choices, private=True)]


async def may_not_quote(turn: Turn, meeting_id: str) -> list[Reply]:
    """On second thoughts, they may not."""
    meeting = await meeting_to_reflect(turn, meeting_id)
    if meeting is None:
        return closed(turn)
    await note(turn, meeting, quotable=False)
    return [Reply(turn.say("quote-withdrawn"), private=True)]


async def networks_to_reflect_on(turn: Turn) -> list[Network]:
    """The networks with a meeting on which whoever asks can still look back."""
    person = turn.visitor.person
    return [network for network in person.networks if await last_meeting(turn, network)] if person else []


async def look_back(turn: Turn, network: Network) -> list[Reply]:
    """Begin to look back on the last meeting, or show what was said of it, to change."""
    meeting = await last_meeting(turn, network)
    if meeting is None:
        return closed(turn)
    reflection = await reflection_of(turn, meeting)
    if reflection is None:
        first = mark_question(turn.texts, turn.language, meeting)
        return await ask_back(turn, first.text, MARK, {"meeting": str(meeting.id)}, first.choices)
    text = turn.say(
        "reflect-so-far",
        theme=escape(meeting.theme),
        mark=turn.say("reflect-none") if reflection.mark is None else str(reflection.mark),
        takeaway=escape(reflection.takeaway or turn.say("reflect-none")),
    )
    choices = (
        Choice(turn.say("reflect-change-mark"), f"reflect-again:{meeting.id} {MARK}"),
        Choice(turn.say("reflect-change-takeaway"), f"reflect-again:{meeting.id} {TAKEAWAY}"),
    )
    return [Reply(text, choices, private=True, sensitive=True)]


async def again(turn: Turn, argument: str) -> list[Reply]:
    """Another mark, or other words: `MEETING PART`."""
    meeting_id, _, part = argument.partition(" ")
    meeting = await meeting_to_reflect(turn, meeting_id)
    if meeting is None:
        return closed(turn)
    data = {"meeting": meeting_id}
    if part == TAKEAWAY:
        return await ask_back(turn, turn.say("reflect-ask-takeaway"), TAKEAWAY, data)
    choices = marks(f"reflect-mark:{meeting.id}")
    return await ask_back(turn, turn.say("reflect-ask-other-mark"), MARK, data, choices)


async def command(turn: Turn, argument: str) -> list[Reply]:
    """`/reflectie`: look back on the last meeting, late or once more."""
    if turn.visitor.person is None:
        return [Reply(turn.say("not-for-operator"))]
    if not await networks_to_reflect_on(turn):
        return [Reply(turn.say("reflect-nothing"), private=True)]
    return await OF_NETWORK.command(turn, argument)


async def meeting_to_reflect(turn: Turn, meeting_id: str) -> Meeting | None:
    """The meeting with this id, if whoever speaks may still say something of it."""
    person = turn.visitor.person
    meeting = await turn.tx.meetings.get(int(meeting_id))
    if person is None or meeting is None or person.role_in(meeting.network_id) is None:
        return None
    is_last = meeting == await last_over(turn, meeting.network_id)
    return meeting if is_last else None


async def last_meeting(turn: Turn, network: Network) -> Meeting | None:
    """The last meeting of a network, while no next one has begun."""
    return await last_over(turn, network.id)


async def last_over(turn: Turn, network_id: int) -> Meeting | None:
    """The meeting that was last, unless it is long ago or the next one is going on."""
    over = await turn.tx.meetings.over([network_id], turn.now - LONGEST_LOOK_BACK, turn.now)
    coming = await turn.tx.meetings.coming([network_id], turn.now)
    if any(meeting.start <= turn.now for meeting in coming):
        return None
    return max(over, key=lambda meeting: meeting.end, default=None)


async def note(turn: Turn, meeting: Meeting, **news: object) -> None:
    """Keep a part of somebody's reflection, and expect no other answer to the question they got."""
    person = turn.visitor.person
    if person:
        await turn.tx.reflections.note(person.id, meeting.network_id, meeting.id, turn.now, **news)
        await turn.tx.expected.close(person.id, about(meeting.id))


async def reflection_of(turn: Turn, meeting: Meeting) -> Reflection | None:
    """What whoever speaks said of a meeting so far."""
    person = turn.visitor.person
    return await turn.tx.reflections.of(person.id, meeting.id) if person else None


OF_NETWORK = InOneNetwork("reflect-network", look_back, networks_to_reflect_on)
COMMANDS = (Command("reflectie", "reflect", "does-reflect", command),)
CHOICES = {
    "reflect-mark": ChoiceAction(mark_chosen, leaves_open=True, answers=MARK),
    "reflect-skip": ChoiceAction(skip_takeaway, answers=TAKEAWAY),
    "reflect-no-step": ChoiceAction(no_step, answers="step-text"),
    "reflect-quote": ChoiceAction(may_quote),
    "reflect-quote-not": ChoiceAction(may_not_quote),
    "reflect-again": ChoiceAction(again, leaves_open=True),
    OF_NETWORK.action: ChoiceAction(OF_NETWORK.chosen),
}
STEPS = {
    MARK: Step(mark_typed, guarded=True, unasked=True, plainly=marked),
    TAKEAWAY: Step(takeaway_typed, guarded=True, unasked=True),
}
