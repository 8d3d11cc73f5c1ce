"""Matrix as the adapter uses it: the one door to nio, with every known hole of it closed.

Every method raises a DeliveryError where it says nothing else: nothing here waits or repeats on its own
account, except `sync`. Events come out as nio made them, decrypted where they can be.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol, cast
from urllib.parse import quote

from nio import AsyncClient, Event, MatrixRoom, MegolmEvent, SyncResponse
from nio.event_builders import EnableEncryptionBuilder

from bot.contract import NotAllowed, PermanentDeliveryError, TemporaryDeliveryError
from bot.matrix.errors import translated
from bot.matrix.files import Files
from bot.matrix.hardening import HardenedOlm, RoomEvent
from bot.matrix.leftovers import drop_leftovers
from bot.matrix.own_keys import OwnKeys
from bot.matrix.requests import Json, ask, call, path
from bot.matrix.sharing import RoomKeys
from bot.matrix.syncing import POLL_S, Syncing

NOT_FOUND = 404
TYPING_S = 20
HISTORY = 1000
IN_CLEAR = "m.reaction"  # as every client does: a reaction is never encrypted


class Decrypted(Protocol):
    """What nio adds to an event that it has decrypted."""

    room_id: str
    sender_key: str
    session_id: str


class MatrixClient:
    """One device of one user, logged in. Built by `bot.matrix.session`, on a store that only we have open."""

    def __init__(self, nio: AsyncClient, olm: HardenedOlm) -> None:
        self._nio = nio
        self._olm = olm
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._room_keys = RoomKeys(nio, olm)
        self.own_keys = OwnKeys(nio, olm)
        self._syncing = Syncing(nio, olm, self.own_keys, self._room_keys)
        self.files = Files(nio)
        olm.shares_room = self._syncing.shares_room

    @property
    def user_id(self) -> str:
        """Who we are, `@bot:server`."""
        return str(self._nio.user_id)

    @property
    def device_id(self) -> str:
        """Which of this user's devices we are."""
        return str(self._nio.device_id)

    @property
    def rooms(self) -> Mapping[str, MatrixRoom]:
        """The rooms we are in, as of the last sync."""
        return self._nio.rooms

    async def sync(self, since: str | None, poll_s: float = POLL_S) -> SyncResponse:
        """What came after the token `since`; waits for something, and waits out every failure.

        Save `next_batch` when everything in it is handled, and ask with it then. Raises LoggedOut or
        StoreBehind: open the session anew.
        """
        response = await self._syncing.next(since, poll_s)
        for room_id in response.rooms.leave:
            self._locks.pop(room_id, None)
        return response

    async def history(
        self, room_id: str, newest: str | None, oldest: str | None, most: int = HISTORY
    ) -> list[RoomEvent]:
        """What a room's limited timeline left out, oldest first: at most the `most` newest events.

        `newest` is the timeline's `prev_batch`, `oldest` the token that the sync was asked with.
        """
        return await self._syncing.history(room_id, newest, oldest, most)

    async def send(self, room_id: str, kind: str, content: Json, *, key: str) -> str:
        """Send an event, encrypted if the room is; its id. The same key again is the same event (for a day).

        One at a time in each room, so in the order of asking. Reactions are never encrypted.
        """
        async with self._locks[room_id]:
            room = self._room(room_id)
            if room.encrypted and kind != IN_CLEAR:
                with translated():
                    await self._room_keys.share(room)
                    kind, content = self._nio.encrypt(room_id, kind, content)
            where = path("rooms", room_id, "send", kind, transaction(key))
            return str((await ask(self._nio, "PUT", where, content))["event_id"])

    async def redact(self, room_id: str, event_id: str, *, key: str) -> None:
        """Take an event away. Raises NotAllowed when the room does not let us."""
        try:
            await ask(self._nio, "PUT", path("rooms", room_id, "redact", event_id, transaction(key)), {})
        except PermanentDeliveryError as error:
            raise NotAllowed(error.reason) from error

    async def typing(self, room_id: str, *, on: bool = True) -> None:
        """Show for twenty seconds that we are typing, or stop."""
        body: Json = {"typing": on, "timeout": TYPING_S * 1000} if on else {"typing": False}
        await ask(self._nio, "PUT", path("rooms", room_id, "typing", self.user_id), body)

    async def mark_read(self, room_id: str, event_id: str) -> None:
        """Show that we have read up to here."""
        await ask(self._nio, "POST", path("rooms", room_id, "receipt", "m.read", event_id), {})

    async def join(self, room_id: str, via: str | None = None) -> None:
        """Accept an invitation, or enter a room that lets us. The room is in `rooms` after the next sync.

        `via`: a server that is in the room, where ours may not be.
        """
        self._syncing.joining.add(room_id)
        try:
            servers = f"?server_name={quote(via, safe='')}&via={quote(via, safe='')}" if via else ""
            await ask(self._nio, "POST", path("join", room_id) + servers, {})
        except PermanentDeliveryError:
            self._syncing.joining.discard(room_id)
            raise

    async def leave(self, room_id: str) -> None:
        """Leave a room or decline an invitation, and never hear of it again."""
        await ask(self._nio, "POST", path("rooms", room_id, "leave"), {})
        with suppress(PermanentDeliveryError):
            await ask(self._nio, "POST", path("rooms", room_id, "forget"), {})

    def drop_room(self, room_id: str) -> None:
        """A room that we left is none of ours from now on; a later sync need not say so."""
        self._nio.rooms.pop(room_id, None)
        self._room_keys.forget(room_id)
        self._locks.pop(room_id, None)

    def drop_leftovers(self) -> bool:
        """Have the key store forget people and rooms that we have nothing to do with; whether it had any.

        Not while we may be in rooms that we don't see yet.
        """
        if not self._syncing.is_complete or self._syncing.joining:
            return False
        return drop_leftovers(self._nio, self._olm, rooms={*self._nio.rooms, *self._nio.invited_rooms})

    async def create_direct_room(self, user_id: str, *, encrypted: bool) -> str:
        """Invite somebody to a room for the two of us; its id. `rooms` has it after the next sync."""
        body = {
            "invite": [user_id],
            "is_direct": True,
            "preset": "trusted_private_chat",
            "initial_state": [EnableEncryptionBuilder().as_dict()] if encrypted else [],
        }
        room_id = str((await ask(self._nio, "POST", "/createRoom", body))["room_id"])
        self._syncing.joining.add(room_id)
        return room_id

    async def state(self, room_id: str, kind: str, state_key: str = "") -> Json | None:
        """A part of a room's state; None when it has none."""
        return await self._maybe(path("rooms", room_id, "state", kind, state_key))

    async def event(self, room_id: str, event_id: str) -> Json | None:
        """An event as the server has it, still encrypted; None when there is none that we may see."""
        return await self._maybe(path("rooms", room_id, "event", event_id))

    async def account_data(self, kind: str) -> Json:
        """What this user keeps on the server under a name, such as `m.direct`; empty when nothing."""
        return await self._maybe(path("user", self.user_id, "account_data", kind)) or {}

    async def set_account_data(self, kind: str, content: Json) -> None:
        """Keep something on the server for this user."""
        await ask(self._nio, "PUT", path("user", self.user_id, "account_data", kind), content)

    async def is_genuine(self, event: Event) -> bool:
        """Whether the keys that a decrypted event came with are its sender's.

        Without this, anyone in a room can put an old ciphertext of another member under his own name after a
        restart of ours. Both keys count: anyone can publish another's encryption key as his own, but not sign
        with his identity. (The server sending the same again as the same sender is for handled ids to find.)
        """
        if not event.decrypted or event.sender == self.user_id:
            return True
        if not self._has_keys_of(event):
            await self._room_keys.look_up_devices(event.sender)
        return self._has_keys_of(event)

    def can_decrypt(self, event: MegolmEvent) -> bool:
        """Whether the key of an event has come by now."""
        origin = (str(event.room_id), str(event.sender_key), str(event.session_id))
        return self._olm.inbound_group_store.get(*origin) is not None

    def decrypt(self, event: MegolmEvent) -> RoomEvent | None:
        """Try again to decrypt an event; None when its key has still not come."""
        return self._olm._decrypt_megolm_no_error(event)

    async def close(self) -> None:
        """Let go of connection and store. We stay logged in: logging out would delete device and keys."""
        await self._nio.close()
        if self._nio.store:
            self._nio.store.database.close()

    def _room(self, room_id: str) -> MatrixRoom:
        room = self._nio.rooms.get(room_id)
        if room is not None and self._syncing.is_complete:
            return room
        if room_id in self._syncing.joining or not self._syncing.is_complete:
            raise TemporaryDeliveryError("the room is not in sync yet")
        raise PermanentDeliveryError("the bot is not in that room (any more)", gone=True)

    async def _maybe(self, where: str) -> Json | None:
        answer = await call(self._nio, "GET", where)
        if answer.status == NOT_FOUND:
            return None
        if not answer.is_ok:
            raise answer.refusal()
        return answer.body

    def _has_keys_of(self, event: Event) -> bool:
        """Whether a device of the sender, gone ones too, has both keys that the event was encrypted with."""
        origin = cast("Decrypted", event)
        session = self._olm.inbound_group_store.get(origin.room_id, origin.sender_key, origin.session_id)
        devices = self._olm.device_store[event.sender].values()
        return session is not None and any(
            (device.curve25519, device.ed25519) == (session.sender_key, session.ed25519) for device in devices
        )


def transaction(key: str) -> str:
    """The transaction id of an outbox key: as short as servers want it, and telling them nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
