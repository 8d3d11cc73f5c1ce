"""Which incoming messages were handled, so that one that comes twice is answered once.

Ids of messages name the chat they stand in, so only digests are kept.
"""

import hashlib
from datetime import datetime

from bot.store.connection import Connection
from bot.store.dialects import Prepared
from bot.store.tables import handled

NOTE = Prepared(lambda insert: insert(handled).on_conflict_do_nothing().returning(handled.c.digest))


def digest(platform: str, message_id: str) -> str:
    """What is kept of a message's id."""
    return hashlib.sha256(f"{platform} {message_id}".encode()).hexdigest()


class HandledRepository:
    """The digests of handled messages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, platform: str, message_id: str, at: datetime) -> bool:
        """Note a message as handled. False: it was already."""
        row = {"digest": digest(platform, message_id), "at": at}
        added = await self._connection.execute(NOTE.on(self._connection), [row])
        return added.first() is not None
