"""Builds and connects everything. The one place that knows all rooms; tests build through it too."""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.contract import Clock, IncomingMessage, Messenger
from bot.store import Database, open_database
from handlers.answering import answering_table
from handlers.questions import ShortMemory
from handlers.reader import Reader
from handlers.router import Router
from handlers.texts import load_catalogue
from knowledge_base import KnowledgeBase
from scheduler.delivery import Delivery
from scheduler.housekeeping import forget_old, tidy_outbox
from scheduler.jobs import Tick, ticking
from scheduler.planning import Source, plan


@dataclass(frozen=True, slots=True)
class App:
    """The connected parts of one process."""

    store: Database
    router: Router
    delivery: Delivery
    clock: Clock
    sources: Sequence[Source]

    async def receive(self, message: IncomingMessage) -> None:
        """Handle a message and send its answers."""
        for answer in await self.router.receive(message):
            await self.delivery.send(answer)

    async def take_over(self, platforms: Sequence[str]) -> None:
        """Send what a process that died had still to send. Only for who alone serves these platforms."""
        async with self.store.transaction() as tx:
            await tx.outbox.release(platforms)
        await self.delivery.send_all_due()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Plan, deliver and tidy in the background for the length of the block."""
        stop = asyncio.Event()
        async with ticking(self._ticks()):
            delivery = asyncio.create_task(self.delivery.run(stop))
            try:
                yield
            finally:
                stop.set()
                await delivery

    def _ticks(self) -> tuple[Tick, ...]:
        return (
            Tick("plan", timedelta(minutes=1), self._plan),
            Tick("tidy", timedelta(minutes=1), self._tidy),
            Tick("forget", timedelta(days=1), self._forget),
        )

    async def _plan(self) -> None:
        await plan(self.store, self.sources, self.clock.now())

    async def _tidy(self) -> None:
        await tidy_outbox(self.store, self.clock.now())

    async def _forget(self) -> None:
        await forget_old(self.store, self.clock.now())


@asynccontextmanager
async def open_app(
    database_url: str,
    messengers: Mapping[str, Messenger],
    knowledge: KnowledgeBase,
    clock: Clock,
    sources: Sequence[Source] = (),
) -> AsyncIterator[App]:
    """An app on this database that sends through these messengers (by platform).

    Raises StoreError when the database can't be used.
    """
    store = await open_database(database_url)
    try:
        yield connect(store, messengers, knowledge, clock, sources)
    finally:
        await store.close()


def connect(
    store: Database,
    messengers: Mapping[str, Messenger],
    knowledge: KnowledgeBase,
    clock: Clock,
    sources: Sequence[Source],
) -> App:
    """The parts, connected."""
    lease = process_name()
    memory = ShortMemory()
    reader = Reader(answering_table(knowledge, memory), knowledge, memory)
    router = Router(store, reader, load_catalogue(), clock, lease)
    return App(store, router, Delivery(store, messengers, clock, lease), clock, sources)


def process_name() -> str:
    """A name for this process that no other process has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
