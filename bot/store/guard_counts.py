"""How often the guard spoke up, and what became of it; never about what."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, insert, select

from bot.store.connection import Connection
from bot.store.tables import guard_counts
from handlers.guard.counts import Counted, Event, Outcome
from knowledge_base.guard import Kind, Level

KEY = tuple(guard_counts.c[name] for name in ("day", "network_id", "kind", "level", "outcome"))
NOTE = insert(guard_counts)
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
            await self._connection.execute(NOTE, rows)

    async def of(self, network_id: int | None) -> Sequence[Counted]:
        """What was counted for a network (None: for nobody knows which), oldest first."""
        rows = await self._connection.execute(
            select(*KEY, func.sum(guard_counts.c.times).label("times"))
            .where(guard_counts.c.network_id == (network_id or UNKNOWN_NETWORK))
            .group_by(*KEY)
            .order_by(*KEY)
        )
        return [
            Counted(row.day, Event(Kind(row.kind), Level(row.level), Outcome(row.outcome)), row.times)
            for row in rows
        ]
