"""Where calendar programs fetch somebody's meetings."""

import hashlib
from collections.abc import Awaitable, Callable

from aiohttp import ETag, web

TOKEN = r"{token:[0-9a-f]{16,128}}"
# Always ask whether it changed, which costs nothing; and keep it out of caches that others share.
HEADERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}

Read = Callable[[str], Awaitable[bytes | None]]
"""The calendar that belongs to a token; None when there is none (any more)."""


def calendar_route(path: str, read: Read) -> web.RouteDef:
    """The route of personal calendars: `path/TOKEN.ics`. Whoever has no token learns nothing."""

    async def show(request: web.Request) -> web.Response:
        calendar = await read(request.match_info["token"])
        if calendar is None:
            return web.Response(status=404, text="no such calendar")
        tag = ETag(hashlib.sha256(calendar).hexdigest()[:32])
        known = request.if_none_match or ()
        is_known = any(each.value in (tag.value, "*") for each in known)
        answer = web.Response(status=304) if is_known else with_calendar(calendar)
        answer.headers.update(HEADERS)
        answer.etag = tag
        return answer

    return web.get(f"{path}/{TOKEN}.ics", show)


def with_calendar(calendar: bytes) -> web.Response:
    """A response that holds a calendar."""
    return web.Response(body=calendar, content_type="text/calendar", charset="utf-8")
