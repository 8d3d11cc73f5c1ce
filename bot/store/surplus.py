"""Messages that came faster than they can be read, until their turn comes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from bot.store.connection import Connection
from bot.store.dialects import Prepared
from bot.store.handled import digest
from bot.store.tables import surplus

KEEP = Prepared(lambda insert: insert(surplus).on_conflict_do_nothing(index_elements=["digest"]))


class SurplusRepository:
    """The messages, by platform and chat, in the order in which they came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, messages: Sequence[IncomingMessage], at: datetime) -> None:
        """Keep messages; one that is there already is left alone."""
        rows = [message_row(message, at) for message in messages]
        await self._connection.execute(KEEP.on(self._connection), rows)

    async def oldest(
        self, platform: str, conversation: str, most: int
    ) -> Sequence[tuple[int, IncomingMessage]]:
        """The first messages of a chat, with their ids here."""
        rows = await self._connection.execute(
            select(surplus.c.id, surplus.c.message)
            .where(surplus.c.platform == platform, surplus.c.conversation == conversation)
            .order_by(surplus.c.id)
            .limit(most)
        )
        return [(row.id, message_from(row.message)) for row in rows]

    async def drop(self, ids: Collection[int]) -> None:
        """Forget messages that were handled."""
        await self._connection.execute(delete(surplus).where(surplus.c.id.in_(ids)))

    async def conversations(self, platform: str) -> Collection[str]:
        """The chats of which something is here."""
        found = select(surplus.c.conversation).where(surplus.c.platform == platform).distinct()
        return (await self._connection.execute(found)).scalars().all()


def message_row(message: IncomingMessage, at: datetime) -> dict[str, Any]:
    """A message as it is stored."""
    return {
        "platform": message.address.platform,
        "conversation": message.address.conversation,
        "sender": message.sender,
        "digest": digest(message.address.platform, message.id),
        "message": asdict(message),
        "at": at,
    }


def message_from(stored: Mapping[str, Any]) -> IncomingMessage:
    """A message that was stored."""
    ref, private = stored["replies_to"], stored["private"]
    return IncomingMessage(
        **{
            **stored,
            "kind": Kind(stored["kind"]),
            "address": Address(**stored["address"]),
            "replies_to": MessageRef(Address(**ref["address"]), ref["id"]) if ref else None,
            "private": Address(**private) if private else None,
        }
    )
