"""Being on Telegram: from the introduction to the last confirmation."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.contract import DeliveryError, Messenger
from bot.incoming.inbox import Inbox
from bot.platforms import CredentialsRefused, Host
from bot.reasons import with_reason
from bot.stopping import until_stopped
from bot.telegram.errors import translated
from bot.telegram.intake import KINDS, Intake
from bot.telegram.limits import LIMITS
from bot.telegram.menu import show_menu
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.polling import Poller, RawUpdates
from bot.telegram.searching import stop_searching
from bot.telegram.settings import TelegramAccount, Webhook
from bot.telegram.translate import PLATFORM, Me

log = logging.getLogger(__name__)

CONNECTIONS = 32
LOOK_AGAIN_S = 60.0
SEND_TIMEOUT_S = 10.0  # an answer that comes later than this may still have been sent


class Telegram:
    """The bot's account on Telegram."""

    name = PLATFORM
    limits = LIMITS
    can_send = True

    def __init__(self, account: TelegramAccount) -> None:
        self._account = account
        self._raw = RawUpdates()
        self._requests = (
            HTTPXRequest(CONNECTIONS, read_timeout=SEND_TIMEOUT_S, pool_timeout=SEND_TIMEOUT_S),
            self._raw,
        )
        sending, fetching = self._requests
        self._bot = Bot(account.token, account.base_url, request=sending, get_updates_request=fetching)
        self._intake: Intake | None = None
        self.messenger: Messenger = TelegramMessenger(self._bot)

    @property
    def is_for_one(self) -> bool:
        """Telegram lets one process fetch; what it brings, any process behind the address may take."""
        return self._account.webhook is None

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Keep connections for the length of the block, in which messages can be sent."""
        stop_searching("sniffio")
        await asyncio.gather(*(request.initialize() for request in self._requests))
        try:
            yield
        finally:
            await asyncio.gather(*(request.shutdown() for request in self._requests))

    async def serve(self, host: Host, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Answer whoever writes until `stop` is set; then finish what is in hand.

        Raises CredentialsRefused, or a DeliveryError when Telegram can't be reached.
        """
        me = await self._introduce()
        await host.introduced(self.name, me.username)
        inbox = Inbox(host.receive, self.messenger, host.surplus(self.name))
        intake = Intake(self._bot, me, inbox)
        await show_menu(self._bot, host.menu)
        await inbox.begin()
        heard = partial(host.heard, self.name)
        if self._account.webhook:
            await self._be_visited(self._account.webhook, inbox, intake, ready, stop, heard=heard)
        else:
            await self._visit(inbox, intake, ready, stop, heard=heard)

    async def take(self, raw: dict[str, Any]) -> bool:
        """An update that Telegram brought; returns when it is committed. False: bring it again later."""
        if self._intake is None:
            return False
        committed = self._intake.take(raw)
        if committed is None:
            return True
        await asyncio.wait((committed,))  # which leaves it alone when Telegram hangs up
        return not committed.cancelled()

    async def _introduce(self) -> Me:
        try:
            with translated():
                user = await self._bot.get_me()
        except DeliveryError as error:
            if isinstance(error.__cause__, InvalidToken):
                raise CredentialsRefused("Telegram refuses LEERNETWERK_TELEGRAM_TOKEN") from None
            raise
        log.info("on Telegram; sees everything in groups: %s", bool(user.can_read_all_group_messages))
        return Me(user.id, user.username or "")

    async def _visit(
        self,
        inbox: Inbox,
        intake: Intake,
        ready: Callable[[], None],
        stop: asyncio.Event,
        *,
        heard: Callable[[], None],
    ) -> None:
        """Fetch updates."""
        with translated():
            await self._bot.delete_webhook()
        poller = Poller(self._bot, self._raw, intake.take, heard)
        ready()
        try:
            await until_stopped(poller.run(), stop)
        finally:
            await inbox.close()
        await poller.confirm()

    async def _be_visited(
        self,
        webhook: Webhook,
        inbox: Inbox,
        intake: Intake,
        ready: Callable[[], None],
        stop: asyncio.Event,
        *,
        heard: Callable[[], None],
    ) -> None:
        """Let Telegram bring updates. What it can't bring it keeps until the next start."""
        with translated():
            await self._bot.set_webhook(webhook.url, allowed_updates=KINDS, secret_token=webhook.secret)
        self._intake = intake
        ready()
        try:
            await until_stopped(self._look_after_webhook(heard), stop)
        finally:
            self._intake = None
            await inbox.close()

    async def _look_after_webhook(self, heard: Callable[[], None]) -> None:
        """Ask Telegram each minute whether it can bring what there is. Raises CredentialsRefused."""
        while True:
            try:
                info = await self._bot.get_webhook_info()
            except InvalidToken:
                raise CredentialsRefused("Telegram refuses LEERNETWERK_TELEGRAM_TOKEN") from None
            except TelegramError as error:
                log.warning("Telegram can't be reached: %s", with_reason(error, type(error).__name__))
            else:
                if not is_stuck(info, datetime.now(UTC)):
                    heard()
            await asyncio.sleep(LOOK_AGAIN_S)


def is_stuck(info: WebhookInfo, now: datetime) -> bool:
    """Whether Telegram lately could not bring updates that it has for us."""
    failed_at = info.last_error_date
    return bool(info.pending_update_count and failed_at and now - failed_at < timedelta(minutes=2))
