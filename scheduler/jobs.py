"""The ticks: the only use of APScheduler. It holds no reminders, only when to look for them.

UTC, in memory, never skipped for being late, never two at once: each of these is a cure for a known
trouble of cron-like schedulers around clock changes and slow machines.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do again and again."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


def ticking(ticks: tuple[Tick, ...]) -> AsyncIOScheduler:
    """A scheduler, not yet started, that does each tick once at the start and then at its pace."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for tick in ticks:
        scheduler.add_job(tick.do, id=f"{tick.name}-at-start")
        scheduler.add_job(tick.do, "interval", seconds=tick.every.total_seconds(), id=tick.name)
    return scheduler
