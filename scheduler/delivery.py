"""Takes one message, sends it, records what became of it: one process at a time, whatever dies when."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from bot.contract import (
    Address,
    Clock,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    Messenger,
    NotAllowed,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from scheduler.outbox import Claimed, GiveUp, OutboxKind, Readdress, RetryAt, after_failure
from scheduler.pace import UNLIMITED, Limits, Pace

log = logging.getLogger(__name__)

MOST_IN_FLIGHT = 4  # what a kill can double on a platform that doesn't recognise repeats
QUICK_S = 0.3
LONGEST_SLEEP = timedelta(seconds=1)
NOTE_AGAIN_S = 0.5
NOTE_FOR_S = 3600.0  # by then something else is wrong than a database that is away


class Outbox(Protocol):
    """What delivery needs to know and note about messages."""

    async def next_due(
        self, platforms: Collection[str], now: datetime, *, broadcasts_to: Collection[str]
    ) -> datetime | None: ...
    async def claim(
        self, platforms: Collection[str], lease: str, now: datetime, *, broadcasts_to: Collection[str]
    ) -> Claimed | None: ...
    async def postpone(self, message: Claimed, at: datetime) -> None: ...
    async def record_sent(self, message: Claimed, ref: MessageRef, now: datetime) -> None: ...
    async def record_retry(self, message: Claimed, at: datetime, reason: str, to: Address) -> None: ...
    async def record_failed(self, message: Claimed, reason: str) -> None: ...
    async def ref_of(self, key: str) -> MessageRef | None: ...
    async def fail_all(self, to: Address, reason: str) -> int: ...


class Doors(Protocol):
    """What delivery finds out about where people are reached."""

    async def closed(self, address: Address, reason: str, at: datetime) -> None: ...
    async def after(self, person_id: int, address: Address) -> Address | None: ...


class Conversations(Protocol):
    """Everything that goes on somewhere."""

    async def move(self, old: Address, new: Address) -> None: ...


class Transaction(Protocol):
    """A transaction over what delivery notes."""

    @property
    def outbox(self) -> Outbox: ...
    @property
    def doors(self) -> Doors: ...
    @property
    def conversations(self) -> Conversations: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self, *, lasting: bool = True) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


def never() -> bool:
    """Nothing keeps what is planned from being sent."""
    return False


def always(_: str) -> bool:
    """Every platform can be sent to at any time."""
    return True


class Delivery:
    """Sends what the outbox holds for the platforms that this process serves.

    `lease` names this process in the claims it makes; `limits` say how fast each platform lets us talk. While
    `can_send` denies a platform, its messages are left to another process, or to later. No transaction is
    open while a message is sent.
    """

    def __init__(
        self,
        store: Store,
        messengers: Mapping[str, Messenger],
        clock: Clock,
        lease: str,
        limits: Mapping[str, Limits] | None = None,
        *,
        can_send: Callable[[str], bool] = always,
    ) -> None:
        self._store = store
        self._messengers = messengers
        self._clock = clock
        self._lease = lease
        self._can_send = can_send
        self._paces = {name: Pace((limits or {}).get(name, UNLIMITED)) for name in messengers}
        self._room = asyncio.Semaphore(MOST_IN_FLIGHT)
        self._chats: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._quick = asyncio.Lock()
        self._room_for_answers = asyncio.Semaphore(MOST_IN_FLIGHT)
        self._ending = asyncio.Event()

    async def answer(self, message: Claimed) -> None:
        """Send an answer that was just given, without waiting for the loop and what it sends."""
        async with self._room_for_answers:
            await self.send(message)

    async def send(self, message: Claimed) -> None:
        """Send a claimed message and record the result; never raises for a platform's sake.

        When it is not its turn yet, the loop sends it later.
        """
        async with self._one_at_a_time(message.to):
            now = self._clock.now()
            is_answer = message.kind is OutboxKind.ANSWER
            pace = self._paces[message.to.platform]
            moment = message.held_until or pace.when(message.id, message.to, is_answer=is_answer, now=now)
            if moment > now:
                async with self._store.transaction() as tx:
                    await tx.outbox.postpone(message, moment)
            elif is_answer:
                async with self._alone_if_quick():
                    await self._send_now(message)
            else:
                await self._send_now(message)

    async def retire(self, refs: Iterable[MessageRef]) -> None:
        """Take the choices away from these messages. A courtesy: when it fails, nothing is lost."""
        for ref in refs:
            try:
                await self._messengers[ref.address.platform].retire(ref)
            except DeliveryError as error:
                log.info("choices could not be taken away: %s", type(error).__name__)

    async def run(self, stop: asyncio.Event, *, answers_only: Callable[[], bool] = never) -> None:
        """Send whatever comes due until `stop` is set; what is in flight then is finished.

        While `answers_only` says so, all else stays where it is.
        """
        async with asyncio.TaskGroup() as sends:
            while not stop.is_set():
                await self._room.acquire()
                claimed = None if stop.is_set() else await self._claim(answers_only=answers_only())
                if isinstance(claimed, Claimed):
                    sends.create_task(self._send_and_make_room(claimed))
                else:
                    self._room.release()
                    await self._sleep(stop, claimed)
            self._ending.set()

    async def send_all_due(self, *, answers_only: bool = False, until: datetime | None = None) -> int:
        """Send what is due now, one after the other, and nothing after `until`; how many."""
        sent = 0
        while until is None or self._clock.now() < until:
            message = await self._claim(answers_only=answers_only)
            if not isinstance(message, Claimed):
                break
            await self.send(message)
            sent += 1
        return sent

    @contextlib.asynccontextmanager
    async def _alone_if_quick(self) -> AsyncIterator[None]:
        """One answer after the other, while the platform is quick: then a kill can double only one.

        A slow one is passed by others, so that nobody waits for somebody else's slow line.
        """
        try:
            async with asyncio.timeout(QUICK_S):
                await self._quick.acquire()
        except TimeoutError:
            yield
        else:
            try:
                yield
            finally:
                self._quick.release()

    def _one_at_a_time(self, to: Address) -> asyncio.Lock:
        """In one chat a message waits for what became of the one before, and so can't overtake it."""
        return self._chats.setdefault((to.platform, to.conversation), asyncio.Lock())

    async def _send_now(self, message: Claimed) -> None:
        try:
            ref = await self._put_into_chat(message)
        except DeliveryError as error:
            await self._record_failure(message, error)
        except Exception:
            log.exception("sending failed in an unforeseen way", extra={"outbox_id": message.id})
            await self._record_failure(message, TemporaryDeliveryError("internal error"))
        else:
            await self._record_sent(message, ref)

    async def _record_sent(self, message: Claimed, ref: MessageRef) -> None:
        """Note that it is in the chat, also when the database is away: what is not noted is sent again.

        That may happen after a power cut, too; then it is the last messages of all.
        """
        now, loop = self._clock.now(), asyncio.get_running_loop()
        patience = loop.time() + NOTE_FOR_S
        while True:
            is_last_chance = self._ending.is_set() or loop.time() > patience
            try:
                async with self._store.transaction(lasting=False) as tx:
                    await tx.outbox.record_sent(message, ref, now)
            except Exception:
                if is_last_chance:
                    raise
                log.exception("what was sent can't be noted yet", extra={"outbox_id": message.id})
            else:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(NOTE_AGAIN_S):
                    await self._ending.wait()

    async def _send_and_make_room(self, message: Claimed) -> None:
        try:
            await self.send(message)
        except Exception:
            # Its claim lapses after two minutes and it is sent again.
            log.exception("the result of a sending could not be recorded", extra={"outbox_id": message.id})
        finally:
            self._room.release()

    async def _claim(self, *, answers_only: bool) -> Claimed | datetime | None:
        """The next message to send; else when to look again, None for whenever."""
        now, able = self._clock.now(), tuple(filter(self._can_send, self._messengers))
        slots = {} if answers_only else {name: pace.broadcast_at(now) for name, pace in self._paces.items()}
        broadcasts_to = tuple(name for name, slot in slots.items() if slot <= now)
        try:
            due = await self._next_due(able, now, broadcasts_to)
            if due is not None and due <= now:
                async with self._store.transaction() as tx:
                    return await tx.outbox.claim(able, self._lease, now, broadcasts_to=broadcasts_to)
        except Exception:
            log.exception("the outbox could not be read")
            return None
        return min((slot for slot in (due, *slots.values()) if slot and slot > now), default=None)

    async def _next_due(
        self, platforms: Collection[str], now: datetime, broadcasts_to: Collection[str]
    ) -> datetime | None:
        async with self._store.reading() as tx:
            return await tx.outbox.next_due(platforms, now, broadcasts_to=broadcasts_to)

    async def _sleep(self, stop: asyncio.Event, until: datetime | None) -> None:
        pause = LONGEST_SLEEP if until is None else min(until - self._clock.now(), LONGEST_SLEEP)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause.total_seconds()):
                await stop.wait()

    async def _put_into_chat(self, message: Claimed) -> MessageRef:
        to = message.to
        message = await self._after_removal(message)
        card = await self._card_to_replace(message)
        if card and (holder := self._messengers.get(card.address.platform)):
            try:
                await holder.edit(card, message.reply, key=message.key)
            except NotAllowed:
                log.info("a card could not be edited and is sent anew", extra={"outbox_id": message.id})
            except ConversationMoved as moved:
                to = moved.new_address  # a chat that moves leaves its cards behind
            else:
                return card
        return await self._messengers[to.platform].send(to, message.reply, key=message.key)

    async def _after_removal(self, message: Claimed) -> Claimed:
        """The message, now that what it removes is gone; where that is refused, with what is said then."""
        removal = message.reply.removes
        if removal is None:
            return message
        try:
            await self._messengers[removal.ref.address.platform].delete(removal.ref)
        except (NotAllowed, PermanentDeliveryError, ConversationMoved):
            log.info("a message could not be removed", extra={"outbox_id": message.id})
            return replace(message, reply=replace(message.reply, text=removal.otherwise))
        return message

    async def _card_to_replace(self, message: Claimed) -> MessageRef | None:
        if message.reply.replaces is None:
            return None
        async with self._store.reading() as tx:
            return await tx.outbox.ref_of(message.reply.replaces)

    async def _record_failure(self, message: Claimed, error: DeliveryError) -> None:
        async with self._store.transaction() as tx:
            now, other_door = self._clock.now(), None
            if message.person_id is not None:
                other_door = await tx.doors.after(message.person_id, message.to)
            next_step = after_failure(error, message.attempts + 1, message.kind, now, other_door=other_door)
            match next_step:
                case RetryAt(moment, reason):
                    self._slow_down(message, error, moment, now)
                    await tx.outbox.record_retry(message, moment, reason, message.to)
                case Readdress(to):
                    await tx.conversations.move(message.to, to)
                    await tx.outbox.record_retry(message, now, "the conversation moved", to)
                case GiveUp(reason, gone):
                    await self._give_up(tx, message, reason, other_door)
                    if gone:
                        await tx.doors.closed(message.to, reason, now)
                        await tx.outbox.fail_all(message.to, reason)

    async def _give_up(
        self, tx: Transaction, message: Claimed, reason: str, other_door: Address | None
    ) -> None:
        if other_door is None:
            await tx.outbox.record_failed(message, reason)
        else:
            await tx.outbox.record_retry(message, self._clock.now(), reason, other_door)

    def _slow_down(self, message: Claimed, error: DeliveryError, until: datetime, now: datetime) -> None:
        """Nothing overtakes what is tried again later; and a platform that says "too fast" is heeded."""
        pace, is_answer = self._paces[message.to.platform], message.kind is OutboxKind.ANSWER
        is_told = isinstance(error, TemporaryDeliveryError) and error.retry_after is not None
        slow_down = pace.hold if is_told else pace.block
        slow_down(message.id, message.to, until, now, is_answer=is_answer)
