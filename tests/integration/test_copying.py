"""All rows of all tables out of one database and into another, of either kind."""

from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.store import filling, open_database, snapshot
from handlers.guard.counts import Event, Outcome
from handlers.people.people import Role
from knowledge_base.guard import Kind, Level
from tests.fakes import FakeClock, FakeMessenger
from tests.lives import everything, live
from tests.outbox_rows import NOW
from tests.stubs import stub_knowledge

OLDER = "0008"


@pytest.fixture
async def filled_url(database_url: str, messenger: FakeMessenger, clock: FakeClock) -> str:
    """A database with at least one row in every table."""
    await fill_every_table(database_url, messenger, clock)
    return database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for another database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'elsewhere' / 'copy.db'}"
    url: str = request.getfixturevalue("other_postgresql_url")
    return url


async def fill_every_table(url: str, messenger: FakeMessenger, clock: FakeClock) -> None:
    """Two members with a whole life, somebody erased, and what belongs to nobody."""
    async with open_app(url, {"fake": messenger}, stub_knowledge(), clock) as app:
        await live(app, messenger, "anna", Role.FACILITATOR)
        await live(app, messenger, "bob")
        gone = await live(app, messenger, "zonnebloem")
        async with app.store.transaction() as tx:
            await tx.own_data.erase(await tx.own_data.subject(gone.id, None), clock.now())
            network = await tx.networks.keyed("noord")
            assert network
            event = Event(Kind.NAME, Level.CERTAIN, Outcome.HELD)
            await tx.guard_counts.note(NOW.date(), network.id, [event])
            await tx.prompt_answers.open_round(network.id, NOW.date(), "small-success")
            await tx.prompt_answers.answer_anonymously(network.id, NOW.date(), "hard-week", "zo'n dag")
            await tx.facts.keep("odd", "’t is één\n🌻 \\ \" ' % :x ?")


async def rows_of(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in an order that both databases have."""
    store = await open_database(url)
    try:
        return {name: sorted(rows, key=repr) for name, rows in (await everything(store)).items()}
    finally:
        await store.close()


def copy(source: str, target: str) -> None:
    """Copy everything."""
    with snapshot(source) as found, filling(target, found.revision, found.counters()) as into:
        for name in found.tables:
            into.add(name, found.columns(name), found.rows(name))
        into.verify()


async def test_every_row_of_every_table_is_the_same_elsewhere(filled_url: str, empty_url: str) -> None:
    before = await rows_of(filled_url)
    assert [name for name, rows in before.items() if not rows] == []
    copy(filled_url, empty_url)
    assert await rows_of(empty_url) == before
