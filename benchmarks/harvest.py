"""The harvest of 500 members and 12 meetings: as a page with charts, a picture and a workbook.

`leernetwerk harvest` starts, reads and draws; in a running bot only reading and drawing count.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.store import Database, open_database
from handlers.people.people import Role
from handlers.reflect.harvest import Harvest, harvest_of
from handlers.reflect.harvesting import material_of
from handlers.reflect.small_steps import Outcome
from knowledge_base import load_prompts
from scheduler.meetings import NewMeeting

MEMBERS, MEETINGS = 500, 12
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
APART = timedelta(days=30)
OUTCOMES = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_DONE, Outcome.OPEN, Outcome.DROPPED)
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    print(f"{MEMBERS} members, {MEETINGS} meetings")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/data/leernetwerk.db"
        asyncio.run(live(url))
        whole, cpu = [as_command(Path(folder), url) for _ in range(ROUNDS)], cpu_of_commands() / ROUNDS
        print(f"leernetwerk harvest as HTML: {spread(whole)}, CPU {cpu:.2f} s")
        found, reading = asyncio.run(read(url))
        print(f"reading it: {spread(reading)}")
    began = time.perf_counter()
    from bot.harvest import page, picture, workbook  # noqa: PLC0415 - loading it is what is measured

    print(f"loading what draws, once: {time.perf_counter() - began:.2f} s")
    for name, draw in (("page", page), ("picture", picture), ("workbook", workbook)):
        print(f"{name}: {spread([timed(partial(draw, found, 'nl')) for _ in range(ROUNDS)])}")
    print(f"the page has {len(page(found, 'nl')) / 1024:.0f} KB")


def spread(seconds: list[float]) -> str:
    """The first time, and the best of all."""
    return f"first {seconds[0]:.2f} s, best {min(seconds):.2f} s"


def timed(act: Callable[[], object]) -> float:
    """How many seconds something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def as_command(folder: Path, url: str) -> float:
    """How long the command takes from start to end."""
    command = [sys.executable, "-m", "bot", "harvest", "--network", "oost", "--out", f"{folder}/oogst.html"]
    surroundings = {**os.environ, "LEERNETWERK_DATABASE_URL": url}
    return timed(lambda: subprocess.run(command, env=surroundings, check=True))


def cpu_of_commands() -> float:
    """How many seconds of a processor all commands took; on a busy machine that says more."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def read(url: str) -> tuple[Harvest, list[float]]:
    """What is drawn, and how long it took to read each time."""
    store, prompts, took = await open_database(url), load_prompts(), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        async with store.transaction() as tx:
            [network] = await tx.networks.all()
            material = await material_of(tx, network, prompts, NOW - timedelta(days=730), datetime.now(UTC))
        found = harvest_of(material)
        took.append(time.perf_counter() - began)
    await store.close()
    return found, took


async def live(url: str) -> None:
    """A year of a lively network: most look back, half try a step, and many let their words be shown."""
    store = await open_database(url)
    async with store.transaction() as tx:
        network = await tx.networks.add("oost", "Oost", timezone="Europe/Amsterdam", language="nl")
        people = [
            await tx.people.add(f"Lid {number}", None, None, "nl", NOW, started=True)
            for number in range(MEMBERS)
        ]
        for person in people:
            await tx.people.place(person, network, Role.MEMBER, NOW)
    for number in range(MEETINGS):
        await live_meeting(store, network, people, number)
    await store.close()


async def live_meeting(store: Database, network: int, people: list[int], number: int) -> None:
    """One meeting and what was said of it."""
    start = NOW - (MEETINGS - number) * APART
    async with store.transaction() as tx:
        fresh = NewMeeting(network, f"Thema {number}", start, "PT2H", "Europe/Amsterdam")
        meeting = await tx.meetings.add(fresh, start)
        for each, person in enumerate(people):
            takeaway = f"Dit neem ik mee van keer {number}: {'samen eten helpt, ' * (each % 5)}nummer {each}"
            await tx.reflections.note(
                person, network, meeting, start, mark=4 + each % 7, takeaway=takeaway, quotable=each % 3 == 0
            )
            if each % 2 == number % 2:
                step = await tx.small_steps.add(person, network, f"als {each}, dan {number}", start)
                outcome = OUTCOMES[each % len(OUTCOMES)]
                news = {"outcome": outcome, "learned": "dat rust helpt", "shared": each % 4 == 0}
                await tx.small_steps.change(step, meeting_id=meeting, closed_at=start, **news)


if __name__ == "__main__":
    main()
