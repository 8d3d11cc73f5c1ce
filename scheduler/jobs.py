"""The ticks: the only use of APScheduler. It holds no reminders, only when to look for them.

UTC, in memory, never skipped for being late, never two at once: each of these is a cure for a known
trouble of cron-like schedulers around clock changes and slow machines. It goes by the clock on the wall, and
would wait an hour when that is set back an hour; what is overdue by the loop's own time is therefore done.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

SHORT_WHILE_S = 0.01
LOOK_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do again and again."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Diary:
    """Which ticks are being done, and when each was begun last, in seconds of the loop."""

    running: set[str] = field(default_factory=set)
    begun: dict[str, float] = field(default_factory=dict)


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
    diary = Diary()
    for tick in ticks:
        if watch:
            watch.expects(tick.name, tick.every)
        how = (tick, diary, watch)
        scheduler.add_job(once, "interval", how, seconds=tick.every.total_seconds(), id=tick.name)
    scheduler.start()
    catching_up = asyncio.create_task(catch_up(scheduler, ticks, diary, watch))
    try:
        await asyncio.gather(*(once(tick, diary, watch) for tick in ticks))
        yield
    finally:
        scheduler.pause()
        catching_up.cancel()
        await asyncio.gather(catching_up, return_exceptions=True)
        while diary.running:  # noqa: ASYNC110 - a matter of moments, once, at the very end
            await asyncio.sleep(SHORT_WHILE_S)
        scheduler.shutdown(wait=False)


async def catch_up(
    scheduler: AsyncIOScheduler, ticks: tuple[Tick, ...], diary: Diary, watch: Watch | None
) -> None:
    """Do what is overdue by the loop's time, and let the scheduler count from there."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK_AGAIN_S)
        for tick in ticks:
            latest = diary.begun[tick.name] + tick.every.total_seconds() + LOOK_AGAIN_S
            if loop.time() > latest and tick.name not in diary.running:
                log.warning("the tick %s is overdue; was the clock set back?", tick.name)
                scheduler.reschedule_job(tick.name, trigger="interval", seconds=tick.every.total_seconds())
                await once(tick, diary, watch)


async def once(tick: Tick, diary: Diary, watch: Watch | None = None) -> None:
    """Do a tick, unless it is still being done; whatever goes wrong is for the log."""
    if tick.name in diary.running:
        return
    diary.running.add(tick.name)
    diary.begun[tick.name] = asyncio.get_running_loop().time()
    try:
        await tick.do()
    except Exception:
        log.exception("the tick %s failed", tick.name)
    else:
        if watch:
            watch.did(tick.name)
    finally:
        diary.running.discard(tick.name)
