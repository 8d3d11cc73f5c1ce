"""Which incoming messages were handled, so that one that comes twice is answered once."""

from datetime import datetime

from sqlalchemy import delete

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import handled


class HandledRepository:
    """The ids of handled messages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, platform: str, message_id: str, at: datetime) -> bool:
        """Note a message as handled. False: it was already."""
        row = {"platform": platform, "message_id": message_id, "at": at}
        added = await self._connection.execute(
            insert(self._connection, handled)
            .values(row)
            .on_conflict_do_nothing()
            .returning(handled.c.message_id)
        )
        return added.first() is not None

    async def forget_before(self, moment: datetime) -> int:
        """Remove what was handled before `moment`; how many."""
        return (await self._connection.execute(delete(handled).where(handled.c.at < moment))).rowcount
