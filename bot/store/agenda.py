"""What members bring to a meeting."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, or_, select, update
from sqlalchemy import insert as plain_insert

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import agenda_items, agenda_votes
from handlers.meet.meetings import AgendaItem


class AgendaRepository:
    """Agenda items with their votes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self, network_id: int, meeting_id: int | None, person_id: int, text: str, at: datetime
    ) -> int:
        """A new item; the id."""
        row = {
            "network_id": network_id,
            "meeting_id": meeting_id,
            "person_id": person_id,
            "text": text,
            "created_at": at,
            "chosen": False,
        }
        added = await self._connection.execute(
            plain_insert(agenda_items).values(row).returning(agenda_items.c.id)
        )
        return cast("int", added.scalar_one())

    async def get(self, item_id: int) -> AgendaItem | None:
        """The item with this id."""
        rows = await self._connection.execute(with_votes().where(agenda_items.c.id == item_id))
        row = rows.one_or_none()
        return None if row is None else item_from_row(row)

    async def for_meeting(self, network_id: int, meeting_id: int | None) -> list[AgendaItem]:
        """What is brought to a meeting, or to the next: what is chosen first, then by votes, then by age."""
        mine = or_(agenda_items.c.meeting_id.is_(None), agenda_items.c.meeting_id == meeting_id)
        rows = await self._connection.execute(
            with_votes()
            .where(agenda_items.c.network_id == network_id, mine)
            .order_by(agenda_items.c.chosen.desc(), func.count(agenda_votes.c.person_id).desc())
            .order_by(agenda_items.c.created_at, agenda_items.c.id)
        )
        return [item_from_row(row) for row in rows]

    async def vote(self, item_id: int, person_id: int) -> bool:
        """Somebody wants to talk about it. False: they said so before."""
        added = await self._connection.execute(
            insert(self._connection, agenda_votes)
            .values(item_id=item_id, person_id=person_id)
            .on_conflict_do_nothing()
            .returning(agenda_votes.c.item_id)
        )
        return added.first() is not None

    async def unvote(self, item_id: int, person_id: int) -> bool:
        """Somebody takes that back. False: they had not said so."""
        result = await self._connection.execute(delete(agenda_votes).where(is_vote(item_id, person_id)))
        return result.rowcount == 1

    async def choose(self, item_id: int, meeting_id: int | None, *, chosen: bool) -> None:
        """Put an item on the agenda of a meeting, or take it off."""
        await self._connection.execute(
            update(agenda_items)
            .where(agenda_items.c.id == item_id)
            .values(meeting_id=meeting_id, chosen=chosen)
        )

    async def remove(self, item_id: int) -> None:
        """Take an item away."""
        await self._connection.execute(delete(agenda_items).where(agenda_items.c.id == item_id))


def with_votes() -> Select[Any]:
    """Every item, with how many votes it has."""
    return (
        select(agenda_items, func.count(agenda_votes.c.person_id).label("votes"))
        .outerjoin(agenda_votes, agenda_votes.c.item_id == agenda_items.c.id)
        .group_by(agenda_items.c.id)
    )


def is_vote(item_id: int, person_id: int) -> ColumnElement[bool]:
    """The condition that a vote is this person's, for this item."""
    return and_(agenda_votes.c.item_id == item_id, agenda_votes.c.person_id == person_id)


def item_from_row(row: Row[Any]) -> AgendaItem:
    """A row as the inside knows it."""
    return AgendaItem(
        row.id,
        row.network_id,
        row.meeting_id,
        row.person_id,
        row.text,
        row.votes,
        row.chosen,
        row.created_at,
    )
