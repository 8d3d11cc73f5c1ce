"""`leernetwerk chat` and `leernetwerk run`: the commands that go on until they are told to stop."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    ExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import console
from bot.app import App, open_app
from bot.cli.errors import REFUSED, leave
from bot.cli.platforms import chosen_platforms, webhook
from bot.cli.right_time import time_asked
from bot.clock import SystemClock
from bot.contract import Address, Messenger
from bot.erased import list_of
from bot.locks import AlreadyRunning, held
from bot.logs import set_up_logs
from bot.loop import run_served
from bot.platforms import Platform, Serving, Supervisor
from bot.settings import PREFIX, Settings, load_settings
from bot.store import driver_url, explained, sqlite_file
from bot.telegram import Telegram
from bot.watching.alarms import Alarms
from bot.watching.operator_door import OperatorDoor
from bot.watching.seeing import Seeing
from bot.watching.tally import CountedMessenger
from bot.web import (
    Listen,
    Metrics,
    calendar_route,
    health_routes,
    metrics_route,
    serving,
    webhook_route,
)
from handlers.calendar.own_calendar import PATH
from knowledge_base import load_knowledge_base
from scheduler.retention import rules_with


def chat(
    as_member: Annotated[int | None, typer.Option("--as", help="The id of the member to talk as.")] = None,
) -> None:
    """A conversation in the terminal. Reads a pipe too."""
    settings = load_settings()
    file = sqlite_file(settings.database_url)
    if as_member is not None and file is not None and not file.exists():
        leave(f"There is no member {as_member}.", REFUSED)
    set_up_logs("WARNING" if settings.log_level == "INFO" else settings.log_level)
    with suppress(asyncio.CancelledError):
        asyncio.run(converse(settings, as_member))


async def check_member(app: App, person_id: int) -> None:
    """Leave when there is nobody with this id."""
    async with app.store.reading() as tx:
        if await tx.people.get(person_id) is None:
            leave(f"There is no member {person_id}.", REFUSED)


async def converse(
    settings: Settings, as_member: int | None, others: Mapping[str, Messenger] | None = None
) -> None:
    """Answer line by line until there are no more; as the operator, or as a member.

    `others`: what puts messages for everybody else into their chats; by default that is left to `run`.
    """
    on_screen = sys.stdout.isatty()
    if sys.stdin.isatty() and (conversation := asyncio.current_task()):
        # Being told to stop unwinds as usual, so that the terminal gets its echo back.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, conversation.cancel)
    messenger = console.ConsoleMessenger(sys.stdout, styled=on_screen)
    messengers = {**(others or {}), console.PLATFORM: messenger}
    trusted = {(console.PLATFORM, console.OPERATOR): as_member}
    with process_lock(settings, "chat") as alone:
        async with open_app(
            settings.database_url,
            messengers,
            load_knowledge_base(),
            SystemClock(),
            rules=rules_with(settings.retention),
            trusted=trusted,
            public_url=settings.public_url,
            erased=list_of(settings.database_url),
            ask_time=time_asked(settings),
        ) as app:
            if as_member is not None:
                await check_member(app, as_member)
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
    served = chosen_platforms(settings, platforms)
    with process_lock(settings, "run") as alone:
        if sqlite_file(settings.database_url) and not alone:
            raise AlreadyRunning(
                f"Another `leernetwerk run` uses {settings.database_url}. Stop that one first; "
                f"to run several, set {PREFIX}DATABASE_URL to a PostgreSQL server."
            )
        run_served(serve(settings, served, alone=alone, deliver=not no_delivery))


async def serve(settings: Settings, platforms: Sequence[Platform], *, alone: bool, deliver: bool) -> None:
    """Answer, plan and deliver until this process is told to stop."""
    stop = stop_signal()
    metrics = Metrics()
    messengers = {
        platform.name: CountedMessenger(platform.name, platform.messenger, metrics) for platform in platforms
    }
    limits = {platform.name: platform.limits for platform in platforms}
    named = {platform.name: platform for platform in platforms}
    knowledge = load_knowledge_base()
    async with AsyncExitStack() as stack:
        for platform in platforms:
            await stack.enter_async_context(platform.connected())
        app = await stack.enter_async_context(
            open_app(
                settings.database_url,
                messengers,
                knowledge,
                SystemClock(),
                rules=rules_with(settings.retention),
                limits=limits,
                can_send=lambda name: named[name].can_send,
                public_url=settings.public_url,
                erased=list_of(settings.database_url),
                tally=metrics,
                ask_time=time_asked(settings),
            )
        )
        for platform in platforms:
            app.watch.changed(platform.name, Serving.STARTING)
        await stack.enter_async_context(http(settings, platforms, app, metrics))
        if alone:
            await app.take_over(list(messengers))
        async with app.at_work(answers_only=not deliver), alarming(settings, platforms, app, messengers):
            if platforms:
                await Supervisor(app.store, app, announce, stop, app.watch.changed).run(platforms)
            else:
                await stop.wait()


def announce(platform: str) -> None:
    """Tell whoever started this process that members are answered on a platform."""
    print(f"ready {platform}", file=sys.stderr, flush=True)


@asynccontextmanager
async def alarming(
    settings: Settings, platforms: Sequence[Platform], app: App, messengers: Mapping[str, Messenger]
) -> AsyncIterator[None]:
    """Let the operator know of what goes wrong, for the length of the block."""
    named = {platform.name: platform for platform in platforms}
    door = OperatorDoor(
        doors_of_operator(settings),
        messengers=messengers,
        can_send=lambda name: named[name].can_send,
        watch=app.watch,
        store=app.store,
        texts=app.texts,
        zone=ZoneInfo(settings.timezone),
    )
    looking = asyncio.create_task(Alarms(app.store, app.watch, app.clock, door).run())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


def doors_of_operator(settings: Settings) -> list[Address]:
    """Where the operator is reached, best first; on Telegram a private chat has the id of the person."""
    listed = (door.strip().partition(":") for door in (settings.operator or "").split(",") if door)
    return [Address(platform, address) for platform, _, address in listed]


def http(
    settings: Settings, platforms: Sequence[Platform], app: App, metrics: Metrics
) -> AbstractAsyncContextManager[object]:
    """The HTTP server, if there is an address for it."""
    if settings.http_listen is None:
        return nullcontext()
    host, _, port = settings.http_listen.rpartition(":")
    address = webhook(settings)
    routes = [
        webhook_route(address.path, address.secret, platform.take)
        for platform in platforms
        if address and isinstance(platform, Telegram)
    ]
    seeing = Seeing(app.store, app.watch, app.clock)
    routes.append(calendar_route(PATH, app.calendar))
    routes += [*health_routes(seeing.readiness), metrics_route(metrics, seeing.figures)]
    return serving(Listen(host.strip("[]"), int(port)), routes)


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
