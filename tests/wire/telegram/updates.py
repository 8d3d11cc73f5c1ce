"""The queue of updates and long polling: client, process_get_updates_query and do_get_updates.

Left out: Telegram answers a repeated call with the same offset within half a second with one update only,
and lets a call without time-out wait 3 seconds then; conflicts in a row are answered 3 seconds late.
"""

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.wire.telegram.refusals import Json, conflict

KINDS = (
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("callback_query", "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query"),
    *("poll", "poll_answer", "message_reaction", "message_reaction_count", "purchased_paid_media"),
    *("my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost"),
    *("business_connection", "business_message", "edited_business_message", "deleted_business_messages"),
    *("managed_bot", "guest_message"),
)
BY_DEFAULT = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
FIRST_ID = 700_000_001
MOST_AT_ONCE = 100
LONGEST_POLL = 50  # seconds
AHEAD = 10  # td, TQueue.cpp: an offset further ahead than this counts as none
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Update:
    """One update as the bot gets it. By webhook those of one `lane` (a chat) come one after the other."""

    id: int
    lane: int
    body: Json


class Updates:
    """Updates that the bot has not confirmed, oldest first."""

    def __init__(self) -> None:
        self.allowed = BY_DEFAULT
        self.listener: Callable[[Update], None] | None = None  # the webhook, when there is one
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._next_id = FIRST_ID
        self._poll: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Update]:
        return iter(self._waiting.values())

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants: None leaves it as it was, an empty list is the default."""
        if kinds is not None:
            self.allowed = frozenset(KINDS) & frozenset(kinds) or BY_DEFAULT

    def put(self, kind: str, payload: Json) -> None:
        """Something happened; it is dropped if the bot doesn't want to know."""
        if kind in self.allowed:
            self.push({kind: payload})

    def push(self, body: Json) -> None:
        """Queue an update as it is; it gets the next id unless it has one."""
        number = body.get("update_id", self._next_id)
        self._next_id = max(self._next_id, number + 1)
        update = Update(number, _lane(body, number), {"update_id": number, **body})
        self._waiting[update.id] = update
        if self.listener is not None:
            self.listener(update)
        elif self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def confirm(self, offset: int) -> None:
        """Forget what is older than `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popitem(last=False)
        elif offset <= self._next_id + AHEAD:
            while self._waiting and next(iter(self._waiting)) < offset:
                self._waiting.popitem(last=False)

    def delivered(self, update: Update) -> None:
        """The webhook took this one."""
        self._waiting.pop(update.id, None)

    def clear(self) -> None:
        """Forget all."""
        self._waiting.clear()

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109 - Telegram's name
        """The oldest updates; waits `timeout` seconds for one if there is none.

        Raises Refused (409) in the older of two calls that wait.
        """
        self.confirm(offset)
        limit = min(max(limit, 1), MOST_AT_ONCE)
        if not self._waiting and timeout > 0:
            await self._arrival(min(timeout, LONGEST_POLL))
        return [update.body for update in itertools.islice(self._waiting.values(), limit)]

    async def _arrival(self, timeout: float) -> None:  # noqa: ASYNC109
        self.end_poll(OTHER_POLLER)
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def end_poll(self, why: str) -> None:
        """Refuse the call that is waiting, if any."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(why))


def _lane(body: Json, alone: int) -> int:
    """The chat that an update is about; an update without one has a lane of its own."""
    for payload in body.values():
        if isinstance(payload, dict):
            chat = (
                payload.get("chat") or (payload.get("message") or {}).get("chat") or payload.get("from") or {}
            )
            return int(chat.get("id", alone))
    return alone
