"""The tips in the database, taken in by the knowledge base of this process without a restart."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from bot.store import Transaction
from knowledge_base import KnowledgeBase


class Store(Protocol):
    """Where the tips are."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(slots=True)
class LiveTips:
    """Looks whether there are other tips than it knows, and takes them in.

    The new index is made in a thread and then put in place of the old one, which answers until then.
    """

    store: Store
    knowledge: KnowledgeBase
    _known: str | None = None
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take_in(self) -> None:
        """Know what is published now. One small query when nothing changed."""
        async with self._one_at_a_time:
            async with self.store.reading() as tx:
                # The version first: what changes in between is then taken in the next time.
                version = await tx.tips.version()
                if version == self._known:
                    return
                published = await tx.tips.published()
            await asyncio.to_thread(self.knowledge.take_in, published)
            self._known = version
