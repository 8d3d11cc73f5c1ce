"""Builds and connects everything. The one place that knows all rooms; tests build through it too."""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.contract import Clock, IncomingMessage, Messenger
from bot.store import Database, open_database
from handlers.answering import Menu, answering_table, command_menu
from handlers.invitations import bot_name
from handlers.meeting_planner import plan_meetings
from handlers.old_questions import guard_old_questions
from handlers.questions import ShortMemory
from handlers.reader import Reader
from handlers.router import Router
from handlers.texts import Catalogue, load_catalogue
from knowledge_base import KnowledgeBase
from knowledge_base.guard import Guard, load_guard
from scheduler.delivery import Delivery, always
from scheduler.housekeeping import forget_old, tidy_outbox
from scheduler.jobs import Tick, ticking
from scheduler.pace import Limits
from scheduler.planning import Source, plan
from scheduler.retention import RULES, Rule

LONGEST_TAKING_OVER = timedelta(seconds=10)  # the rest goes out while new messages come in


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class App:
    """The connected parts of one process."""

    store: Database
    router: Router
    delivery: Delivery
    clock: Clock
    sources: Sequence[Source]
    rules: Sequence[Rule]
    menu: Menu
    guard: Guard
    texts: Catalogue

    async def receive(self, message: IncomingMessage, committed: Callable[[], None] = nothing) -> None:
        """Handle a message and send its answers.

        `committed` is called in between: from then on the platform may forget the message.
        """
        received = await self.router.receive(message)
        committed()
        for answer in received.answers:
            await self.delivery.answer(answer)
        await self.delivery.retire(received.retired)

    async def introduced(self, platform: str, name: str) -> None:
        """Remember by which name people find the bot on a platform, for the links in invitations."""
        async with self.store.transaction() as tx:
            await tx.facts.keep(bot_name(platform), name)

    async def take_over(self, platforms: Sequence[str]) -> None:
        """Send what a process that died had still to answer. Only for who alone serves these platforms."""
        async with self.store.transaction() as tx:
            await tx.outbox.release(platforms)
        await self.send_waiting()

    async def send_waiting(self) -> None:
        """Send the answers that are due on every platform that can send now."""
        await self.delivery.send_all_due(answers_only=True, until=self.clock.now() + LONGEST_TAKING_OVER)

    @asynccontextmanager
    async def at_work(self, *, answers_only: bool = False) -> AsyncIterator[None]:
        """Plan, deliver and tidy in the background for the length of the block.

        `answers_only`: what is planned is left to another process.
        """
        stop = asyncio.Event()
        async with ticking(self._ticks()):
            delivery = asyncio.create_task(self.delivery.run(stop, answers_only=answers_only))
            try:
                yield
            finally:
                stop.set()
                await delivery

    def _ticks(self) -> tuple[Tick, ...]:
        return (
            Tick("plan", timedelta(minutes=1), self._plan),
            Tick("plan meetings", timedelta(minutes=1), self._plan_meetings),
            Tick("tidy", timedelta(minutes=1), self._tidy),
            Tick("forget", timedelta(days=1), self._forget),
            Tick("guard", timedelta(days=1), self._guard_old_questions),
        )

    async def _plan(self) -> None:
        await plan(self.store, self.sources, self.clock.now())

    async def _plan_meetings(self) -> None:
        await plan_meetings(self.store, self.texts, self.clock.now())

    async def _tidy(self) -> None:
        await tidy_outbox(self.store, self.clock.now())

    async def _guard_old_questions(self) -> None:
        await guard_old_questions(self.store, self.guard, self.clock.now())

    async def _forget(self) -> None:
        await forget_old(self.store, self.rules, self.clock.now())


@asynccontextmanager
async def open_app(
    database_url: str,
    messengers: Mapping[str, Messenger],
    knowledge: KnowledgeBase,
    clock: Clock,
    *,
    guard: Guard | None = None,
    sources: Sequence[Source] = (),
    rules: Sequence[Rule] = RULES,
    limits: Mapping[str, Limits] | None = None,
    can_send: Callable[[str], bool] = always,
    trusted: Mapping[tuple[str, str], int | None] | None = None,
) -> AsyncIterator[App]:
    """An app on this database that sends through these messengers, within these limits (by platform).

    `guard` is the one that is shipped unless given. `rules` say how long what is kept. `can_send`: whether
    this process can send on a platform at the moment. `trusted` are the platform and sender of who needs no
    invitation: the operator, or who speaks as the person with an id.

    Raises StoreError when the database can't be used.
    """
    store = await open_database(database_url)
    lease, texts, memory = process_name(), load_catalogue(), ShortMemory()
    guard = guard or load_guard()
    table = answering_table(knowledge, memory, guard, rules)
    router = Router(store, Reader(table, knowledge, memory), texts, clock, lease=lease, trusted=trusted)
    delivery = Delivery(store, messengers, clock, lease, limits, can_send=can_send)
    try:
        menu = command_menu(table, texts)
        yield App(store, router, delivery, clock, sources, rules, menu, guard, texts)
    finally:
        await store.close()


def process_name() -> str:
    """A name for this process that no other process has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
