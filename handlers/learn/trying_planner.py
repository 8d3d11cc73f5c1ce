"""Puts the question whether a tip was used into the outbox: once, at a moment that suits, or never."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.learn.tip_uses import TipUse, about
from handlers.learn.trying import ASKED, use_question
from handlers.notices import language_of
from handlers.people.people import Network, Person
from handlers.reflect.prompt_planner import days_of, meeting_days
from handlers.reflect.small_steps import SmallStep
from handlers.steps import PendingStep
from handlers.texts import Catalogue
from handlers.turn import Transaction
from knowledge_base import KnowledgeBase, Tip
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.planning import BATCH
from scheduler.rounds import Hours
from scheduler.uses import (
    ANSWERED_WITHIN,
    APART,
    LEFT_ALONE_FOR,
    AskNow,
    Circumstances,
    LetGo,
    Wait,
    whether_to_ask,
)


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who may be asked about a tip, because of a network."""

    use: TipUse
    person: Person
    network: Network
    tip: Tip


class TryingPlanner:
    """The source of the questions after tips that helped."""

    def __init__(self, store: Store, texts: Catalogue, knowledge: KnowledgeBase) -> None:
        self._store = store
        self._texts = texts
        self._knowledge = knowledge

    async def __call__(self, now: datetime) -> Sequence[Planned]:
        """Ask what is due, one by one; there is nothing left to plan for the caller."""
        async with self._store.reading() as tx:
            uses = await tx.tip_uses.to_ask(now, BATCH)
            networks = {network.id: network for network in await tx.networks.all()} if uses else {}
            busy = await meeting_days(tx, [*networks.values()], now) if uses else {}
        for use in uses:
            async with self._store.transaction() as tx:
                due = await self._due(tx, use, networks)
                if due is None:
                    await tx.tip_uses.drop(use.id)
                else:
                    await self._consider(tx, due, busy, now)
        return ()

    async def _due(self, tx: Transaction, use: TipUse, networks: Mapping[int, Network]) -> Due | None:
        """Whom to ask what; None when they left, or the tip is not there (for them) any more."""
        person = await tx.people.get(use.person_id) if use.person_id is not None else None
        network = networks.get(use.network_id) if use.network_id is not None else None
        if person is None or network is None or person.role_in(network.id) is None:
            return None
        tip = self._knowledge.tip(use.tip, [each.id for each in person.networks])
        return Due(use, person, network, tip) if tip else None

    async def _consider(
        self, tx: Transaction, due: Due, busy: Mapping[int, set[date]], now: datetime
    ) -> None:
        """Ask, wait, or let go."""
        use = due.use
        step = await step_of(tx, due.person, use.tip)
        if step and (step.ask_at or step.asked):
            # How the step went says as much of the tip; who is not heard of then is not asked again.
            await tx.tip_uses.change(use.id, ask_at=step.ask_at and max(step.ask_at, now) + APART)
            return
        hours = Hours(ZoneInfo(due.network.timezone), due.network.quiet)
        found = await circumstances(tx, due.person, busy, now)
        match whether_to_ask(use.helped_at or now, now, hours, found):
            case AskNow(until):
                await self._ask(tx, due, now, until)
            case Wait(until):
                await tx.tip_uses.change(use.id, ask_at=until)
            case LetGo():
                await tx.tip_uses.change(use.id, ask_at=None)

    async def _ask(self, tx: Transaction, due: Due, now: datetime, until: datetime) -> None:
        use, person = due.use, due.person
        if not await tx.tip_uses.take_up(use.id, use.asked, now):
            return  # another process did
        language = language_of(person, due.network)
        planned = Planned(
            f"{about(use.id)}/person-{person.id}/follow-up-{use.asked + 1}",
            OutboxKind.FOLLOW_UP,
            ToPerson(person.id, language),
            use_question(self._texts, language, use, due.tip),
            now,
            until,
            subject=about(use.id),
            network_id=due.network.id,
        )
        await tx.outbox.plan([planned])
        expected = PendingStep(ASKED, {"use": str(use.id)}, planned.key, language, now + ANSWERED_WITHIN)
        await tx.expected.expect(person.id, about(use.id), expected)


async def circumstances(
    tx: Transaction, person: Person, busy: Mapping[int, set[date]], now: datetime
) -> Circumstances:
    """What there is to know of somebody now."""
    return Circumstances(
        days_of(person, busy),
        person.paused_until,
        await tx.expected.last_asked(person.id, now - APART),
        await tx.tip_uses.is_silent(person.id, now - LEFT_ALONE_FOR),
    )


async def step_of(tx: Transaction, person: Person, tip: str) -> SmallStep | None:
    """What somebody is trying that came of this tip."""
    return next((step for step in await tx.small_steps.open_of(person.id) if step.tip == tip), None)
