"""What came in since last time: one guarded sync at a time, and what a sync left out.

The caller keeps the token and moves it on when everything in a response has been handled; asking again with
the same token is safe. nio's own loop asks thousands of times a second when the server fails, never ends for
a token that is gone, and believes a room we were put out of to be ours still.
"""

import asyncio
import logging
import random
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from nio import AsyncClient, MatrixRoom, MessageDirection, SyncResponse
from nio.responses import ErrorResponse, RoomMessagesResponse

from bot.contract import DeliveryError, TemporaryDeliveryError
from bot.matrix.errors import LOGGED_OUT, LoggedOut, of_response, translated
from bot.matrix.hardening import EXPECTED, HardenedOlm, RoomEvent
from bot.matrix.own_keys import OwnKeys
from bot.matrix.requests import settled
from bot.matrix.sharing import RoomKeys
from bot.reasons import with_reason

log = logging.getLogger(__name__)

POLL_S = 30.0
GRACE_S = 30.0  # on top of the poll, before a server that says nothing counts as gone
FIRST_SYNC_S = 300.0  # the first of a process brings the state of all rooms
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 60.0
PAGE = 100
# Presence, typing and receipts of others are nothing to a bot.
FILTER = {
    "presence": {"types": []},
    "room": {"ephemeral": {"types": []}, "timeline": {"limit": 20}},
}


class Syncing:
    """Asks the server what is new, for as long as it takes. `joining`: rooms joined and not seen yet."""

    def __init__(self, nio: AsyncClient, olm: HardenedOlm, own_keys: OwnKeys, room_keys: RoomKeys) -> None:
        self._nio = nio
        self._olm = olm
        self._own_keys = own_keys
        self._room_keys = room_keys
        self.joining: set[str] = set()
        self.is_complete = False

    async def next(self, since: str | None, poll_s: float = POLL_S) -> SyncResponse:
        """What came after the token `since` (None: all that is there), decrypted where it can be.

        Waits out every failure, longer each time, up to a minute. Raises LoggedOut when the server no longer
        knows us, StoreBehind when our keys turn out not to be those it has.
        """
        failures = 0
        while True:
            try:
                return await self._once(since, poll_s)
            except DeliveryError as error:
                failures += 1
                pause = pause_after(failures, told_by(error), random.random())  # noqa: S311 - only spreads load
                log.warning("sync failed: %s; again in %.1f s", with_reason(error, str(error)), pause)
            except EXPECTED:
                failures += 1
                pause = pause_after(failures, None, 1.0)
                log.exception("sync failed in an unforeseen way; again in %.1f s", pause)
            await asyncio.sleep(pause)

    async def history(
        self, room_id: str, newest: str | None, oldest: str | None, most: int
    ) -> list[RoomEvent]:
        """What a room's limited timeline left out, oldest first: at most the `most` newest events.

        `newest` is the timeline's `prev_batch`, `oldest` the token that the sync was asked with. Raises a
        DeliveryError.
        """
        found: list[RoomEvent] = []
        position = newest
        while position and len(found) < most:
            page = await self._page(room_id, position, oldest)
            found += page.chunk
            position = page.end if page.chunk and page.end != position else None
        if len(found) > most:
            log.warning("left out %d events of a room that sent too many", len(found) - most)
        return found[:most][::-1]

    def shares_room(self, user_id: str, room_id: str | None) -> bool:
        """Whether this user is in that room with us (None: in any), or may be for all we know yet."""
        if not self.is_complete or self.joining:
            return True
        rooms = self._nio.rooms
        where: Collection[MatrixRoom] = rooms.values() if room_id is None else some(rooms.get(room_id))
        return any(user_id in room.users for room in where)

    async def _once(self, since: str | None, poll_s: float) -> SyncResponse:
        await self._look_after_keys()
        response = await self._ask(since, poll_s)
        if isinstance(response, ErrorResponse):
            raise of_response(response) if response.status_code not in LOGGED_OUT else logged_out()
        self._forget_left_rooms(response)
        self.joining -= set(response.rooms.join) | set(response.rooms.leave)
        self.is_complete = True
        self._olm.read_early_ones()
        await self._supply(response)
        return response

    async def _ask(self, since: str | None, poll_s: float) -> SyncResponse | ErrorResponse:
        if not self._nio.access_token:
            raise logged_out()
        self._nio.next_batch = ""  # else nio does not decrypt a response that it has seen before
        longest = poll_s + GRACE_S if self.is_complete else FIRST_SYNC_S
        with translated():
            async with asyncio.timeout(longest):
                response: SyncResponse | ErrorResponse = await self._nio.sync(
                    timeout=round(poll_s * 1000) if self.is_complete else 0,
                    sync_filter=FILTER,
                    since=since,
                    full_state=None if self.is_complete else True,
                    set_presence="offline",
                )
        return response

    async def _look_after_keys(self) -> None:
        """What others wait for between syncs; a failure is tried again at the next."""
        try:
            await self._room_keys.look_up_devices()
            await self._room_keys.mend_sessions()
        except DeliveryError as error:
            log.warning("keys could not be looked after: %s", error)

    async def _supply(self, response: SyncResponse) -> None:
        """Replace the keys of ours that were claimed, by what this response says of them."""
        count = response.device_key_count.signed_curve25519 or 0
        unused = await unused_fallback_keys(response)
        try:
            await self._own_keys.keep_up(count, unused)
        except DeliveryError as error:
            log.warning("one-time keys could not be replaced: %s", error)

    def _forget_left_rooms(self, response: SyncResponse) -> None:
        for room_id in response.rooms.leave:
            self._nio.rooms.pop(room_id, None)
            self._nio.invited_rooms.pop(room_id, None)
            self._room_keys.forget(room_id)

    async def _page(self, room_id: str, newest: str | None, oldest: str | None) -> RoomMessagesResponse:
        with translated():
            async with asyncio.timeout(GRACE_S):
                answer = await self._nio.room_messages(
                    room_id, start=newest, end=oldest, direction=MessageDirection.back, limit=PAGE
                )
        page: RoomMessagesResponse = settled(answer)
        return page


async def unused_fallback_keys(response: SyncResponse) -> Collection[str] | None:
    """Which kinds of fallback keys nobody has used yet; nio leaves this part of a sync out."""
    answer: Any = response.transport_response  # aiohttp's, whatever nio's types say
    body = await answer.json()
    unused: Collection[str] | None = body.get("device_unused_fallback_key_types")
    return unused


def pause_after(failures: int, told: timedelta | None, chance: float) -> float:
    """Seconds to wait after so many failures in a row: doubling, spread by `chance` (0..1), or as told."""
    doubled = min(FIRST_PAUSE_S * float(1 << min(failures - 1, 10)), LONGEST_PAUSE_S)
    return max(doubled * (0.5 + chance / 2), told.total_seconds() if told else 0.0)


def told_by(error: DeliveryError) -> timedelta | None:
    """How long the server said to wait, if it did."""
    return error.retry_after if isinstance(error, TemporaryDeliveryError) else None


def logged_out() -> LoggedOut:
    """The one thing that no waiting helps against."""
    return LoggedOut("The Matrix server no longer knows this session: give a password or a new token")


def some(room: MatrixRoom | None) -> Collection[MatrixRoom]:
    """A room as a collection; none as an empty one."""
    return () if room is None else (room,)
