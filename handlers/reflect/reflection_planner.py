"""Puts the questions after a meeting and after people's own steps into the outbox: once, whatever happens."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.contract import Reply
from handlers.notices import language_of
from handlers.people.people import Network, Person
from handlers.reflect import recapping, reflecting, stepping
from handlers.reflect.recapping import Missed, recap
from handlers.reflect.small_steps import SmallStep
from handlers.steps import PendingStep
from handlers.texts import Catalogue
from handlers.turn import Transaction
from knowledge_base import Prompt, PromptKind
from knowledge_base.choosing import next_prompt
from scheduler.durations import parse_duration
from scheduler.meetings import Meeting, subject_of
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.planning import BATCH
from scheduler.reflections import (
    REFLECTION_KEPT_FOR,
    When,
    Window,
    follow_up_at,
    follow_up_window,
    may_have_been_there,
    recap_window,
    reflection_window,
)

AHEAD = timedelta(days=1)
RECAP_AHEAD = timedelta(hours=2)  # what others say until then is in it


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class ReflectionPlanner:
    """The source of what is asked after meetings and after steps."""

    def __init__(self, store: Store, texts: Catalogue, prompts: Sequence[Prompt]) -> None:
        self._store = store
        self._texts = texts
        self._tips_to_try = [prompt for prompt in prompts if prompt.kind is PromptKind.TIP_TO_TRY]

    async def __call__(self, now: datetime) -> Sequence[Planned]:
        """Plan what is due; there is nothing left to plan for the caller."""
        async with self._store.reading() as tx:
            networks = {network.id: network for network in await tx.networks.all()}
            over = await tx.meetings.over(list(networks), now - 2 * REFLECTION_KEPT_FOR, now)
            fresh = [meeting for meeting in over if await tx.facts.get(reflected(meeting)) is None]
            missed = [meeting for meeting in over if await tx.facts.get(recapped(meeting)) is None]
            steps = await tx.small_steps.to_ask(now + AHEAD)
        for meeting in fresh:
            await self._ask_after(meeting, networks[meeting.network_id], now)
        for meeting in missed:
            await self._recap(meeting, networks[meeting.network_id], now)
        for network in networks.values():
            await self._give_moments(network, now)
        for step in steps:
            await self._follow_up(step, networks[step.network_id], now)
        return ()

    async def _ask_after(self, meeting: Meeting, network: Network, now: datetime) -> None:
        """Ask those who were there, or may have been."""
        zone = ZoneInfo(network.timezone)
        window = reflection_window(meeting.end, parse_duration(network.reflect_after), network.quiet, zone)
        async with self._store.reading() as tx:
            there, _ = await who_was_there(tx, meeting)
        plans = []
        for person in there if window.not_after > now else ():
            language = language_of(person, network)
            reply = reflecting.mark_question(self._texts, language, meeting)
            to = ToPerson(person.id, language)
            plans.append((message("reflection", to, reply, window, meeting), reflecting.MARK))
        await self._plan(meeting, plans, reflected(meeting))

    async def _recap(self, meeting: Meeting, network: Network, now: datetime) -> None:
        """Tell those who were not there, the next day, what the others say."""
        window = recap_window(meeting.end, now, network.quiet, ZoneInfo(network.timezone))
        if now < window.not_before - RECAP_AHEAD:
            return
        async with self._store.reading() as tx:
            _, away = await who_was_there(tx, meeting)
            missed = await self._missed(tx, meeting, network, now)
        plans = []
        for person in away if missed and window.not_after > window.not_before else ():
            language = language_of(person, network)
            reply = recap(self._texts, language, missed) if missed else Reply("")
            to = ToPerson(person.id, language)
            plans.append((message("recap", to, reply, window, meeting), recapping.ASKED))
        await self._plan(meeting, plans, recapped(meeting))

    async def _missed(
        self, tx: Transaction, meeting: Meeting, network: Network, now: datetime
    ) -> Missed | None:
        to_try = next_prompt(self._tips_to_try, {}, now.date(), f"recap-{meeting.id}")
        if to_try is None:
            return None
        coming = await tx.meetings.coming([network.id], now)
        next_start = min((each.start for each in coming), default=None)
        return Missed(meeting, network.name, await tx.reflections.on([meeting.id]), next_start, to_try)

    async def _plan(self, meeting: Meeting, plans: Sequence[tuple[Planned, str]], done: str) -> None:
        """Plan in batches, so that nobody waits for the write lock; note at the end that all is planned."""
        for start in range(0, len(plans), BATCH):
            async with self._store.transaction() as tx:
                await tx.outbox.plan([planned for planned, _ in plans[start : start + BATCH]])
                for planned, step in plans[start : start + BATCH]:
                    await expect(
                        tx, planned, reflecting.about(meeting.id), step, {"meeting": str(meeting.id)}
                    )
        async with self._store.transaction() as tx:
            await tx.facts.keep(done, "")

    async def _give_moments(self, network: Network, now: datetime) -> None:
        """Steps to ask after before the next meeting, now that there is one."""
        async with self._store.reading() as tx:
            waiting = await tx.small_steps.waiting_for_meeting(network.id)
            coming = await tx.meetings.coming([network.id], now) if waiting else []
        start = min((meeting.start for meeting in coming if meeting.start > now), default=None)
        if start is None:
            return
        async with self._store.transaction() as tx:
            for step in waiting:
                moment = follow_up_at(When.BEFORE_NEXT, now, ZoneInfo(network.timezone), start)
                await tx.small_steps.change(step.id, ask_at=moment)

    async def _follow_up(self, step: SmallStep, network: Network, now: datetime) -> None:
        """Ask how a step went; that it was asked is noted with it."""
        if step.ask_at is None:
            return
        window = follow_up_window(step.ask_at, now, network.quiet, ZoneInfo(network.timezone))
        async with self._store.transaction() as tx:
            person = await tx.people.get(step.person_id)
            await tx.small_steps.change(step.id, ask_at=None, asked=step.asked + 1)
            if person is None or person.role_in(network.id) is None:
                return
            language = language_of(person, network)
            planned = Planned(
                f"step-{step.id}/person-{person.id}/follow-up-{step.asked + 1}",
                OutboxKind.FOLLOW_UP,
                ToPerson(person.id, language),
                stepping.follow_up(self._texts, language, step),
                window.not_before,
                window.not_after,
                subject=stepping.about(step.id),
            )
            await tx.outbox.plan([planned])
            await expect(tx, planned, stepping.about(step.id), stepping.FOLLOW_UP, {"step": str(step.id)})


async def expect(tx: Transaction, planned: Planned, about: str, step: str, data: dict[str, str]) -> None:
    """Take a text as the answer to a planned message, until it is of no use any more."""
    to = planned.to
    if isinstance(to, ToPerson) and planned.not_after and to.language:
        pending = PendingStep(step, data, planned.key, to.language, planned.not_after)
        await tx.expected.expect(to.person_id, about, pending)


def message(what: str, to: ToPerson, reply: Reply, window: Window, meeting: Meeting) -> Planned:
    """A message about a meeting that was."""
    return Planned(
        f"meeting-{meeting.id}/v{meeting.version}/person-{to.person_id}/{what}",
        OutboxKind.REFLECTION,
        to,
        reply,
        window.not_before,
        window.not_after,
        subject=subject_of(meeting.id),
        network_id=meeting.network_id,
    )


async def who_was_there(
    tx: Transaction, meeting: Meeting, members: Sequence[Person] | None = None
) -> tuple[list[Person], list[Person]]:
    """The members who were or may have been there, and those who were not.

    Where nobody was invited through the bot, everybody may have been; else only who was invited. `members`:
    those of the network, where they are known already.
    """
    members = await tx.people.all(meeting.network_id) if members is None else members
    invited = set(await tx.invitees.ids(meeting.id))
    said = {rsvp.person_id: str(rsvp.answer) for rsvp in await tx.rsvps.all(meeting.id)}
    noted = {each.person_id: str(each.status) for each in await tx.attendance.all([meeting.id])}
    concerned = [person for person in members if not invited or person.id in invited or person.id in noted]
    there = [person for person in concerned if may_have_been_there(said.get(person.id), noted.get(person.id))]
    return there, without(concerned, there)


def without(people: Iterable[Person], others: Iterable[Person]) -> list[Person]:
    """The people who are not among the others."""
    ids = {person.id for person in others}
    return [person for person in people if person.id not in ids]


def reflected(meeting: Meeting) -> str:
    """The fact that the questions after a meeting are planned."""
    return f"reflected/{meeting.id}"


def recapped(meeting: Meeting) -> str:
    """The fact that a meeting was told to who was not there."""
    return f"recapped/{meeting.id}"
