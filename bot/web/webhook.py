"""Where Telegram brings its updates."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # pragma: allowlist secret
LONGEST_WAIT_S = 50.0  # Telegram waits about a minute, then brings it again

Take = Callable[[dict[str, Any]], Awaitable[bool]]
"""Handles an update and returns when it is committed. False: not now, bring it again."""


def webhook_route(path: str, secret: str, take: Take) -> web.RouteDef:
    """The route of a webhook. 200 is said only after what was brought is committed."""

    async def receive(request: web.Request) -> web.Response:
        if not is_secret(request.headers.get(SECRET_HEADER, ""), secret):
            return web.Response(status=403, text="wrong secret")
        update = read_update(await request.read())
        if update is None:
            return web.Response(status=400, text="no update")
        return await answered(take, update)

    return web.post(path, receive)


def is_secret(said: str, secret: str) -> bool:
    """Whether somebody knows the secret, in a time that doesn't tell how much of it they know."""
    # Bytes that are no text come as surrogates.
    return hmac.compare_digest(said.encode(errors="surrogateescape"), secret.encode())


def read_update(body: bytes) -> dict[str, Any] | None:
    """The update in a body, if it is one."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None


async def answered(take: Take, update: dict[str, Any]) -> web.Response:
    """Hand an update on, and say whether Telegram may forget it."""
    try:
        async with asyncio.timeout(LONGEST_WAIT_S):
            taken = await take(update)
    except TimeoutError:
        log.warning("an update could not be handled in time; it comes again")
        taken = False
    return web.Response(status=200 if taken else 503)
