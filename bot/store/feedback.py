"""Who was helped by which tip."""

from datetime import datetime

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import feedback


class FeedbackRepository:
    """One opinion per person and tip: the last one counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def give(self, platform: str, sender: str, tip: str, *, helped: bool, at: datetime) -> None:
        """Keep whether `tip` helped this person."""
        news = {"helped": helped, "at": at}
        row = {"platform": platform, "sender": sender, "tip": tip, **news}
        await self._connection.execute(
            insert(self._connection, feedback)
            .values(row)
            .on_conflict_do_update(index_elements=["platform", "sender", "tip"], set_=news)
        )
