"""The answer to an open question, on its way to everybody who asked it; and whether it helped."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import Address, Choice, Reply, escape
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.learn.open_questions import Asked, QuestionGroup, QuestionGroups, subject_of
from handlers.learn.question_cards import quoted
from handlers.learn.questions import QuestionState
from handlers.people.access import Who
from handlers.people.people import Doors, Network
from handlers.table import ChoiceAction
from handlers.texts import Catalogue
from handlers.turn import Choices, Outbox, Turn
from scheduler.meetings import Meeting
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

KEPT_FOR = timedelta(days=14)
GOOD, BAD = "👍", "👎"


class Transaction(Protocol):
    """What answering needs of the store."""

    @property
    def question_groups(self) -> QuestionGroups: ...
    @property
    def doors(self) -> Doors: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def outbox(self) -> Outbox: ...


async def send_answer(
    tx: Transaction,
    texts: Catalogue,
    group: QuestionGroup,
    text: str,
    now: datetime,
    *,
    by: int | None,
    network: Network | None,
    meeting: Meeting | None = None,
) -> int:
    """Keep an answer and plan it for everybody who asked; how many have a door where it can go.

    `meeting`: it is what was said there.
    """
    await tx.question_groups.change(
        group.id, status=QuestionState.ANSWERED, answer=text, answered_by=by, answered_at=now
    )
    await tx.outbox.cancel_open(subject_of(group.id), (OutboxKind.NOTICE, OutboxKind.NUDGE))
    asked = (await tx.question_groups.asked_in([group.id]))[group.id]
    hours = quiet_hours(network.quiet, network.timezone) if network else None
    moment = moment_outside(now, hours)
    reached = 0
    for question in asked:
        to = await where_to(tx, question)
        if to is None:
            continue
        reached += 1
        await plan_for(
            tx,
            question,
            Planned(
                f"{subject_of(group.id)}/answer-{question.id}",
                OutboxKind.ANSWER,
                to,
                answer_to(texts, question, text, meeting),
                moment,
                moment + KEPT_FOR,
                subject=subject_of(group.id),
                network_id=network.id if network else None,
            ),
        )
    return reached


async def where_to(tx: Transaction, question: Asked) -> Address | ToPerson | None:
    """The chat where it was asked if that is open; else wherever the person is reached; None: nowhere."""
    here = await tx.doors.private_chat(question.platform, question.sender)
    if question.person_id is not None:
        return ToPerson(question.person_id, question.language, here)
    return here


async def plan_for(tx: Transaction, question: Asked, message: Planned) -> None:
    """Plan an answer; for somebody whom we know by a chat alone, its choices are opened there now."""
    if isinstance(message.to, Address):
        expires_at = message.not_before + LIST_OPEN_FOR
        await tx.choices.add(
            ChoiceList(message.key, message.to, question.language, message.reply.choices, expires_at)
        )
    await tx.outbox.plan([message])


def answer_to(texts: Catalogue, question: Asked, text: str, meeting: Meeting | None = None) -> Reply:
    """The answer as who asked reads it, in the language of their question."""
    language = question.language
    choices = (
        Choice(texts.say(language, "helps"), f"question-helped:{question.id}", GOOD),
        Choice(texts.say(language, "helps-not"), f"question-helped-not:{question.id}", BAD),
    )
    asked, answer = quoted(question.text), escape(text)
    if meeting:
        theme = escape(meeting.theme)
        said = texts.say(language, "question-said-comes", question=asked, theme=theme, answer=answer)
    else:
        said = texts.say(language, "question-answer-comes", question=asked, answer=answer)
    return Reply(said, choices, private=True, sensitive=True)


async def helped(turn: Turn, question_id: str) -> list[Reply]:
    """The answer helped: the question is closed."""
    question = await own(turn, question_id)
    if question is None:
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.question_groups.opinion(question.id, helped=True)
    return [Reply(turn.say("question-glad"), private=True)]


async def helped_not(turn: Turn, question_id: str) -> list[Reply]:
    """The answer did not help: the facilitators hear of it once more, with what was answered."""
    question = await own(turn, question_id)
    group = await turn.tx.question_groups.get(question.group_id) if question and question.group_id else None
    if question is None or group is None:
        return [Reply(turn.say("closed"), private=True)]
    if question.reopened:
        await turn.tx.question_groups.opinion(question.id, helped=False)
        return [Reply(turn.say("question-not-again"), private=True)]
    if group.status is not QuestionState.ANSWERED:
        return [Reply(turn.say("closed"), private=True)]
    again = await turn.tx.question_groups.add(group.network_id, turn.now, earlier_answer=group.answer)
    await turn.tx.question_groups.put(question.id, again, reopened=True)
    return [Reply(turn.say("question-reopened"), private=True)]


async def own(turn: Turn, question_id: str) -> Asked | None:
    """A question, if who speaks asked it."""
    question = await turn.tx.question_groups.asked(int(question_id)) if question_id.isdecimal() else None
    if question is None:
        return None
    is_here = (question.platform, question.sender) == (turn.message.address.platform, turn.message.sender)
    person = turn.visitor.person
    is_theirs = person is not None and person.id == question.person_id
    return question if is_here or is_theirs else None


CHOICES = {
    "question-helped": ChoiceAction(helped, who=Who.ASKERS),
    "question-helped-not": ChoiceAction(helped_not, who=Who.ASKERS),
}
