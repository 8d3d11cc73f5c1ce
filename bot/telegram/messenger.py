"""Puts replies into Telegram chats."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.contract import Address, MessageRef, NotAllowed, PermanentDeliveryError, Reply
from bot.telegram.errors import NO_TEXT, NO_THREAD, UNCHANGED, UNPARSED, says, translated
from bot.telegram.rendering import LONGEST_CAPTION, Piece, Post, keyboard, pieces, posts

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PICTURES = ("image/png", "image/jpeg")


class TelegramMessenger:
    """Sends through `bot`. Telegram recognises no repeats, so a send that is repeated shows twice."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """Send a reply, in as many messages as it needs; the last one, with the buttons, stands for it."""
        async with self._one_at_a_time(to):
            with translated():
                last = await self._send_all(to, reply, key)
        return MessageRef(Address(to.platform, str(last.chat.id), to.thread), str(last.message_id))

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """Change a message. NotAllowed when the reply needs more than one, or Telegram refuses."""
        parts = pieces(reply.text)
        if len(parts) != 1 or reply.attachments:
            raise NotAllowed("this reply does not fit in one message")
        with translated():
            try:
                await ignoring(UNCHANGED, self._edit_text(ref, parts[0], reply, key))
            except BadRequest as error:
                if not says(error, NO_TEXT) or len(pieces(reply.text, LONGEST_CAPTION)) != 1:
                    raise
                # It was sent as the words under a file, which stays.
                await ignoring(UNCHANGED, self._edit_caption(ref, parts[0], reply, key))

    async def delete(self, ref: MessageRef) -> None:
        """Take a message away: in a private chat also a member's, for 48 hours."""
        with translated():
            await self._bot.delete_message(int(ref.address.conversation), int(ref.id))

    async def retire(self, ref: MessageRef) -> None:
        """Take the buttons away."""
        chat, message = int(ref.address.conversation), int(ref.id)
        with translated():
            await ignoring(UNCHANGED, self._bot.edit_message_reply_markup(chat, message, reply_markup=None))

    async def typing(self, address: Address) -> None:
        """Show "typing…" for a few seconds."""
        with translated():
            await self._bot.send_chat_action(
                int(address.conversation), ChatAction.TYPING, message_thread_id=thread_number(address)
            )

    def _one_at_a_time(self, to: Address) -> asyncio.Lock:
        """So that what is sent at the same moment arrives in order, and pieces stay together."""
        return self._locks.setdefault(to.conversation, asyncio.Lock())

    async def _send_all(self, to: Address, reply: Reply, key: str) -> Message:
        needed = posts(reply)
        if not needed:
            raise PermanentDeliveryError("nothing to send")
        for post in needed[:-1]:
            await self._send_post(to, post, None)
        return await self._send_post(to, needed[-1], keyboard(reply.choices, key))

    async def _send_post(self, to: Address, post: Post, markup: InlineKeyboardMarkup | None) -> Message:
        """Send with markup; without it when Telegram can't read it, and past a topic that is gone."""
        thread = thread_number(to)
        try:
            return await self._try(to, post, markup, ParseMode.HTML, thread)
        except BadRequest as error:
            if says(error, UNPARSED):
                return await self._try(to, post, markup, None, thread)
            if says(error, NO_THREAD):
                return await self._try(to, post, markup, ParseMode.HTML, None)
            raise

    async def _try(
        self,
        to: Address,
        post: Post,
        markup: InlineKeyboardMarkup | None,
        parse_mode: ParseMode | None,
        thread: int | None,
    ) -> Message:
        chat, words = int(to.conversation), post.words(tagged=parse_mode is not None)
        how: dict[str, Any] = {"parse_mode": parse_mode, "reply_markup": markup, "message_thread_id": thread}
        if post.file is None:
            return await self._bot.send_message(chat, words or "", link_preview_options=NO_PREVIEW, **how)
        content = InputFile(post.file.content, filename=post.file.name)
        if post.file.media_type in PICTURES:
            return await self._bot.send_photo(chat, content, caption=words, **how)
        return await self._bot.send_document(chat, content, caption=words, **how)

    async def _edit_text(self, ref: MessageRef, piece: Piece, reply: Reply, key: str) -> None:
        await self._bot.edit_message_text(
            piece.html,
            int(ref.address.conversation),
            int(ref.id),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.choices, key),
            link_preview_options=NO_PREVIEW,
        )

    async def _edit_caption(self, ref: MessageRef, piece: Piece, reply: Reply, key: str) -> None:
        await self._bot.edit_message_caption(
            int(ref.address.conversation),
            int(ref.id),
            caption=piece.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.choices, key),
        )


def thread_number(address: Address) -> int | None:
    """The topic to write in."""
    return int(address.thread) if address.thread else None


async def ignoring(words: str, call: Awaitable[object]) -> None:
    """Wait for a call, and take it as done when the server says this."""
    try:
        await call
    except BadRequest as error:
        if not says(error, words):
            raise
