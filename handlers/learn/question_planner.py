"""Brings open questions to the facilitators: one message for all that are the same, and later a nudge."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.contract import Language, Reply
from handlers.learn.open_questions import Asked, QuestionGroup, QuestionGroups, card_key, subject_of
from handlers.learn.question_cards import Card, card, is_waiting, quoted
from handlers.learn.questions import QuestionState
from handlers.notices import language_of
from handlers.people.people import Network, Networks, People, Person, Role
from handlers.texts import Catalogue
from knowledge_base import Near
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours
from scheduler.working_days import working_days_later

BATCH = 50
MOST_COMPARED = 300  # open questions: the newest; more have not been seen in one network
KEPT_FOR = timedelta(days=7)
NUDGE_AFTER = 2  # working days


class Groups(QuestionGroups, Protocol):
    """What planning needs besides."""

    async def unheard_of(self) -> Sequence[QuestionGroup]: ...
    async def waiting(self) -> Sequence[QuestionGroup]: ...
    async def ungrouped(self, most: int) -> Sequence[Asked]: ...


class Outbox(Protocol):
    """What is to be sent."""

    async def plan(self, messages: Iterable[Planned]) -> int: ...


class Transaction(Protocol):
    """What planning reads and writes."""

    @property
    def question_groups(self) -> Groups: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def people(self) -> People: ...
    @property
    def outbox(self) -> Outbox: ...


class KnowsPeople(Protocol):
    """A transaction in which people can be looked up."""

    @property
    def people(self) -> People: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class Compares(Protocol):
    """Says which questions are near another."""

    def near(self, text: str, others: Sequence[str]) -> Near: ...


async def plan_questions(store: Store, alike: Compares, texts: Catalogue, now: datetime) -> None:
    """Group what is new, tell of groups that nobody heard of, and nudge where nothing happened."""
    async with store.reading() as tx:
        new = await tx.question_groups.ungrouped(BATCH)
    for question in new:
        await group(store, alike, question, now)
    async with store.reading() as tx:
        unheard = await tx.question_groups.unheard_of()
    for each in unheard:
        await tell(store, alike, texts, each.id, now)
    await nudge(store, texts, now)


async def group(store: Store, alike: Compares, question: Asked, now: datetime) -> None:
    """Put a question with those that are surely the same, else into a group of its own.

    It is compared outside any transaction: that takes a while when many are open.
    """
    async with store.reading() as tx:
        others = await still_open(tx, question.network_id)
    near = await asyncio.to_thread(alike.near, question.text, [other.text for other in others])
    same = next((others[place].group_id for place in near.same), None)
    async with store.transaction() as tx:
        found = await tx.question_groups.held(same) if same is not None else None
        asked = await tx.question_groups.asked(question.id)
        if asked is None or asked.group_id is not None:
            return  # erased, or another process was first
        into = found.id if found and is_waiting(found) else None
        if into is None:
            into = await tx.question_groups.add(question.network_id, now)
        await tx.question_groups.put(question.id, into)


async def still_open(tx: Transaction, network_id: int | None) -> list[Asked]:
    """The questions of a network that wait for an answer, the newest of them."""
    if network_id is None:
        return []
    waiting = [each.id for each in await tx.question_groups.of_network(network_id) if is_waiting(each)]
    asked = await tx.question_groups.asked_in(waiting)
    return [question for questions in asked.values() for question in questions][-MOST_COMPARED:]


async def tell(store: Store, alike: Compares, texts: Catalogue, group_id: int, now: datetime) -> None:
    """Plan the one message about a group for each facilitator, next to what looks alike."""
    async with store.reading() as tx:
        found = await tx.question_groups.get(group_id)
        asked = (await tx.question_groups.asked_in([group_id]))[group_id]
        others = await still_open(tx, found.network_id if found else None)
    others = [other for other in others if other.group_id != group_id]
    near = (
        await asyncio.to_thread(alike.near, asked[0].text, [each.text for each in others]) if asked else None
    )
    async with store.transaction() as tx:
        held = await tx.question_groups.held(group_id)
        if held is None or held.passed_on_at is not None:
            return
        await tx.question_groups.change(group_id, passed_on_at=now)
        network = await tx.networks.get(held.network_id) if held.network_id is not None else None
        if network and near:
            shown = Card(held, asked, network.name, None, groups_near(near, others))
            await tx.outbox.plan(
                [told(texts, person, network, shown, now) for person in await facilitators(tx, network)]
            )


def groups_near(near: Near, others: Sequence[Asked]) -> Mapping[int, str]:
    """The groups of the nearest questions, each with the words that are near."""
    found: dict[int, str] = {}
    for place, _ in near.similar:
        found.setdefault(others[place].group_id or 0, others[place].text)
    return found


async def facilitators(tx: KnowsPeople, network: Network) -> list[Person]:
    """The facilitators of a network."""
    people = await tx.people.all(network.id)
    return [person for person in people if person.role_in(network.id) is Role.FACILITATOR]


def told(texts: Catalogue, person: Person, network: Network, shown: Card, now: datetime) -> Planned:
    """The message about a group for one facilitator."""
    key, reply = card_key(shown.group.id, person.id), card(texts, language_of(person, network), shown)
    return planned(person, network, now, key=key, kind=OutboxKind.NOTICE, about=shown.group, reply=reply)


def planned(
    person: Person,
    network: Network,
    now: datetime,
    *,
    key: str,
    kind: OutboxKind,
    about: QuestionGroup,
    reply: Reply,
) -> Planned:
    """A message about a group, outside the quiet hours and after a pause."""
    hours = quiet_hours(network.quiet, network.timezone)
    moment = moment_outside(now, hours)
    until = moment_outside(max(now, person.paused_until or now), hours) + KEPT_FOR
    to = ToPerson(person.id, language_of(person, network))
    return Planned(key, kind, to, reply, moment, until, subject=subject_of(about.id), network_id=network.id)


async def nudge(store: Store, texts: Catalogue, now: datetime) -> None:
    """Remind, once, of what was picked up and left lying, or never picked up, for two working days."""
    async with store.reading() as tx:
        waiting = await tx.question_groups.waiting()
        networks = {network.id: network for network in await tx.networks.all()}
    for each in waiting:
        network = networks.get(each.network_id or 0)
        if network and is_left(each, network, now):
            async with store.transaction() as tx:
                await nudge_one(tx, texts, each.id, network, now)


def is_left(group: QuestionGroup, network: Network, now: datetime) -> bool:
    """Whether nothing happened to a group for two working days."""
    since = last_moment(group)
    return since is not None and working_days_later(since, NUDGE_AFTER, ZoneInfo(network.timezone)) <= now


def last_moment(group: QuestionGroup) -> datetime | None:
    """When something last happened to a group: told, picked up, or asked what was said of it."""
    moments = (group.passed_on_at, group.claimed_at, group.said_asked_at)
    return max((moment for moment in moments if moment), default=None)


async def nudge_one(
    tx: Transaction, texts: Catalogue, group_id: int, network: Network, now: datetime
) -> None:
    """Remind who picked it up; when nobody did, or they are no facilitator any more, all of them."""
    held = await tx.question_groups.held(group_id)
    if held is None or held.nudged_at is not None or not is_waiting(held):
        return
    asked = (await tx.question_groups.asked_in([group_id]))[group_id]
    if not asked:
        return
    await tx.question_groups.change(group_id, nudged_at=now)
    people = await facilitators(tx, network)
    who = [person for person in people if person.id == held.claimed_by] or people
    claimer = next((person.name for person in people if person.id == held.claimed_by), None)
    shown = Card(held, asked, network.name, claimer)
    await tx.outbox.plan([nudged(texts, person, network, shown, now) for person in who])


def nudged(texts: Catalogue, person: Person, network: Network, shown: Card, now: datetime) -> Planned:
    """The reminder for one facilitator: a line, and what can be done."""
    language, held = language_of(person, network), shown.group
    text = what_waits(texts, language, held, quoted(shown.questions[0].text))
    whole = card(texts, language, shown)
    stamp = f"{last_moment(held):%Y%m%dT%H%M%S}"
    key = f"{subject_of(held.id)}/nudge-{stamp}/person-{person.id}"
    reply = Reply(text, whole.choices, private=True, sensitive=True)
    return planned(person, network, now, key=key, kind=OutboxKind.NUDGE, about=held, reply=reply)


def what_waits(texts: Catalogue, language: Language, held: QuestionGroup, question: str) -> str:
    """What a group waits for."""
    if held.said_asked_at:
        return texts.say(language, "question-nudge-said", question=question)
    is_claimed = held.status is QuestionState.CLAIMED
    return texts.say(
        language, "question-nudge-claimed" if is_claimed else "question-nudge-open", question=question
    )
