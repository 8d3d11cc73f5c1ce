"""Leaving rooms that the bot may not stay in: after one sentence, where somebody is there to read it."""

import logging
from collections.abc import Callable
from typing import Protocol

from nio import MatrixRoom

from bot.contract import IncomingMessage
from bot.matrix.background import Background
from bot.matrix.client import MatrixClient
from bot.matrix.direct import DirectChats, others
from bot.matrix.hearing import place_of
from bot.matrix.insisting import insisting
from bot.matrix.invitations import Policy
from bot.matrix.translate import trouble

log = logging.getLogger(__name__)

EMPTY, STRANGER, PLAIN = "empty", "stranger", "plain"


class Receive(Protocol):
    """Handles a message, calls `committed` as soon as that is certain, and sends the answers."""

    async def __call__(self, message: IncomingMessage, committed: Callable[[], None]) -> None: ...


class Farewells:
    """Says goodbye and leaves, once for each room."""

    def __init__(self, client: MatrixClient, policy: Policy, chats: DirectChats, receive: Receive) -> None:
        self._client = client
        self._policy = policy
        self._chats = chats
        self._receive = receive
        self._leaving: set[str] = set()

    def objection(self, room: MatrixRoom, *, somebody_left: bool) -> str | None:
        """Why the bot may not stay in a room: all have left, only strangers are there, it is not encrypted.

        A room in which nobody is yet may be one that the bot is just opening.
        """
        people = others(room, self._client.user_id)
        if not people:
            return EMPTY if somebody_left else None
        if room.room_id not in self._chats.opened and not any(map(self._policy.allows, people)):
            return STRANGER
        return None if room.encrypted or self._policy.allows_plain else PLAIN

    def start(self, background: Background, room: MatrixRoom, why: str) -> None:
        """Leave a room."""
        if room.room_id not in self._leaving:
            self._leaving.add(room.room_id)
            background.start("leaving a room", self._leave(room, why))

    async def _leave(self, room: MatrixRoom, why: str) -> None:
        try:
            if why != EMPTY:
                await self._explain(room, why)
            await insisting(lambda: self._client.leave(room.room_id))
        finally:
            self._leaving.discard(room.room_id)
        self._chats.forget(room.room_id)

    async def _explain(self, room: MatrixRoom, why: str) -> None:
        """Say why, once for each stranger and once in each room; a failure is no reason to stay."""
        person = min(others(room, self._client.user_id))
        about = person if why == STRANGER else room.room_id
        told = trouble(why, f"{why}-{about}", person, place_of(room, self._client.user_id))
        try:
            await self._receive(told, lambda: None)
        except Exception:
            log.exception("a farewell could not be said")
