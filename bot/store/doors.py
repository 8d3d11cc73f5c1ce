"""The chats through which people come: where they are reached, and who can't be reached any more."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update

from bot.contract import Address, Language
from bot.store.claiming import BEST_FIRST
from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import doors


class DoorRepository:
    """The door of everybody who ever wrote to the bot: a platform's name for them, and their private chat."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def opened(self, platform: str, sender: str, conversation: str) -> None:
        """This person is in their private chat now, and so can be reached there (again)."""
        news = {"conversation": conversation, "unreachable_since": None, "unreachable_reason": None}
        await self._put(platform, sender, **news)

    async def private_chat(self, platform: str, sender: str) -> Address | None:
        """Where this person can be reached privately; None when nowhere."""
        conversation = await self._connection.scalar(
            select(doors.c.conversation).where(is_door(platform, sender), doors.c.unreachable_since.is_(None))
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

    async def after(self, person_id: int, address: Address) -> Address | None:
        """The next best door where this person can be reached, after the one at this address."""
        rows = await self._connection.execute(
            select(doors).where(doors.c.person_id == person_id).order_by(*BEST_FIRST)
        )
        theirs = rows.all()
        tried = [
            (row.platform, row.conversation) == (address.platform, address.conversation) for row in theirs
        ]
        further = theirs[tried.index(True) + 1 :] if any(tried) else theirs
        return next(
            (
                Address(row.platform, row.conversation)
                for row in further
                if row.conversation is not None and row.unreachable_since is None
            ),
            None,
        )

    async def belongs_to(self, platform: str, sender: str, person_id: int) -> None:
        """This is one of the person's doors from now on; the first one is preferred."""
        others = select(doors.c.sender).where(doors.c.person_id == person_id).limit(1)
        is_first = await self._connection.scalar(others) is None
        await self._put(platform, sender, person_id=person_id, preferred=is_first)

    async def prefer(self, person_id: int, platform: str, sender: str) -> None:
        """Reach this person here first."""
        mine = doors.c.person_id == person_id
        await self._connection.execute(update(doors).where(mine).values(preferred=False))
        await self._connection.execute(
            update(doors).where(mine, is_door(platform, sender)).values(preferred=True)
        )

    async def move(self, old_person_id: int, new_person_id: int) -> None:
        """Everything that was one person's door is another's."""
        await self._connection.execute(
            update(doors)
            .where(doors.c.person_id == old_person_id)
            .values(person_id=new_person_id, preferred=False)
        )

    async def release(self, person_id: int, platform: str, sender: str) -> bool:
        """This is nobody's door any more; False when it was not this person's. They keep a preferred one."""
        mine = doors.c.person_id == person_id
        result = await self._connection.execute(
            update(doors).where(mine, is_door(platform, sender)).values(person_id=None, preferred=False)
        )
        rows = await self._connection.execute(
            select(doors).where(mine).order_by(doors.c.preferred.desc()).limit(1)
        )
        if other := rows.one_or_none():
            await self.prefer(person_id, other.platform, other.sender)
        return result.rowcount == 1

    async def owner(self, platform: str, sender: str) -> int | None:
        """Whose door this is."""
        owner: int | None = await self._connection.scalar(
            select(doors.c.person_id).where(is_door(platform, sender))
        )
        return owner

    async def speak(self, platform: str, sender: str, language: Language) -> None:
        """Keep the language that was chosen at this door."""
        await self._put(platform, sender, language=language)

    async def _put(self, platform: str, sender: str, **news: object) -> None:
        fresh = {"platform": platform, "sender": sender, "preferred": False, **news}
        await self._connection.execute(
            insert(self._connection, doors)
            .values(fresh)
            .on_conflict_do_update(index_elements=["platform", "sender"], set_=news)
        )


def is_door(platform: str, sender: str) -> ColumnElement[bool]:
    """The condition that a row is this door."""
    return and_(doors.c.platform == platform, doors.c.sender == sender)
