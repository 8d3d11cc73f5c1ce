"""Builds and connects everything. The one place that knows all rooms; tests build through it too."""

import asyncio
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path

from bot.contract import Clock, IncomingMessage, Language, Messenger
from bot.erased import keep_erased
from bot.incoming.inbox import not_now_when
from bot.live_practice import LivePractice
from bot.live_tips import LiveTips
from bot.store import Database, is_passing, open_database
from bot.stored_surplus import StoredSurplus
from bot.watching.clock_watch import AskTime, look_at_clock
from bot.watching.tally import NO_TALLY, Tally
from bot.watching.watch import Watch
from handlers.answering import Menu, answering_table, command_menu
from handlers.attendance.planner import plan_attendance
from handlers.calendar.own_calendar import feed_of
from handlers.learn.gap_planner import GapPlanner
from handlers.learn.old_questions import guard_old_questions
from handlers.learn.practice import Practice
from handlers.learn.question_planner import plan_questions
from handlers.learn.questions import ShortMemory
from handlers.learn.said_planner import plan_said
from handlers.learn.trying_planner import TryingPlanner
from handlers.meet.meeting_planner import plan_meetings
from handlers.people.invitations import bot_name
from handlers.reader import Reader
from handlers.reflect.digest_planner import DigestPlanner
from handlers.reflect.harvest import Harvest
from handlers.reflect.harvesting import Artist
from handlers.reflect.prompt_planner import PromptPlanner
from handlers.reflect.reflection_planner import ReflectionPlanner
from handlers.router import Router
from handlers.texts import Catalogue, load_catalogue
from knowledge_base import Alike, KnowledgeBase, load_prompts
from knowledge_base.guard import Guard, load_guard
from scheduler.delivery import Delivery, always
from scheduler.housekeeping import forget_old, tidy_outbox
from scheduler.jobs import Diary, Tick, once, ticking
from scheduler.pace import Limits
from scheduler.planning import Source, plan
from scheduler.retention import RULES, Rule

NEW_TIPS_WITHIN = timedelta(seconds=0.5)  # of being published by another process; indexing comes on top
LONGEST_TAKING_OVER = timedelta(seconds=10)  # the rest goes out while new messages come in


def draw(what: str, harvest: Harvest, language: Language) -> bytes:
    """A harvest as picture, page or workbook. What draws is loaded at its first use: it takes a second."""
    made: bytes = getattr(import_module("bot.harvest"), what)(harvest, language)
    return made


ARTIST = Artist(*(partial(draw, what) for what in ("picture", "page", "workbook")))


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
    tips: LiveTips
    practice: LivePractice
    alike: Alike
    watch: Watch
    tally: Tally = NO_TALLY
    erased: Path | None = None
    ask_time: AskTime | None = None

    async def forget_again(self) -> None:
        """Forget again whoever was erased since the backup that this database may come from."""
        if self.erased:
            await keep_erased(self.store, self.erased)

    async def forgotten(self, platform: str, senders: Collection[str]) -> set[str]:
        """Who of these was erased and was not heard of since."""
        async with self.store.reading() as tx:
            return await tx.erasures.forgotten(platform, senders)

    async def receive(self, message: IncomingMessage, committed: Callable[[], None] = nothing) -> None:
        """Handle a message and send its answers.

        `committed` is called in between: from then on the platform may forget the message. Raises NotNow.
        """
        began = time.perf_counter()
        with not_now_when(is_passing):
            received = await self.router.receive(message)
        committed()
        for answer in received.answers:
            await self.delivery.answer(answer)
        await self.delivery.retire(received.retired)
        if received.tips_changed:  # so that whoever published a tip finds it with their next message
            await self.tips.take_in()
        took = time.perf_counter() - began
        self.tally.handled(message.address.platform, message.kind, received.result, took)

    def heard(self, platform: str) -> None:
        """A platform is there: it said something to us just now."""
        self.watch.heard(platform)

    def surplus(self, platform: str) -> StoredSurplus:
        """Where a platform's inbox keeps what comes faster than it can be read."""
        return StoredSurplus(self.store, self.clock, platform)

    async def introduced(self, platform: str, name: str) -> None:
        """Remember by which name people find the bot on a platform, for the links in invitations."""
        async with self.store.transaction() as tx:
            await tx.facts.keep(bot_name(platform), name)

    async def calendar(self, token: str) -> bytes | None:
        """The calendar of whoever has this token; None when it is nobody's."""
        async with self.store.reading() as tx:
            owner = await tx.calendar_feeds.owner(token)
            person = await tx.people.get(owner) if owner is not None else None
            return await feed_of(tx, self.texts, person, self.clock.now()) if person else None

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

        `answers_only`: what is planned is left to another process. While the clock is not believed, nothing
        is planned, sent unasked or forgotten.
        """
        stop = asyncio.Event()
        await once(self._look_at_clock, Diary())  # before anything goes by it
        async with ticking(self._ticks(), self.watch):
            delivery = asyncio.create_task(
                self.delivery.run(stop, answers_only=lambda: answers_only or self._doubts_clock)
            )
            try:
                yield
            finally:
                stop.set()
                await delivery
        await once(self._know_practice, Diary())  # the answers of the last minute

    @property
    def _know_practice(self) -> Tick:
        return Tick("know practice", timedelta(minutes=1), self.practice.refresh)

    @property
    def _look_at_clock(self) -> Tick:
        return Tick("look at the clock", timedelta(minutes=1), self._look)

    @property
    def _doubts_clock(self) -> bool:
        return self.watch.clock_doubted_since is not None

    def _by_the_clock(self, name: str, every: timedelta, do: Callable[[], Awaitable[None]]) -> Tick:
        """A tick that waits while the clock is not believed."""

        async def unless_doubted() -> None:
            if not self._doubts_clock:
                await do()

        return Tick(name, every, unless_doubted)

    def _ticks(self) -> tuple[Tick, ...]:
        each_minute, each_day = timedelta(minutes=1), timedelta(days=1)
        return (
            Tick("take in tips", NEW_TIPS_WITHIN, self.tips.take_in),
            self._know_practice,
            self._look_at_clock,
            self._by_the_clock("plan", each_minute, self._plan),
            self._by_the_clock("plan meetings", each_minute, self._plan_meetings),
            self._by_the_clock("ask who was there", each_minute, self._plan_attendance),
            self._by_the_clock("pass questions on", each_minute, self.plan_questions),
            self._by_the_clock("tidy", each_minute, self._tidy),
            Tick("list erasures", each_minute, self.forget_again),
            self._by_the_clock("forget", each_day, self._forget),
            self._by_the_clock("guard", each_day, self._guard_old_questions),
        )

    async def _look(self) -> None:
        if self.ask_time:
            await look_at_clock(self.store, self.watch, self.clock.now(), self.ask_time)

    async def _plan(self) -> None:
        await plan(self.store, self.sources, self.clock.now())

    async def _plan_meetings(self) -> None:
        await plan_meetings(self.store, self.texts, self.clock.now())

    async def _plan_attendance(self) -> None:
        await plan_attendance(self.store, self.texts, self.clock.now())

    async def plan_questions(self) -> None:
        """Bring what members asked to their facilitators, and what was said of it at meetings back."""
        await plan_questions(self.store, self.alike, self.texts, self.clock.now())
        await plan_said(self.store, self.texts, self.clock.now())

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
    public_url: str | None = None,
    erased: Path | None = None,
    tally: Tally = NO_TALLY,
    ask_time: AskTime | None = None,
) -> AsyncIterator[App]:
    """An app on this database that sends through these messengers, within these limits (by platform).

    `guard` is the one that is shipped unless given. `rules` say how long what is kept. `can_send`: whether
    this process can send on a platform at the moment. `trusted` are the platform and sender of who needs no
    invitation: the operator, or who speaks as the person with an id. `public_url`: where this app is on the
    web. `erased` is the list of erasures beside the database, replayed now and kept up to date. `tally`
    counts what this process does. `ask_time` asks somebody else for the time when the clock has jumped;
    without it the clock is believed.

    Raises StoreError when the database can't be used.
    """
    store = await open_database(database_url)
    knowledge = knowledge.apart()  # what this database adds is for this app alone
    tips = LiveTips(store, knowledge)
    lease, texts, memory = process_name(), load_catalogue(), ShortMemory()
    guard, prompts = guard or load_guard(), load_prompts()
    practice = LivePractice(store, knowledge, Practice(), clock)
    table = answering_table(
        knowledge,
        memory,
        guard,
        rules,
        public_url=public_url,
        prompts=prompts,
        artist=ARTIST,
        noted=tally.asked,
        practice=practice.practice,
    )
    router = Router(store, Reader(table, knowledge, memory), texts, clock, lease=lease, trusted=trusted)
    delivery = Delivery(store, messengers, clock, lease, limits, can_send=can_send)
    reflecting: Source = ReflectionPlanner(store, texts, prompts)
    digests: Source = DigestPlanner(store, texts)
    gaps: Source = GapPlanner(store, texts, knowledge.themes)
    prompting: Source = PromptPlanner(store, texts, prompts)
    trying: Source = TryingPlanner(store, texts, knowledge)
    try:
        menu = command_menu(table, texts)
        all_sources = (*sources, reflecting, prompting, trying, digests, gaps)
        app = App(
            store,
            router,
            delivery,
            clock,
            all_sources,
            rules,
            menu,
            guard,
            texts,
            tips,
            practice,
            knowledge.alike,
            Watch(clock),
            tally,
            erased,
            ask_time,
        )
        await app.forget_again()
        await tips.take_in()
        await practice.take_in()
        yield app
    finally:
        await store.close()


def process_name() -> str:
    """A name for this process that no other process has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
