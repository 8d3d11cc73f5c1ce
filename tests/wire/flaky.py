"""A way to the homeserver on which things go wrong: a proxy that answers some requests itself, as told."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

HTML = "<html><body>502 Bad Gateway</body></html>"
HOP_BY_HOP = {"host", "content-length", "transfer-encoding", "connection", "content-encoding"}
LONG_S = 3600.0


@dataclass
class Fault:
    """What to answer to requests whose path has `part` in it, the next `times` times.

    `body` as JSON, or HTML when it is text. `lost`: the server hears the request, we don't hear its answer.
    `hangs`: no answer at all.
    """

    part: str
    status: int = 500
    body: Mapping[str, Any] | str = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    lost: bool = False
    hangs: bool = False


class Flaky:
    """The proxy. `asked` counts the requests that came by, per path."""

    def __init__(self, target: str) -> None:
        self.url = ""
        self.asked: list[str] = []
        self._target = target
        self._faults: list[Fault] = []

    def goes_wrong(self, *faults: Fault) -> None:
        """Let these happen, in addition to what is still to happen."""
        self._faults += faults

    def goes_well(self) -> None:
        """From now on nothing goes wrong."""
        self._faults.clear()

    def times_asked(self, part: str) -> int:
        """How many requests had this in their path."""
        return sum(part in path for path in self.asked)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request."""
        self.asked.append(request.path)
        fault = next((fault for fault in self._faults if fault.part in request.path and fault.times), None)
        if fault is None:
            return await self._pass_on(request)
        fault.times -= 1
        if fault.hangs:
            await asyncio.sleep(LONG_S)
        if fault.lost:
            await self._pass_on(request)
        return answer(fault)

    async def _pass_on(self, request: web.Request) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        url = f"{self._target}{request.raw_path}"
        async with (
            ClientSession(auto_decompress=True) as session,
            session.request(request.method, url, headers=headers, data=await request.read()) as told,
        ):
            kept = {name: value for name, value in told.headers.items() if name.lower() not in HOP_BY_HOP}
            return web.Response(status=told.status, body=await told.read(), headers=kept)


def answer(fault: Fault) -> web.Response:
    """What is said in place of the server's answer."""
    if isinstance(fault.body, str):
        return web.Response(
            status=fault.status, text=fault.body, content_type="text/html", headers=fault.headers
        )
    return web.json_response(dict(fault.body), status=fault.status, headers=fault.headers)


@asynccontextmanager
async def flaky_way_to(target: str) -> AsyncIterator[Flaky]:
    """A proxy to the server at `target`, for the length of the block."""
    flaky = Flaky(target)
    app = web.Application(client_max_size=1 << 28)
    app.router.add_route("*", "/{path:.*}", flaky.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    flaky.url = "http://{}:{}".format(*runner.addresses[0][:2])
    try:
        yield flaky
    finally:
        await runner.cleanup()
