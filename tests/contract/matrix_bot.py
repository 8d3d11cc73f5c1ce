"""Our client as a bot in small: it joins where it is asked and remembers what it heard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.matrix import Account, MatrixClient, open_session
from tests.wire.synapse import PASSWORD, Synapse

LONGEST_SYNCS = 40


class MatrixBot:
    """A client with its place in the stream of events. `heard`: all room events, as nio has them."""

    def __init__(self, client: MatrixClient, since: str | None = None) -> None:
        self.client = client
        self.since = since
        self.heard: list[Any] = []

    @property
    def user_id(self) -> str:
        return self.client.user_id

    async def catches_up(self) -> None:
        """Take in all that is there, joining where invited."""
        before = None
        while before is None or self.since != before:
            before = self.since
            await self.takes_in(0.0)

    async def takes_in(self, poll_s: float = 1.0) -> list[Any]:
        """One sync; what was heard in it."""
        response = await self.client.sync(self.since, poll_s)
        self.since = response.next_batch
        for room_id in response.rooms.invite:
            await self.client.join(room_id)
        news = [event for room in response.rooms.join.values() for event in room.timeline.events]
        self.heard += news
        return news

    async def hears(self, text: str) -> Any:
        """Take in events until somebody says this; the event."""
        for _ in range(LONGEST_SYNCS):
            for event in self.heard:
                if getattr(event, "body", None) == text:
                    return event
            await self.takes_in()
        raise AssertionError(f"{text!r} does not come in")

    async def joins(self, room: str) -> None:
        """Join a room that it was invited to, and see it."""
        for _ in range(LONGEST_SYNCS):
            if room in self.client.rooms:
                return
            await self.takes_in()
        raise AssertionError("the room does not come in")

    async def says(self, room: str, text: str, key: str | None = None) -> str:
        """Send a text; the event id."""
        return await self.client.send(
            room, "m.room.message", {"msgtype": "m.text", "body": text}, key=key or text
        )


@asynccontextmanager
async def matrix_bot(
    homeserver: Synapse,
    folder: Path,
    *,
    url: str | None = None,
    user_id: str | None = None,
    since: str | None = None,
) -> AsyncIterator[MatrixBot]:
    """A bot that is in sync. `url`: another way to the server than the straight one."""
    account = Account(url or homeserver.url, user_id or homeserver.register(), PASSWORD)
    async with open_session(account, folder) as session:
        bot = MatrixBot(session.client, since)
        await bot.catches_up()
        yield bot
