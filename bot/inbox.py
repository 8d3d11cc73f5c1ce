"""Takes what a platform brings through the bot: chats side by side, each in order, nothing lost.

The platform is the inbox: it keeps a message until we have committed what became of it. So a message that
can't be handled now, because the database is away, is tried again and again; only one that fails while
others go well is left alone in the end.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Protocol

from bot.contract import DeliveryError, IncomingMessage, Messenger
from bot.lanes import Lanes
from bot.surplus import Kept, Surplus

log = logging.getLogger(__name__)

MOST_WAITING = 20  # of one chat, well below the hundred that Telegram shows; what is more is surplus
SLOW_S = 0.5  # an answer that takes longer is announced
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0
MOST_FAILURES = 6
PATIENCE_S = 8.0  # at the end, for what is in hand


class Receive(Protocol):
    """Handles a message, calls `committed` as soon as that is certain, and sends the answers."""

    async def __call__(self, message: IncomingMessage, committed: Callable[[], None]) -> None: ...


class Inbox:
    """Hands messages to `receive`, and tells the platform which it may forget."""

    def __init__(self, receive: Receive, messenger: Messenger, kept: Kept) -> None:
        self._receive = receive
        self._messenger = messenger
        self._lanes = Lanes()
        self._surplus = Surplus(kept)
        self._waiting: defaultdict[str, dict[asyncio.Future[None], IncomingMessage]] = defaultdict(dict)
        self._closing = False
        self._handled = 0
        self._uncommitted: set[asyncio.Future[None]] = set()
        self._in_hand: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Take up what an earlier process had not read yet. Before anything new is taken."""
        await self._surplus.begin(self._enter)

    def take(self, message: IncomingMessage) -> asyncio.Future[None]:
        """Handle a message in its turn. The future is done when the platform may forget it.

        It is cancelled when the message was dropped at the end.
        """
        conversation = message.address.conversation
        if self._surplus.holds(conversation):
            return self._surplus.put(message)
        if len(self._waiting[conversation]) >= MOST_WAITING:
            for before in self._waiting[conversation].values():
                self._surplus.put(before)  # after a crash these must still come first
            return self._surplus.put(message)
        return self._enter(message)

    def _enter(self, message: IncomingMessage) -> asyncio.Future[None]:
        conversation = message.address.conversation
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[conversation][committed] = message
        self._uncommitted.add(committed)
        committed.add_done_callback(self._uncommitted.discard)
        committed.add_done_callback(partial(self._left, conversation))
        self._lanes.put(conversation, lambda: self._handle(message, committed))
        return committed

    def _left(self, conversation: str, committed: asyncio.Future[None]) -> None:
        """A message of this chat no longer waits."""
        del self._waiting[conversation][committed]
        if self._waiting[conversation]:
            return
        del self._waiting[conversation]
        if self._surplus.holds(conversation) and not self._closing:
            self._surplus.read_on(conversation, self._enter)

    async def close(self) -> None:
        """Finish what is in hand. What waits comes again: the platform still has it."""
        self._closing = True
        await self._surplus.close()
        end = asyncio.get_running_loop().time() + PATIENCE_S
        await self._lanes.close(PATIENCE_S)
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=max(0.0, end - asyncio.get_running_loop().time()))
        for late in (*self._in_hand, *self._uncommitted):
            late.cancel()
        await asyncio.gather(*self._in_hand, return_exceptions=True)

    async def _handle(self, message: IncomingMessage, committed: asyncio.Future[None]) -> None:
        """Until the message is committed: the next one in the chat need not wait for the sending.

        So a chat that sends a lot is read faster than it can be answered, and the platform soon shows what
        stands behind it. The answers still go in order.
        """
        working = asyncio.create_task(self._answer(message, committed))
        self._in_hand.add(working)
        working.add_done_callback(self._in_hand.discard)
        await asyncio.wait((working, committed), return_when=asyncio.FIRST_COMPLETED)

    async def _answer(self, message: IncomingMessage, committed: asyncio.Future[None]) -> None:
        async with self._announced_when_slow(message):
            await self._insist(message, committed)

    async def _insist(self, message: IncomingMessage, committed: asyncio.Future[None]) -> None:
        pause, failures, handled_before = FIRST_PAUSE_S, 0, self._handled
        while not committed.done():
            try:
                await self._receive(message, lambda: self._note(committed))
            except Exception:
                log.exception("a message could not be handled" if not committed.done() else "not recorded")
                failures += 1
                if failures >= MOST_FAILURES and self._handled > handled_before:
                    self._note(committed)  # others go well, so it is this message
                if not committed.done():
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE_S)

    def _note(self, committed: asyncio.Future[None]) -> None:
        if not committed.done():
            self._handled += 1
            committed.set_result(None)

    @contextlib.asynccontextmanager
    async def _announced_when_slow(self, message: IncomingMessage) -> AsyncIterator[None]:
        """Show in a private chat that an answer is coming, when it takes long."""
        if not message.is_direct:
            yield
            return
        announcing = asyncio.create_task(self._announce(message))
        try:
            yield
        finally:
            announcing.cancel()

    async def _announce(self, message: IncomingMessage) -> None:
        await asyncio.sleep(SLOW_S)
        with contextlib.suppress(DeliveryError):
            await self._messenger.typing(message.address)
