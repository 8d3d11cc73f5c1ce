"""Takes one incoming message through one transaction: noted, answered, the answers in the outbox."""

import logging
import secrets
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Protocol

from bot.contract import Clock, IncomingMessage, Reply, well_formed
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.language import preferred_language
from handlers.reader import Reader, Said
from handlers.texts import Catalogue
from handlers.turn import Transaction, Turn
from scheduler.outbox import ANSWER_KEPT_FOR, Claimed, OutboxKind, Planned

log = logging.getLogger(__name__)


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


class Router:
    """Keeps the promise that each message is answered once. `lease` names this process, which sends."""

    def __init__(self, store: Store, reader: Reader, texts: Catalogue, clock: Clock, lease: str) -> None:
        self._store = store
        self._reader = reader
        self._texts = texts
        self._clock = clock
        self._lease = lease

    async def receive(self, message: IncomingMessage) -> list[Claimed]:
        """Handle a message; the answers, committed and claimed by this process, to send now.

        A message that was handled before gets none.
        """
        now = self._clock.now()
        message = replace(message, text=well_formed(message.text))
        async with self._store.transaction() as tx:
            if not await tx.handled.add(message.address.platform, message.id, now):
                return []
            turn = Turn(message, now, await preferred_language(tx, message), tx, self._texts)
            turn, replies = await self._answer_or_apologise(turn)
            return [await self._post(turn, number, reply) for number, reply in enumerate(replies, 1)]

    async def _answer_or_apologise(self, turn: Turn) -> Said:
        try:
            async with turn.tx.savepoint():
                return await self._reader.answer(turn)
        except Exception:
            code = secrets.token_hex(4)
            log.exception("a handler failed", extra={"code": code})
            return turn, [Reply(turn.say("apology", code=code))]

    async def _post(self, turn: Turn, number: int, reply: Reply) -> Claimed:
        key, address = turn.key(number), turn.message.address
        if reply.choices:
            expires_at = turn.now + LIST_OPEN_FOR
            await turn.tx.choices.add(ChoiceList(key, address, turn.language, reply.choices, expires_at))
        planned = Planned(key, OutboxKind.ANSWER, address, reply, turn.now, turn.now + ANSWER_KEPT_FOR)
        return await turn.tx.outbox.plan_claimed(planned, self._lease, turn.now)
