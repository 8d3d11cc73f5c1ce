"""`leernetwerk backup`, `restore` and `migrate-to` as an operator uses them, with real processes."""

import asyncio
import random
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import open_app
from bot.erased import list_of
from bot.store import sqlite_file
from tests.fakes import FakeClock, FakeMessenger
from tests.filled import fill_every_table, rows_of
from tests.journeys import processes
from tests.journeys.backups import PASSPHRASE, ok, on
from tests.journeys.processes import (
    COMMAND,
    Outcome,
    leernetwerk,
    piped_chat,
    surroundings,
    terminal_command,
    together,
)
from tests.lives import everything
from tests.stubs import stub_knowledge

pytestmark = pytest.mark.timeout(900)

NETWORK = ("network", "add", "noord", "--name", "Noord")


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase takes a second of processor time each time, which a busy machine may not give for long."""
    monkeypatch.setattr(processes, "PATIENCE_S", 300.0)


@pytest.fixture
def empty_url(new_database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for another database, of the other kind."""
    if not sqlite_file(new_database_url):
        return f"sqlite:///{tmp_path / 'elsewhere' / 'copy.db'}"
    url: str = request.getfixturevalue("other_postgresql_url")
    return url


async def test_a_backup_of_everything_is_restored_on_the_other_kind_of_database(
    new_database_url: str, empty_url: str, tmp_path: Path, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await fill_every_table(new_database_url, messenger, clock)
    before = await rows_of(new_database_url)
    assert [name for name, rows in before.items() if not rows] == []
    file = str(tmp_path / "today.backup")
    made, restored = ok(
        together(tmp_path, on(new_database_url, "backup", file), on(empty_url, "restore", file))
    )
    count = f"{sum(map(len, before.values()))} rows of {len(before)} tables"
    assert made.out == f"{file}: {count}.\n"
    assert count in restored.out
    assert await rows_of(empty_url) == before


async def test_a_sqlite_installation_moves_to_postgresql(
    new_sqlite_url: str, new_postgresql_url: str, tmp_path: Path, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await fill_every_table(new_sqlite_url, messenger, clock)
    before = await rows_of(new_sqlite_url)
    file = sqlite_file(new_sqlite_url)
    assert file
    content = file.read_bytes()
    moved, again = together(
        tmp_path,
        on(new_sqlite_url, "migrate-to", new_postgresql_url),
        on(new_sqlite_url, "migrate-to", new_postgresql_url),
    )
    assert (moved.code, moved.err) == (0, "")
    assert "LEERNETWERK_DATABASE_URL" in moved.out
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "not empty" in again.err
    assert await rows_of(new_postgresql_url) == before
    assert file.read_bytes() == content


async def test_whoever_was_erased_after_a_backup_stays_erased(
    new_sqlite_url: str, tmp_path: Path, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await fill_every_table(new_sqlite_url, messenger, clock)
    marks, database, file = list_of(new_sqlite_url), sqlite_file(new_sqlite_url), str(tmp_path / "old.backup")
    assert database
    ok(together(tmp_path, on(new_sqlite_url, "backup", file)))
    async with open_app(new_sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        async with app.store.transaction() as tx:
            [bob] = [person for person in await tx.people.all() if person.name == "bob-naam"]
            await tx.own_data.erase(await tx.own_data.subject(bob.id, None), clock.now())
        await app.forget_again()
    listed = marks.read_bytes()
    database.unlink()
    [restored] = ok(together(tmp_path, on(new_sqlite_url, "restore", file)))
    assert "list of erasures" not in restored.out
    assert marks.read_bytes() == listed
    assert "bob-naam" in repr(await rows_of(new_sqlite_url))
    async with open_app(new_sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        left = repr(await everything(app.store))
    assert "bob-" not in left
    assert "anna-naam" in left


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def change_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)


def make_something_else(file: Path) -> None:
    file.write_text("iets anders " * 20)


def make_newer(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[16] = 2
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut_off, "damaged"),
        (change_a_byte, "damaged"),
        (make_something_else, "no backup"),
        (make_newer, "newer version"),
        (Path.unlink, "can't be read"),
    ],
)
def test_a_backup_that_is_no_good_is_refused_in_one_line_and_leaves_nothing(
    new_sqlite_url: str, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    file, elsewhere = tmp_path / "x.backup", tmp_path / "elsewhere"
    ok(together(tmp_path, on(new_sqlite_url, *NETWORK), on(new_sqlite_url, "backup", str(file))))
    spoil(file)
    [refused] = together(tmp_path, on(f"sqlite:///{elsewhere / 'x.db'}", "restore", str(file)))
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert said in refused.err
    assert not elsewhere.exists()


def test_what_stands_in_the_way_is_said_in_one_line(new_sqlite_url: str, tmp_path: Path) -> None:
    file = str(tmp_path / "x.backup")
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere' / 'x.db'}"
    outcomes = together(
        tmp_path,
        on(new_sqlite_url, "backup", file),
        on(new_sqlite_url, *NETWORK),
        on(new_sqlite_url, "backup", file),
        on(new_sqlite_url, "backup", file),
        on(new_sqlite_url, "backup", str(tmp_path / "nowhere" / "x")),
        on(new_sqlite_url, "restore", file),
        on(elsewhere, "restore", file, passphrase="een andere"),
        ["restore", file],
        on(new_sqlite_url, "migrate-to", new_sqlite_url),
        on("postgresql://x@127.0.0.1:1/x", "migrate-to", "postgresql://x@127.0.0.1:1/y"),
        on(new_sqlite_url, "migrate-to", "postgresql://x:geheim@127.0.0.1:1/y"),
    )
    expected = [
        (1, "There is no database"),
        (0, ""),
        (0, ""),
        (1, "is there already"),
        (1, "can't be written"),
        (1, "There is a database at"),
        (1, "The passphrase is not the one"),
        (1, "LEERNETWERK_BACKUP_PASSPHRASE"),
        (2, "postgresql://"),
        (1, "already"),
        (2, "No connection"),
    ]
    assert [one.code for one in outcomes] == [code for code, _ in expected], outcomes
    for one, (code, said) in zip(outcomes, expected, strict=True):
        assert said in one.err
        assert one.err.count("\n") == (1 if code else 0)
        assert "geheim" not in one.err


def test_a_bot_at_work_is_not_moved_or_written_over(new_sqlite_url: str, tmp_path: Path) -> None:
    file = str(tmp_path / "x.backup")
    with piped_chat(tmp_path, DATABASE_URL=new_sqlite_url) as chat:
        chat.asks("/help", "/vraag")
        made, moved, restored = together(
            tmp_path,
            on(new_sqlite_url, "backup", file),
            on(new_sqlite_url, "migrate-to", "postgresql://x@127.0.0.1:1/y"),
            on(new_sqlite_url, "restore", file),
        )
    assert (made.code, moved.code, restored.code) == (0, 1, 1)
    assert "Stop it first" in moved.err
    assert "Stop it first" in restored.err


def test_the_passphrase_comes_from_a_pipe_too(new_sqlite_url: str, tmp_path: Path) -> None:
    ok(together(tmp_path, on(new_sqlite_url, *NETWORK)))
    file, elsewhere = str(tmp_path / "x.backup"), f"sqlite:///{tmp_path / 'elsewhere' / 'x.db'}"
    assert leernetwerk("backup", file, cwd=tmp_path, given="één\n", DATABASE_URL=new_sqlite_url).code == 0
    assert leernetwerk("restore", file, cwd=tmp_path, given="één", DATABASE_URL=elsewhere).code == 0


def limited_backup(folder: Path, url: str, file: Path, most: int) -> Outcome:
    """A backup on a disk that takes so many bytes in a file and no more."""
    done = subprocess.run(
        [*COMMAND, "backup", str(file)],
        cwd=folder,
        env=surroundings(DATABASE_URL=url, BACKUP_PASSPHRASE=PASSPHRASE),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        timeout=processes.PATIENCE_S,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_full_disk_is_one_line_and_leaves_no_half_backup(new_sqlite_url: str, tmp_path: Path) -> None:
    ok(together(tmp_path, on(new_sqlite_url, *NETWORK)))
    database, folder = sqlite_file(new_sqlite_url), tmp_path / "backups"
    assert database
    with closing(sqlite3.connect(database)) as connection:  # what does not get smaller by packing it
        connection.execute("INSERT INTO facts VALUES ('noise', hex(randomblob(200000)))")
        connection.commit()
    folder.mkdir()
    full = limited_backup(tmp_path, new_sqlite_url, folder / "x", 100_000)
    assert (full.code, full.out, full.err.count("\n")) == (1, "", 1)
    assert "can't be written" in full.err
    assert list(folder.iterdir()) == []
    assert limited_backup(tmp_path, new_sqlite_url, folder / "x", 10_000_000).code == 0


def test_in_a_terminal_the_passphrase_is_typed_twice(new_sqlite_url: str, tmp_path: Path) -> None:
    ok(together(tmp_path, on(new_sqlite_url, *NETWORK)))
    file, elsewhere = str(tmp_path / "x.backup"), f"sqlite:///{tmp_path / 'elsewhere' / 'x.db'}"
    with terminal_command("backup", file, cwd=tmp_path, DATABASE_URL=new_sqlite_url) as terminal:
        terminal.sees("Passphrase: ")
        terminal.types(f"{PASSPHRASE}\n")
        terminal.sees("Once more: ")
        terminal.types("iets anders\n")
        terminal.sees("not the same")
        assert terminal.ends() == 1
    assert not Path(file).exists()
    with terminal_command("backup", file, cwd=tmp_path, DATABASE_URL=new_sqlite_url) as terminal:
        for prompt in ("Passphrase: ", "Once more: "):
            terminal.sees(prompt)
            terminal.types(f"{PASSPHRASE}\n")
        assert PASSPHRASE not in terminal.sees("rows of")
        assert terminal.ends() == 0
    with terminal_command("restore", file, cwd=tmp_path, DATABASE_URL=elsewhere) as terminal:
        terminal.sees("Passphrase: ")
        terminal.types(f"{PASSPHRASE}\n")
        terminal.sees("Restored")
        assert terminal.ends() == 0


def noisy_backup(folder: Path, url: str, file: Path) -> None:
    """A backup of a megabyte that does not get smaller by packing it."""
    ok(together(folder, on(url, *NETWORK)))
    database = sqlite_file(url)
    assert database
    with closing(sqlite3.connect(database)) as connection:
        connection.executemany(
            "INSERT INTO facts VALUES (?, hex(randomblob(20000)))",
            [(f"noise-{number}",) for number in range(40)],
        )
        connection.commit()
    ok(together(folder, on(url, "backup", str(file))))


def restoring(
    folder: Path, url: str, file: Path, before: Callable[[], None] | None = None
) -> "subprocess.Popen[bytes]":
    """A restore that goes on."""
    return subprocess.Popen(
        [*COMMAND, "restore", str(file)],
        cwd=folder,
        env=surroundings(DATABASE_URL=url, BACKUP_PASSPHRASE=PASSPHRASE),
        preexec_fn=before,  # noqa: PLW1509 - no other thread runs here
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_disk_that_is_full_during_a_restore_is_one_line_and_leaves_no_database(
    new_sqlite_url: str, tmp_path: Path
) -> None:
    file, elsewhere = tmp_path / "x.backup", tmp_path / "elsewhere"
    noisy_backup(tmp_path, new_sqlite_url, file)
    most = 600_000
    full = restoring(
        tmp_path,
        f"sqlite:///{elsewhere / 'x.db'}",
        file,
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    out, err = full.communicate(timeout=processes.PATIENCE_S)
    assert (full.returncode, out, err.count(b"\n")) == (2, b"", 1), err.decode()
    assert b"full" in err
    assert {path.name for path in elsewhere.iterdir()} <= {"x.db.run.lock", "x.db.chat.lock"}
    ok(together(tmp_path, on(f"sqlite:///{elsewhere / 'x.db'}", "restore", str(file))))


@pytest.mark.faults
async def test_a_restore_that_is_killed_at_any_moment_leaves_all_or_nothing_and_begins_again(
    new_sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.backup"
    noisy_backup(tmp_path, new_sqlite_url, file)
    rows = await rows_of(new_sqlite_url)
    began = time.monotonic()
    whole = restoring(tmp_path, f"sqlite:///{tmp_path / 'whole' / 'x.db'}", file)
    whole.communicate()
    assert whole.returncode == 0
    takes = time.monotonic() - began
    killed = 0
    for number in range(20):
        elsewhere = tmp_path / f"elsewhere-{number}"
        url = f"sqlite:///{elsewhere / 'x.db'}"
        process = restoring(tmp_path, url, file)
        await asyncio.sleep(takes * random.uniform(0.2, 1.0))
        process.kill()
        process.communicate()
        killed += process.returncode != 0
        if not (elsewhere / "x.db").exists():
            ok(together(tmp_path, on(url, "restore", str(file))))
        assert await rows_of(url) == rows, number
        assert not list(elsewhere.glob("*.restoring*")) or (elsewhere / "x.db").exists()
    assert killed > 0
