"""How tips do, brought from the database into the memory of this process, and answers noted the other way."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.contract import Clock
from bot.store import Transaction
from handlers.learn.practice import Practice
from knowledge_base import KnowledgeBase


class Store(Protocol):
    """Where it is kept."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...
    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(frozen=True, slots=True)
class LivePractice:
    """Keeps memory and database alike, once a minute: a question itself costs no statement."""

    store: Store
    knowledge: KnowledgeBase
    practice: Practice
    clock: Clock

    async def take_in(self) -> None:
        """Know what members said of tips by now."""
        async with self.store.reading() as tx:
            self.practice.take_in(await tx.tip_uses.evidence())

    async def refresh(self) -> None:
        """Note which tips were answered with, and what there is in files; take in what members said."""
        await self._note_answers(self.practice.take_unwritten())
        await self._know_shipped()
        await self.take_in()

    async def _note_answers(self, days: Mapping[str, date]) -> None:
        if not days:
            return
        try:
            async with self.store.transaction() as tx:
                await tx.tip_records.note_answers(days)
        except Exception:
            self.practice.put_back(days)
            raise

    async def _know_shipped(self) -> None:
        reviews = self.knowledge.shipped_reviews
        async with self.store.reading() as tx:
            if await tx.tip_records.shipped() == reviews:
                return
        async with self.store.transaction() as tx:
            await tx.tip_records.know_shipped(reviews, self.clock.now().date())
