"""Who was invited to which meeting."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import invitees


class InviteeRepository:
    """Invitees by meeting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ids(self, meeting_id: int) -> set[int]:
        """Everybody who was invited to a meeting, also who left the network since."""
        rows = await self._connection.execute(
            select(invitees.c.person_id).where(invitees.c.meeting_id == meeting_id)
        )
        return {row.person_id for row in rows}

    async def card_key(self, meeting_id: int, person_id: int) -> str | None:
        """The outbox key of the message that is somebody's card for a meeting."""
        key: str | None = await self._connection.scalar(
            select(invitees.c.card_key).where(is_invitee(meeting_id, person_id))
        )
        return key

    async def invite(
        self, meeting_id: int, cards: Sequence[tuple[int, str]], version: int, at: datetime
    ) -> None:
        """Note whom is told about this version of the date, by person and the key of the message."""
        rows = [
            {
                "meeting_id": meeting_id,
                "person_id": person_id,
                "invited_at": at,
                "version": version,
                "cancel_told": False,
                "card_key": key,
            }
            for person_id, key in cards
        ]
        if rows:
            statement = insert(self._connection, invitees).values(rows)
            news = {name: statement.excluded[name] for name in ("version", "card_key")}
            await self._connection.execute(
                statement.on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=news)
            )

    async def keep_card(self, meeting_id: int, person_id: int, key: str) -> None:
        """From now on this message is somebody's card."""
        await self._connection.execute(
            update(invitees).where(is_invitee(meeting_id, person_id)).values(card_key=key)
        )


def is_invitee(meeting_id: int, person_id: int) -> ColumnElement[bool]:
    """The condition that a row is this person's, for this meeting."""
    return and_(invitees.c.meeting_id == meeting_id, invitees.c.person_id == person_id)
