"""A backup that is made while somebody asks one thing after the other."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.filled import rows_of
from tests.journeys import processes
from tests.journeys.backups import ok, on
from tests.journeys.processes import Chat, piped_chat, together

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase takes a second of processor time each time, which a busy machine may not give for long."""
    monkeypatch.setattr(processes, "PATIENCE_S", 300.0)


class Busy:
    """Somebody who asks without end; how many answers they have seen so far."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._stop = threading.Event()
        self.answers = 0

    def run(self) -> None:
        """Ask until told to stop."""
        while not self._stop.is_set():
            self._chat.asks("/taal", "English")
            self.answers += 1

    def waits(self, answers: int) -> None:
        """Wait until they have seen so many."""
        end = time.monotonic() + processes.PATIENCE_S
        while self.answers < answers:
            assert time.monotonic() < end, f"only {self.answers} answers"
            time.sleep(0.01)

    def stop(self) -> None:
        """No more questions."""
        self._stop.set()


@contextmanager
def busy(chat: Chat) -> Iterator[Busy]:
    """Somebody who asks as long as the block lasts."""
    somebody = Busy(chat)
    thread = threading.Thread(target=somebody.run)
    thread.start()
    try:
        yield somebody
    finally:
        somebody.stop()
        thread.join()


async def test_a_backup_under_load_has_all_that_was_answered_and_nothing_half(
    database_url: str, tmp_path: Path
) -> None:
    """An answer is a row that is committed together with its message's mark in `handled`, and shown then."""
    file, elsewhere = str(tmp_path / "x.backup"), f"sqlite:///{tmp_path / 'elsewhere' / 'x.db'}"
    with piped_chat(tmp_path, DATABASE_URL=database_url) as chat, busy(chat) as somebody:
        somebody.waits(20)
        seen = somebody.answers
        ok(together(tmp_path, on(database_url, "backup", file)))
        asked_meanwhile = somebody.answers - seen
    ok(together(tmp_path, on(elsewhere, "restore", file)))
    rows = await rows_of(elsewhere)
    assert asked_meanwhile > 0
    assert len(rows["handled"]) >= seen
    assert len(rows["outbox"]) == len(rows["handled"]) == len(rows["choice_list"])
    last = await rows_of(database_url)
    assert len(last["handled"]) > len(rows["handled"])
    kept = {row["digest"] for row in rows["handled"]}
    assert kept < {row["digest"] for row in last["handled"]}
