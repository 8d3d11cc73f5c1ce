"""The event loop that serves: libuv's where it exists, which costs less than Python's own."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

try:
    import uvloop
except ImportError:  # on Windows there is none
    uvloop = None  # type: ignore[assignment]

T = TypeVar("T")


def run_served(main: Coroutine[Any, Any, T]) -> T:
    """Run what serves to its end."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop if uvloop else None) as runner:
        return runner.run(main)
