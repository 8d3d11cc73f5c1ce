"""Messages to plan, and a look at what the outbox says became of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.contract import Address, Reply
from bot.store import Database
from bot.store.tables import outbox
from scheduler.outbox import Claimed, OutboxKind, Planned, ToPerson

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)  # where the fake clock starts
MINUTE = timedelta(minutes=1)
ANNA = Address("fake", "chat-anna")
BRAM = Address("fake", "chat-bram")


def planned(
    key: str,
    *,
    kind: OutboxKind = OutboxKind.REMINDER,
    to: Address | ToPerson = ANNA,
    reply: Reply | None = None,
    not_before: datetime = NOW,
    not_after: datetime | None = None,
    subject: str | None = None,
    network_id: int | None = None,
) -> Planned:
    """A message with this key; its text is the key too."""
    return Planned(key, kind, to, reply or Reply(key), not_before, not_after, subject, network_id)


async def plan(store: Database, *messages: Planned) -> int:
    """Plan these messages in one transaction; how many were new."""
    async with store.transaction() as tx:
        return await tx.outbox.plan(messages)


async def claim(store: Database, now: datetime = NOW, *, lease: str = "me") -> Claimed:
    """Claim the next message, which has to be there."""
    claimed = await claim_if_any(store, now, lease=lease)
    assert claimed, "there was nothing to claim"
    return claimed


async def claim_if_any(
    store: Database, now: datetime = NOW, *, lease: str = "me", platforms: tuple[str, ...] = ("fake",)
) -> Claimed | None:
    """Claim the next message, if there is one."""
    async with store.transaction() as tx:
        return await tx.outbox.claim(platforms, lease, now, broadcasts_to=platforms)


async def row(store: Database, key: str) -> Row[Any]:
    """What is noted about the message with this key."""
    async with store.reading() as tx:
        rows = await tx._connection.execute(select(outbox).where(outbox.c.key == key))
    return rows.one()


async def statuses(store: Database) -> dict[str, str]:
    """The status of every message, by key."""
    async with store.reading() as tx:
        rows = await tx._connection.execute(select(outbox.c.key, outbox.c.status).order_by(outbox.c.id))
    return {found.key: found.status for found in rows}
