"""A member on Matrix who can be asked what shows, from a test that does not let go of its own event loop."""

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, TypeVar

from tests.wire.matrix_members import Member, Message, member
from tests.wire.synapse import Account, Synapse

T = TypeVar("T")

LONGEST_S = 60.0
LOOK_S = 0.03
SHOWN = ("m.room.encrypted", "m.room.message", "m.room.redaction")


class Onlooker:
    """The member lives in a thread of its own. Made by `onlooker`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, person: Member, session: Account) -> None:
        self.user_id = person.user_id
        self._loop = loop
        self._person = person
        self._session = session

    def joins(self, room: str) -> None:
        """Accept an invitation."""
        self._do(self._person.joins(room))
        self._do(self._person.until(room, lambda shown: shown.encrypted))

    def sees(self, room: str) -> list[str]:
        """The texts in a room, oldest first, once the newest event of the server shows; of files the name."""
        end = time.monotonic() + LONGEST_S
        newest = self._newest(room)
        while True:
            messages = self._do(self._person.sees(room)).messages
            if newest is None or any(shows(message, newest) for message in messages):
                return [message.body or "" for message in messages if not message.redacted]
            assert time.monotonic() < end, f"{newest} does not show"
            time.sleep(LOOK_S)

    def _newest(self, room: str) -> dict[str, Any] | None:
        events = self._session.get(f"/rooms/{room}/messages?dir=b&limit=50")["chunk"]
        return next((event for event in events if event["type"] in SHOWN), None)

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LONGEST_S)


def shows(message: Message, event: dict[str, Any]) -> bool:
    """Whether what an event did can be seen in a message: it is there, changed by it, or taken away."""
    if event["type"] == "m.room.redaction":
        gone = event.get("redacts") or event["content"].get("redacts")
        return message.redacted and message.event_id == gone
    return message.body is not None and event["event_id"] in (message.event_id, message.edited)


@contextmanager
def onlooker(synapse: Synapse) -> Iterator[Onlooker]:
    """A new member of the server, for the length of the block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    stack = AsyncExitStack()
    try:
        person = asyncio.run_coroutine_threadsafe(stack.enter_async_context(member(synapse)), loop).result(
            LONGEST_S
        )
        yield Onlooker(loop, person, synapse.log_in(person.user_id))
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(LONGEST_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
