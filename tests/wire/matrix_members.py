"""Members on Matrix who know nothing of our code: each is a process with matrix-js-sdk, rust crypto and all.

`isolation` is how Element is to behave from 2026 on (MSC4153): such a member neither reads nor writes to a
device that its owner has not cross-signed.
"""

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tests.wire.synapse import PASSWORD, Synapse

FOLDER = Path(__file__).parent / "matrix_member"
LONGEST_S = 20.0
PAUSE_S = 0.03
LONGEST_LINE_BYTES = 1 << 26

Json = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """A message as a member's client shows it now: edited, decrypted, with its shield.

    `shield`: "none" when there is nothing to warn for, "grey" or "red" (`shield_reason` is the SDK's number),
    "plain" when it was not encrypted, None when it could not be read; `undecryptable` then says why.
    `edited` is the event that replaced the text. `reactions` are (sender, key) pairs.
    """

    event_id: str
    sender: str
    type: str
    body: str | None
    formatted_body: str | None
    msgtype: str | None
    content: Json
    edited: str | None
    redacted: bool
    encrypted: bool
    shield: str | None
    shield_reason: int | None
    undecryptable: str | None
    replies_to: str | None
    thread: str | None
    reactions: list[Json]

    def reacted(self) -> list[tuple[str, str]]:
        """Who put which sign under it."""
        return [(reaction["sender"], reaction["key"]) for reaction in self.reactions]


@dataclass(frozen=True)
class Room:
    """A room as a member's client shows it now. `receipts`: how far each has read."""

    membership: str
    encrypted: bool
    messages: list[Message]
    typing: list[str]
    receipts: dict[str, str | None]
    members: list[Json]

    def by(self, sender: str) -> list[Message]:
        """What this person sent, oldest first."""
        return [message for message in self.messages if message.sender == sender]

    def bodies(self, sender: str) -> list[str | None]:
        """The words of what this person sent, oldest first."""
        return [message.body for message in self.by(sender)]


class Refused(Exception):
    """The member's client could not do what it was asked."""


class Member:
    """Somebody who chats. Made by `member`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.user_id = ""
        self.device_id = ""
        self._process = process
        self._numbers = itertools.count(1)
        self._open: dict[int, asyncio.Future[Json]] = {}
        self._listening = asyncio.create_task(self._listen())

    async def ask(self, what: str, **how: Any) -> Any:
        """One request to the client; see `whatToDo` in member.js. Raises Refused."""
        number = next(self._numbers)
        answer = self._open[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"id": number, "do": what, **how}).encode() + b"\n")
        async with asyncio.timeout(LONGEST_S):
            await self._process.stdin.drain()
            said = await answer
        if "error" in said:
            raise Refused(said["error"])
        return said["ok"]

    async def invites(
        self, *users: str, encrypted: bool = True, direct: bool = True, version: str | None = None
    ) -> str:
        """A new room with these people invited; its id."""
        room = await self.ask("create", invite=users, encrypted=encrypted, direct=direct, version=version)
        return str(room)

    async def says(self, room: str, text: str, **more: Any) -> str:
        """Send a text (`more`: further content); the event id."""
        return await self.sends(room, {"msgtype": "m.text", "body": text, **more})

    async def sends(self, room: str, content: Json, kind: str = "m.room.message") -> str:
        """Send any content; the event id."""
        return str(await self.ask("send", room=room, type=kind, content=content))

    async def replies(self, room: str, event_id: str, text: str) -> str:
        """Reply to a message."""
        return await self.says(room, text, **{"m.relates_to": {"m.in_reply_to": {"event_id": event_id}}})

    async def says_in_thread(self, room: str, root: str, text: str) -> str:
        """Say something in the thread below a message."""
        return await self.says(room, text, **{"m.relates_to": {"rel_type": "m.thread", "event_id": root}})

    async def edits(self, room: str, event_id: str, text: str) -> str:
        """Put other words in the place of a message."""
        relation = {"rel_type": "m.replace", "event_id": event_id}
        new = {"msgtype": "m.text", "body": text}
        return await self.says(room, f"* {text}", **{"m.new_content": new, "m.relates_to": relation})

    async def reacts(self, room: str, event_id: str, key: str) -> str:
        """Put a sign under a message."""
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.sends(room, {"m.relates_to": relation}, "m.reaction")

    async def redacts(self, room: str, event_id: str) -> str:
        """Take a message or a reaction away."""
        return str(await self.ask("redact", room=room, event=event_id))

    async def sends_file(self, room: str, name: str, media_type: str, content: bytes) -> str:
        """Send a file, encrypted where the room is."""
        data = base64.b64encode(content).decode()
        return str(await self.ask("file", room=room, name=name, type=media_type, base64=data))

    async def opens_file(self, room: str, event_id: str) -> bytes:
        """What is in a file that somebody sent."""
        return base64.b64decode(await self.ask("download", room=room, event=event_id))

    async def types(self, room: str, *, on: bool = True) -> None:
        """Start or stop typing."""
        await self.ask("typing", room=room, on=on)

    async def reads(self, room: str, event_id: str) -> None:
        """Show that a message was read."""
        await self.ask("read", room=room, event=event_id)

    async def joins(self, room: str) -> None:
        """Accept an invitation."""
        await self.ask("join", room=room)

    async def leaves(self, room: str) -> None:
        """Leave a room, or decline an invitation."""
        await self.ask("leave", room=room)

    async def kicks(self, room: str, user: str) -> None:
        """Put somebody out of a room."""
        await self.ask("kick", room=room, user=user)

    async def invitations(self) -> list[str]:
        """Rooms this member may join."""
        return list(await self.ask("invitations"))

    async def sees(self, room: str, after: str | None = None) -> Room:
        """A room as it shows now, without what stands before and at the event `after`."""
        shown = await self.ask("sees", room=room, after=after)
        known = {field.name for field in fields(Room)}
        messages = [Message(**message) for message in shown["messages"]]
        rest = {key: value for key, value in shown.items() if key in known - {"messages"}}
        return Room(**{"encrypted": False, **rest, "messages": messages})

    async def until(self, room: str, condition: Callable[[Room], bool], after: str | None = None) -> Room:
        """Wait until a room shows what the condition asks behind the event `after`; that room."""
        seen = await self.sees(room, after)
        try:
            async with asyncio.timeout(LONGEST_S):
                while not condition(seen):
                    await asyncio.sleep(PAUSE_S)
                    seen = await self.sees(room, after)
        except TimeoutError:
            raise AssertionError(f"it does not show; seen: {seen}") from None
        return seen

    async def hears(self, room: str, sender: str, body: str) -> Message:
        """Wait for a text of somebody; the message."""
        seen = await self.until(room, lambda shown: body in shown.bodies(sender))
        return next(message for message in reversed(seen.by(sender)) if message.body == body)

    async def eventually(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait for anything else that is about to happen."""
        async with asyncio.timeout(LONGEST_S):
            while not await condition():  # noqa: ASYNC110 - it announces itself to nobody
                await asyncio.sleep(PAUSE_S)

    async def close(self) -> None:
        """End the process."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._listening

    async def _listen(self) -> None:
        assert self._process.stdout
        while line := await self._process.stdout.readline():
            said = json.loads(line)
            answer = self._open.pop(said["id"])
            if not answer.done():
                answer.set_result(said)
        for answer in self._open.values():
            if not answer.done():
                answer.set_exception(Refused("the member's process ended"))


def why_not() -> str | None:
    """Why there can be no members here; None when they can."""
    if shutil.which("node") is None:
        return "needs node"
    return None if (FOLDER / "node_modules").is_dir() else "needs matrix-js-sdk: make install-dev"


@asynccontextmanager
async def member(
    synapse: Synapse, name: str | None = None, *, isolation: bool = False
) -> AsyncIterator[Member]:
    """A new member of the server, logged in and in sync; without a name, with one that nobody has."""
    user = synapse.register(name)
    process = await asyncio.create_subprocess_exec(
        "node",
        "member.js",
        cwd=FOLDER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE_BYTES,
    )
    somebody = Member(process)
    try:
        session = await somebody.ask(
            "login", url=synapse.url, user=user, password=PASSWORD, isolation=isolation
        )
        somebody.user_id, somebody.device_id = session["user_id"], session["device_id"]
        yield somebody
    finally:
        await somebody.close()
