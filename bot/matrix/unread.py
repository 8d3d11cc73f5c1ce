"""Events that can't be decrypted, because their key has not come (yet).

A key comes a moment before its event, or a moment after; then nobody need know. Later it is a pity, and the
sender is told, once in a room; should the key still come, the event is read all the same.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from nio import MegolmEvent

from bot.matrix.progress import Done

GRACE_S = 5.0
KEPT_FOR_S = 600.0
MOST_KEPT = 300

Now = Callable[[], float]


@dataclass(slots=True)
class Unread:
    """An event, since when it waits (seconds), and what tells that it was dealt with."""

    event: MegolmEvent
    room_id: str
    since: float
    done: Done


class UnreadEvents:
    """Those that wait, oldest first. Bounded: a stranger can make as many as he likes."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._waiting: OrderedDict[str, Unread] = OrderedDict()

    @property
    def is_urgent(self) -> bool:
        """Whether a key may come any moment."""
        return any(not unread.done.done() for unread in self._waiting.values())

    def add(self, event: MegolmEvent, room_id: str) -> Done:
        """Let an event wait for its key. The future is done when it was read or its sender told."""
        known = self._waiting.get(event.event_id)
        if known is not None:
            return known.done
        done: Done = asyncio.get_running_loop().create_future()
        self._waiting[event.event_id] = Unread(event, room_id, self._now(), done)
        if len(self._waiting) > MOST_KEPT:
            settle(self._waiting.popitem(last=False)[1].done)
        return done

    def take_readable(self, can_decrypt: Callable[[MegolmEvent], bool]) -> list[Unread]:
        """Those whose key has come; they wait no longer."""
        found = [unread for unread in self._waiting.values() if can_decrypt(unread.event)]
        for unread in found:
            del self._waiting[unread.event.event_id]
        return found

    def late(self) -> list[Unread]:
        """Those that waited too long and whose sender was not told; what is very old is forgotten."""
        now = self._now()
        while self._waiting and now - next(iter(self._waiting.values())).since > KEPT_FOR_S:
            settle(self._waiting.popitem(last=False)[1].done)
        return [
            unread
            for unread in self._waiting.values()
            if not unread.done.done() and now - unread.since >= GRACE_S
        ]


def settle(done: Done) -> None:
    """Say that something was dealt with, unless that was said."""
    if not done.done():
        done.set_result(None)
