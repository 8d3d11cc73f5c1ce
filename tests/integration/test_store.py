"""The repositories, the same on both databases."""

from bot.store import Database
from tests.fakes import FakeClock


async def test_a_message_is_handled_once(store: Database, clock: FakeClock) -> None:
    async with store.transaction() as tx:
        assert await tx.handled.add("fake", "1", clock.now())
    async with store.transaction() as tx:
        assert not await tx.handled.add("fake", "1", clock.now())
