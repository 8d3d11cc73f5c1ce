"""Answers in words to what the bot asked of its own accord: wherever the person gives them.

A dialogue waits in the chat where it goes on. A reminder or prompt was not asked for, so any of the person's
own chats will do, as long as nothing else is going on there.
"""

from datetime import datetime
from typing import Protocol

from handlers.steps import PendingStep


class Expected(Protocol):
    """What people may answer in words; `about` is what it is about, such as `reflect-12`."""

    async def expect(self, person_id: int, about: str, step: PendingStep) -> None: ...
    async def current(
        self, person_id: int, now: datetime, replied: str | None = None
    ) -> PendingStep | None: ...
    async def close(self, person_id: int, about: str | None = None) -> int: ...
    async def answered(self, prompt_key: str) -> None: ...
    async def last_asked(self, person_id: int, since: datetime) -> datetime | None: ...
