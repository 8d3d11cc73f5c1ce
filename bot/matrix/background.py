"""Things done beside the rest, that nobody waits for."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.contract import DeliveryError

log = logging.getLogger(__name__)


class Background:
    """Runs them until it is closed; a failure is logged and goes no further."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        """Do something; `what` names it for the log."""
        task = asyncio.create_task(self._watched(what, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is not done."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _watched(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DeliveryError as error:
            log.info("%s did not work: %s", what, type(error).__name__)
        except Exception:
            log.exception("%s failed in an unforeseen way", what)
