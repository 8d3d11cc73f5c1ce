"""Half-finished dialogues. They live in the store, never in memory, so a restart changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import Address, Language

STEP_OPEN_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PendingStep:
    """An answer in words that the bot is waiting for; `prompt_key` is the outbox key of what it asked."""

    name: str
    data: dict[str, str]
    prompt_key: str
    language: Language
    expires_at: datetime


class Steps(Protocol):
    """The open step of a person in a chat, at most one."""

    async def open(self, address: Address, sender: str, step: PendingStep) -> None: ...
    async def current(self, address: Address, sender: str, now: datetime) -> PendingStep | None: ...
    async def close(self, address: Address, sender: str) -> bool: ...
