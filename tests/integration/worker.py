"""One of several processes on one database: `worker.py DATABASE_URL FILE plan|plan-to-people|deliver …`.

It says "ready", begins at the first line it is sent, and stops delivering when its input ends. Its platform
is FILE: each message that is sent adds its key as a line.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import scheduler.planning
from bot.clock import SystemClock
from bot.contract import Address, MessageRef, Reply
from bot.store import Database, open_database
from scheduler.delivery import Delivery
from scheduler.outbox import Planned, ToPerson
from scheduler.planning import Source, plan
from tests.fakes import FakeMessenger
from tests.outbox_rows import planned

MESSAGES = 500


class FileMessenger(FakeMessenger):
    """A chat platform that is a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        os.write(self._file, f"{key}\n".encode())
        await asyncio.sleep(0)  # let the others go on, as a network would
        return MessageRef(to, key)


async def shared_source(_: object) -> Sequence[Planned]:
    """What all planners plan."""
    due = SystemClock().now() - timedelta(seconds=1)
    return [planned(f"message-{number}", not_before=due) for number in range(MESSAGES)]


def to_everybody(store: Database) -> Source:
    """A reminder to everybody in the database."""

    async def due_to_everybody(now: datetime) -> Sequence[Planned]:
        async with store.reading() as tx:
            people = await tx.people.all()
        return [planned(f"person-{one.id}", to=ToPerson(one.id), not_before=now) for one in people]

    return due_to_everybody


async def work(url: str, path: Path, tasks: Sequence[str]) -> None:
    """Do the tasks on a database that all workers share."""
    scheduler.planning.BATCH = 50  # many small transactions, so that planners and deliverers mix
    store = await open_database(url)
    clock, stop = SystemClock(), asyncio.Event()
    delivery = Delivery(store, {"fake": FileMessenger(path)}, clock, f"worker-{os.getpid()}")
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    async with asyncio.TaskGroup() as group:
        if "deliver" in tasks:
            group.create_task(delivery.run(stop))
        if "plan-to-people" in tasks:
            print(await plan(store, [to_everybody(store)], clock.now()), flush=True)
        if "plan" in tasks:
            print(await plan(store, [shared_source], clock.now()), flush=True)
        await asyncio.to_thread(sys.stdin.read)
        stop.set()
    await store.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
