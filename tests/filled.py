"""A database with a row in every table, and all of its rows."""

from typing import Any

from bot.app import open_app
from bot.store import open_database
from handlers.guard.counts import Event, Outcome
from handlers.people.people import Role
from knowledge_base.guard import Kind, Level
from tests.fakes import FakeClock, FakeMessenger
from tests.lives import everything, live
from tests.outbox_rows import NOW
from tests.stubs import stub_knowledge


async def fill_every_table(url: str, messenger: FakeMessenger, clock: FakeClock) -> None:
    """Two members with a whole life, somebody erased, and what belongs to nobody: a row in every table."""
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
            await tx.tip_records.know_shipped({"lamp": NOW.date()}, NOW.date())
            await tx.gaps.note(NOW.date().replace(day=1), network.id, "school")
            await tx.facts.keep("odd", "’t is één\n🌻 \\ \" ' % :x ?")


async def rows_of(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in an order that both databases have."""
    store = await open_database(url)
    try:
        return {name: sorted(rows, key=repr) for name, rows in (await everything(store)).items()}
    finally:
        await store.close()
