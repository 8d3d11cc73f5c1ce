"""One process at a time."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.locks import held

HOLD = """
import sys
from pathlib import Path
from bot.locks import held
with held(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.db.run.lock"


@contextmanager
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_first_to_ask_gets_the_lock(lock: Path) -> None:
    with held(lock) as ours:
        assert ours


def test_the_folder_of_a_lock_is_made(lock: Path) -> None:
    with held(lock):
        assert lock.is_file()


def test_a_second_one_is_told_no_and_does_not_wait(lock: Path) -> None:
    with held(lock), held(lock) as ours:
        assert not ours


def test_asking_in_vain_does_not_free_the_lock(lock: Path) -> None:
    with held(lock):
        with held(lock):
            pass
        with held(lock) as ours:
            assert not ours


def test_the_lock_is_free_after_the_block(lock: Path) -> None:
    with held(lock):
        pass
    with held(lock) as ours:
        assert ours


def test_the_lock_is_free_after_a_block_that_failed(lock: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(lock):
        raise ZeroDivisionError
    with held(lock) as ours:
        assert ours


def test_different_roles_do_not_stand_in_each_others_way(lock: Path) -> None:
    with held(lock), held(lock.with_name("bot.db.chat.lock")) as ours:
        assert ours


def test_a_lock_left_behind_as_a_file_holds_nobody_up(lock: Path) -> None:
    lock.parent.mkdir()
    lock.write_text("of an earlier process")
    with held(lock) as ours:
        assert ours
    assert lock.read_text() == "of an earlier process"


def test_another_process_counts_too_and_its_death_frees_the_lock(lock: Path) -> None:
    with holder(lock) as process:
        with held(lock) as ours:
            assert not ours
        process.send_signal(signal.SIGKILL)
        process.wait()
        with held(lock) as ours:
            assert ours
