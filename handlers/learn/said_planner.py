"""Follows questions that were put on the agenda: to another meeting if need be, and until the day after."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.contract import Choice, Reply, escape
from handlers.expected import Expected
from handlers.learn import question_planner
from handlers.learn.group_agenda import Next, item_and_meeting, next_for, opened_again
from handlers.learn.open_questions import QuestionGroup, subject_of
from handlers.learn.question_bringing import SAID, SKIP
from handlers.learn.question_cards import is_waiting, quoted
from handlers.learn.question_planner import facilitators, planned
from handlers.meet.meetings import Agenda, Meetings
from handlers.notices import language_of
from handlers.people.people import Network, Person
from handlers.steps import PendingStep
from handlers.texts import Catalogue
from scheduler.meetings import Meeting
from scheduler.outbox import OutboxKind, Planned


class Groups(question_planner.Groups, Protocol):
    """The groups, and which of them are on an agenda."""

    async def brought(self) -> Sequence[QuestionGroup]: ...


class Transaction(question_planner.Transaction, Protocol):
    """What following reads and writes."""

    @property
    def question_groups(self) -> Groups: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def expected(self) -> Expected: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(frozen=True, slots=True)
class Discussed:
    """A group of questions that was on the agenda of a meeting."""

    group: QuestionGroup
    network: Network
    meeting: Meeting


async def plan_said(store: Store, texts: Catalogue, now: datetime) -> None:
    """Look after every group that is on an agenda; most of the time there is nothing to do."""
    async with store.reading() as tx:
        brought = await tx.question_groups.brought()
        due = [group.id for group in brought if await step_of(tx, group, now) is not Next.WAIT]
    for group_id in due:
        async with store.transaction() as tx:
            await go_on(tx, texts, group_id, now)


async def step_of(tx: Transaction, group: QuestionGroup, now: datetime) -> Next:
    """What is to be done about a group now."""
    network = await tx.networks.get(group.network_id) if group.network_id is not None else None
    if network is None:
        return Next.WAIT
    item, meeting = await item_and_meeting(tx, group)
    coming = await next_meeting(tx, network, now)
    return next_for(item, meeting, coming, now, ZoneInfo(network.timezone))


async def next_meeting(tx: Transaction, network: Network, now: datetime) -> Meeting | None:
    """The next meeting of a network that has still to begin."""
    coming = await tx.meetings.coming([network.id], now)
    return next((meeting for meeting in coming if meeting.is_coming(now)), None)


async def go_on(tx: Transaction, texts: Catalogue, group_id: int, now: datetime) -> None:
    """Do what is to be done about a group, unless somebody was first."""
    group = await tx.question_groups.held(group_id)
    if group is None or not is_waiting(group) or group.brought_at is None or group.said_asked_at:
        return
    network = await tx.networks.get(group.network_id or 0)
    item, meeting = await item_and_meeting(tx, group)
    match await step_of(tx, group, now):
        case Next.MOVE_ON if item and network and (coming := await next_meeting(tx, network, now)):
            await tx.agenda.choose(item.id, coming.id, chosen=True)
        case Next.LET_GO:
            if item and item.chosen and meeting and meeting.is_cancelled:
                await tx.agenda.choose(item.id, None, chosen=False)  # to be voted for, as what others bring
            await tx.question_groups.change(group.id, **opened_again(group, now))
        case Next.ASK if network and meeting:
            await ask(tx, texts, Discussed(group, network, meeting), now)


async def ask(tx: Transaction, texts: Catalogue, about: Discussed, now: datetime) -> None:
    """Ask who brought it what was said; all facilitators when they are none any more."""
    group, network = about.group, about.network
    asked = (await tx.question_groups.asked_in([group.id]))[group.id]
    if not asked:
        return
    await tx.question_groups.change(group.id, said_asked_at=now, nudged_at=None)
    people = await facilitators(tx, network)
    for person in [each for each in people if each.id == group.brought_by] or people:
        question = said_question(texts, person, about, asked[0].text)
        key = f"{subject_of(group.id)}/said-{about.meeting.id}/person-{person.id}/notice"
        message = planned(person, network, now, key=key, kind=OutboxKind.NOTICE, about=group, reply=question)
        await tx.outbox.plan([message])
        await expect(tx, person, about, message)


def said_question(texts: Catalogue, person: Person, about: Discussed, text: str) -> Reply:
    """What was said of it? A text is the answer."""
    language, theme = language_of(person, about.network), escape(about.meeting.theme)
    said = texts.say(language, "question-said-ask", theme=theme, question=quoted(text))
    choices = (Choice(texts.say(language, "question-said-skip"), f"{SKIP}:{about.group.id}"),)
    return Reply(said, choices, private=True, sensitive=True)


async def expect(tx: Transaction, person: Person, about: Discussed, message: Planned) -> None:
    """Take a text as the answer, until the message is of no use any more."""
    if message.not_after:
        data = {"group": str(about.group.id), "meeting": str(about.meeting.id)}
        language = language_of(person, about.network)
        step = PendingStep(SAID, data, message.key, language, message.not_after)
        await tx.expected.expect(person.id, subject_of(about.group.id), step)
