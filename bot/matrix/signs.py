"""Reactions that the bot puts under its own lists, to be tapped: a courtesy, never at a message's expense.

Each is an event of its own and counts for the server's limit, so they are placed only while plenty of it is
left, and dropped where they are not taken at once.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.contract import Choice, DeliveryError, shows_positions, sign_of
from bot.matrix.client import MatrixClient
from bot.matrix.limits import BURST, EACH_S

log = logging.getLogger(__name__)

RESERVE = 5.0  # messages that must stay possible at once
LIFTED_FOR_S = 3600.0


class Budget:
    """What the server's limit leaves, by our own count. `now`: seconds, of any clock.

    A server that takes much more than its limit as installed has lifted it for us: then there is always
    enough, until it refuses something or an hour has passed.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left = float(BURST)
        self._counted_at = now()
        self._lifted_until = float("-inf")

    def took(self) -> None:
        """The server took a message."""
        self._left = self._refilled() - 1
        if self._left < -BURST:
            self._lifted_until = self._now() + LIFTED_FOR_S
            self._left = 0.0

    def refused(self) -> None:
        """The server asked to wait."""
        self._refilled()
        self._left, self._lifted_until = 0.0, float("-inf")

    def has_spare(self, number: int) -> bool:
        """Whether so many extra messages do no harm."""
        return self._now() < self._lifted_until or self._refilled() - number >= RESERVE

    def _refilled(self) -> float:
        now = self._now()
        self._left = min(float(BURST), self._left + (now - self._counted_at) / EACH_S)
        self._counted_at = now
        return self._left


@dataclass(frozen=True, slots=True)
class SignedList:
    """A message of ours with choices; `key` is its outbox key."""

    room_id: str
    event_id: str
    choices: tuple[Choice, ...]
    key: str

    @property
    def signs(self) -> Sequence[str]:
        """The sign of each choice. None for marks: reactions are not encrypted, and a mark is personal."""
        if not shows_positions(self.choices):
            return ()
        found = (sign_of(self.choices, position) for position in range(len(self.choices)))
        return [sign for sign in found if sign]


class Signs:
    """Places them beside everything else."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._placing: set[asyncio.Task[None]] = set()

    def offer(self, client: MatrixClient, shown: SignedList) -> None:
        """Put the signs of a list under it, if there is budget to spare."""
        if not shown.signs or not self._budget.has_spare(len(shown.signs)):
            return
        task = asyncio.create_task(self._place(client, shown))
        self._placing.add(task)
        task.add_done_callback(self._placing.discard)

    async def close(self) -> None:
        """Leave the rest away."""
        for task in self._placing:
            task.cancel()
        await asyncio.gather(*self._placing, return_exceptions=True)

    async def _place(self, client: MatrixClient, shown: SignedList) -> None:
        try:
            for sign in shown.signs:
                relation = {"rel_type": "m.annotation", "event_id": shown.event_id, "key": sign}
                key = f"{shown.key}/sign-{sign}"
                await client.send(shown.room_id, "m.reaction", {"m.relates_to": relation}, key=key)
                self._budget.took()
        except DeliveryError as error:
            self._budget.refused()
            log.info("signs were left away: %s", type(error).__name__)
