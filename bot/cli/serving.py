"""`leernetwerk chat` and `leernetwerk run`: the commands that go on until they are told to stop."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Annotated

import typer

from bot import console
from bot.app import open_app
from bot.cli.errors import REFUSED, WRONG_SETTINGS, leave
from bot.clock import SystemClock
from bot.locks import AlreadyRunning, held
from bot.logs import set_up_logs
from bot.settings import PREFIX, Settings, load_settings
from bot.store import driver_url, explained, sqlite_file
from knowledge_base import load_knowledge_base

NOTHING_CONFIGURED = (
    "No chat platform is configured, so there is nothing to serve. "
    "Try the bot in the terminal: leernetwerk chat"
)
PLATFORMS = ("telegram", "matrix")


def chat(
    as_member: Annotated[int | None, typer.Option("--as", help="The id of the member to talk as.")] = None,
) -> None:
    """A conversation in the terminal. Reads a pipe too."""
    settings = load_settings()
    if as_member is not None:
        leave(f"There is no member {as_member}.", REFUSED)
    set_up_logs("WARNING" if settings.log_level == "INFO" else settings.log_level)
    with suppress(asyncio.CancelledError):
        asyncio.run(converse(settings))


async def converse(settings: Settings) -> None:
    """Answer line by line until there are no more."""
    on_screen = sys.stdout.isatty()
    if sys.stdin.isatty() and (conversation := asyncio.current_task()):
        # Being told to stop unwinds as usual, so that the terminal gets its echo back.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, conversation.cancel)
    messenger = console.ConsoleMessenger(sys.stdout, styled=on_screen)
    messengers = {console.PLATFORM: messenger}
    with process_lock(settings, "chat") as alone:
        async with open_app(settings.database_url, messengers, load_knowledge_base(), SystemClock()) as app:
            if alone:
                await app.take_over([console.PLATFORM])
            if on_screen:
                print(console.greeting())
            async with app.at_work():
                async for line in console.lines():
                    await app.receive(console.incoming(line))


def run(
    platforms: Annotated[
        str | None, typer.Option(help="Which to serve: telegram, matrix, or none for delivery alone.")
    ] = None,
    no_delivery: Annotated[
        bool, typer.Option("--no-delivery", help="Only answer; send nothing planned.")
    ] = False,
) -> None:
    """Serve the chat platforms that are configured."""
    settings = load_settings()
    set_up_logs(settings.log_level)
    check_platforms(platforms)
    with process_lock(settings, "run") as alone:
        if not alone:
            raise AlreadyRunning(
                f"Another `leernetwerk run` uses {settings.database_url}. Stop that one first; "
                f"to run several, set {PREFIX}DATABASE_URL to a PostgreSQL server."
            )
        asyncio.run(serve(settings, deliver=not no_delivery))


def check_platforms(platforms: str | None) -> None:
    """Leave when there is nothing to serve."""
    if platforms is None:
        leave(NOTHING_CONFIGURED, WRONG_SETTINGS)
    for name in (platforms or "").split(","):
        if name not in (*PLATFORMS, "none"):
            leave(f"--platforms {name} is unknown: use telegram, matrix or none.", WRONG_SETTINGS)
        if name != "none":
            leave(f"{name} is not configured. Try the bot in the terminal: leernetwerk chat", WRONG_SETTINGS)


async def serve(settings: Settings, *, deliver: bool) -> None:
    """Plan and deliver until this process is told to stop."""
    stop = stop_signal()
    async with open_app(settings.database_url, {}, load_knowledge_base(), SystemClock()) as app:
        if not deliver:
            await stop.wait()
            return
        async with app.at_work():
            await stop.wait()


def stop_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set: what is in hand is finished first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop


@contextmanager
def process_lock(settings: Settings, role: str) -> Iterator[bool]:
    """Says whether this process is the only one in this role on a SQLite file, for the length of the block.

    On PostgreSQL nobody can be sure to be alone, and claims lapse instead. Raises StoreError.
    """
    file = sqlite_file(settings.database_url)
    if file is None:
        yield False
        return
    with ExitStack() as stack:
        with explained(driver_url(settings.database_url)):
            alone = stack.enter_context(held(file.with_name(f"{file.name}.{role}.lock")))
        yield alone
