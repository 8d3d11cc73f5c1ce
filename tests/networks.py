"""Networks for tests."""

from bot.store import Database


async def open_to_all(store: Database) -> None:
    """A network that anybody may ask, so that a conversation can start without an invitation."""
    async with store.transaction() as tx:
        if await tx.networks.keyed("open") is None:
            await tx.networks.add("open", "Open", timezone="Europe/Amsterdam", language="nl", open_ask=True)
