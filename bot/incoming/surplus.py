"""What one chat sends faster than it can be read: kept in the store until its turn comes.

A platform shows only so much of what we have not confirmed, so a chat with a thousand messages would keep
everybody behind them waiting. Its surplus is written down, many in one transaction, which is as good as
handled: the platform may forget it and show what stands behind. Read from there it goes through the same
lane, in order.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Protocol, TypeVar

from bot.contract import IncomingMessage

log = logging.getLogger(__name__)

PAGE = 20  # read back at a time
BATCH = 500  # written at a time
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0

T = TypeVar("T")
Enter = Callable[[IncomingMessage], object]
"""Lets a message into the lane of its chat."""


class Kept(Protocol):
    """The surplus of one platform, in the store."""

    async def add(self, messages: Sequence[IncomingMessage]) -> None:
        """Keep messages; one that is there already is left alone."""
        ...

    async def oldest(self, conversation: str, most: int) -> Sequence[tuple[int, IncomingMessage]]:
        """The first messages of a chat, with the number to drop each by."""
        ...

    async def drop(self, numbers: Collection[int]) -> None:
        """These were handled."""
        ...

    async def conversations(self) -> Collection[str]:
        """The chats of which something is kept."""
        ...


class Surplus:
    """Which chats have messages in the store, and those messages on their way in and out.

    A message may be read back that was handled already, after a crash for instance: who handles messages
    knows which were.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._chats: set[str] = set()
        self._waiting: list[tuple[IncomingMessage, asyncio.Future[None]]] = []
        self._unwritten: Counter[str] = Counter()
        self._entered: dict[str, list[int]] = {}
        self._writing: asyncio.Task[None] | None = None
        self._reading: set[asyncio.Task[None]] = set()

    async def begin(self, enter: Enter) -> None:
        """Let in what an earlier process left. Before anything new is taken."""
        self._chats.update(await insist(self._kept.conversations))
        for conversation in tuple(self._chats):
            await self._read(conversation, enter)

    def holds(self, conversation: str) -> bool:
        """Whether something of a chat is here, so that what comes now has to stand behind it."""
        return conversation in self._chats

    def put(self, message: IncomingMessage) -> asyncio.Future[None]:
        """Keep a message. The future is done when the platform may forget it."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._chats.add(message.address.conversation)
        self._unwritten[message.address.conversation] += 1
        self._waiting.append((message, kept))
        if self._writing is None:
            log.info("a chat sends more than can be read at once")
            self._writing = asyncio.create_task(self._write())
        return kept

    def read_on(self, conversation: str, enter: Enter) -> None:
        """The lane of this chat is empty: let in what comes next."""
        reading = asyncio.create_task(self._read(conversation, enter))
        self._reading.add(reading)
        reading.add_done_callback(self._reading.discard)

    async def close(self) -> None:
        """Let go of everything. What is not written yet comes again: the platform still has it."""
        tasks = [*self._reading, *([self._writing] if self._writing else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _, kept in self._waiting:
            kept.cancel()

    async def _write(self) -> None:
        while batch := self._waiting[:BATCH]:
            await insist(partial(self._kept.add, [message for message, _ in batch]))
            del self._waiting[: len(batch)]
            for message, kept in batch:
                self._unwritten[message.address.conversation] -= 1
                if not kept.done():
                    kept.set_result(None)
        self._writing = None

    async def _read(self, conversation: str, enter: Enter) -> None:
        handled = self._entered.pop(conversation, [])
        if handled:
            await insist(partial(self._kept.drop, handled))
        while not (rows := await insist(partial(self._kept.oldest, conversation, PAGE))):
            if not self._unwritten[conversation]:
                del self._unwritten[conversation]
                self._chats.discard(conversation)
                return
            if self._writing:
                await asyncio.wait((self._writing,))
        self._entered[conversation] = [number for number, _ in rows]
        for _, message in rows:
            enter(message)


async def insist(work: Callable[[], Awaitable[T]]) -> T:
    """Do something with the store, again and again while the store is away."""
    pause = FIRST_PAUSE_S
    while True:
        try:
            return await work()
        except Exception:
            log.exception("the surplus could not be kept or read")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
