"""What an event in a room says to us: whether it is its sender's, and what it is about."""

import logging
from dataclasses import replace
from typing import cast

from nio import Event, MatrixRoom

from bot.contract import IncomingMessage, Kind, MessageRef, PermanentDeliveryError
from bot.matrix.client import MatrixClient
from bot.matrix.direct import others
from bot.matrix.hardening import RoomEvent
from bot.matrix.insisting import insisting
from bot.matrix.translate import Me, Place, translate

log = logging.getLogger(__name__)


class Hearing:
    """Turns events, decrypted where they were encrypted, into messages."""

    def __init__(self, client: MatrixClient) -> None:
        self._client = client

    async def message(self, event: RoomEvent, room: MatrixRoom) -> IncomingMessage | None:
        """The message in an event; None for what is none, or not its sender's. Raises a DeliveryError."""
        if event.decrypted and not await self._is_genuine(cast("Event", event)):
            log.warning("ignored an event that came with keys of somebody else")
            return None
        message = translate(event.source, place_of(room, self._client.user_id), self._me_in(room))
        if message is None or message.is_direct or message.replies_to is None:
            return message
        if message.kind is Kind.REACTION or await self._is_ours(message.replies_to):
            return message
        return replace(message, replies_to=None)

    async def _is_genuine(self, event: Event) -> bool:
        return await insisting(lambda: self._client.is_genuine(event))

    async def _is_ours(self, ref: MessageRef) -> bool:
        """Whether a message that is replied to is the bot's. Its sender is never encrypted."""
        try:
            event = await insisting(lambda: self._client.event(ref.address.conversation, ref.id))
        except PermanentDeliveryError:
            return False
        return event is not None and event.get("sender") == self._client.user_id

    def _me_in(self, room: MatrixRoom) -> Me:
        me = room.users.get(self._client.user_id)
        return Me(self._client.user_id, (me.display_name if me else None) or "")


def place_of(room: MatrixRoom, user_id: str) -> Place:
    """A room as the rest of the bot has to know it: private when there is one other person at most."""
    return Place(room.room_id, len(others(room, user_id)) <= 1, not room.encrypted)
