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

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

SHORT_WHILE_S = 0.01


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do again and again."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


@asynccontextmanager
async def ticking(ticks: tuple[Tick, ...]) -> AsyncIterator[None]:
    """Do each tick once at the start and then at its pace, for the length of the block.

    A tick that fails is logged and comes again; one that is under way at the end is finished.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    running: set[str] = set()
    for tick in ticks:
        scheduler.add_job(once, "interval", (tick, running), seconds=tick.every.total_seconds(), id=tick.name)
    scheduler.start()
    try:
        await asyncio.gather(*(once(tick, running) for tick in ticks))
        yield
    finally:
        scheduler.pause()
        while running:  # noqa: ASYNC110 - a matter of moments, once, at the very end
            await asyncio.sleep(SHORT_WHILE_S)
        scheduler.shutdown(wait=False)


async def once(tick: Tick, running: set[str]) -> None:
    """Do a tick, unless it is still being done; whatever goes wrong is for the log."""
    if tick.name in running:
        return
    running.add(tick.name)
    try:
        await tick.do()
    except Exception:
        log.exception("the tick %s failed", tick.name)
    finally:
        running.discard(tick.name)
