"""The event loop that serves: libuv's where it exists, which costs a third of what Python's own does."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

try:
    from uvloop import new_event_loop
except ImportError:  # on Windows there is none
    from asyncio import new_event_loop

T = TypeVar("T")


def run_served(main: Coroutine[Any, Any, T]) -> T:
    """Run what serves to its end."""
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(main)
