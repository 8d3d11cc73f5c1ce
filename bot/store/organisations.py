"""The organisations that people work for."""

from typing import cast

from sqlalchemy import select

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import organisations
from handlers.people.organisations import folded


class OrganisationRepository:
    """Organisations by name, however it is written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def names(self) -> list[str]:
        """Every name, in the order of the alphabet."""
        rows = await self._connection.execute(select(organisations.c.name).order_by(organisations.c.folded))
        return [row.name for row in rows]

    async def ensure(self, name: str) -> int:
        """The id of an organisation, added when it is new."""
        await self._connection.execute(
            insert(self._connection, organisations)
            .values(name=name, folded=folded(name))
            .on_conflict_do_nothing()
        )
        return cast(
            "int",
            await self._connection.scalar(
                select(organisations.c.id).where(organisations.c.folded == folded(name))
            ),
        )
