"""Who was erased: remembered under marks that name nobody, so that an older backup forgets them again.

A person's mark is the random pseudonym that backups have too; a door's is a digest under a key that only the
database holds, for a bare digest of a telephone-like number is soon guessed.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.facts import FactRepository
from bot.store.tables import doors, erasures, people
from handlers.people.own_data import Subject

KEY = "erasure-key"  # the fact with the key, made by the migration


@dataclass(frozen=True, slots=True)
class Erasure:
    """That somebody was erased at a moment."""

    mark: str
    at: datetime


class ErasureRepository:
    """Notes erasures and finds whom they were about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._facts = FactRepository(connection)

    async def note(self, subject: Subject, at: datetime) -> None:
        """Note that somebody is erased."""
        key = await self._key()
        marks = [door_mark(key, *door) for door in subject.doors]
        if subject.pseudonym:
            marks.append(subject.pseudonym)
        await self.add([Erasure(mark, at) for mark in marks])

    async def add(self, found: Sequence[Erasure]) -> None:
        """Note these; one that is known already stays as it is."""
        if found:
            rows = [{"mark": one.mark, "at": one.at} for one in found]
            await self._connection.execute(
                insert(self._connection, erasures).values(rows).on_conflict_do_nothing()
            )

    async def all(self) -> list[Erasure]:
        """Every erasure, the oldest first."""
        rows = await self._connection.execute(select(erasures).order_by(erasures.c.at, erasures.c.mark))
        return [Erasure(row.mark, row.at) for row in rows]

    async def who(self, marks: Collection[str]) -> list[tuple[int | None, tuple[str, str] | None]]:
        """Who of those that are there has one of these marks: the person, or the door with its person."""
        key, wanted = await self._key(), set(marks)
        known = await self._connection.execute(select(people.c.id, people.c.pseudonym))
        found: list[tuple[int | None, tuple[str, str] | None]] = [
            (row.id, None) for row in known if row.pseudonym in wanted
        ]
        places = await self._connection.execute(select(doors.c.platform, doors.c.sender, doors.c.person_id))
        return found + [
            (row.person_id, (row.platform, row.sender))
            for row in places
            if door_mark(key, row.platform, row.sender) in wanted
        ]

    async def forgotten(self, platform: str, senders: Iterable[str]) -> set[str]:
        """Who of these was erased, and was not heard of since."""
        key = await self._key()
        by_mark = {door_mark(key, platform, sender): sender for sender in senders}
        known = {row.mark for row in await self._connection.execute(select(erasures.c.mark).distinct())}
        erased = {sender for mark, sender in by_mark.items() if mark in known}
        if not erased:
            return set()
        back = await self._connection.execute(select(doors.c.sender).where(doors.c.platform == platform))
        return erased - {row.sender for row in back}

    async def _key(self) -> str:
        return await self._facts.get(KEY) or ""


def door_mark(key: str, platform: str, sender: str) -> str:
    """The mark of a door: a digest under this key."""
    return hmac.new(key.encode(), f"{platform}:{sender}".encode(), hashlib.sha256).hexdigest()
