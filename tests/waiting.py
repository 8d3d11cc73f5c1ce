"""Waiting for something that other tasks bring about."""

import asyncio
from collections.abc import Callable

LONGEST = 60  # seconds; a test that waits that long fails


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that is about to happen."""
    async with asyncio.timeout(LONGEST):
        while not condition():  # noqa: ASYNC110 - what is waited for announces itself to nobody
            await asyncio.sleep(0.002)
