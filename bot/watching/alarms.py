"""Looks each minute whether something goes wrong; lets the operator know once, and once when it is over.

What was told is kept in the database, so that neither a restart nor a second process tells it again; while
that is away this process remembers it. Processes share when each thing was done and each platform heard
last, so that one whose part another does is no alarm.
"""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.contract import Clock
from bot.store import Transaction
from bot.watching.alarm_memory import Kept, kept_from, kept_text
from bot.watching.seeing import NOTHING_WAITS, reason_of, sight_of
from bot.watching.watch import Watch
from scheduler.alarms import Memory, News, Sight, to_tell, troubles

log = logging.getLogger(__name__)

FACT = "alarms"
LOOK_EACH_S = 60.0
LONGEST_LOOK_S = 40.0  # a SQLite writer may have to wait half a minute
MOST_UNSENT = 20


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


class Door(Protocol):
    """Where the operator hears things."""

    @property
    def is_ours(self) -> bool:
        """Whether it is this process that can reach it."""
        ...

    async def tell(self, news: News) -> bool:
        """Tell the operator. False: not now. Never raises."""
        ...


class Alarms:
    """Sees to it that the operator knows."""

    def __init__(self, store: Store, watch: Watch, clock: Clock, door: Door) -> None:
        self._store = store
        self._watch = watch
        self._clock = clock
        self._door = door
        self._logged: Memory = {}
        self._unsaved: Memory = {}
        self._unsent: list[News] = []

    async def run(self) -> None:
        """Look, for ever."""
        while True:
            await asyncio.sleep(LOOK_EACH_S)
            await self.look()

    async def look(self) -> None:
        """Look once. What can't be told now is told as soon as it can. Never raises."""
        news = await self._news(self._clock.now())
        self._unsent = [*self._unsent, *news][-MOST_UNSENT:]
        while self._unsent and await self._door.tell(self._unsent[0]):
            del self._unsent[0]

    async def _news(self, now: datetime) -> list[News]:
        """What to tell, noted as told."""
        try:
            async with asyncio.timeout(LONGEST_LOOK_S), self._store.transaction() as tx:
                kept = kept_from(await tx.facts.get(FACT))
                sight = together(sight_of(self._watch, await tx.sight.waiting(now)), kept, now)
                news, told = self._judged(sight, {**kept.told, **self._unsaved}, now)
                await tx.facts.keep(FACT, kept_text(sight, told))
            self._unsaved = {}
        except Exception as error:
            log.warning("the database can't be looked at: %s", reason_of(error))
            news, self._unsaved = self._judged(sight_of(self._watch, NOTHING_WAITS), self._unsaved, now)
        return news

    def _judged(self, sight: Sight, told: Memory, now: datetime) -> tuple[list[News], Memory]:
        found = troubles(sight, now)
        to_log, self._logged = to_tell(found, self._logged, now)
        for each in to_log:
            how = "is over" if each.is_over else "goes wrong"
            log.warning("%s %s since=%s", said(each), how, each.since.isoformat(timespec="seconds"))
        return to_tell(found, told, now) if self._door.is_ours else ([], told)


def said(news: News) -> str:
    """A trouble, as one word or two."""
    return f"{news.trouble.what} {news.trouble.subject}".rstrip()


def together(sight: Sight, kept: Kept, now: datetime) -> Sight:
    """What this process sees, with what others did later than it."""
    ticks = {
        name: replace(done, at=later(done.at, kept.did.get(name), now)) for name, done in sight.ticks.items()
    }
    contacts = {name: later(at, kept.contacts.get(name), now) for name, at in sight.contacts.items()}
    return replace(sight, ticks=ticks, contacts=contacts)


def later(ours: datetime, theirs: datetime | None, now: datetime) -> datetime:
    """The later of the two; what is still to come was noted by a clock that was wrong."""
    return max(ours, theirs) if theirs and theirs <= now else ours
