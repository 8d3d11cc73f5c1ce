"""Forgetting whoever was erased, here too: the private chat is left, and their keys go.

The erasure itself is a matter of the database; it may have been asked for in the terminal, or be old enough
by the clock. So we look now and then who of those we have a private chat with was erased.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

from peewee import PeeweeException

from bot.contract import DeliveryError
from bot.matrix.client import MatrixClient
from bot.matrix.direct import DirectChats, others
from bot.matrix.errors import StoreError
from bot.matrix.store import StoreFolder

log = logging.getLogger(__name__)

LOOK_EVERY_S = 15.0

Forgotten = Callable[[Collection[str]], Awaitable[set[str]]]
"""Who of these was erased, and was not heard of since."""


class Forgetting:
    """Leaves the private chats of whoever was erased, and has the key store forget them."""

    def __init__(
        self, client: MatrixClient, store: StoreFolder, chats: DirectChats, forgotten: Forgotten
    ) -> None:
        self._client = client
        self._store = store
        self._chats = chats
        self._forgotten = forgotten
        self._seen: set[str] = set()

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            try:
                await self.look()
            except (DeliveryError, StoreError, PeeweeException) as error:
                log.warning("somebody who was erased could not be forgotten yet: %s", type(error).__name__)
            except Exception:
                log.exception("forgetting failed in an unforeseen way")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Leave the chats of who was erased at the last look already: by then the farewell has arrived."""
        chats = private_chats(self._client)
        gone = await self._forgotten(set(chats.values())) if chats else set()
        leaving = gone & self._seen
        self._seen = gone
        for room_id, user_id in chats.items():
            if user_id in leaving:
                await self._client.leave(room_id)
                self._client.drop_room(room_id)
                self._chats.forget(room_id)
        await self._chats.drop_records(leaving)
        if self._client.drop_leftovers():
            self._store.drop_replaced_keys()


def private_chats(client: MatrixClient) -> dict[str, str]:
    """By room, with whom we are alone in it."""
    found = {}
    for room_id, room in client.rooms.items():
        people = others(room, client.user_id)
        if len(people) == 1:
            found[room_id] = min(people)
    return found
