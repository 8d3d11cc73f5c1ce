"""The secret address of somebody's calendar."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import calendar_feeds


class CalendarFeedRepository:
    """Feeds by their token, of which only a digest is kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def renew(self, person_id: int, token: str, at: datetime) -> None:
        """From now on this token is somebody's, and no earlier one."""
        news = {"token_hash": digest_of(token), "created_at": at}
        await self._connection.execute(
            insert(self._connection, calendar_feeds)
            .values(person_id=person_id, **news)
            .on_conflict_do_update(index_elements=["person_id"], set_=news)
        )

    async def revoke(self, person_id: int) -> bool:
        """No token is somebody's any more. False: none was."""
        result = await self._connection.execute(
            delete(calendar_feeds).where(calendar_feeds.c.person_id == person_id)
        )
        return result.rowcount == 1

    async def owner(self, token: str) -> int | None:
        """Whose token this is."""
        owner: int | None = await self._connection.scalar(
            select(calendar_feeds.c.person_id).where(calendar_feeds.c.token_hash == digest_of(token))
        )
        return owner


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so that a plain digest can't be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
