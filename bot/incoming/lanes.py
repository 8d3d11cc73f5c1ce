"""Work side by side, and in order where it belongs together: one lane for each chat."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Lanes:
    """Does jobs, one after the other in each lane, the lanes side by side."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Job]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._closing = False

    def put(self, lane: str, job: Job) -> None:
        """Do this job when those before it in its lane are done."""
        if lane in self._waiting:
            self._waiting[lane].append(job)
            return
        self._waiting[lane] = deque([job])
        worker = asyncio.create_task(self._work(lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def close(self, patience_s: float) -> None:
        """Finish the jobs in hand, at most so long; those that wait are dropped."""
        self._closing = True
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=patience_s)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, lane: str) -> None:
        jobs = self._waiting[lane]
        try:
            while jobs and not self._closing:
                await self._do(jobs.popleft())
        finally:
            del self._waiting[lane]

    async def _do(self, job: Job) -> None:
        try:
            await job()
        except Exception:
            log.exception("a job failed")
