"""Raw updates in, however they come: parsed one by one, since one that is odd must not stop the others."""

import asyncio
import logging
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from bot.contract import IncomingMessage
from bot.incoming.inbox import Inbox
from bot.telegram.translate import Me, translate

log = logging.getLogger(__name__)

KINDS = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


class Intake:
    """Passes what Telegram brings on to the inbox."""

    def __init__(self, bot: Bot, me: Me, inbox: Inbox) -> None:
        self._bot = bot
        self._me = me
        self._inbox = inbox
        self._acknowledging: set[asyncio.Task[None]] = set()

    def take(self, raw: dict[str, Any]) -> asyncio.Future[None] | None:
        """Have an update handled in its turn; None when there is nothing to do for it."""
        press, message = self._read(raw) if any(kind in raw for kind in KINDS) else (None, None)
        done = self._inbox.take(message) if message else None
        is_skipped = done is not None and done.done()  # at once: no call for each of a flood
        if press and not is_skipped:
            self._acknowledge(press)
        return done

    def _read(self, raw: dict[str, Any]) -> tuple[CallbackQuery | None, IncomingMessage | None]:
        """A press, and what an update says to us. The library checks no types: what is odd may show late."""
        press = None
        try:
            update = Update.de_json(raw, self._bot)
            press = update.callback_query
            return press, translate(update, self._me)
        except Exception:
            log.exception("an update could not be read")
            return press, None

    def _acknowledge(self, query: CallbackQuery) -> None:
        """Stop the little clock on a button at once, whatever the answer will be."""
        task = asyncio.create_task(self._acknowledged(query))
        self._acknowledging.add(task)
        task.add_done_callback(self._acknowledging.discard)

    async def _acknowledged(self, query: CallbackQuery) -> None:
        try:
            await self._bot.answer_callback_query(query.id)
        except TelegramError as error:  # too old after a restart; nobody waits for it then
            log.info("a press was not acknowledged: %s", type(error).__name__)
