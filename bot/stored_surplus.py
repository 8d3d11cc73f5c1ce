"""What came on top of what can be handled at once, kept in the store."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.contract import Clock, IncomingMessage
from bot.store import Database


@dataclass(frozen=True, slots=True)
class StoredSurplus:
    """What waits in the store of one platform, each time in a transaction of its own."""

    store: Database
    clock: Clock
    platform: str

    async def add(self, messages: Sequence[IncomingMessage]) -> None:
        """Keep messages; one that is there already is left alone."""
        async with self.store.transaction() as tx:
            await tx.surplus.add(messages, self.clock.now())

    async def oldest(self, conversation: str, most: int) -> Sequence[tuple[int, IncomingMessage]]:
        """The first messages of a chat, with the number to drop each by."""
        async with self.store.transaction() as tx:
            return await tx.surplus.oldest(self.platform, conversation, most)

    async def drop(self, numbers: Collection[int]) -> None:
        """These were handled."""
        async with self.store.transaction() as tx:
            await tx.surplus.drop(numbers)

    async def conversations(self) -> Collection[str]:
        """The chats of which something is kept."""
        async with self.store.transaction() as tx:
            return await tx.surplus.conversations(self.platform)
