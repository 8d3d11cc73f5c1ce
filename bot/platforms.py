"""Chat platforms side by side: one that is down, or refused, never stops the other."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Protocol

from bot.contract import DeliveryError, IncomingMessage, Language, Messenger
from bot.incoming.surplus import Kept
from bot.reasons import with_reason
from scheduler.pace import Limits

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
REFUSED_PAUSE_S = 600.0
PATIENCE_S = 9.0  # at the stop; the product promises ten


class CredentialsRefused(Exception):
    """The server does not accept who we say we are. The message names the setting."""


class LeaseLost(Exception):
    """Another process may do by now what this one did alone."""


class Serving(StrEnum):
    """How a platform is getting on."""

    STARTING = "starting"
    STANDBY = "standby"  # another process serves it; this one takes over when that ends
    SERVING = "serving"
    BACKING_OFF = "backing off"
    REFUSED = "refused"


Menu = Mapping[Language, Sequence[tuple[str, str]]]
"""By language, each command and what it does."""


class Host(Protocol):
    """What a platform works for."""

    @property
    def menu(self) -> Menu: ...

    async def receive(self, message: IncomingMessage, committed: Callable[[], None]) -> None:
        """Handle a message, call `committed` as soon as that is certain, and send the answers."""
        ...

    async def send_waiting(self) -> None:
        """Send the answers that waited until sending was possible, so that no newer one overtakes them."""
        ...

    def surplus(self, platform: str) -> Kept:
        """Where a platform's inbox keeps what comes faster than it can be read."""
        ...

    async def forgotten(self, platform: str, senders: Collection[str]) -> set[str]:
        """Who of these was erased, and was not heard of since."""
        ...

    async def introduced(self, platform: str, name: str) -> None:
        """Remember by which name people find the bot on a platform."""
        ...

    def heard(self, platform: str) -> None:
        """The platform is there: it said something to us just now."""
        ...


class Platform(Protocol):
    """A chat platform on which the bot has an account."""

    @property
    def name(self) -> str: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def messenger(self) -> Messenger: ...
    @property
    def is_for_one(self) -> bool:
        """Whether one process at a time may serve it."""
        ...

    @property
    def can_send(self) -> bool:
        """Whether messages can be sent now, by this process."""
        ...

    def connected(self) -> AbstractAsyncContextManager[None]:
        """Keep what sending takes for the length of the block, where it doesn't take serving."""
        ...

    async def serve(self, host: Host, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Answer whoever writes until `stop` is set. Raises CredentialsRefused or a DeliveryError."""
        ...


Changed = Callable[[str, Serving, str | None], None]
"""How a platform is getting on from now on, and why, in words without secrets."""


def unnoticed(platform: str, serving: Serving, why: str | None) -> None:
    """Nobody looks."""


class Store(Protocol):
    """Lets one process at a time do something."""

    async def work_alone(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` when it is this process's turn. Raises LeaseLost."""
        ...


class Supervisor:
    """Serves platforms until it is told to stop; starts anew, after a pause, whatever failed.

    `started` is called with a platform's name the first time that it serves, `changed` with how it is getting
    on each time that this changes, and why.
    """

    def __init__(
        self,
        store: Store,
        host: Host,
        started: Callable[[str], None],
        stop: asyncio.Event,
        changed: Changed | None = None,
    ) -> None:
        self._store = store
        self._host = host
        self._started = started
        self._stop = stop
        self._changed = changed or unnoticed
        self._served: set[str] = set()
        self._serving: set[str] = set()

    async def run(self, platforms: Sequence[Platform]) -> None:
        """Serve these. Raises CredentialsRefused when the only one is refused."""
        alone = len(platforms) == 1
        tasks = {
            platform.name: asyncio.create_task(self._serve_again_and_again(platform, alone=alone))
            for platform in platforms
        }
        ending = asyncio.create_task(self._end(tasks))
        try:
            ended, _ = await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
            for task in ended:
                if not task.cancelled():
                    task.result()
        finally:
            for task in (ending, *tasks.values()):
                task.cancel()
            await asyncio.gather(ending, *tasks.values(), return_exceptions=True)

    async def _end(self, tasks: Mapping[str, asyncio.Task[None]]) -> None:
        """At the stop: who serves may finish what is in hand, who tries to start need not go on."""
        await self._stop.wait()
        for name, task in tasks.items():
            if name not in self._serving:
                task.cancel()
        await asyncio.sleep(PATIENCE_S)
        for task in tasks.values():
            task.cancel()

    async def _serve_again_and_again(self, platform: Platform, *, alone: bool) -> None:
        pause, refused = FIRST_PAUSE_S, False
        while not self._stop.is_set():
            begun = asyncio.get_running_loop().time()
            failure = await self._failure_of(platform)
            if asyncio.get_running_loop().time() - begun > LONGEST_PAUSE_S:
                pause, refused = FIRST_PAUSE_S, False
            if isinstance(failure, CredentialsRefused):
                if alone:
                    raise failure
                if not refused:
                    log.warning("%s: %s", platform.name, failure)
                refused, pause = True, REFUSED_PAUSE_S
            pause = await self._pause(pause)

    async def _failure_of(self, platform: Platform) -> Exception | None:
        """Serve as long as it goes well; what went wrong then, logged unless it is for the operator."""
        try:
            if platform.is_for_one:
                self._changed(platform.name, Serving.STANDBY, None)
                await self._store.work_alone(platform.name, lambda: self._serve(platform))
            else:
                await self._serve(platform)
        except CredentialsRefused as error:
            self._changed(platform.name, Serving.REFUSED, str(error))
            return error
        except (DeliveryError, LeaseLost) as error:
            why = with_reason(error, str(error))
            log.warning("%s can't be served: %s", platform.name, why)
            self._changed(platform.name, Serving.BACKING_OFF, why)
            return error
        except Exception as error:
            log.exception("%s failed in an unforeseen way", platform.name)
            self._changed(platform.name, Serving.BACKING_OFF, type(error).__name__)
            return error
        return None

    async def _serve(self, platform: Platform) -> None:
        self._changed(platform.name, Serving.STARTING, None)
        try:
            await platform.serve(self._host, lambda: self._note_ready(platform.name), self._stop)
        finally:
            self._serving.discard(platform.name)

    def _note_ready(self, name: str) -> None:
        self._serving.add(name)
        self._changed(name, Serving.SERVING, None)
        if name not in self._served:
            self._served.add(name)
            self._started(name)

    async def _pause(self, pause: float) -> float:
        """Wait, but not past the stop; how long to wait the next time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause * random.uniform(0.8, 1.2)):  # noqa: S311 - so that processes don't march in step
                await self._stop.wait()
        return min(pause * 2, max(pause, LONGEST_PAUSE_S))
