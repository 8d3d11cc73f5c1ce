"""An event loop whose time jumps: with nothing to do before the next timer, it is that moment at once.

While a thread works or a socket is waited for, time stands still, so that no timer runs out because a real
database takes real milliseconds. What the code under test does is what it does in production.
"""

import asyncio
import selectors
from asyncio import AbstractEventLoop
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime, timedelta, tzinfo
from typing import Any, TypeVar, TypeVarTuple, Unpack

from apscheduler.schedulers import base as scheduler_time
from apscheduler.triggers import interval as trigger_time

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
OUR_OWN = 1  # the socket by which threads wake the loop


class JumpingSelector(selectors.DefaultSelector):
    """Waits for sockets and threads in real time, and for nothing else."""

    def __init__(self, elapsed_s: float) -> None:
        super().__init__()
        self.elapsed_s = elapsed_s
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What happened; when nothing did, the time-out is over at once."""
        if self.threads or len(self.get_map()) > OUR_OWN:
            return super().select(None if timeout is None or timeout > 0 else 0)
        if timeout is None:
            return super().select(None)
        events = super().select(0)
        if not events:
            self.elapsed_s += max(0.0, timeout)
        return events


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop that begins at so many seconds."""

    def __init__(self, elapsed_s: float = 0.0) -> None:
        self._jumping = JumpingSelector(elapsed_s)
        super().__init__(self._jumping)

    def time(self) -> float:
        """How many seconds have gone by."""
        return self._jumping.elapsed_s

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Do something in a thread; time stands still meanwhile."""
        self._jumping.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._note_done)
        return future

    def _note_done(self, _: object) -> None:
        self._jumping.threads -= 1


class JumpingClock:
    """The clock on the wall of a machine: the time of a loop, and by how much the clock is wrong."""

    def __init__(
        self, loop: AbstractEventLoop, begins: datetime, wrong_by: Callable[[float], timedelta]
    ) -> None:
        self._loop = loop
        self._begins = begins
        self._wrong_by = wrong_by

    def now(self) -> datetime:
        """What the clock says."""
        elapsed_s = self._loop.time()
        return self._begins + timedelta(seconds=elapsed_s) + self._wrong_by(elapsed_s)


def tell_the_ticks(clock: JumpingClock, put: Callable[[Any, str, Any], None]) -> None:
    """Let the library that ticks look at this clock; `put` is `setattr`, or that of a monkeypatch."""

    class OurTime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "OurTime":
            return cls.fromtimestamp(clock.now().timestamp(), tz)

    put(scheduler_time, "datetime", OurTime)
    put(trigger_time, "datetime", OurTime)
