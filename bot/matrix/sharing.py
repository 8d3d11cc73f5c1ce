"""Room keys for everyone in a room: nothing is sent before all who can be reached can read it.

nio's own sharing loses keys without an error when the server refuses, hangs for ever after a cancelled
sending, and never comes back to a device that had no one-time key. This is its order of steps, with every
failure an error and everything repeatable: who has the key is remembered, so a second try goes on where the
first stopped.
"""

import logging
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from nio import AsyncClient, KeysClaimResponse, KeysQueryResponse, MatrixRoom
from nio.crypto import Olm

from bot.matrix.hardening import EXPECTED
from bot.matrix.published import sound_devices, sound_one_time_keys
from bot.matrix.requests import Json, ask, path, settled

log = logging.getLogger(__name__)

CLAIM_AGAIN_AFTER_S = 60.0
ALGORITHM = "signed_curve25519"


class RoomKeys:
    """Sees to it that the members of a room can read what is sent there. `now`: seconds, of any clock."""

    def __init__(self, nio: AsyncClient, olm: Olm, now: Callable[[], float] = time.monotonic) -> None:
        self._nio = nio
        self._olm = olm
        self._now = now
        self._claimed_at: dict[str, float] = {}

    async def share(self, room: MatrixRoom) -> None:
        """Give the room's present key to every device that lacks it. Raises a DeliveryError."""
        if not room.members_synced:
            settled(await self._nio.joined_members(room.room_id))
        await self.look_up_devices()
        if not self._is_due(room):
            return
        await self._reach_missing(room)
        users = list(room.users)
        for devices, body in self._olm.share_group_session_parallel(
            room.room_id, users, ignore_unverified_devices=True
        ):
            await send_to_devices(self._nio, "m.room.encrypted", body)
            self._olm.outbound_group_sessions[room.room_id].users_shared_with |= devices
        self._olm.outbound_group_sessions[room.room_id].shared = True

    async def look_up_devices(self, *also: str) -> None:
        """Ask for the devices of everyone whose devices may have changed, and of these users."""
        users = self._olm.users_for_key_query | set(also)
        if not users:
            return
        body: Json = {"device_keys": {user: [] for user in sorted(users)}}
        answer = await ask(self._nio, "POST", "/keys/query", body)
        await self._nio.receive_response(KeysQueryResponse(sound_devices(answer), {}))

    async def claim(self, wanted: dict[str, list[str]]) -> None:
        """Start a session with these devices (by user), where they have a key left for it."""
        keys = {user: dict.fromkeys(devices, ALGORITHM) for user, devices in wanted.items()}
        body: Json = {"one_time_keys": keys}
        answer = await ask(self._nio, "POST", "/keys/claim", body)
        for user, devices in sound_one_time_keys(answer).items():
            for device, keys in devices.items():
                await self._start_session({user: {device: keys}})

    async def mend_sessions(self) -> None:
        """Start anew with devices whose messages can't be read any more, and tell them so."""
        if self._nio.should_claim_keys:
            await self.claim(self._olm.get_users_for_key_claiming())
        waiting = list(self._olm.outgoing_to_device_messages)
        self._olm.outgoing_to_device_messages.clear()
        for message in waiting:
            if message.type == "m.room.encrypted":  # requests for keys are answered by nobody: not sent
                await send_to_devices(self._nio, message.type, message.as_dict())

    def forget(self, room_id: str) -> None:
        """Drop what is remembered about a room that we are no longer in."""
        self._claimed_at.pop(room_id, None)
        self._olm.outbound_group_sessions.pop(room_id, None)

    async def _start_session(self, one_time_key: Json) -> None:
        try:
            await self._nio.receive_response(KeysClaimResponse(one_time_key, {}))
        except EXPECTED as error:
            log.warning("no session can be made with a device: %s", type(error).__name__)

    def _is_due(self, room: MatrixRoom) -> bool:
        """Whether there is somebody to share with, or may be by now."""
        if self._olm.should_share_group_session(room.room_id):
            return True
        if not self._olm.get_missing_sessions(list(room.users)):
            return False
        return self._now() - self._claimed_at.get(room.room_id, -CLAIM_AGAIN_AFTER_S) >= CLAIM_AGAIN_AFTER_S

    async def _reach_missing(self, room: MatrixRoom) -> None:
        """Start sessions with devices that we have none with; a shared key then goes to them too."""
        missing = self._olm.get_missing_sessions(list(room.users))
        if not missing:
            return
        await self.claim(missing)
        self._claimed_at[room.room_id] = self._now()
        session = self._olm.outbound_group_sessions.get(room.room_id)
        if session and not session.expired:
            session.shared = False


async def send_to_devices(nio: AsyncClient, kind: str, body: dict[str, Any]) -> None:
    """Put messages in the mailboxes of devices. Raises a DeliveryError."""
    await ask(nio, "PUT", path("sendToDevice", kind, uuid4().hex), body)
