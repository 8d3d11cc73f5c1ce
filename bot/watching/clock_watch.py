"""Remembers when the machine's clock was believed last, and has a server confirm a jump of it.

The moment is kept in the database, so that a bot that starts with a wrong clock notices too.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.store import Transaction
from bot.watching.alarm_memory import moment
from bot.watching.watch import Watch
from scheduler.clock_jumps import is_believable, is_confirmed

log = logging.getLogger(__name__)

FACT = "clock"
AskTime = Callable[[], Awaitable[datetime | None]]
"""Asks somebody else for the time. None: they don't tell it. Never raises."""


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


async def look_at_clock(store: Store, watch: Watch, now: datetime, ask: AskTime) -> None:
    """Have `watch` know whether the clock is believed now."""
    doubted_before = watch.clock_doubted_since
    doubted = await doubted_since(store, now, ask)
    watch.believes(doubted or now)
    if doubted and not doubted_before:
        log.warning(
            "the clock says %s, and it was last right at %s: until that is cleared up I only answer, and "
            "nothing is planned or forgotten. Set the clock; if it is right: leernetwerk retention "
            "--clock-is-right",
            now.isoformat(timespec="minutes"),
            doubted.isoformat(timespec="minutes"),
        )


async def doubted_since(store: Store, now: datetime, ask: AskTime) -> datetime | None:
    """When the clock was believed last, if it can't be now; else None, and `now` is kept as that moment."""
    async with store.transaction() as tx:
        last = kept_moment(await tx.facts.get(FACT))
        if is_believable(now, last):
            await tx.facts.keep(FACT, now.isoformat())
            return None
    if not is_confirmed(now, await ask()):
        return last
    await believe(store, now)
    return None


async def believe(store: Store, now: datetime) -> None:
    """Somebody who knows says that the clock is right."""
    async with store.transaction() as tx:
        await tx.facts.keep(FACT, now.isoformat())


def kept_moment(text: str | None) -> datetime | None:
    """The moment that was kept; None when there is none that can be read."""
    try:
        return moment(text) if text else None
    except ValueError:
        return None
