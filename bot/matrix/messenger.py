"""Puts replies into Matrix rooms."""

import json
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

from bot.contract import (
    Address,
    Attachment,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
    TemporaryDeliveryError,
)
from bot.matrix.client import MatrixClient
from bot.matrix.direct import DirectChats
from bot.matrix.membership import TOMBSTONE, replacement
from bot.matrix.published import dictionary
from bot.matrix.rendering import LONGEST_BYTES, Json, file_message, in_thread, posts, replacing
from bot.matrix.signs import Budget, SignedList, Signs

log = logging.getLogger(__name__)

MESSAGE = "m.room.message"


class MatrixMessenger:
    """Sends while it is `working`; before and after that, everything is to be tried later.

    An address whose conversation is a person (`@anna:server`) means the private chat with that person, which
    is opened where there is none; the conversation moves to that room.
    """

    def __init__(self) -> None:
        self._client: MatrixClient | None = None
        self._chats: DirectChats | None = None
        self._commands: Collection[str] = ()
        self._budget = Budget()
        self._signs = Signs(self._budget)
        self._typing: set[str] = set()

    @property
    def is_working(self) -> bool:
        """Whether messages can be sent."""
        return self._client is not None

    @asynccontextmanager
    async def working(
        self, client: MatrixClient, chats: DirectChats, commands: Collection[str]
    ) -> AsyncIterator[None]:
        """Send through this client, which is in sync, for the length of the block.

        `commands` are the names that texts write with a slash.
        """
        self._client, self._chats, self._commands = client, chats, commands
        try:
            yield
        finally:
            self._client = self._chats = None
            await self._signs.close()

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """Send a reply, in as many messages as it needs; the last with words, and choices, stands for it."""
        client = self._ready()
        if to.conversation.startswith("@"):
            raise ConversationMoved(await self._private_chat(to))
        try:
            ref = MessageRef(to, await self._send_all(client, to, reply, key))
        except DeliveryError as error:
            if isinstance(error, TemporaryDeliveryError) and error.retry_after is not None:
                self._budget.refused()
            if isinstance(error, PermanentDeliveryError):
                await self._follow(client, to)
            raise
        await self._stop_typing(client, to.conversation)
        self._signs.offer(client, SignedList(to.conversation, ref.id, reply.choices, key))
        return ref

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """Change a message. NotAllowed when it is gone, not ours, or the reply needs more than one."""
        client, room = self._ready(), ref.address.conversation
        self._keep_secret(client, room, reply)
        contents = posts(reply, self._commands)
        if len(contents) != 1 or reply.attachments:
            raise NotAllowed("this reply does not fit in one message")
        content = replacing(contents[0], ref.id)
        if len(json.dumps(content)) > LONGEST_BYTES:
            raise NotAllowed("this reply does not fit in one edit")
        if not stands(await client.event(room, ref.id), client.user_id):
            raise NotAllowed("there is no such message of ours (any more)")
        await self._put(client, room, MESSAGE, content, key)

    async def delete(self, ref: MessageRef) -> None:
        """Take a message away; a member's where the room lets us."""
        await self._ready().redact(ref.address.conversation, ref.id, key=f"{ref.id}/delete")

    async def retire(self, ref: MessageRef) -> None:
        """A list is only text here."""

    async def typing(self, address: Address) -> None:
        """Show "typing…" until the answer is there, twenty seconds at most."""
        self._typing.add(address.conversation)
        await self._ready().typing(address.conversation)

    def _ready(self) -> MatrixClient:
        if self._client is None:
            raise TemporaryDeliveryError("not connected to Matrix")
        return self._client

    async def _private_chat(self, to: Address) -> Address:
        assert self._chats is not None
        return Address(to.platform, await self._chats.with_person(to.conversation))

    async def _send_all(self, client: MatrixClient, to: Address, reply: Reply, key: str) -> str:
        """Words first, then files; the id of what stands for all."""
        room = to.conversation
        self._keep_secret(client, room, reply)
        event_id = None
        for number, content in enumerate(posts(reply, self._commands), 1):
            part = key if number == 1 else f"{key}/part-{number}"
            event_id = await self._put(client, room, MESSAGE, in_thread(content, to.thread), part)
        for number, file in enumerate(reply.attachments, 1):
            sent = await self._send_file(client, to, file, f"{key}/file-{number}")
            event_id = event_id or sent
        if event_id is None:
            raise PermanentDeliveryError("nothing to send")
        return event_id

    async def _send_file(self, client: MatrixClient, to: Address, file: Attachment, key: str) -> str:
        room = to.conversation
        encrypted = is_encrypted(client, room)
        where = await client.files.upload(file.content, file.media_type, file.name, encrypted=encrypted)
        return await self._put(client, room, MESSAGE, in_thread(file_message(file, where), to.thread), key)

    async def _put(self, client: MatrixClient, room: str, kind: str, content: Json, key: str) -> str:
        event_id = await client.send(room, kind, content, key=key)
        self._budget.took()
        return event_id

    def _keep_secret(self, client: MatrixClient, room: str, reply: Reply) -> None:
        if reply.sensitive and room in client.rooms and not is_encrypted(client, room):
            raise PermanentDeliveryError("this is only told in an encrypted room")

    async def _follow(self, client: MatrixClient, to: Address) -> None:
        """A room that was replaced refuses messages. Raises ConversationMoved when we are in the new one."""
        with suppress(PermanentDeliveryError, TemporaryDeliveryError):
            new = replacement(await client.state(to.conversation, TOMBSTONE))
            if new is not None and new in client.rooms:
                raise ConversationMoved(Address(to.platform, new))

    async def _stop_typing(self, client: MatrixClient, room: str) -> None:
        if room in self._typing:
            self._typing.discard(room)
            with suppress(DeliveryError):
                await client.typing(room, on=False)


def is_encrypted(client: MatrixClient, room: str) -> bool:
    """Whether what is sent to a room is encrypted."""
    return room in client.rooms and bool(client.rooms[room].encrypted)


def stands(event: Json | None, user_id: str) -> bool:
    """Whether an event is this user's and was not taken away."""
    if event is None or event.get("sender") != user_id:
        return False
    return "redacted_because" not in dictionary(event.get("unsigned"))
