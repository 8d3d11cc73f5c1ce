"""Requests that have to succeed before we can go on, tried again while the server is in trouble."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.contract import TemporaryDeliveryError
from bot.matrix.syncing import pause_after, told_by

T = TypeVar("T")

MOST_ATTEMPTS = 8  # about a minute


async def insisting(request: Callable[[], Awaitable[T]], attempts: int = MOST_ATTEMPTS) -> T:
    """What a request brings; after each failure that may pass, again. Raises a DeliveryError in the end."""
    for attempt in range(1, attempts):
        try:
            return await request()
        except TemporaryDeliveryError as error:
            await asyncio.sleep(pause_after(attempt, told_by(error), random.random()))  # noqa: S311 - only spreads load
    return await request()
