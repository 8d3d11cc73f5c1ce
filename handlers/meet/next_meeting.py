"""`/bijeenkomst`, `/bijeenkomsten` and the plain questions: what is coming, my answer, and the link."""

from bot.contract import Choice, Reply, escape
from handlers.meet.asking import About, about_meeting
from handlers.meet.finding import coming_in, for_members, leads, mine, with_meetings
from handlers.meet.meeting_cards import Facts, choices, details, question_about
from handlers.meet.who import present_lines
from handlers.people.one_network import InOneNetwork
from handlers.people.people import Network
from handlers.table import ChoiceAction
from handlers.turn import Handler, Turn
from scheduler.meetings import Answer, Meeting, Member
from scheduler.moments import shown

MOST_LISTED = 12
VIEW = "view"  # at the end of an answer's value: it was chosen below `/bijeenkomst`
LEADING = ("who", "silent", "edit", "move", "cancel")


async def show_next(turn: Turn, network: Network) -> list[Reply]:
    """The next meeting of a network."""
    coming = await coming_in(turn, network)
    if not coming:
        return [Reply(turn.say("meeting-none", network=escape(network.name)), private=True)]
    return [await view(turn, network, coming[0])]


async def show(turn: Turn, network: Network, meeting: Meeting, _: str) -> list[Reply]:
    """One meeting, chosen from a list."""
    return [await view(turn, network, meeting)]


async def view(turn: Turn, network: Network, meeting: Meeting) -> Reply:
    """A meeting as the visitor may see it: what is known, what they answered, and what they can do."""
    member = await as_member(turn, network, meeting)
    is_open = meeting.is_coming(turn.now) and turn.visitor.person is not None
    parts = [
        details(turn.texts, await facts_of(turn, network, meeting), member),
        await counted(turn, meeting),
        question_about(turn.texts, meeting, member) if is_open else state_of(turn, meeting),
    ]
    answers = tuple(
        Choice(choice.label, f"{choice.value}:{VIEW}")
        for choice in (choices(turn.texts, meeting, turn.language) if is_open else ())
    )
    text = "\n\n".join(part for part in parts if part)
    return Reply(text, (*answers, *await further(turn, meeting)), private=True)


async def further(turn: Turn, meeting: Meeting) -> tuple[Choice, ...]:
    """What else can be done with a meeting; more for facilitators."""
    if not await leads(turn, meeting):
        return (
            (Choice(turn.say("meeting-agenda-open"), f"agenda:{meeting.id}"),) if opens(turn, meeting) else ()
        )
    kinds = LEADING if opens(turn, meeting) else LEADING[:1]
    own = tuple(Choice(turn.say(f"meeting-do-{kind}"), f"meeting-{kind}:{meeting.id}") for kind in kinds)
    agenda = (Choice(turn.say("meeting-agenda-open"), f"agenda:{meeting.id}"),)
    return (*own, *(agenda if opens(turn, meeting) else ()))


def opens(turn: Turn, meeting: Meeting) -> bool:
    """Whether a meeting is still to begin."""
    return meeting.is_coming(turn.now)


def state_of(turn: Turn, meeting: Meeting) -> str:
    """What became of a meeting that can't be answered to."""
    if meeting.is_cancelled:
        return turn.say("meeting-is-off")
    return "" if meeting.is_coming(turn.now) else turn.say("meeting-has-begun")


async def counted(turn: Turn, meeting: Meeting) -> str:
    """How many come, and of facilitators also how many said nothing."""
    counts = (await turn.tx.rsvps.counts([meeting.id], turn.now))[meeting.id]
    coming = counts.of(Answer.YES) + counts.of(Answer.REPLACED)
    if await leads(turn, meeting):
        return turn.say(
            "meeting-counts",
            coming=coming,
            maybe=counts.of(Answer.MAYBE),
            no=counts.of(Answer.NO),
            silent=counts.silent,
        )
    return turn.say("meeting-coming", coming=coming) if coming else ""


async def facts_of(turn: Turn, network: Network, meeting: Meeting) -> Facts:
    """What there is to say about a meeting."""
    names = tuple(name for _, name in await turn.tx.meetings.preparers(meeting.id))
    items = await turn.tx.agenda.for_meeting(meeting.network_id, meeting.id)
    return Facts(meeting, network.name, names, tuple(item.text for item in items))


async def as_member(turn: Turn, network: Network, meeting: Meeting) -> Member:
    """The visitor as a member of the meeting's network, speaking the language of this turn."""
    person = turn.visitor.person
    found = await turn.tx.invitees.members(meeting, 0, 1, person.id) if person else ()
    if not found:
        return Member(person.id if person else 0, turn.language, network.timezone)
    known = found[0]
    return Member(
        known.person_id,
        turn.language,
        known.timezone,
        known.reminders,
        known.invited_at,
        known.version,
        known.cancel_told,
        known.answer,
        known.answered_version,
    )


async def show_all(turn: Turn, network: Network) -> list[Reply]:
    """The coming meetings of a network, each to be chosen."""
    coming = (await coming_in(turn, network))[:MOST_LISTED]
    if not coming:
        return [Reply(turn.say("meeting-none", network=escape(network.name)), private=True)]
    lines = [turn.say("meeting-list", network=escape(network.name)), ""]
    lines += [f"- {day_and_theme(turn, meeting)}" for meeting in coming]
    picks = tuple(Choice(pick_label(turn, meeting), f"meeting-show:{meeting.id}") for meeting in coming)
    return [Reply("\n".join(lines), picks, private=True)]


def day_and_theme(turn: Turn, meeting: Meeting) -> str:
    """A meeting on one line."""
    return f"{when(turn, meeting)}: {escape(meeting.theme)}"


def when(turn: Turn, meeting: Meeting) -> str:
    """When a meeting begins, on its own clocks."""
    return shown(meeting.start.astimezone(meeting.zone), turn.language)


def pick_label(turn: Turn, meeting: Meeting) -> str:
    """A meeting as a choice."""
    theme = meeting.theme if len(meeting.theme) <= LONGEST_LABEL else f"{meeting.theme[:LONGEST_LABEL]}…"
    return f"{when(turn, meeting)}: {theme}"


LONGEST_LABEL = 40


async def answer(turn: Turn, network: Network, about: About) -> list[Reply]:
    """The next meeting, with what was asked of it in front."""
    coming = await coming_in(turn, network)
    if not coming:
        return [Reply(turn.say("meeting-none", network=escape(network.name)), private=True)]
    meeting = coming[0]
    if about is not About.WHO:
        return [await view(turn, network, meeting)]
    text = await present_lines(turn, meeting)
    return [Reply(text, await further(turn, meeting), private=True)]


def answering_first(otherwise: Handler) -> Handler:
    """The handler of questions: those about the next meeting are answered here, for who is in a network."""

    async def question(turn: Turn, text: str) -> list[Reply]:
        about = about_meeting(text)
        if about is None or not await mine(turn):
            return await otherwise(turn, text)
        return await (WHO_COMES if about is About.WHO else NEXT).command(turn, "")

    return question


async def show_who(turn: Turn, network: Network) -> list[Reply]:
    """Who comes to the next meeting."""
    return await answer(turn, network, About.WHO)


NEXT = InOneNetwork("meeting-of", show_next, with_meetings)
ALL = InOneNetwork("meetings-of", show_all, with_meetings)
WHO_COMES = InOneNetwork("meeting-who-of", show_who, with_meetings)
CHOICES = {
    "meeting-of": ChoiceAction(NEXT.chosen, leaves_open=True),
    "meetings-of": ChoiceAction(ALL.chosen, leaves_open=True),
    "meeting-who-of": ChoiceAction(WHO_COMES.chosen, leaves_open=True),
    "meeting-show": ChoiceAction(for_members(show), leaves_open=True),
}
