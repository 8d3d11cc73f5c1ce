"""How often the guard spoke up, and what became of it; never about what."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import guard_counts
from handlers.guard.counts import Counted, Event, Outcome
from knowledge_base.guard import Kind, Level

KEY = ("day", "network_id", "kind", "level", "outcome")
UNKNOWN_NETWORK = 0


class GuardCountRepository:
    """Counts by day, network, kind, level and outcome."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, day: date, network_id: int | None, events: Collection[Event]) -> None:
        """Count these once more."""
        rows = [
            {
                "day": day,
                "network_id": network_id or UNKNOWN_NETWORK,
                "kind": event.kind,
                "level": event.level,
                "outcome": event.outcome,
                "times": 1,
            }
            for event in sorted(set(events))
        ]
        if rows:
            await self._connection.execute(
                insert(self._connection, guard_counts)
                .values(rows)
                .on_conflict_do_update(index_elements=KEY, set_={"times": guard_counts.c.times + 1})
            )

    async def of(self, network_id: int | None) -> Sequence[Counted]:
        """What was counted for a network (None: for nobody knows which), oldest first."""
        rows = await self._connection.execute(
            select(guard_counts)
            .where(guard_counts.c.network_id == (network_id or UNKNOWN_NETWORK))
            .order_by(*(guard_counts.c[name] for name in KEY))
        )
        return [
            Counted(row.day, Event(Kind(row.kind), Level(row.level), Outcome(row.outcome)), row.times)
            for row in rows
        ]
