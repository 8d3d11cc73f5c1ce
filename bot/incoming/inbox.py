"""Takes what a platform brings through the bot: chats side by side, each in order, nothing lost.

The platform is the inbox: it keeps a message until we have committed what became of it. So a message that
can't be handled now, because the database is away or full, is tried again and again; only one that fails
for another reason while others go well is left alone in the end. (On a disk that is almost full, small
messages go well.) What somebody sends beyond their allowance is not read, and they are told so.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from bot.contract import DeliveryError, IncomingMessage, Kind, Messenger
from bot.incoming.allowance import Allowances, Verdict
from bot.incoming.lanes import Lanes
from bot.incoming.surplus import Kept, Surplus

log = logging.getLogger(__name__)

MOST_WAITING = 20  # of one chat, well below the hundred that Telegram shows; what is more is surplus
SLOW_S = 0.5  # an answer that takes longer is announced
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0
MOST_FAILURES = 12  # of one message, each while others went well; a full disk lets some through for minutes
PATIENCE_S = 8.0  # at the end, for what is in hand


class NotNow(Exception):
    """The message can't be handled now, and that is no fault of the message."""


@contextlib.contextmanager
def not_now_when(passes: Callable[[BaseException], bool]) -> Iterator[None]:
    """Raise NotNow in place of an error that passes."""
    try:
        yield
    except Exception as error:
        if passes(error):
            raise NotNow(type(error).__name__) from error
        raise


class Receive(Protocol):
    """Handles a message, calls `committed` when that is certain, and sends the answers. Raises NotNow."""

    async def __call__(self, message: IncomingMessage, committed: Callable[[], None]) -> None: ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message in a lane, and what is done when the platform may forget it."""

    message: IncomingMessage
    free: asyncio.Future[None]


class Inbox:
    """Hands messages to `receive`, and tells the platform which it may forget."""

    def __init__(self, receive: Receive, messenger: Messenger, kept: Kept) -> None:
        self._receive = receive
        self._messenger = messenger
        self._lanes = Lanes()
        self._surplus = Surplus(kept)
        self._allowances = Allowances()
        self._waiting: defaultdict[str, dict[asyncio.Future[None], Waiting]] = defaultdict(dict)
        self._closing = False
        self._handled = 0
        self._uncommitted: set[asyncio.Future[None]] = set()

    async def begin(self) -> None:
        """Take up what an earlier process had not read yet. Before anything new is taken."""
        await self._surplus.begin(self._enter)

    def take(self, message: IncomingMessage) -> asyncio.Future[None]:
        """Handle a message in its turn. The future is done when the platform may forget it.

        It is cancelled when the message was dropped at the end, and done at once when it is skipped.
        """
        match self._allowances.judge(message, asyncio.get_running_loop().time()):
            case Verdict.SKIP:
                return skipped()
            case Verdict.TELL:
                log.warning("somebody sends more than is read; they are told")
                message = replace(message, kind=Kind.TROUBLE, text="too-many")
        conversation = message.address.conversation
        if self._surplus.holds(conversation):
            return self._surplus.put(message)
        if len(self._waiting[conversation]) >= MOST_WAITING:
            for before in self._waiting[conversation].values():  # after a crash these must still come first
                self._surplus.put(before.message).add_done_callback(partial(release, before.free))
            return self._surplus.put(message)
        return self._enter(message)

    def _enter(self, message: IncomingMessage) -> asyncio.Future[None]:
        conversation = message.address.conversation
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        free: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[conversation][committed] = Waiting(message, free)
        self._uncommitted.add(committed)
        committed.add_done_callback(self._uncommitted.discard)
        committed.add_done_callback(partial(self._left, conversation))
        committed.add_done_callback(partial(release, free))
        self._lanes.put(conversation, lambda: self._handle(message, committed))
        return free

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
        await self._lanes.close(PATIENCE_S)
        for late in tuple(self._uncommitted):
            late.cancel()
        await asyncio.sleep(0)  # so that who waits for them is told

    async def _handle(self, message: IncomingMessage, committed: asyncio.Future[None]) -> None:
        """Until its answers are sent: so of one chat one answer is on its way, and others go in between."""
        async with self._announced_when_slow(message):
            await self._insist(message, committed)

    async def _insist(self, message: IncomingMessage, committed: asyncio.Future[None]) -> None:
        pause, odd, handled = FIRST_PAUSE_S, 0, self._handled
        while not committed.done():
            try:
                await self._receive(message, lambda: self._note(committed))
            except Exception as error:
                log.exception("a message could not be handled" if not committed.done() else "not recorded")
                # Others go well since the last time, so it is this message and not the database.
                odd += self._handled > handled and not isinstance(error, NotNow)
                handled = self._handled
                if odd >= MOST_FAILURES and not committed.done():
                    committed.set_result(None)
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


def skipped() -> asyncio.Future[None]:
    """The platform may forget the message now."""
    free: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    free.set_result(None)
    return free


def release(free: asyncio.Future[None], safe: asyncio.Future[None]) -> None:
    """The platform may forget a message as soon as it is committed, or kept; not when it was dropped."""
    if free.done():
        return
    if safe.cancelled():
        free.cancel()
    else:
        free.set_result(None)
