"""What goes wrong with a database in a simulated day. Moments are those of a loop whose time jumps."""

import asyncio
import os
import pwd
import shlex
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from psycopg.errors import DiskFull
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from tests.journeys.day_plan import Stretch

MOST_PAGES = 1_073_741_823  # as SQLite has it by default


async def until(moment: float) -> None:
    """Wait for a moment."""
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))


async def locked_file(file: Path | None, when: Stretch) -> None:
    """Another program holds a SQLite file for a while."""
    if file is None or not lies_ahead(when):
        return
    await until(when.begin)
    other = sqlite3.connect(file, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    await until(when.end)
    other.execute("ROLLBACK")
    other.close()


async def stopped_server(folder: Path, when: Stretch) -> None:
    """A PostgreSQL server breaks down, and is started again after a while."""
    if not lies_ahead(when):
        return
    await until(when.begin)
    await asyncio.to_thread(server_control, folder, "-m", "immediate", "stop")
    await until(when.end)
    await asyncio.to_thread(server_control, folder, "-l", str(folder / "log"), "start")


def server_control(folder: Path, *arguments: str) -> None:
    """Start or stop a server that was started before, as it was."""
    program, *options = shlex.split((folder / "postmaster.opts").read_text())
    control = [str(Path(program).with_name("pg_ctl")), "-w", "-D", str(folder)]
    given = options[options.index("-h") :] if "-h" in options else options
    if "start" in arguments:
        control += ["-o", shlex.join(given)]
    owner = pwd.getpwuid(folder.stat().st_uid).pw_name
    as_whom = owner if os.geteuid() == 0 else None
    nowhere = subprocess.DEVNULL
    subprocess.run([*control, *arguments], check=True, stdout=nowhere, stderr=nowhere, user=as_whom)


async def full_disk(when: Stretch) -> None:
    """No database can grow for a while."""
    if not lies_ahead(when):
        return
    await until(when.begin)
    event.listen(Pool, "checkout", let_not_grow)
    event.listen(Engine, "before_cursor_execute", refuse_rows)
    await until(when.end)
    event.remove(Pool, "checkout", let_not_grow)
    event.remove(Engine, "before_cursor_execute", refuse_rows)
    event.listen(Pool, "checkout", let_grow)


def lies_ahead(when: Stretch) -> bool:
    """Whether it is still to come."""
    return when.begin >= asyncio.get_running_loop().time() and when.end > when.begin


def let_not_grow(connection: Any, *_: Any) -> None:
    """A SQLite file has no room for another page."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA max_page_count = 1")  # which SQLite takes as: no more than there are


def let_grow(connection: Any, *_: Any) -> None:
    """A SQLite file has room again."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA max_page_count = {MOST_PAGES}")


def refuse_rows(connection: Any, _: Any, statement: str, *__: Any) -> None:
    """What a PostgreSQL server says that has no room."""
    if connection.dialect.name == "postgresql" and statement.lstrip().startswith(("INSERT", "UPDATE")):
        raise DiskFull("could not extend file: No space left on device")
