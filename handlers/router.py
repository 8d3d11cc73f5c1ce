"""Takes one incoming message through one transaction: noted, answered, the answers in the outbox."""

import logging
import secrets
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from bot.contract import Address, Clock, IncomingMessage, MessageRef, Reply, well_formed
from handlers.acting import Said
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.language import from_code
from handlers.people.people import Visitor
from handlers.reader import Reader
from handlers.texts import Catalogue
from handlers.turn import Transaction, Turn
from handlers.whereabouts import note_started, note_whereabouts, private_place
from scheduler.outbox import ANSWER_KEPT_FOR, Claimed, OutboxKind, Planned

log = logging.getLogger(__name__)

Result = Literal["answered", "silent", "failed", "repeated"]


class Store(Protocol):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(frozen=True, slots=True)
class Received:
    """What is to be done now that a message is handled and committed.

    `answers` are claimed by this process, to send; `retired` are messages to take the choices away from;
    `tips_changed`: there are other tips than before; `result` is what to count it as.
    """

    answers: tuple[Claimed, ...] = ()
    retired: tuple[MessageRef, ...] = ()
    tips_changed: bool = False
    result: Result = "repeated"


class Router:
    """Keeps the promise that each message is answered once. `lease` names this process, which sends.

    `trusted` names who needs no invitation: the operator (None), or who speaks as somebody (an id).
    """

    def __init__(
        self,
        store: Store,
        reader: Reader,
        texts: Catalogue,
        clock: Clock,
        *,
        lease: str,
        trusted: Mapping[tuple[str, str], int | None] | None = None,
    ) -> None:
        self._store = store
        self._reader = reader
        self._texts = texts
        self._clock = clock
        self._lease = lease
        self._trusted = trusted or {}

    async def receive(self, message: IncomingMessage) -> Received:
        """Handle a message and commit what became of it. For a message that was handled before, nothing."""
        now = self._clock.now()
        message = replace(message, text=well_formed(message.text))
        async with self._store.transaction() as tx:
            if not await tx.handled.add(message.address.platform, message.id, now):
                return Received()
            at_door = await tx.people.at_door(message.address.platform, message.sender)
            await note_whereabouts(tx, message, at_door, now)
            visitor = await self._visitor(tx, message, at_door)
            await note_started(tx, visitor, now)
            language = visitor.language or from_code(message.language_code)
            turn = Turn(message, now, language, tx, self._texts, visitor)
            said = await self._answer_or_apologise(turn)
            answers = [
                await self._post(said.turn, number, reply) for number, reply in enumerate(said.replies, 1)
            ]
            return Received(tuple(answers), said.retired, tx.tips.changed, result_of(said))

    async def _visitor(self, tx: Transaction, message: IncomingMessage, at_door: Visitor) -> Visitor:
        platform, sender = message.address.platform, message.sender
        if (platform, sender) not in self._trusted:
            return at_door
        person_id = self._trusted[platform, sender]
        if person_id is None:
            return replace(at_door, is_operator=True)
        person = await tx.people.get(person_id)
        return Visitor(person, person.language if person else None)

    async def _answer_or_apologise(self, turn: Turn) -> Said:
        try:
            async with turn.tx.savepoint():
                return await self._reader.answer(turn)
        except Exception:
            code = secrets.token_hex(4)
            log.exception("a handler failed", extra={"code": code})
            return Said(turn, [Reply(turn.say("apology", code=code))], failed=True)

    async def _post(self, turn: Turn, number: int, reply: Reply) -> Claimed:
        key = turn.key(number)
        address, reply = await self._addressed(turn, reply)
        if reply.choices:
            owner = None if turn.message.is_direct or reply.private else turn.message.sender
            expires_at = turn.now + LIST_OPEN_FOR
            await turn.tx.choices.add(
                ChoiceList(key, address, turn.language, reply.choices, expires_at, owner)
            )
        planned = Planned(key, OutboxKind.ANSWER, address, reply, turn.now, turn.now + ANSWER_KEPT_FOR)
        return await turn.tx.outbox.plan_claimed(planned, self._lease, turn.now)

    async def _addressed(self, turn: Turn, reply: Reply) -> tuple[Address, Reply]:
        """Where a reply goes: private ones never to a group, sensitive ones never to a plain room."""
        message = turn.message
        if reply.private and not message.is_direct:
            chat = await private_place(turn.tx, message)
            return (chat, reply) if chat else (message.address, Reply(turn.say("come-to-me")))
        if reply.sensitive and message.is_plain:
            return message.address, Reply(turn.say("only-encrypted"))
        return message.address, reply


def result_of(said: Said) -> Result:
    """What became of a message, to be counted."""
    if said.failed:
        return "failed"
    return "answered" if said.replies else "silent"
