"""Delivery of updates by webhook: telegram-bot-api's WebhookActor.cpp, with shorter pauses."""

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Json, bad_request
from tests.wire.telegram.updates import BY_DEFAULT, Update, Updates

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LONGEST_SECRET = 256
CONNECTIONS = 40
MOST_CONNECTIONS = 100
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_ANSWER = 60  # seconds; Telegram's own time-out is not verified


@dataclass(slots=True)
class Webhook:
    """What setWebhook asked for, and the last thing that went wrong (`last_error_date` in Unix seconds)."""

    url: str
    secret_token: str = ""
    max_connections: int = CONNECTIONS
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between attempts to deliver: the second comes at once, the third after `first`, then double.

    Telegram's own: 2 and 60.
    """

    first: float = 0.02
    longest: float = 0.5

    def before(self, failures: int) -> float:
        """The pause after that many failures."""
        return 0.0 if failures <= 1 else float(min(self.first * 2 ** min(failures - 2, 30), self.longest))


def wanted(given: Given) -> Webhook:
    """The webhook that a call asks for. Raises Refused.

    Telegram insists on https and on ports 443, 80, 88 and 8443; a test may have http and any port.
    """
    url, secret = given["url"], given.get("secret_token", "")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(given.get("max_connections", CONNECTIONS), 1), MOST_CONNECTIONS)
    return Webhook(url, secret, connections)


def info(webhook: Webhook | None, updates: Updates) -> Json:
    """The `WebhookInfo` object; client, JsonWebhookInfo."""
    result: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates)}
    if webhook is not None:
        result |= {"url": webhook.url, "max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if webhook.last_error_date:
            result["last_error_date"] = webhook.last_error_date
            result["last_error_message"] = webhook.last_error_message
    if updates.allowed != BY_DEFAULT:
        result["allowed_updates"] = sorted(updates.allowed)
    return result


class Courier:
    """Brings updates to a webhook: those of one chat in order, chats side by side up to `max_connections`.

    Telegram carries out a method that the webhook answers with; here answers count by their status alone.
    """

    def __init__(self, webhook: Webhook, updates: Updates, pauses: Pauses) -> None:
        self._webhook = webhook
        self._updates = updates
        self._pauses = pauses
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(webhook.max_connections)
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Bring what waits, and from here on what comes."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(LONGEST_ANSWER))
        self._updates.listener = self._take
        for update in list(self._updates):
            self._take(update)

    async def stop(self) -> None:
        """Break off; what was not taken goes on waiting."""
        self._updates.listener = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _take(self, update: Update) -> None:
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._empty(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _empty(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._bring(waiting[0])
            self._updates.delivered(waiting.popleft())
        del self._lanes[lane]

    async def _bring(self, update: Update) -> None:
        failures = 0
        while problem := await self._problem(update):
            failures += 1
            self._webhook.last_error_date = int(time.time())
            self._webhook.last_error_message = problem
            await asyncio.sleep(self._pauses.before(failures))

    async def _problem(self, update: Update) -> str:
        """Post it once; what went wrong, or nothing."""
        assert self._session is not None
        secret = self._webhook.secret_token
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with (
                self._room,
                self._session.post(self._webhook.url, json=update.body, headers=headers) as response,
            ):
                await response.read()
        except (aiohttp.ClientConnectorError, ConnectionError):
            return "Connection refused"
        except (aiohttp.ClientError, TimeoutError):
            return "Webhook connection closed"
        if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            return ""
        return f"Wrong response from the webhook: {response.status} {response.reason}"
