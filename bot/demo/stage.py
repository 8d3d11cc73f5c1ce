"""Where the story is played: who is there, and what it means that something happens."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.contract import Address
from bot.demo.messenger import PLATFORM
from bot.store import Transaction
from handlers.people.people import Person
from handlers.texts import Catalogue


@dataclass(slots=True)
class Cast:
    """The ids of who and what there is by now, by the keys of the story."""

    networks: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """One transaction at a moment of the story."""

    tx: Transaction
    cast: Cast
    texts: Catalogue
    now: datetime

    async def person(self, key: str) -> Person:
        """Somebody of the cast."""
        person = await self.tx.people.get(self.cast.people[key])
        if person is None:
            raise LookupError(key)
        return person


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a moment."""

    at: datetime
    happens: Callable[[Scene], Awaitable[None]]


def chat_of(key: str) -> Address:
    """Somebody's chat with the bot."""
    return Address(PLATFORM, f"chat-{key}")
