"""Several planners and deliverers on one database, each a process: nothing lost, nothing doubled."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.store import open_database
from tests.integration.worker import MESSAGES
from tests.outbox_rows import NOW, statuses

ROOT = Path(__file__).parents[2]
KEYS = sorted(f"message-{number}" for number in range(MESSAGES))
LONGEST = 60  # seconds; it takes a few


def start(url: str, platform: Path, *tasks: str) -> subprocess.Popen[str]:
    """A process that is going to do these tasks."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.worker", url, str(platform), *tasks],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def let_work(
    workers: Sequence[subprocess.Popen[str]],
    platform: Path,
    messages: int = MESSAGES,
    longest: float = LONGEST,
) -> list[tuple[str, str]]:
    """Let all begin at the same moment and work until everything is sent; what each said, and its errors."""
    try:
        for worker in workers:
            assert worker.stdout
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin
            worker.stdin.write("go\n")
            worker.stdin.flush()
        deadline = time.monotonic() + longest
        while len(sent_keys(platform)) < messages and time.monotonic() < deadline:
            time.sleep(0.05)
        return [worker.communicate(timeout=LONGEST) for worker in workers]
    finally:
        for worker in workers:
            worker.kill()


def sent_keys(platform: Path) -> list[str]:
    """The keys of the messages that were sent by now."""
    return platform.read_text().splitlines() if platform.exists() else []


async def nothing_is_lost_or_doubled(
    url: str, platform: Path, outputs: Sequence[tuple[str, str]], keys: Sequence[str] = KEYS
) -> None:
    """Everything was planned by somebody, sent once, and recorded; nobody complained."""
    assert [errors for _, errors in outputs] == [""] * len(outputs)
    assert sum(int(planned) for planned, _ in outputs if planned) == len(keys)
    assert sorted(sent_keys(platform)) == sorted(keys)
    store = await open_database(url)
    assert set((await statuses(store)).items()) == {(key, "sent") for key in keys}
    await store.close()


async def test_four_planners_and_four_deliverers_share_one_file(sqlite_url: str, tmp_path: Path) -> None:
    platform = tmp_path / "platform"
    await (await open_database(sqlite_url)).close()  # how it is made is not what is tried here
    workers = [start(sqlite_url, platform, task) for task in ("plan", "deliver") * 4]
    outputs = let_work(workers, platform)
    await nothing_is_lost_or_doubled(sqlite_url, platform, outputs)


async def test_two_processes_that_plan_and_deliver_share_one_server(
    postgresql_url: str, tmp_path: Path
) -> None:
    platform = tmp_path / "platform"
    workers = [start(postgresql_url, platform, "plan", "deliver") for _ in range(2)]
    outputs = let_work(workers, platform)
    await nothing_is_lost_or_doubled(postgresql_url, platform, outputs)


async def people_with_doors(url: str, number: int) -> list[int]:
    """That many people with a door each; their ids."""
    store, ids = await open_database(url), []
    async with store.transaction() as tx:
        for count in range(number):
            person_id = await tx.people.add(f"Lid {count}", None, None, None, NOW, started=True)
            await tx.doors.opened("fake", str(count), f"chat-{count}")
            await tx.doors.belongs_to("fake", str(count), person_id)
            ids.append(person_id)
    await store.close()
    return ids


async def reminded_by_two(url: str, platform: Path, people: int) -> None:
    """Two processes plan and deliver the same reminders to so many people."""
    keys = [f"person-{person}" for person in await people_with_doors(url, people)]
    workers = [start(url, platform, "plan-to-people", "deliver") for _ in range(2)]
    outputs = let_work(workers, platform, people, longest=LONGEST * 10)
    await nothing_is_lost_or_doubled(url, platform, outputs, keys)


async def test_two_processes_on_one_server_remind_two_hundred_people_once(
    postgresql_url: str, tmp_path: Path
) -> None:
    await reminded_by_two(postgresql_url, tmp_path / "platform", 200)


@pytest.mark.faults
@pytest.mark.timeout(900)
async def test_two_processes_on_one_server_remind_two_thousand_people_once(
    postgresql_url: str, tmp_path: Path
) -> None:
    await reminded_by_two(postgresql_url, tmp_path / "platform", 2000)
