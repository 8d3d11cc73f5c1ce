"""Open questions on the agenda of the next meeting, and what was said there back to who asked."""

from dataclasses import dataclass

from bot.contract import Reply, escape
from handlers.learn.gaps import BRING
from handlers.learn.group_agenda import item_and_meeting, item_text, on_agenda_of, opened_again
from handlers.learn.open_questions import QuestionGroup, subject_of
from handlers.learn.question_cards import LONGEST_LINE, day_of, is_waiting, label
from handlers.learn.question_desk import answer_typed, card_now, gone, mine, renewed
from handlers.learn.questions import QuestionState
from handlers.meet.finding import coming_in
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.people import Network, Person
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from scheduler.meetings import Meeting

SAID, SKIP = "question-said", "question-said-skip"


@dataclass(frozen=True, slots=True)
class Brought:
    """A group on the agenda of a meeting."""

    network: Network
    group: QuestionGroup
    meeting: Meeting


async def bring(turn: Turn, group_id: str) -> list[Reply]:
    """Put a group on the agenda, from its card, which says so from then on."""
    brought = await put_on_agenda(turn, group_id)
    if isinstance(brought, Reply):
        return [brought]
    return await renewed(turn, brought.network, brought.group.id)


async def bring_from_month(turn: Turn, group_id: str) -> list[Reply]:
    """The same from a list of more questions, which stays as it is."""
    brought = await put_on_agenda(turn, group_id)
    if isinstance(brought, Reply):
        return [brought]
    await renewed(turn, brought.network, brought.group.id)
    asked = (await turn.tx.question_groups.asked_in([brought.group.id]))[brought.group.id]
    day = day_of(brought.meeting, turn.language)
    text = turn.say("question-brought", question=escape(label(asked[0].text, LONGEST_LINE)), day=day)
    return [Reply(text, private=True, sensitive=True)]


async def put_on_agenda(turn: Turn, group_id: str) -> Brought | Reply:
    """Put a group on the agenda of the next meeting, once; else what is the matter."""
    found, person = await mine(turn, group_id), turn.visitor.person
    if found is None:
        return gone(turn)
    network, group = found
    if person is None:
        return Reply(turn.say("not-for-operator"), private=True)
    if not is_waiting(group) or await on_agenda_of(turn.tx, group, turn.now):
        return await card_now(turn, network, group)
    coming = [meeting for meeting in await coming_in(turn, network) if meeting.is_coming(turn.now)]
    if not coming:
        return Reply(turn.say("question-no-meeting", network=escape(network.name)), private=True)
    await keep(turn, group, coming[0], person)
    await note(turn, network, "question-brought", None, str(group.id))
    return Brought(network, group, coming[0])


async def keep(turn: Turn, group: QuestionGroup, meeting: Meeting, person: Person) -> None:
    """Note that a group is on the agenda; until the meeting nobody is nudged about it."""
    item_id = await item_for(turn, group, meeting, person)
    await turn.tx.agenda.choose(item_id, meeting.id, chosen=True)
    claim = {"status": QuestionState.CLAIMED, "claimed_by": person.id, "claimed_at": turn.now}
    await turn.tx.question_groups.change(
        group.id,
        **(claim if group.status is QuestionState.OPEN else {}),
        brought_at=turn.now,
        brought_by=person.id,
        agenda_item_id=item_id,
        said_asked_at=None,
        nudged_at=turn.now,
    )


async def item_for(turn: Turn, group: QuestionGroup, meeting: Meeting, person: Person) -> int:
    """The agenda item of a group: the one of a meeting that was called off, the same words, or a new one."""
    item, former = await item_and_meeting(turn.tx, group)
    if item and (former is None or former.is_cancelled):
        return item.id
    asked = (await turn.tx.question_groups.asked_in([group.id]))[group.id]
    text = item_text(asked[0].text)
    items = await turn.tx.agenda.for_meeting(meeting.network_id, meeting.id)
    same = next((each.id for each in items if each.text.casefold() == text.casefold()), None)
    return same or await turn.tx.agenda.add(meeting.network_id, meeting.id, person.id, text, turn.now)


async def skip(turn: Turn, group_id: str) -> list[Reply]:
    """Nothing was said of it, or nobody can tell: the question stays open."""
    found = await mine(turn, group_id)
    if found is None:
        return [gone(turn)]
    network, group = found
    if not is_waiting(group) or group.said_asked_at is None:
        return [await card_now(turn, network, group)]
    await turn.tx.question_groups.change(group.id, **opened_again(group, turn.now))
    if turn.visitor.person:
        await turn.tx.expected.close(turn.visitor.person.id, subject_of(group.id))
    await note(turn, network, "question-not-discussed", None, str(group.id))
    await renewed(turn, network, group.id)
    return [Reply(turn.say("question-stays-open"), private=True)]


CHOICES = {
    "question-bring": ChoiceAction(bring, leaves_open=True, who=Who.FACILITATORS),
    BRING: ChoiceAction(bring_from_month, leaves_open=True, who=Who.FACILITATORS),
    SKIP: ChoiceAction(skip, answers=SAID, who=Who.FACILITATORS),
}
# What is typed goes to members, so whatever may as well be a question is asked about.
STEPS = {SAID: Step(answer_typed, guarded=True, unasked=True, who=Who.FACILITATORS)}
