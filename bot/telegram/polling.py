"""Fetches updates, and confirms one only after everything up to it is handled and committed.

Telegram forgets all updates before the offset of a request, so the offset is that of the first update that
is not done. Telegram then shows the same ones again, and the new ones behind them.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.platforms import CredentialsRefused
from bot.reasons import with_reason
from bot.telegram.intake import KINDS

log = logging.getLogger(__name__)

LONG_POLL_S = 10  # a token that is taken away is noticed at the next request
PAGE = 100  # Telegram's own maximum
AT_A_TIME = 10
LOOK_AGAIN_S = 0.025  # while a queue waits, others may be standing behind it
SELDOM_LOOK_AGAIN_S = 0.1
LONGEST_LOOK_AGAIN_S = 1.0
QUEUE = 3
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0
CONFLICT_PAUSE_S = 5.0
LAST_CONFIRMATION_S = 1.0

Take = Callable[[dict[str, Any]], asyncio.Future[None] | None]


class RawUpdates(HTTPXRequest):
    """Keeps the updates of an answer as they came; the library would refuse all for the sake of one."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=2, connect_timeout=5.0, read_timeout=10.0)
        self.updates: list[dict[str, Any]] = []

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override] # ours has a self
        """What the server answered, without the updates."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        self.updates = [raw for raw in result if has_id(raw)] if isinstance(result, list) else []
        return {**answer, "result": []} if isinstance(result, list) else answer


def has_id(raw: Any) -> bool:
    """Whether something is an update at all."""
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)


def is_done(done: asyncio.Future[None] | None) -> bool:
    """Whether an update was handled, or had nothing to handle; one that was dropped was not."""
    return done is None or (done.done() and not done.cancelled())


class Window:
    """The updates that Telegram still keeps for us, in order, and whether each is done."""

    def __init__(self) -> None:
        self._done: dict[int, asyncio.Future[None] | None] = {}
        self._last: int | None = None

    def new(self, updates: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those that were not seen before."""
        return [raw for raw in updates if raw["update_id"] not in self._done]

    def add(self, raw: dict[str, Any], done: asyncio.Future[None] | None) -> None:
        """Note an update as being handled."""
        self._done[raw["update_id"]] = done

    def waiting(self) -> list[asyncio.Future[None]]:
        """What is still being handled, oldest first."""
        return [done for done in self._done.values() if done is not None and not done.done()]

    def offset(self) -> int | None:
        """What to ask from: the first that is not done, else behind the last. None: from the beginning."""
        for update_id, done in sorted(self._done.items()):
            if not is_done(done):
                return update_id
            self._last = update_id
            del self._done[update_id]
        return None if self._last is None else self._last + 1

    def restart(self) -> None:
        """All is confirmed. After a quiet week Telegram may count on from anywhere, so ask for no number."""
        if not self._done:
            self._last = None


class Poller:
    """Fetches updates until it is told to stop. `heard` is called each time that Telegram answers."""

    def __init__(
        self, bot: Bot, raw: RawUpdates, take: Take, heard: Callable[[], None] = lambda: None
    ) -> None:
        self._bot = bot
        self._heard = heard
        self._raw = raw
        self._take = take
        self._window = Window()
        self._look_again_s = LOOK_AGAIN_S

    async def run(self) -> None:
        """Fetch and hand on, for ever. Raises CredentialsRefused."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self._fetch()
            except InvalidToken as error:
                raise CredentialsRefused("Telegram refuses LEERNETWERK_TELEGRAM_TOKEN") from error
            except TelegramError as error:
                await self._wait_out(error, pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)
            else:
                pause = FIRST_PAUSE_S
                await self._let_work()

    async def confirm(self) -> None:
        """Tell Telegram what was done last, so that it need not be sent again. A courtesy."""
        try:
            async with asyncio.timeout(LAST_CONFIRMATION_S):
                await self._bot.get_updates(self._window.offset(), limit=1, timeout=0, allowed_updates=KINDS)
        except (TelegramError, TimeoutError):
            log.info("the last updates will be sent again")

    async def _fetch(self) -> None:
        busy = bool(self._window.waiting())
        await self._bot.get_updates(
            self._window.offset(), limit=PAGE, timeout=0 if busy else LONG_POLL_S, allowed_updates=KINDS
        )
        self._heard()
        new = self._window.new(self._raw.updates)
        if not self._raw.updates:
            self._window.restart()
        for count, raw in enumerate(new, 1):
            self._window.add(raw, self._take(raw))
            if count % AT_A_TIME == 0:
                await asyncio.sleep(0)  # whoever is being answered doesn't wait until a whole page is read
        if not new:
            self._look_again_s = min(self._look_again_s * 2, LONGEST_LOOK_AGAIN_S)
        else:
            is_queue = len(self._raw.updates) == PAGE or len(self._window.waiting()) > QUEUE
            self._look_again_s = LOOK_AGAIN_S if is_queue else SELDOM_LOOK_AGAIN_S

    async def _let_work(self) -> None:
        """Until all is done, or it is time to look for more from others."""
        if waiting := self._window.waiting():
            await asyncio.wait(waiting, timeout=self._look_again_s)

    async def _wait_out(self, error: TelegramError, pause: float) -> None:
        if isinstance(error, Conflict):
            log.warning(
                "another program fetches updates with the same token; "
                "stop that one, or make a token of its own for a test"
            )
            pause = max(pause, CONFLICT_PAUSE_S)
        elif isinstance(error, RetryAfter):
            pause = error._retry_after.total_seconds()
        else:
            log.warning("Telegram can't be reached: %s", with_reason(error, type(error).__name__))
        await asyncio.sleep(pause)
