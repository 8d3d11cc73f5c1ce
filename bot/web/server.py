"""One HTTP server for everything: behind a proxy that has the certificate."""

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

log = logging.getLogger(__name__)

LARGEST_BODY = 1 << 20  # bytes; an update of Telegram is a few thousand
PATIENCE_S = 5.0


class CannotListen(Exception):
    """The address can't be listened on. The message names the setting."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where to listen."""

    host: str
    port: int


@asynccontextmanager
async def serving(listen: Listen, routes: Iterable[web.RouteDef]) -> AsyncIterator[int]:
    """Serve these routes for the length of the block, on the port that comes out. Raises CannotListen."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE_S)
    await runner.setup()
    try:
        yield await listening(runner, listen)
    finally:
        await runner.cleanup()


async def listening(runner: web.AppRunner, listen: Listen) -> int:
    """Start to listen; the port."""
    site = web.TCPSite(runner, listen.host, listen.port)
    try:
        await site.start()
    except OSError as error:
        raise CannotListen(
            f"LEERNETWERK_HTTP_LISTEN is not right: {listen.host}:{listen.port} can't be listened on "
            f"({error.strerror}). Choose another port, or stop the program that has it."
        ) from error
    except UnicodeError as error:
        raise CannotListen(
            f"LEERNETWERK_HTTP_LISTEN is not right: {listen.host} is no name of a machine. "
            "Use one such as 127.0.0.1"
        ) from error
    port: int = runner.addresses[0][1]
    return port
