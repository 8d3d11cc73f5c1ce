"""Private chats that the bot opens itself, encrypted, and at most one for each person.

They are recorded in `m.direct`, as clients do (Matrix specification 1.16, "Direct Messaging").
"""

import asyncio
import logging
from collections.abc import Collection

from nio import MatrixRoom

from bot.contract import DeliveryError
from bot.matrix.client import MatrixClient
from bot.matrix.published import dictionary

log = logging.getLogger(__name__)

RECORD = "m.direct"


class DirectChats:
    """Finds and opens private chats. `opened` are the rooms that this account opened at any time."""

    def __init__(self, client: MatrixClient) -> None:
        self._client = client
        self._new: dict[str, str] = {}
        self._one_at_a_time = asyncio.Lock()
        self.opened: set[str] = set()

    async def load(self) -> None:
        """Learn which were opened in earlier times. Raises a DeliveryError."""
        for rooms in (await self._client.account_data(RECORD)).values():
            if isinstance(rooms, list):
                self.opened |= {room for room in rooms if isinstance(room, str)}

    def forget(self, room_id: str) -> None:
        """This room is no private chat any more."""
        self._new = {user: room for user, room in self._new.items() if room != room_id}

    async def with_person(self, user_id: str) -> str:
        """The room of the private chat with somebody, opened if there is none. Raises a DeliveryError."""
        async with self._one_at_a_time:
            known = self._known(user_id) or self._new.get(user_id)
            if known is not None:
                return known
            room_id = await self._client.create_direct_room(user_id, encrypted=True)
            self._new[user_id] = room_id
            self.opened.add(room_id)
            await self._record(user_id, room_id)
            return room_id

    async def drop_records(self, user_ids: Collection[str]) -> None:
        """Take these people out of the record. Raises a DeliveryError."""
        if not user_ids:
            return
        record = dictionary(await self._client.account_data(RECORD))
        kept = {user: rooms for user, rooms in record.items() if user not in user_ids}
        if kept != record:
            await self._client.set_account_data(RECORD, kept)

    def _known(self, user_id: str) -> str | None:
        """A room that we are in with this person alone; the invitation to it may still be open."""
        me = self._client.user_id
        for room in self._client.rooms.values():
            if room.encrypted and not room.replacement_room and others(room, me) == {user_id}:
                return room.room_id
        return None

    async def _record(self, user_id: str, room_id: str) -> None:
        """Record a room. When that fails, the room is found again all the same."""
        try:
            record = await self._client.account_data(RECORD)
            rooms = record.get(user_id)
            known = rooms if isinstance(rooms, list) else []
            await self._client.set_account_data(RECORD, {**dictionary(record), user_id: [*known, room_id]})
        except DeliveryError as error:
            log.warning("a private chat could not be recorded: %s", type(error).__name__)


def others(room: MatrixRoom, user_id: str) -> Collection[str]:
    """Who else is in a room, or invited to it."""
    return {member for member in room.users if member != user_id}
