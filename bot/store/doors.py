"""Where people can be reached privately, and who can't be reached any more."""

from datetime import datetime

from sqlalchemy import and_, select, update

from bot.contract import Address
from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import doors


class DoorRepository:
    """The private chat of each person who ever wrote to the bot."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def opened(self, platform: str, sender: str, conversation: str) -> None:
        """This person is in their private chat now, and so can be reached there (again)."""
        found = await self._connection.execute(
            select(doors.c.conversation, doors.c.unreachable_since).where(
                doors.c.platform == platform, doors.c.sender == sender
            )
        )
        if found.one_or_none() == (conversation, None):
            return  # as nearly always: nothing to write
        news = {"conversation": conversation, "unreachable_since": None, "unreachable_reason": None}
        await self._connection.execute(
            insert(self._connection, doors)
            .values(platform=platform, sender=sender, **news)
            .on_conflict_do_update(index_elements=["platform", "sender"], set_=news)
        )

    async def private_chat(self, platform: str, sender: str) -> Address | None:
        """Where this person can be reached privately; None when nowhere."""
        conversation = await self._connection.scalar(
            select(doors.c.conversation).where(
                doors.c.platform == platform,
                doors.c.sender == sender,
                doors.c.unreachable_since.is_(None),
            )
        )
        return None if conversation is None else Address(platform, conversation)

    async def closed(self, address: Address, reason: str, at: datetime) -> None:
        """Nobody can be reached in this private chat until they write again."""
        here = and_(doors.c.platform == address.platform, doors.c.conversation == address.conversation)
        await self._connection.execute(
            update(doors)
            .where(here, doors.c.unreachable_since.is_(None))
            .values(unreachable_since=at, unreachable_reason=reason)
        )
