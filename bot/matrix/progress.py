"""Up to where everything that came in is handled: the place to go on from after a restart.

The server brings everything after that place again, and `handled` knows what was done already. So the place
moves on only when a response, and all before it, are done to the last message.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence

from bot.matrix.errors import StoreError
from bot.matrix.store import StoreFolder

log = logging.getLogger(__name__)

Done = asyncio.Future[None]


class Progress:
    """Keeps the place in the store while `run` runs."""

    def __init__(self, store: StoreFolder) -> None:
        self._store = store
        self._steps: deque[tuple[str, Sequence[Done]]] = deque()
        self._news = asyncio.Event()

    def add(self, token: str, parts: Sequence[Done]) -> None:
        """The place `token` is reached when all parts are done; one that is cancelled never is."""
        self._steps.append((token, parts))
        self._news.set()

    async def run(self) -> None:
        """Keep each place as it is reached."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._steps:
                token, parts = self._steps[0]
                if parts:
                    await asyncio.wait(parts)
                if any(part.cancelled() for part in parts):
                    return
                await asyncio.to_thread(self._keep, token)
                self._steps.popleft()

    def finish(self) -> None:
        """Keep the last place that is reached by now."""
        reached = None
        for token, parts in self._steps:
            if not all(part.done() and not part.cancelled() for part in parts):
                break
            reached = token
        if reached is not None:
            self._keep(reached)

    def _keep(self, token: str) -> None:
        try:
            self._store.keep_sync_token(token)
        except StoreError as error:  # what was done since is brought again, and known
            log.warning("the place in the stream of events could not be kept: %s", type(error).__name__)
