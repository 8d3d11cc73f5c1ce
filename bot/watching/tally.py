"""What is counted of the bot at work, and a messenger that has its sendings counted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    Messenger,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
)


class Tally(Protocol):
    """Counts. Numbers and fixed words only; what somebody wrote never gets here."""

    def asked(self, outcome: str) -> None:
        """A question had this outcome."""
        ...

    def handled(self, platform: str, kind: str, result: str, seconds: float) -> None:
        """A message was handled, up to its last answer."""
        ...

    def delivered(self, platform: str, result: str, seconds: float) -> None:
        """A platform was asked to show something."""
        ...


class NoTally:
    """Counts nothing."""

    def asked(self, outcome: str) -> None:
        """Nothing."""

    def handled(self, platform: str, kind: str, result: str, seconds: float) -> None:
        """Nothing."""

    def delivered(self, platform: str, result: str, seconds: float) -> None:
        """Nothing."""


NO_TALLY = NoTally()


class CountedMessenger:
    """A platform's messenger, with what becomes of its sendings and edits counted."""

    def __init__(self, platform: str, messenger: Messenger, tally: Tally) -> None:
        self._platform = platform
        self._messenger = messenger
        self._tally = tally

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """As the messenger does."""
        with self._counted("sent"):
            return await self._messenger.send(to, reply, key=key)

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """As the messenger does."""
        with self._counted("edited"):
            await self._messenger.edit(ref, reply, key=key)

    async def delete(self, ref: MessageRef) -> None:
        """As the messenger does."""
        await self._messenger.delete(ref)

    async def retire(self, ref: MessageRef) -> None:
        """As the messenger does."""
        await self._messenger.retire(ref)

    async def typing(self, address: Address) -> None:
        """As the messenger does."""
        await self._messenger.typing(address)

    @contextmanager
    def _counted(self, well: str) -> Iterator[None]:
        began, result = time.perf_counter(), "failed"
        try:
            yield
            result = well
        except DeliveryError as error:
            result = result_of(error)
            raise
        finally:
            self._tally.delivered(self._platform, result, time.perf_counter() - began)


def result_of(error: DeliveryError) -> str:
    """What a failure is counted as."""
    match error:
        case ConversationMoved():
            return "moved"
        case NotAllowed():
            return "not allowed"
        case PermanentDeliveryError():
            return "refused"
        case _:
            return "later"
