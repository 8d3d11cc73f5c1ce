"""Everything that is kept about one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

OwnRows = Mapping[str, Sequence[Mapping[str, Any]]]
"""By table, its rows about one person; each a value by column. Tables without such a row are left out."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom data is about: a person with their doors, or somebody we know by a door alone.

    `doors` are platform and sender, `chats` platform and conversation of their private chats.
    """

    person_id: int | None
    pseudonym: str | None
    doors: tuple[tuple[str, str], ...]
    chats: tuple[tuple[str, str], ...]


class OwnData(Protocol):
    """What is kept about people, over all tables."""

    async def subject(self, person_id: int | None, door: tuple[str, str] | None = None) -> Subject: ...
    async def collect(self, subject: Subject) -> OwnRows: ...
    async def erase(self, subject: Subject, at: datetime) -> None: ...
