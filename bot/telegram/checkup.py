"""Whether Telegram knows the bot, and lets it do what it is to do. Disturbs no bot that runs."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from telegram import Bot, User, WebhookInfo
from telegram.constants import ChatType
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.intake import KINDS
from bot.telegram.settings import TelegramAccount
from bot.watching.findings import Finding, fault, ok, skipped, unreached, warning

ABOUT, GROUPS, WEBHOOK = "telegram", "telegram groups", "telegram webhook"
REFUSED = "the token is refused"
REFUSED = "the token is refused"
TIMEOUT_S = 10.0
LATELY = timedelta(hours=1)
LONGEST_ERROR = 120


@asynccontextmanager
async def connected(account: TelegramAccount) -> AsyncIterator[Bot]:
    """A connection for the length of the block."""
    request = HTTPXRequest(connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S)
    await request.initialize()
    try:
        yield Bot(account.token, account.base_url, request=request, get_updates_request=request)
    finally:
        await request.shutdown()


async def checked(account: TelegramAccount) -> Sequence[Finding]:
    """Token, reachability, privacy in groups, and how updates come."""
    try:
        async with connected(account) as bot:
            me, info = await bot.get_me(), await bot.get_webhook_info()
    except InvalidToken:
        return [fault(ABOUT, REFUSED, "set LEERNETWERK_TELEGRAM_TOKEN as BotFather gave it")]
    except TelegramError as error:
        return [unreached(ABOUT, "Telegram", error)]
    return [
        ok(ABOUT, f"the token is that of @{me.username}"),
        in_groups(me),
        updates(account, info, datetime.now(UTC)),
    ]


async def writer(account: TelegramAccount) -> tuple[int, str] | None:
    """Who wrote to the bot last, of what nobody has read yet: id and first name. Confirms nothing."""
    try:
        async with connected(account) as bot:
            found = await bot.get_updates(timeout=0, allowed_updates=KINDS)
    except TelegramError:
        return None
    senders = [
        update.message.from_user
        for update in found
        if update.message and update.message.from_user and update.message.chat.type == ChatType.PRIVATE
    ]
    return (senders[-1].id, senders[-1].first_name) if senders else None


def in_groups(me: User) -> Finding:
    """Whether the bot is shown only what is meant for it."""
    if me.can_read_all_group_messages:
        return warning(
            GROUPS,
            "the bot is shown everything that is said in groups",
            "in BotFather choose /setprivacy, Enable; then remove the bot from its groups and add it again",
        )
    return ok(GROUPS, "privacy mode is on")


def updates(account: TelegramAccount, info: WebhookInfo, now: datetime) -> Finding:
    """Whether updates come the way that is set."""
    wanted = account.webhook.url if account.webhook else ""
    if info.url != wanted:
        how = "brings them to another address" if info.url else "waits until they are fetched"
        return warning(WEBHOOK, f"Telegram {how}", "start `leernetwerk run`, which sets this right")
    if not wanted:
        return skipped(WEBHOOK, f"updates are fetched; {info.pending_update_count} wait")
    if info.pending_update_count and info.last_error_date and now - info.last_error_date < LATELY:
        why = " ".join((info.last_error_message or "no reason given").split())[:LONGEST_ERROR]
        return fault(
            WEBHOOK,
            f"Telegram can't bring {info.pending_update_count} updates: {why}",
            "look whether the bot runs, and whether the proxy passes the path on to LEERNETWERK_HTTP_LISTEN",
        )
    return ok(WEBHOOK, f"Telegram brings updates; {info.pending_update_count} wait")
