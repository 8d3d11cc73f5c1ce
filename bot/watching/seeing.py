"""How the bot is getting on, put together from this process and the database, for whoever watches."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import Clock
from bot.platforms import Serving
from bot.store import StoreError, Transaction, Waiting, newest_revision
from bot.watching.watch import Standing, Watch
from bot.web import Figures, Readiness
from scheduler.alarms import Sight, troubles

log = logging.getLogger(__name__)

LONGEST_LOOK_S = 5.0
LOOK_AGAIN_AFTER = timedelta(seconds=5)  # so that nobody burdens the database by asking often
AT_WORK = (Serving.SERVING, Serving.STANDBY)
NOTHING_WAITS = Waiting(None, None)


class Store(Protocol):
    """Opens transactions that only read."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class Seeing:
    """Looks at what goes on. Nothing here raises: a database that is away is something to see."""

    def __init__(self, store: Store, watch: Watch, clock: Clock) -> None:
        self._store = store
        self._watch = watch
        self._clock = clock
        self._revision = newest_revision()
        self._one_at_a_time = asyncio.Lock()
        self._figures = Figures(database=False)
        self._looked_at: datetime | None = None

    async def readiness(self) -> Readiness:
        """Whether this process can do its work now, and what keeps it from that."""
        database = await self._database()
        platforms = self._watch.platforms
        reasons = [] if database == "ready" else [f"the database {database}"]
        if platforms and not any(standing.serving in AT_WORK for standing in platforms.values()):
            reasons += [f"{name} is {in_words(standing)}" for name, standing in platforms.items()]
        shown = {name: {"state": each.serving, "why": each.why} for name, each in platforms.items()}
        return Readiness(reasons, {"database": database, "index": "loaded", "platforms": shown})

    async def figures(self) -> Figures:
        """Everything in numbers; at most a few seconds old."""
        async with self._one_at_a_time:
            now = self._clock.now()
            if self._looked_at is None or abs(now - self._looked_at) >= LOOK_AGAIN_AFTER:
                self._figures, self._looked_at = await self._looked_up(now), now
        return self._figures

    async def _database(self) -> str:
        try:
            async with asyncio.timeout(LONGEST_LOOK_S), self._store.reading() as tx:
                revision = await tx.sight.revision()
        except Exception as error:
            log.warning("the database does not answer: %s", reason_of(error))
            return "does not answer"
        return "ready" if revision == self._revision else "is of another version"

    async def _looked_up(self, now: datetime) -> Figures:
        waiting, figures = NOTHING_WAITS, Figures(database=False)
        try:
            async with asyncio.timeout(LONGEST_LOOK_S), self._store.reading() as tx:
                waiting = await tx.sight.waiting(now)
                outbox, surplus = await tx.sight.outbox(), await tx.sight.surplus()
                figures = Figures(outbox=outbox, surplus=surplus, guard=await tx.sight.guard())
        except Exception as error:
            log.warning("the database does not answer: %s", reason_of(error))
        sight = sight_of(self._watch, waiting)
        platforms = self._watch.platforms
        return replace(
            figures,
            oldest=ages(waiting, now),
            serving={name: each.serving is Serving.SERVING for name, each in platforms.items()},
            silent={name: (now - at).total_seconds() for name, at in sight.contacts.items()},
            late={name: done.late(now).total_seconds() for name, done in sight.ticks.items()},
            troubles={(trouble.what, trouble.subject): 1 for trouble in troubles(sight, now)},
        )


def reason_of(error: Exception) -> str:
    """What is wrong with the database; only our own words, for a driver's may quote what is in it."""
    return str(error) if isinstance(error, StoreError) else type(error).__name__


def sight_of(watch: Watch, waiting: Waiting) -> Sight:
    """What this process and the database show together."""
    return Sight(
        watch.ticks, watch.contacts(), waiting.answer, waiting.message, clock=watch.clock_doubted_since
    )


def ages(waiting: Waiting, now: datetime) -> Mapping[str, float]:
    """For how many seconds the oldest waits that is due; 0 when nothing does."""
    since = {"answer": waiting.answer, "other": waiting.message}
    return {kind: (now - moment).total_seconds() if moment else 0.0 for kind, moment in since.items()}


def in_words(standing: Standing) -> str:
    """How a platform is getting on."""
    return f"{standing.serving}: {standing.why}" if standing.why else str(standing.serving)
