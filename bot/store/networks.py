"""Learning networks and their settings."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, insert, select, update

from bot.store.connection import Connection
from bot.store.tables import networks
from bot.store.waking import plan_anew
from handlers.people.people import Network

ASKED_OPENLY = select(networks.c.open_ask).distinct()  # of every stranger's question, so made once


def network_from_row(row: Row[Any]) -> Network:
    """A row with the columns of a network as the inside knows it."""
    return Network(
        row.id,
        row.key,
        row.name,
        row.timezone,
        row.language,
        tuple(row.reminders),
        row.quiet,
        row.open_ask,
        row.reflect_after,
        row.prompts_every,
    )


class NetworkRepository:
    """Networks by key and id, in the order in which they were added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, key: str, name: str, **settings: Any) -> int:
        """A new network; the id. Its settings are those of `Network` unless given."""
        fresh = Network(0, key, name, settings.pop("timezone"), settings.pop("language"))
        row = {
            "key": key,
            "name": name,
            "timezone": fresh.timezone,
            "language": fresh.language,
            "reminders": list(fresh.reminders),
            "quiet": fresh.quiet,
            "open_ask": fresh.open_ask,
            "reflect_after": fresh.reflect_after,
            "prompts_every": fresh.prompts_every,
            **settings,
        }
        added = await self._connection.execute(insert(networks).values(row).returning(networks.c.id))
        return cast("int", added.scalar_one())

    async def keyed(self, key: str) -> Network | None:
        """The network with this key."""
        rows = await self._connection.execute(select(networks).where(networks.c.key == key))
        row = rows.one_or_none()
        return None if row is None else network_from_row(row)

    async def get(self, network_id: int) -> Network | None:
        """The network with this id."""
        rows = await self._connection.execute(select(networks).where(networks.c.id == network_id))
        row = rows.one_or_none()
        return None if row is None else network_from_row(row)

    async def all(self) -> list[Network]:
        """Every network."""
        rows = await self._connection.execute(select(networks).order_by(networks.c.id))
        return [network_from_row(row) for row in rows]

    async def change(self, network_id: int, at: datetime, **news: Any) -> None:
        """Change settings. Those that say when messages about meetings come count from the next planning."""
        await self._connection.execute(update(networks).where(networks.c.id == network_id).values(**news))
        if news.keys() & {"reminders", "quiet"}:
            await plan_anew(self._connection, network_id, at)

    async def hold(self, network_id: int) -> None:
        """Let nobody else who holds this network change who is in it until this transaction ends."""
        await self._connection.execute(
            select(networks.c.id).where(networks.c.id == network_id).with_for_update()
        )

    async def anybody_may_ask(self) -> bool:
        """Whether some network is open to questions; also while there is none at all, to try the bot."""
        rows = await self._connection.execute(ASKED_OPENLY)
        kinds = {row.open_ask for row in rows}
        return not kinds or True in kinds
