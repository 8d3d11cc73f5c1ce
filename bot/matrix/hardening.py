"""The olm machine of nio 0.26.0, dropping hostile input instead of letting it end the bot.

Anyone on a server may put things in the bot's mailbox; nio raises on most of what it can't read, inside the
handling of a sync, and gets the same again at the next start. Every guard was first seen failing without it,
against a real server; `tests/contract/test_matrix_junk.py` shows each.
"""

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from nio.crypto import Olm
from nio.events import BadEvent, Event, MegolmEvent, OlmEvent, UnknownBadEvent
from nio.store import MatrixStore

from bot.matrix.errors import FOREIGN

log = logging.getLogger(__name__)

# What hostile input has been seen to raise inside nio, besides its own errors: it takes shapes for granted.
TAKEN_FOR_GRANTED = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)
EXPECTED: tuple[type[Exception], ...] = (*FOREIGN, *TAKEN_FOR_GRANTED)

MOST_TOO_EARLY = 200  # of one response

RoomEvent = Event | BadEvent | UnknownBadEvent  # the last two: what nio can make nothing of
SharesRoom = Callable[[str, str | None], bool]


class HardenedOlm(Olm):
    """nio's olm machine with guards. `shares_room`: is this user in that room with us (None: in any room)?"""

    shares_room: SharesRoom = staticmethod(lambda _user, _room: True)

    def __init__(self, user_id: str, device_id: str, store: MatrixStore) -> None:
        super().__init__(user_id, device_id, store)
        self._too_early: deque[Callable[[], Any]] = deque(maxlen=MOST_TOO_EARLY)

    def read_early_ones(self) -> None:
        """Read what came with the very response that says who is in which room, now that this is known.

        nio reads the mailbox before the rooms, so somebody who had just come in looked like a stranger.
        """
        early, self._too_early = self._too_early, deque(maxlen=MOST_TOO_EARLY)
        for read in early:
            read()
        self._too_early.clear()

    def handle_to_device_event(self, event: object) -> Any:
        """Read a message to our device: encrypted, of somebody we share a room with, or not at all.

        Key verification and key requests are no business of a bot that signs its own device: left out, a
        stranger has nothing to fill our memory with.
        """
        if not isinstance(event, OlmEvent):
            return None
        if not self.shares_room(event.sender, None):
            self._too_early.append(partial(self.handle_to_device_event, event))
            return None
        try:
            return super().handle_to_device_event(event)  # type: ignore[no-untyped-call]
        except EXPECTED as error:
            log.warning("dropped a to-device message that can't be read: %s", type(error).__name__)
            return None

    def _handle_room_key_event(self, sender: str, sender_key: str, payload: dict[Any, Any]) -> Any:
        """Keep a room's key, unless its sender is not in that room."""
        room_id = payload["content"].get("room_id")
        if not isinstance(room_id, str):
            return None
        if not self.shares_room(sender, room_id):
            self._too_early.append(partial(self._handle_room_key_event, sender, sender_key, payload))
            return None
        return super()._handle_room_key_event(sender, sender_key, payload)

    def _decrypt_megolm_no_error(self, event: MegolmEvent, room_id: str | None = None) -> RoomEvent | None:
        """The event in the clear; None for one that can't be decrypted, whatever is wrong with it.

        What nio does not mark as decrypted has whatever sender its maker wrote inside; what claims to be
        state would change who we believe to be in the room; what was made for another room is not for this.
        """
        try:
            found = self.decrypt_megolm_event(event, room_id)
        except EXPECTED as error:
            log.info("an event can't be decrypted: %s", type(error).__name__)
            return None
        is_of_room = found.source.get("room_id", event.room_id) == (room_id or event.room_id)
        return found if found.decrypted and is_of_room and "state_key" not in found.source else None

    def verify_json(self, json: Any, user_key: str, user_id: str, device_id: str) -> bool:
        """Whether a signature is right; one that can't even be read is wrong."""
        try:
            return bool(super().verify_json(json, user_key, user_id, device_id))  # type: ignore[no-untyped-call]
        except EXPECTED as error:
            log.warning("a signature can't be checked: %s", type(error).__name__)
            return False
