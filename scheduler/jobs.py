"""The ticks: the only use of APScheduler. It holds no reminders, only when to look for them.

UTC, in memory, never skipped for being late, never two at once: each of these is a cure for a known
trouble of cron-like schedulers around clock changes and slow machines.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

SHORT_WHILE_S = 0.01


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do again and again."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


class Watch(Protocol):
    """Sees to it that somebody notices a tick that is not done."""

    def expects(self, tick: str, every: timedelta) -> None:
        """This tick is to be done at this pace."""
        ...

    def did(self, tick: str) -> None:
        """It was done, and well."""
        ...


@asynccontextmanager
async def ticking(ticks: tuple[Tick, ...], watch: Watch | None = None) -> AsyncIterator[None]:
    """Do each tick once at the start and then at its pace, for the length of the block.

    A tick that fails is logged and comes again; one that is under way at the end is finished. `watch` hears
    of each that was done well.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    running: set[str] = set()
    for tick in ticks:
        if watch:
            watch.expects(tick.name, tick.every)
        how = (tick, running, watch)
        scheduler.add_job(once, "interval", how, seconds=tick.every.total_seconds(), id=tick.name)
    scheduler.start()
    try:
        await asyncio.gather(*(once(tick, running, watch) for tick in ticks))
        yield
    finally:
        scheduler.pause()
        while running:  # noqa: ASYNC110 - a matter of moments, once, at the very end
            await asyncio.sleep(SHORT_WHILE_S)
        scheduler.shutdown(wait=False)


async def once(tick: Tick, running: set[str], watch: Watch | None = None) -> None:
    """Do a tick, unless it is still being done; whatever goes wrong is for the log."""
    if tick.name in running:
        return
    running.add(tick.name)
    try:
        await tick.do()
    except Exception:
        log.exception("the tick %s failed", tick.name)
    else:
        if watch:
            watch.did(tick.name)
    finally:
        running.discard(tick.name)
