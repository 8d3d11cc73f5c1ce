"""Questions that were stored before there was a guard go through it once."""

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from handlers.guard.counts import GuardCounts, Outcome, events_of
from handlers.guard.guarding import Guard
from handlers.learn.questions import OpenQuestion
from knowledge_base.guard import Level, is_readable

log = logging.getLogger(__name__)

GUARDED_UP_TO = "questions-guarded-up-to"  # the fact that remembers how far it got
DONE = "done"
BATCH = 200  # in one transaction, so that nobody waits long


class Questions(Protocol):
    """The stored questions, in order."""

    async def after(self, question_id: int, most: int) -> Sequence[OpenQuestion]: ...
    async def reword(self, question_id: int, text: str) -> None: ...
    async def erase(self, question_id: int) -> None: ...


class Facts(Protocol):
    """What the bot remembers about itself."""

    async def get(self, name: str) -> str | None: ...
    async def keep(self, name: str, value: str) -> None: ...


class Transaction(Protocol):
    """What it takes to reword what was stored."""

    @property
    def questions(self) -> Questions: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def guard_counts(self) -> GuardCounts: ...


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


async def guard_old_questions(store: Store, guard: Guard, now: datetime) -> None:
    """Reword the questions that are certain to identify somebody, in batches; once, however often it starts.

    The neutral wording is kept, for an answer is waited for; a question of which nothing readable is left
    is erased. What only may identify somebody stays: nobody can be asked any more.
    """
    changed = 0
    while True:
        async with store.transaction() as tx:
            up_to = await tx.facts.get(GUARDED_UP_TO) or "0"
            if up_to == DONE:
                break
            batch = await tx.questions.after(int(up_to), BATCH)
            changed += sum([await reworded(tx, guard, question, now) for question in batch])
            await tx.facts.keep(GUARDED_UP_TO, str(batch[-1].id) if batch else DONE)
    if changed:
        log.info("%d stored questions held personal data and were reworded or erased", changed)


async def reworded(tx: Transaction, guard: Guard, question: OpenQuestion, now: datetime) -> bool:
    """Reword or erase a question where that is needed; whether it was."""
    checked = guard.check(question.text)
    if not any(span.level is Level.CERTAIN for span in checked.spans):
        return False
    if is_readable(checked.neutral):
        outcome = Outcome.REWORDED_LATER
        await tx.questions.reword(question.id, checked.neutral)
    else:
        outcome = Outcome.ERASED_LATER
        await tx.questions.erase(question.id)
    await tx.guard_counts.note(now.date(), question.network_id, events_of(checked.spans, outcome))
    return True
