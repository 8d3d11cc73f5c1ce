"""What comes faster than it can be read, kept in both databases."""

from datetime import UTC, datetime

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from bot.store import Database

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


def message(number: int, *, platform: str = "fake", chat: str = "chat-anna") -> IncomingMessage:
    """A message with everything that one can have."""
    address = Address(platform, chat, "thread-1")
    return IncomingMessage(
        f"{chat}-{number}",
        Kind.CHOICE,
        "anna",
        address,
        "half \ufffd teken 👩🏽‍🏫",
        "nl",
        MessageRef(address, "17"),
        "16",
        mentions_bot=True,
        is_direct=False,
        is_plain=True,
        private=Address(platform, "private"),
    )


async def test_messages_come_back_whole_and_in_order(store: Database) -> None:
    messages = [message(number) for number in range(600)]
    async with store.transaction() as tx:
        await tx.surplus.add(messages, NOW)
        await tx.surplus.add([message(1, platform="other"), message(1, chat="chat-bram")], NOW)
    async with store.transaction() as tx:
        found = await tx.surplus.oldest("fake", "chat-anna", 500)
        await tx.surplus.drop([number for number, _ in found])
        rest = await tx.surplus.oldest("fake", "chat-anna", 500)
        assert sorted(await tx.surplus.conversations("fake")) == ["chat-anna", "chat-bram"]
        assert await tx.surplus.conversations("other") == ["chat-anna"]
    assert [kept for _, kept in (*found, *rest)] == messages


async def test_a_message_that_comes_again_is_kept_once(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.surplus.add([message(1), message(2)], NOW)
        await tx.surplus.add([message(2), message(3), message(3)], NOW)
        assert [kept for _, kept in await tx.surplus.oldest("fake", "chat-anna", 9)] == [
            message(1),
            message(2),
            message(3),
        ]
