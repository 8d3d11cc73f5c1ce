"""How often the bot knew no answer: by month, network and theme; never what was asked, or by whom."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, Date, Integer, String, Table, select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import Id, metadata
from handlers.learn.gaps import Gap

unknown_counts = Table(
    "unknown_counts",
    metadata,
    Column("month", Date, primary_key=True),  # its first day
    Column("network_id", Id, primary_key=True, autoincrement=False),
    Column("theme", String, primary_key=True),
    Column("times", Integer, nullable=False),
)
KEY = ("month", "network_id", "theme")


class GapRepository:
    """Counts of questions without an answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, month: date, network_id: int, theme: str) -> None:
        """Count one more."""
        row = {"month": month, "network_id": network_id, "theme": theme, "times": 1}
        await self._connection.execute(
            insert(self._connection, unknown_counts)
            .values(row)
            .on_conflict_do_update(index_elements=KEY, set_={"times": unknown_counts.c.times + 1})
        )

    async def of(self, network_id: int, month: date) -> Sequence[Gap]:
        """What was counted for a network in a month, the most first."""
        rows = await self._connection.execute(
            select(unknown_counts)
            .where(unknown_counts.c.network_id == network_id, unknown_counts.c.month == month)
            .order_by(unknown_counts.c.times.desc(), unknown_counts.c.theme)
        )
        return [Gap(row.theme, row.times) for row in rows]
