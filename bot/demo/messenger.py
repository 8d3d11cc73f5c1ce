"""The doors of invented people: what goes there arrives, and nobody reads it."""

import itertools

from bot.contract import Address, MessageRef, Reply

PLATFORM = "demo"  # no process that serves a real platform will ever send there


class Unsent:
    """Says that it sent everything, and sends nothing."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """Nobody reads it."""
        return MessageRef(to, f"{key}#{next(self._numbers)}")

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """Nobody sees it."""

    async def delete(self, ref: MessageRef) -> None:
        """Nobody misses it."""

    async def retire(self, ref: MessageRef) -> None:
        """Nobody taps it."""

    async def typing(self, address: Address) -> None:
        """Nobody waits."""
