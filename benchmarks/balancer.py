"""One address with several processes behind it: new connections go round in turn, as behind any proxy."""

import asyncio
import itertools
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress

CHUNK = 65536
SHORT_WHILE_S = 0.01


@contextmanager
def balancing(ports: Sequence[int]) -> Iterator[str]:
    """The address in front of these ports of this machine."""
    started: Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(balance(ports, started)), daemon=True)
    thread.start()
    port, loop, stop = started.result()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def balance(
    ports: Sequence[int], started: "Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]]"
) -> None:
    """Pass connections on until told to stop."""
    turns, stop, pumps = itertools.cycle(ports), asyncio.Event(), set[asyncio.Task[None]]()

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", next(turns))
        both = {asyncio.create_task(pump(reader, back)), asyncio.create_task(pump(there, writer))}
        pumps.update(both)
        await asyncio.wait(both)
        pumps.difference_update(both)

    server = await asyncio.start_server(passed_on, "127.0.0.1", 0)
    started.set_result((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), stop))
    await stop.wait()
    server.close()
    for one in pumps:
        one.cancel()
    while pumps:  # noqa: ASYNC110 - a matter of moments, once, at the very end
        await asyncio.sleep(SHORT_WHILE_S)


async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Copy one direction of a connection to its end."""
    with suppress(OSError):
        while data := await source.read(CHUNK):
            target.write(data)
            await target.drain()
    target.close()
