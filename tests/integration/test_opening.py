"""Opening a database: what is made, what is left alone, and what is said when it can't be done."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import alembic.command
import pytest
from alembic.config import Config
from sqlalchemy import text

from bot.store import Database, StoreError, engines, open_database
from bot.store.errors import (
    DatabaseLocked,
    DatabaseUnreachable,
    DatabaseUnwritable,
    NewerDatabase,
    NotADatabase,
)
from tests.outbox_rows import plan, planned, statuses

ROOT = Path(__file__).parents[2]
NO_RIGHTS_OF_ROOT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
OPEN = """
import asyncio, sys
from bot.store import StoreError, open_database
async def main():
    await (await open_database(sys.argv[1])).close()
print("ready", flush=True)
sys.stdin.readline()
try:
    asyncio.run(main())
except StoreError as error:
    print(type(error).__name__, error)
"""


async def open_and_close(url: str) -> None:
    """Open a database and let go of it."""
    database = await open_database(url)
    await database.close()


async def refusal(url: str, error: type[StoreError]) -> str:
    """What is said when this database can't be opened: one line."""
    with pytest.raises(error) as refused:
        await open_and_close(url)
    assert type(refused.value) is error
    assert "\n" not in str(refused.value)
    return str(refused.value)


def sqlite_at(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path}"


# What can be opened


async def test_a_new_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "bot.db"
    await open_and_close(sqlite_at(path))
    assert path.is_file()


async def test_an_address_without_folder_means_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await open_and_close("sqlite:///bot.db")
    assert (tmp_path / "bot.db").is_file()


async def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.touch()
    database = await open_database(sqlite_at(path))
    assert await plan(database, planned("a")) == 1
    await database.close()


async def test_opening_again_keeps_what_was_there(database_url: str) -> None:
    first = await open_database(database_url)
    await plan(first, planned("a"))
    await first.close()
    second = await open_database(database_url)
    assert await statuses(second) == {"a": "pending"}
    await second.close()


async def test_a_database_can_be_open_twice_at_once(database_url: str) -> None:
    first, second = await open_database(database_url), await open_database(database_url)
    await plan(first, planned("a"))
    assert await plan(second, planned("a"), planned("b")) == 1
    assert await statuses(first) == {"a": "pending", "b": "pending"}
    await first.close()
    await second.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
async def test_both_names_of_postgresql_are_understood(postgresql_url: str, scheme: str) -> None:
    await open_and_close(postgresql_url.replace("postgresql://", f"{scheme}://"))


async def test_what_was_told_to_be_kept_survives_a_power_cut(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    async with database.reading() as tx:
        modes = [
            await tx._connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await database.close()
    assert modes == ["wal", 2, 1]  # 2: FULL


def names_in(folder: Path) -> list[str]:
    """The files in a folder."""
    return [path.name for path in folder.iterdir()]


async def test_nothing_but_the_database_is_left_behind(tmp_path: Path) -> None:
    await open_and_close(sqlite_at(tmp_path / "bot.db"))
    assert names_in(tmp_path) == ["bot.db"]


@contextlib.contextmanager
def migrating(url: str) -> Iterator[Config]:
    """Alembic as `pyproject.toml` has it, at work on this database."""
    engine = engines.create_sync_engine(engines.driver_url(url))
    with engine.begin() as connection:
        yield Config(toml_file=ROOT / "pyproject.toml", attributes={"connection": connection})
    engine.dispose()


async def test_the_migrations_make_the_tables_that_the_code_knows(new_database_url: str) -> None:
    await open_and_close(new_database_url)
    with migrating(new_database_url) as settings:
        alembic.command.check(settings)  # raises when there is something to do


async def test_the_migrations_can_be_taken_back_and_done_again(new_database_url: str) -> None:
    await open_and_close(new_database_url)
    with migrating(new_database_url) as settings:
        alembic.command.downgrade(settings, "base")
    database = await open_database(new_database_url)
    assert await plan(database, planned("a")) == 1
    await database.close()


async def test_what_an_older_version_had_handled_stays_handled_without_its_ids(database_url: str) -> None:
    await open_and_close(database_url)
    with migrating(database_url) as settings:
        alembic.command.downgrade(settings, "0002")
        settings.attributes["connection"].execute(
            text("INSERT INTO handled VALUES ('telegram', '4711/12', '2026-12-03 13:00:00.000000')")
        )
    database = await open_database(database_url)
    async with database.transaction() as tx:
        assert not await tx.handled.add("telegram", "4711/12", datetime(2026, 12, 3, 14, 0, tzinfo=UTC))
        assert await tx.handled.add("telegram", "4711/13", datetime(2026, 12, 3, 14, 0, tzinfo=UTC))
        [old] = await tx._connection.execute(text("SELECT digest FROM handled WHERE at < '2026-12-03 13:30'"))
    assert "4711" not in old.digest
    await database.close()


# What can't be opened


@pytest.mark.parametrize("content", ["hoi", "Beste allemaal, dit is een brief.\n" * 100])
async def test_a_text_file_is_not_taken_for_a_database_and_not_touched(tmp_path: Path, content: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(content)
    said = await refusal(sqlite_at(path), NotADatabase)
    assert said == f"{path} is not a database. Move it away, or set another path."
    assert path.read_text() == content


async def test_a_folder_is_not_taken_for_a_database(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.mkdir()
    assert str(path) in await refusal(sqlite_at(path), DatabaseUnwritable)


async def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    said = await refusal(sqlite_at(tmp_path / "data" / "bot.db"), DatabaseUnwritable)
    assert "LEERNETWERK_DATABASE_URL" in said


async def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    database = await open_database(database_url)
    await plan(database, planned("a"))
    async with database.transaction() as tx:
        await tx._connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer version" in await refusal(database_url, NewerDatabase)
    assert await statuses(database) == {"a": "pending"}
    await database.close()


async def test_a_database_that_another_program_holds_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    await open_and_close(sqlite_at(path))
    monkeypatch.setattr(engines, "LOCK_WAIT_S", 0.05)
    with writing(path):
        said = await refusal(sqlite_at(path), DatabaseLocked)
    assert said == f"{path} is held by another program. Stop that program first."
    await open_and_close(sqlite_at(path))


async def test_a_database_that_another_program_holds_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    await open_and_close(sqlite_at(path))
    with writing(path, let_go_after=0.1):
        await open_and_close(sqlite_at(path))


async def test_a_new_database_that_another_program_holds_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with writing(path, let_go_after=0.1):
        await open_and_close(sqlite_at(path))


@contextlib.contextmanager
def writing(path: Path, *, let_go_after: float | None = None) -> Iterator[None]:
    """Another program in the middle of a change: until the end of the block, or so many seconds long."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE of_another_program (id)")
        letting_go = threading.Timer(let_go_after or 60, other.rollback)
        letting_go.start()
        try:
            yield
        finally:
            if let_go_after is None:
                letting_go.cancel()
            letting_go.join()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
async def test_a_server_that_is_not_there_is_said_without_the_password(scheme: str) -> None:
    said = await refusal(f"{scheme}://bot:hunter2@127.0.0.1:1/leernetwerk", DatabaseUnreachable)
    assert "127.0.0.1:1/leernetwerk" in said
    assert "hunter2" not in said


async def test_a_password_among_the_options_is_not_said_either() -> None:
    said = await refusal("postgresql://127.0.0.1:1/db?user=bot&password=hunter2", DatabaseUnreachable)
    assert "hunter2" not in said


async def test_a_database_that_the_server_does_not_have_is_said(postgresql_url: str) -> None:
    missing = postgresql_url.replace("/test_", "/not_there_")
    assert "not_there_" in await refusal(missing, DatabaseUnreachable)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/leernetwerk",
        "oracle+whatever://x",
        "leernetwerk.db",
        "",
        "postgresql://bot:a@b:c@localhost/leernetwerk",
        "postgresql://localhost:port/leernetwerk",
        "sqlite://",
    ],
)
async def test_an_address_we_do_not_understand_is_answered_with_those_we_do(url: str) -> None:
    said = await refusal(url, StoreError)
    assert "sqlite:///PATH" in said
    assert "postgresql://" in said


# As seen by other processes


def opening(url: str, *, without_rights: bool = False) -> subprocess.Popen[str]:
    """Another process that opens a database as soon as it is sent a line."""
    before = NO_RIGHTS_OF_ROOT if without_rights and os.geteuid() == 0 else ()
    if before and not shutil.which(before[0]):
        pytest.skip("root can write everything, and there is no setpriv to take that away")
    return subprocess.Popen(
        [*before, sys.executable, "-c", OPEN, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said_by(process: subprocess.Popen[str]) -> str:
    """What a process says when it has opened its database: nothing, if all went well."""
    said, errors = process.communicate("go\n")
    assert errors == ""
    assert process.returncode == 0
    return said.partition("ready\n")[2]


@pytest.mark.parametrize("read_only", ["file", "folder", "both"])
async def test_a_database_that_may_only_be_read_is_said(tmp_path: Path, read_only: str) -> None:
    folder = tmp_path / "data"
    path = folder / "bot.db"
    await open_and_close(sqlite_at(path))
    if read_only in ("file", "both"):
        path.chmod(0o444)
    if read_only in ("folder", "both"):
        folder.chmod(0o555)
    said = said_by(opening(sqlite_at(path), without_rights=True))
    folder.chmod(0o755)
    assert said.startswith(f"DatabaseUnwritable {path} can't be opened for writing. Give this user the right")


async def test_a_new_database_in_a_folder_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o555)
    inside = said_by(opening(sqlite_at(folder / "bot.db"), without_rights=True))
    deeper = said_by(opening(sqlite_at(folder / "deeper" / "bot.db"), without_rights=True))
    folder.chmod(0o755)
    assert inside.startswith("DatabaseUnwritable")
    assert deeper.startswith("DatabaseUnwritable")
    assert "LEERNETWERK_DATABASE_URL" in deeper


@pytest.mark.parametrize(
    "command",
    [
        ("questions", "list"),
        ("chat",),
        ("run", "--platforms", "none"),
    ],
    ids=" ".join,
)
def test_every_command_says_in_one_line_that_there_is_no_place_for_the_database(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "data").touch()
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        env={**os.environ, "LEERNETWERK_DATABASE_URL": sqlite_at(tmp_path / "data" / "bot.db")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert "LEERNETWERK_DATABASE_URL" in ended.stderr


async def test_processes_that_open_a_new_database_at_the_same_moment_all_get_it(
    new_postgresql_url: str,
) -> None:
    await opened_by_several(new_postgresql_url)


async def test_processes_that_make_a_new_file_at_the_same_moment_all_get_it(new_sqlite_url: str) -> None:
    await opened_by_several(new_sqlite_url)


async def opened_by_several(url: str) -> None:
    """Let two processes open a database at once, and see whether it is whole."""
    processes = [opening(url) for _ in range(2)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[0] for process in processes] == ["", ""]
    database: Database = await open_database(url)
    assert await plan(database, planned("a")) == 1
    await database.close()
