"""What the bot finds out about itself while it serves, for commands that run beside it."""

from sqlalchemy import select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import facts


class FactRepository:
    """Facts by name: the last one counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, name: str, value: str) -> None:
        """Keep a fact."""
        await self._connection.execute(
            insert(self._connection, facts)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    async def get(self, name: str) -> str | None:
        """A fact, if it was found out."""
        value: str | None = await self._connection.scalar(select(facts.c.value).where(facts.c.name == name))
        return value
