"""Lets what tests do happen in the server's event loop, whichever thread they call from."""

import asyncio
import functools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
LONGEST = 30  # seconds that another thread waits for the loop


class Home:
    """The event loop, and thread, in which a server lives. Made inside of it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()

    def run(self, action: Callable[[], T]) -> T:
        """Do something in the loop's thread and return what it returns."""
        if threading.get_ident() == self._thread:
            return action()
        outcome: Future[T] = Future()
        self._loop.call_soon_threadsafe(_settle, outcome, action)
        return outcome.result(LONGEST)


def _settle(outcome: Future[T], action: Callable[[], T]) -> None:
    try:
        outcome.set_result(action())
    except BaseException as error:  # it belongs to the thread that waits
        outcome.set_exception(error)


class AtHome(Protocol):
    """Something that lives in a server's loop."""

    @property
    def home(self) -> Home: ...


H = TypeVar("H", bound=AtHome)


def at_home(method: Callable[Concatenate[H, P], T]) -> Callable[Concatenate[H, P], T]:
    """A method that may be called from any thread."""

    @functools.wraps(method)
    def called(self: H, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.home.run(functools.partial(method, self, *args, **kwargs))

    return called
