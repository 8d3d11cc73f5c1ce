"""How often the bot knew no answer: by month, network and theme; never what was asked, or by whom."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, Date, Index, Integer, String, Table, func, insert, select

from bot.store.connection import Connection
from bot.store.tables import Id, metadata
from handlers.learn.gaps import Gap

unknown_counts = Table(
    "unknown_counts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("month", Date, nullable=False),  # its first day
    Column("network_id", Id, nullable=False),
    Column("theme", String, nullable=False),
    Column("times", Integer, nullable=False),
    # A row each time: who counts one up waits until everybody before has ended their transaction.
    Index(None, "network_id", "month"),
)
NOTE = insert(unknown_counts)
TIMES = func.sum(unknown_counts.c.times).label("times")


class GapRepository:
    """Counts of questions without an answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, month: date, network_id: int, theme: str) -> None:
        """Count one more."""
        row = {"month": month, "network_id": network_id, "theme": theme, "times": 1}
        await self._connection.execute(NOTE, [row])

    async def of(self, network_id: int, month: date) -> Sequence[Gap]:
        """What was counted for a network in a month, the most first."""
        rows = await self._connection.execute(
            select(unknown_counts.c.theme, TIMES)
            .where(unknown_counts.c.network_id == network_id, unknown_counts.c.month == month)
            .group_by(unknown_counts.c.theme)
            .order_by(TIMES.desc(), unknown_counts.c.theme)
        )
        return [Gap(row.theme, row.times) for row in rows]
