"""The operator's own chat with the bot: the first of their doors that is open."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.contract import Address, ConversationMoved, DeliveryError, Language, Messenger, Reply
from bot.platforms import Serving
from bot.store import Transaction
from bot.watching.watch import Watch
from handlers.alarming import alarm
from handlers.texts import Catalogue
from scheduler.alarms import News

log = logging.getLogger(__name__)

LONGEST_SEND_S = 60.0
LONGEST_LOOK_S = 5.0
MOST_MOVES = 2


class Store(Protocol):
    """Opens transactions that only read."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class OperatorDoor:
    """Tells the operator. `doors`: platform and person, the preferred one first; none: nobody is told."""

    def __init__(
        self,
        doors: Sequence[Address],
        *,
        messengers: Mapping[str, Messenger],
        can_send: Callable[[str], bool],
        watch: Watch,
        store: Store,
        texts: Catalogue,
        zone: ZoneInfo,
    ) -> None:
        self._doors = [door for door in doors if door.platform in messengers]
        self._messengers = messengers
        self._can_send = can_send
        self._watch = watch
        self._store = store
        self._texts = texts
        self._zone = zone

    @property
    def is_ours(self) -> bool:
        """Whether this process serves a platform on which the operator is; elsewhere another one tells."""
        return any(self._serves(door.platform) for door in self._doors)

    async def tell(self, news: News) -> bool:
        """Tell at the first door where that works. False: at none. Never raises."""
        trouble = news.trouble
        key = f"alarm/{trouble.what}/{trouble.subject}/{news.since.isoformat()}/{news.is_over}"
        for door in self._doors:
            if self._can_send(door.platform):
                chat, language = await self._known(door)
                if await self._sent(chat, alarm(self._texts, language, news, self._zone), key):
                    return True
        log.warning("the operator can't be told now")
        return False

    def _serves(self, platform: str) -> bool:
        standing = self._watch.platforms.get(platform)
        return standing is not None and standing.serving is not Serving.STANDBY

    async def _known(self, door: Address) -> tuple[Address, Language]:
        """Where the operator's chat is and which language they speak there, if the database can tell."""
        try:
            async with asyncio.timeout(LONGEST_LOOK_S), self._store.reading() as tx:
                chat = await tx.doors.private_chat(door.platform, door.conversation)
                visitor = await tx.people.at_door(door.platform, door.conversation)
        except Exception:
            return door, "nl"  # the database may be what is wrong
        return chat or door, visitor.language or "nl"

    async def _sent(self, to: Address, reply: Reply, key: str) -> bool:
        """Whether it went out there."""
        for _ in range(MOST_MOVES):
            try:
                async with asyncio.timeout(LONGEST_SEND_S):
                    await self._messengers[to.platform].send(to, reply, key=key)
            except ConversationMoved as moved:
                to = moved.new_address
            except (DeliveryError, TimeoutError) as error:
                log.warning("%s does not take an alarm: %s", to.platform, type(error).__name__)
                return False
            except Exception:
                log.exception("%s does not take an alarm", to.platform)
                return False
            else:
                return True
        return False
