"""`leernetwerk outbox list` in the form that scripts rely on."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from bot.contract import Address, Reply
from bot.store import open_database
from scheduler.outbox import OutboxKind, Planned, ToPerson
from tests.journeys.processes import leernetwerk

DUE = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


async def filled(url: str) -> None:
    """A database with a reminder to a person, and an answer that was sent."""
    store = await open_database(url)
    async with store.transaction() as tx:
        person_id = await tx.people.add("Anna", None, None, None, DUE, started=True)
        await tx.outbox.plan(
            [
                Planned("answer", OutboxKind.ANSWER, Address("telegram", "7"), Reply("Geheim"), DUE, DUE),
                Planned("reminder", OutboxKind.REMINDER, ToPerson(person_id), Reply("Geheim"), DUE),
            ]
        )
    await store.close()


def test_every_message_is_listed_with_what_became_of_it_and_without_its_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    asyncio.run(filled(url))
    listed = leernetwerk("outbox", "list", "--json", cwd=tmp_path, DATABASE_URL=url)
    answer, reminder = json.loads(listed.out)
    assert (listed.code, listed.out.count("\n")) == (0, 1)
    assert reminder == {
        "id": 2,
        "key": "reminder",
        "kind": "reminder",
        "person": 1,
        "platform": None,
        "status": "pending",
        "not_before": "2026-12-03T13:00:00+00:00",
        "not_after": None,
        "attempts": 0,
        "maybe_twice": False,
        "reason": None,
        "sent_at": None,
    }
    assert (answer["person"], answer["platform"], answer["not_after"]) == (
        None,
        "telegram",
        "2026-12-03T13:00:00+00:00",
    )
    shown = leernetwerk("outbox", "list", cwd=tmp_path, DATABASE_URL=url)
    assert shown.code == 0
    assert "reminder" in shown.out
    assert "Geheim" not in listed.out + shown.out
