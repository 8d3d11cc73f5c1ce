"""Where a server runs: in the test's own event loop, or in a thread of its own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager

from tests.wire.telegram.server import TelegramServer

LONGEST = 30  # seconds for the thread to start or end


@asynccontextmanager
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """A Telegram in the running event loop."""
    server = TelegramServer()
    try:
        await server.ready()
        yield server
    finally:
        await server.stop()


@contextmanager
def threaded_telegram_server() -> Iterator[TelegramServer]:
    """A Telegram with an event loop in a thread of its own, for tests that are not asynchronous."""
    started: Future[TelegramServer] = Future()
    stop = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_host(started, stop)), name="telegram", daemon=True)
    thread.start()
    try:
        yield started.result(LONGEST)
    finally:
        stop.set()
        thread.join(LONGEST)


async def _host(started: Future[TelegramServer], stop: threading.Event) -> None:
    async with telegram_server() as server:
        started.set_result(server)
        await asyncio.to_thread(stop.wait)
