"""`/vragen`: the open questions of a network; picked up, put together, answered."""

from bot.contract import Choice, Reply, escape
from handlers.asking_back import ask_back
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.learn.group_agenda import keep_place, on_agenda_of
from handlers.learn.open_questions import LONGEST_ANSWER, QuestionGroup, card_key, subject_of
from handlers.learn.question_answers import send_answer
from handlers.learn.question_cards import LONGEST_LINE, Card, card, is_waiting, label, quoted, tip_choice
from handlers.learn.questions import QuestionState
from handlers.meet.answers import CARD_KEPT_FOR, is_same, pressed
from handlers.notices import language_of
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.one_network import InOneNetwork, facilitated, with_id
from handlers.people.people import Network, Role
from handlers.steps import PendingStep
from handlers.table import ChoiceAction, Command, Step
from handlers.turn import Turn
from scheduler.outbox import OutboxKind, Planned

ANSWER = "question-answer-text"
MOST_LISTED = 10
WHOLE_ANSWER = 5  # words
ORDER = (QuestionState.OPEN, QuestionState.CLAIMED, QuestionState.ANSWERED)
MOST_ANSWERED = 3  # of which the answer may still be of use


async def overview(turn: Turn, network: Network) -> list[Reply]:
    """What is open, picked up and answered; each to look into."""
    groups = await turn.tx.question_groups.of_network(network.id)
    asked = await turn.tx.question_groups.asked_in([group.id for group in groups])
    shown, lines = [], []
    for state in ORDER:
        these = [group for group in groups if group.status is state]
        if state is QuestionState.ANSWERED:
            these = these[-MOST_ANSWERED:]
        shown += these
        lines += [turn.say(f"desk-{state}")] if these else []
        lines += [
            f"- {escape(label(asked[group.id][0].text, LONGEST_LINE))}{await by_whom(turn, group)}"
            for group in these[:MOST_LISTED]
        ]
    if not shown:
        return [Reply(turn.say("questions-none", network=escape(network.name)), private=True)]
    head = turn.say("questions-head", network=escape(network.name))
    choices = tuple(
        Choice(label(asked[group.id][0].text), f"question-show:{group.id}") for group in shown[:MOST_LISTED]
    )
    return [Reply("\n".join([head, "", *lines]), choices, private=True, sensitive=True)]


async def by_whom(turn: Turn, group: QuestionGroup) -> str:
    """Who picked it up or answered it, behind a question."""
    if group.status is QuestionState.OPEN:
        return ""
    return f" ({escape(await name_of(turn, group) or turn.say('question-operator'))})"


async def name_of(turn: Turn, group: QuestionGroup) -> str | None:
    """The name of who answered a group, or picked it up."""
    person_id = group.claimed_by if group.status is QuestionState.CLAIMED else group.answered_by
    person = await turn.tx.people.get(person_id) if person_id is not None else None
    return person.name if person else None


async def show(turn: Turn, group_id: str) -> list[Reply]:
    """One group with what can be done."""
    found = await mine(turn, group_id)
    return [await card_now(turn, *found)] if found else [gone(turn)]


async def claim(turn: Turn, group_id: str) -> list[Reply]:
    """Pick a question up, so that nobody else does the same; unless somebody did."""
    found = await mine(turn, group_id)
    if found is None:
        return [gone(turn)]
    network, group = found
    if group.status is not QuestionState.OPEN:
        return [await card_now(turn, network, group)]
    await pick_up(turn, network, group)
    return await renewed(turn, network, group.id)


async def pick_up(turn: Turn, network: Network, group: QuestionGroup) -> None:
    """Note who picked a question up."""
    await turn.tx.question_groups.change(
        group.id,
        status=QuestionState.CLAIMED,
        claimed_by=turn.visitor.person.id if turn.visitor.person else None,
        claimed_at=turn.now,
        nudged_at=None,
    )
    await note(turn, network, "question-claimed", None, str(group.id))


async def ask_answer(turn: Turn, group_id: str) -> list[Reply]:
    """Take the next text as the answer; the question is picked up by that."""
    found = await mine(turn, group_id)
    if found is None:
        return [gone(turn)]
    network, group = found
    if not is_waiting(group):
        return [await card_now(turn, network, group)]
    if group.status is QuestionState.OPEN:
        await pick_up(turn, network, group)
        await renewed(turn, network, group.id)
    asked = (await turn.tx.question_groups.asked_in([group.id]))[group.id]
    text = turn.say("question-ask-answer", question=quoted(asked[0].text), count=len(asked))
    return await ask_back(turn, text, ANSWER, {"group": str(group.id)}, sensitive=True)


async def answer_typed(turn: Turn, text: str) -> list[Reply]:
    """Send an answer to everybody who asked, unless somebody was first or nobody is left."""
    found = await mine(turn, turn.answered["group"])
    if found is None:
        return [Reply(turn.say("question-nobody-left"), private=True)]
    network, group = found
    if not is_waiting(group):
        first = await card_now(turn, network, group)
        return [Reply(f"{turn.say('question-too-late')}\n\n{first.text}", private=True, sensitive=True)]
    if len(text.strip()) > LONGEST_ANSWER:
        return await ask_back(turn, turn.say("text-too-long", longest=LONGEST_ANSWER), ANSWER, turn.answered)
    by = turn.visitor.person.id if turn.visitor.person else None
    meeting_id = turn.answered.get("meeting")  # of what was said there
    meeting = await turn.tx.meetings.get(int(meeting_id)) if meeting_id else None
    reached = await send_answer(
        turn.tx, turn.texts, group, text.strip(), turn.now, by=by, network=network, meeting=meeting
    )
    await note(turn, network, "question-answered", None, str(group.id))
    await renewed(turn, network, group.id)
    said = f"{turn.say('question-sent', count=reached)}\n\n{turn.say('answer-tip-offer')}"
    return [Reply(said, (tip_choice(turn.texts, turn.language, group.id),), private=True)]


def is_whole_answer(_: PendingStep, text: str) -> bool:
    """Whether a text is long enough to be no remark to the bot."""
    return len(text.split()) >= WHOLE_ANSWER


async def merge(turn: Turn, argument: str) -> list[Reply]:
    """Put two groups together: `GROUP OTHER`. The other one stays, with everything in it."""
    mine_id, _, other_id = argument.partition(" ")
    found, other = await mine(turn, mine_id), await mine(turn, other_id)
    if found is None or other is None or found[0].id != other[0].id:
        return [gone(turn)]
    network, group = found
    if not (is_waiting(group) and is_waiting(other[1])) or group.id == other[1].id:
        return [await card_now(turn, *other)]
    if group.status is QuestionState.CLAIMED and other[1].status is QuestionState.OPEN:
        await turn.tx.question_groups.change(
            other[1].id,
            status=QuestionState.CLAIMED,
            claimed_by=group.claimed_by,
            claimed_at=group.claimed_at,
        )
    await keep_place(turn.tx, group, other[1])
    await turn.tx.outbox.cancel_open(subject_of(group.id))
    await turn.tx.question_groups.merge(group.id, other[1].id)
    await note(turn, network, "question-merged", None, f"{group.id} {other[1].id}")
    return await renewed(turn, network, other[1].id)


async def mine(turn: Turn, group_id: str) -> tuple[Network, QuestionGroup] | None:
    """A group that is there, with its network, if the visitor facilitates that now; held for changes."""
    group = await turn.tx.question_groups.held(int(group_id)) if group_id.isdecimal() else None
    if group is None or not (await turn.tx.question_groups.asked_in([group.id]))[group.id]:
        return None
    network = with_id(await facilitated(turn), str(group.network_id))
    return (network, group) if network else None


def gone(turn: Turn) -> Reply:
    """There is no such question (any more) for who asks."""
    return Reply(turn.say("closed"), private=True)


async def card_now(turn: Turn, network: Network, group: QuestionGroup) -> Reply:
    """A group as it is now, in the visitor's language."""
    return card(turn.texts, turn.language, await facts(turn, network, group))


async def facts(turn: Turn, network: Network, group: QuestionGroup) -> Card:
    """What a card says of a group."""
    asked = (await turn.tx.question_groups.asked_in([group.id]))[group.id]
    meeting = await on_agenda_of(turn.tx, group, turn.now)
    return Card(group, asked, network.name, await name_of(turn, group), meeting=meeting)


async def renewed(turn: Turn, network: Network, group_id: int) -> list[Reply]:
    """The card as it is now, in place of what was pressed; other facilitators' cards say the same."""
    group = await turn.tx.question_groups.get(group_id)
    if group is None:
        return [gone(turn)]
    if not is_waiting(group):
        await turn.tx.outbox.cancel_open(subject_of(group.id), (OutboxKind.NOTICE, OutboxKind.NUDGE))
    here, shown = await pressed(turn), await facts(turn, network, group)
    for person in await turn.tx.people.all(network.id):
        key = card_key(group.id, person.id)
        if person.role_in(network.id) is Role.FACILITATOR and not await is_same(turn, key, here):
            told = turn.speaking(language_of(person, network))
            await edit_card(told, key, card(told.texts, told.language, shown), person.id)
    mine_now = await card_now(turn, network, group)
    return [Reply(mine_now.text, mine_now.choices, private=True, sensitive=True, replaces=here)]


async def edit_card(turn: Turn, key: str, reply: Reply, person_id: int) -> None:
    """Let somebody's card say how it stands now, once it was sent."""
    ref = await turn.tx.outbox.ref_of(key)
    if ref is None:
        return
    own, until = f"{turn.key(1)}/card-{person_id}", turn.now + CARD_KEPT_FOR
    shown = Reply(reply.text, reply.choices, private=True, sensitive=True, replaces=key)
    await turn.tx.choices.add(
        ChoiceList(own, ref.address, turn.language, reply.choices, turn.now + LIST_OPEN_FOR)
    )
    await turn.tx.outbox.plan([Planned(own, OutboxKind.ANSWER, ref.address, shown, turn.now, until)])


QUESTIONS = InOneNetwork("questions", overview, facilitated)
COMMANDS = (Command("vragen", "questions", "does-questions", QUESTIONS.command, who=Who.FACILITATORS),)
CHOICES = {
    QUESTIONS.action: ChoiceAction(QUESTIONS.chosen, leaves_open=True, who=Who.FACILITATORS),
    "question-show": ChoiceAction(show, leaves_open=True, who=Who.FACILITATORS),
    "question-claim": ChoiceAction(claim, who=Who.FACILITATORS),
    "question-answer": ChoiceAction(ask_answer, leaves_open=True, who=Who.FACILITATORS),
    "question-merge": ChoiceAction(merge, who=Who.FACILITATORS),
}
STEPS = {
    ANSWER: Step(
        answer_typed,
        takes_questions=True,
        topics=True,
        guarded=True,
        who=Who.FACILITATORS,
        plainly=is_whole_answer,
    )
}
