"""All rows of all tables out of one database and into another, of either kind; or nothing at all."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.store import (
    NewerDatabase,
    NotEmpty,
    NothingThere,
    StoreError,
    driver_url,
    engines,
    filling,
    migrate,
    open_database,
    snapshot,
    sqlite_file,
)
from tests.fakes import FakeClock, FakeMessenger
from tests.filled import fill_every_table, rows_of

OLDER = "0003"  # before there were meetings
NETWORK = {"timezone": "Europe/Amsterdam", "language": "nl"}


@pytest.fixture
async def filled_url(new_database_url: str, messenger: FakeMessenger, clock: FakeClock) -> str:
    """A database with at least one row in every table."""
    await fill_every_table(new_database_url, messenger, clock)
    return new_database_url


@pytest.fixture
async def small_url(new_database_url: str) -> str:
    """A database with little in it."""
    store = await open_database(new_database_url)
    async with store.transaction() as tx:
        await tx.networks.add("noord", "Noord", **NETWORK)
    await store.close()
    return new_database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for another database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'elsewhere' / 'copy.db'}"
    url: str = request.getfixturevalue("other_postgresql_url")
    return url


def copy(source: str, target: str) -> None:
    """Copy everything."""
    with snapshot(source) as found, filling(target, found.revision, found.counters()) as into:
        for name in found.tables:
            into.add(name, found.columns(name), found.rows(name))
        into.verify()


def on(url: str, *statements: str) -> Iterator[Any]:
    """Run statements in one transaction; the first value of each that has one."""
    engine = engines.create_sync_engine(driver_url(url))
    with engine.begin() as connection:
        for statement in statements:
            found = connection.execute(text(statement))
            yield found.scalar() if found.returns_rows else None
    engine.dispose()


def run(url: str, *statements: str) -> list[Any]:
    """Run statements in one transaction."""
    return list(on(url, *statements))


def make_older(url: str) -> None:
    """A database as an older version left it, with something in it."""
    file = sqlite_file(url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = engines.create_sync_engine(driver_url(url))
    with engine.begin() as connection:
        migrate.run_migrations(connection, OLDER)
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('telegram-bot', 'oud')"))
    engine.dispose()


def nothing_there(url: str) -> bool:
    """Whether nothing is left in an empty place."""
    file = sqlite_file(url)
    if file:
        return not file.parent.exists() or list(file.parent.iterdir()) == []
    return bool(run(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [0])


async def test_every_row_of_every_table_is_the_same_elsewhere(filled_url: str, empty_url: str) -> None:
    before = await rows_of(filled_url)
    assert [name for name, rows in before.items() if not rows] == []
    copy(filled_url, empty_url)
    assert await rows_of(empty_url) == before


async def test_numbers_go_on_after_the_highest_that_was_given(small_url: str, empty_url: str) -> None:
    """On PostgreSQL a number that was given out and whose row is gone is not given again either."""
    store = await open_database(small_url)
    async with store.transaction() as tx:
        last = await tx.networks.add("weg", "Weg", **NETWORK)
    await store.close()
    run(small_url, "DELETE FROM networks WHERE key = 'weg'")
    copy(small_url, empty_url)
    store = await open_database(empty_url)
    async with store.transaction() as tx:
        first = await tx.networks.add("nieuw", "Nieuw", **NETWORK)
    await store.close()
    both_count = not sqlite_file(small_url) and not sqlite_file(empty_url)
    assert first == (last + 1 if both_count else last)


async def test_what_is_written_meanwhile_is_not_in_a_snapshot(small_url: str) -> None:
    with snapshot(small_url) as found:
        before = found.counts()
        run(small_url, "INSERT INTO facts (name, value) VALUES ('new', 'new')", "DELETE FROM networks")
        assert {name: len(list(found.rows(name))) for name in found.tables} == before
        assert found.counts() == before
    with snapshot(small_url) as found:
        assert found.counts() == {**before, "facts": before["facts"] + 1, "networks": 0}


async def test_rows_of_an_older_version_are_brought_up_to_date(new_database_url: str, empty_url: str) -> None:
    make_older(new_database_url)
    copy(new_database_url, empty_url)
    store = await open_database(empty_url)
    async with store.reading() as tx:
        assert await tx.facts.get("telegram-bot") == "oud"
        assert await tx.people.all() == []
    await store.close()
    newest = migrate.newest_revision()
    assert run(empty_url, "SELECT version_num FROM alembic_version") == [newest]
    assert run(new_database_url, "SELECT version_num FROM alembic_version") == [OLDER]


async def test_rows_of_a_newer_version_are_refused(small_url: str, empty_url: str) -> None:
    run(small_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase), snapshot(small_url):
        pass
    with pytest.raises(NewerDatabase), filling(empty_url, "9999", {}):
        pass
    assert nothing_there(empty_url)


async def test_nothing_is_put_where_something_is(small_url: str) -> None:
    before = await rows_of(small_url)
    with pytest.raises(NotEmpty), filling(small_url, OLDER, {}):
        pass
    assert await rows_of(small_url) == before


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_part_of_another_sqlite_database_is_in_the_way(new_sqlite_url: str, end: str) -> None:
    """SQLite would mix it with what is put beside it."""
    file = sqlite_file(new_sqlite_url)
    assert file
    file.parent.mkdir()
    beside = file.with_name(f"{file.name}{end}")
    beside.touch()
    with pytest.raises(NotEmpty, match=end), filling(new_sqlite_url, OLDER, {}):
        pass
    assert [path.name for path in file.parent.iterdir()] == [beside.name]


NOBODY = ["digest", 1, "2026-11-26T07:00:00+01:00"]  # points to a person who is not there
HALVES: Mapping[str, tuple[str, list[str], list[Any]]] = {
    "another table": ("elsewhere", ["name"], ["x"]),
    "other columns": ("facts", ["name"], ["x"]),
    "no value": ("facts", ["name", "value"], ["x", None]),
    "the same twice": ("facts", ["name", "value"], ["one", "2"]),
    "points to nothing": ("link_codes", ["code_hash", "person_id", "expires_at"], NOBODY),
    "does not come back the same": ("facts", ["name", "value"], ["two", 2]),
}


@pytest.mark.parametrize("half", HALVES)
def test_half_a_copy_leaves_nothing(empty_url: str, half: str) -> None:
    name, columns, row = HALVES[half]
    with pytest.raises(StoreError), filling(empty_url, OLDER, {}) as into:  # noqa: PT012 - which raises differs
        into.add("facts", ["name", "value"], [["one", "1"]])
        into.add(name, columns, [row])
        into.verify()
    assert nothing_there(empty_url)


def test_a_copy_that_is_stopped_leaves_nothing(empty_url: str) -> None:
    with pytest.raises(KeyboardInterrupt), filling(empty_url, OLDER, {}):
        raise KeyboardInterrupt
    assert nothing_there(empty_url)


def test_a_database_that_is_not_there_is_not_made(new_sqlite_url: str, new_postgresql_url: str) -> None:
    for url in (new_sqlite_url, new_postgresql_url):
        with pytest.raises(NothingThere), snapshot(url):
            pass
    assert nothing_there(new_sqlite_url)


def test_what_is_no_database_says_so(new_sqlite_url: str) -> None:
    file = sqlite_file(new_sqlite_url)
    assert file
    file.parent.mkdir()
    file.write_text("geen database" * 100)
    with pytest.raises(StoreError, match="not a database"), snapshot(new_sqlite_url):
        pass
