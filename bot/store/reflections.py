"""What people said when they looked back on meetings."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.reflection_handover import hand_over_reflections
from bot.store.reflection_tables import reflections
from handlers.reflect.reflections import Reflection

COLUMNS = [column for column in reflections.c if column.name != "id"]
PERSON_AND_MEETING = ("person_id", "meeting_id")


class ReflectionRepository:
    """Reflections on meetings, in the order in which they were begun."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, person_id: int, meeting_id: int) -> Reflection | None:
        """What somebody said of a meeting so far."""
        found = await self._where(
            and_(reflections.c.person_id == person_id, reflections.c.meeting_id == meeting_id)
        )
        return found[0] if found else None

    async def note(self, person_id: int, network_id: int, meeting_id: int, at: datetime, **news: Any) -> None:
        """Keep a part (mark, takeaway, quotable); the other parts stay as they are."""
        row = {"person_id": person_id, "network_id": network_id, "meeting_id": meeting_id, "quotable": False}
        await self._connection.execute(
            insert(self._connection, reflections)
            .values(**{**row, "answered_at": at, **news})
            .on_conflict_do_update(index_elements=PERSON_AND_MEETING, set_={"answered_at": at, **news})
        )

    async def on(self, meeting_ids: Collection[int]) -> Sequence[Reflection]:
        """The reflections on these meetings."""
        return await self._where(reflections.c.meeting_id.in_(meeting_ids))

    async def in_network(self, network_id: int) -> Sequence[Reflection]:
        """The reflections on all meetings of a network."""
        return await self._where(reflections.c.network_id == network_id)

    async def hand_over(self, old_person_id: int, new_person_id: int) -> None:
        """Everything that one person reflected, with steps and prompts, is another's."""
        await hand_over_reflections(self._connection, old_person_id, new_person_id)

    async def _where(self, condition: ColumnElement[bool]) -> list[Reflection]:
        rows = await self._connection.execute(select(*COLUMNS).where(condition).order_by(reflections.c.id))
        return [Reflection(**row) for row in rows.mappings()]
