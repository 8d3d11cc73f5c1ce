"""A port that can be closed and opened again at once."""

import asyncio
import socket

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler
from aiohttp.web_request import BaseRequest

HOST = "127.0.0.1"
LARGEST_BODY = 50 * 1024 * 1024  # bytes; the limit for files that bots upload
BACKLOG = 1024
GRACE = 1.0  # seconds for calls under way when the server stops


class Port:
    """Where a web server listens on this machine alone. `number` stays the same, also after closing."""

    def __init__(self, server: web.Server) -> None:
        self._server = server
        self._socket = _listening(0)
        self.number: int = self._socket.getsockname()[1]
        self._listener = self._serve()

    def _serve(self) -> "asyncio.Task[asyncio.Server]":
        loop = asyncio.get_running_loop()
        # Who connects before the server accepts waits in the backlog of the socket, which is open already.
        return loop.create_task(loop.create_server(self._server, sock=self._socket, backlog=BACKLOG))

    async def ready(self) -> None:
        """Wait until connections are accepted."""
        await self._listener

    def close(self) -> None:
        """Refuse connections and break those that there are."""
        if self._listener.done():
            self._listener.result().close()
        else:
            self._listener.add_done_callback(lambda listener: listener.result().close())
        for connection in self._server.connections:
            if connection.transport is not None:
                connection.transport.abort()

    def open(self) -> None:
        """Accept connections again."""
        self._socket = _listening(self.number)
        self._listener = self._serve()

    async def stop(self) -> None:
        """Close for good."""
        await self._listener
        self.close()
        await self._server.shutdown(GRACE)


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((HOST, port))
    made.listen(BACKLOG)
    made.setblocking(False)
    return made


def with_large_bodies(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> BaseRequest:
    """A request of which the body may be as large as an upload."""
    loop = asyncio.get_running_loop()
    return BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST_BODY)
