"""Takes one message, sends it, records what became of it: one process at a time, whatever dies when."""

import asyncio
import contextlib
import logging
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import (
    Address,
    Clock,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    Messenger,
    NotAllowed,
    TemporaryDeliveryError,
)
from scheduler.outbox import Claimed, GiveUp, Readdress, RetryAt, after_failure

log = logging.getLogger(__name__)

MOST_IN_FLIGHT = 4  # what a kill can double on a platform that doesn't recognise repeats
LONGEST_SLEEP = timedelta(seconds=1)


class Outbox(Protocol):
    """What delivery needs to know and note about messages."""

    async def next_due(self, platforms: Collection[str], now: datetime) -> datetime | None: ...
    async def claim(self, platforms: Collection[str], lease: str, now: datetime) -> Claimed | None: ...
    async def record_sent(self, message: Claimed, ref: MessageRef, now: datetime) -> None: ...
    async def record_retry(self, message: Claimed, at: datetime, reason: str, to: Address) -> None: ...
    async def record_failed(self, message: Claimed, reason: str) -> None: ...
    async def ref_of(self, key: str) -> MessageRef | None: ...


class Transaction(Protocol):
    """A transaction with an outbox in it."""

    @property
    def outbox(self) -> Outbox: ...


class Store(Protocol):
    """Opens transactions: to write, or only to read."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class Delivery:
    """Sends what the outbox holds for the platforms that this process serves.

    `lease` names this process in the claims it makes. No transaction is open while a message is sent.
    """

    def __init__(self, store: Store, messengers: Mapping[str, Messenger], clock: Clock, lease: str) -> None:
        self._store = store
        self._messengers = messengers
        self._clock = clock
        self._lease = lease
        self._room = asyncio.Semaphore(MOST_IN_FLIGHT)

    async def send(self, message: Claimed) -> None:
        """Send a claimed message and record the result; never raises for a platform's sake."""
        try:
            ref = await self._put_into_chat(message)
        except DeliveryError as error:
            await self._record_failure(message, error)
        except Exception:
            log.exception("sending failed in an unforeseen way", extra={"outbox_id": message.id})
            await self._record_failure(message, TemporaryDeliveryError("internal error"))
        else:
            async with self._store.transaction() as tx:
                await tx.outbox.record_sent(message, ref, self._clock.now())

    async def run(self, stop: asyncio.Event) -> None:
        """Send whatever comes due until `stop` is set; what is in flight then is finished."""
        async with asyncio.TaskGroup() as sends:
            while not stop.is_set():
                await self._room.acquire()
                message = None if stop.is_set() else await self._claim()
                if message is None:
                    self._room.release()
                    await self._sleep(stop)
                else:
                    sends.create_task(self._send_and_make_room(message))

    async def send_all_due(self) -> int:
        """Send what is due now, one after the other; how many."""
        sent = 0
        while message := await self._claim():
            await self.send(message)
            sent += 1
        return sent

    async def _send_and_make_room(self, message: Claimed) -> None:
        try:
            await self.send(message)
        except Exception:
            # Its claim lapses after two minutes and it is sent again.
            log.exception("the result of a sending could not be recorded", extra={"outbox_id": message.id})
        finally:
            self._room.release()

    async def _claim(self) -> Claimed | None:
        now = self._clock.now()
        try:
            due = await self._next_due(now)
            if due is None or due > now:
                return None
            async with self._store.transaction() as tx:
                return await tx.outbox.claim(tuple(self._messengers), self._lease, now)
        except Exception:
            log.exception("the outbox could not be read")
            return None

    async def _next_due(self, now: datetime) -> datetime | None:
        async with self._store.reading() as tx:
            return await tx.outbox.next_due(tuple(self._messengers), now)

    async def _sleep(self, stop: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_SLEEP.total_seconds()):
                await stop.wait()

    async def _put_into_chat(self, message: Claimed) -> MessageRef:
        messenger = self._messengers[message.to.platform]
        to = message.to
        if card := await self._card_to_replace(message):
            try:
                await messenger.edit(card, message.reply, key=message.key)
            except NotAllowed:
                log.info("a card could not be edited and is sent anew", extra={"outbox_id": message.id})
            except ConversationMoved as moved:
                to = moved.new_address  # a chat that moves leaves its cards behind
            else:
                return card
        return await messenger.send(to, message.reply, key=message.key)

    async def _card_to_replace(self, message: Claimed) -> MessageRef | None:
        if message.reply.replaces is None:
            return None
        async with self._store.reading() as tx:
            return await tx.outbox.ref_of(message.reply.replaces)

    async def _record_failure(self, message: Claimed, error: DeliveryError) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            match after_failure(error, message.attempts + 1, now):
                case RetryAt(moment, reason):
                    await tx.outbox.record_retry(message, moment, reason, message.to)
                case Readdress(to):
                    await tx.outbox.record_retry(message, now, "the conversation moved", to)
                case GiveUp(reason):
                    await tx.outbox.record_failed(message, reason)
