"""The inbox: what comes in is handled until it is committed, in the order of each chat."""

import asyncio
from collections.abc import Callable

import pytest

from bot.contract import Address, DeliveryError, IncomingMessage, Kind
from bot.incoming.allowance import USUAL
from bot.incoming.inbox import MOST_FAILURES, MOST_WAITING, Inbox, NotNow
from tests.fakes import FakeKept, FakeMessenger, Outage
from tests.waiting import until

SLOW_S = 0.02


def said(text: str, *, chat: str = "anna", direct: bool = True, sender: str | None = None) -> IncomingMessage:
    """A message with this text, which is its id too; the sender is called after the chat."""
    return IncomingMessage(text, Kind.TEXT, sender or chat, Address("fake", chat), text, is_direct=direct)


def of_many(text: str) -> IncomingMessage:
    """A message in a chat of so many people that none of them is through their allowance."""
    return said(text, sender=f"somebody-{int(text.rpartition('-')[2]) % 100}")


class Bot:
    """Handles messages; some fail a number of times, before or after the commit, and some take long."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.attempts: list[str] = []
        self.failures: dict[str, int] = {}
        self.late_failures: dict[str, int] = {}
        self.down = False
        self.error: Exception = ConnectionError("the database is away")
        self.gate = asyncio.Event()
        self.gate.set()

    async def receive(self, message: IncomingMessage, committed: Callable[[], None]) -> None:
        if message.text in self.handled:
            committed()
            return
        self.attempts.append(message.text)
        await self.gate.wait()
        if self.down or self.failures.get(message.text, 0) > 0:
            self.failures[message.text] = self.failures.get(message.text, 0) - 1
            raise self.error
        self.handled.append(message.text)
        committed()
        if self.late_failures.pop(message.text, None):
            raise ConnectionError("the database went away")


class TypingMessenger(FakeMessenger):
    """A platform that notes where the bot was shown to be typing."""

    def __init__(self, error: DeliveryError | None = None) -> None:
        super().__init__()
        self.typed: list[str] = []
        self._error = error

    async def typing(self, address: Address) -> None:
        self.typed.append(address.conversation)
        if self._error:
            raise self._error


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long in a test."""
    monkeypatch.setattr("bot.incoming.inbox.SLOW_S", SLOW_S)
    monkeypatch.setattr("bot.incoming.inbox.FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr("bot.incoming.inbox.LONGEST_PAUSE_S", 0.002)
    monkeypatch.setattr("bot.incoming.surplus.FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr("bot.incoming.surplus.LONGEST_PAUSE_S", 0.002)


@pytest.fixture
async def bot() -> Bot:
    return Bot()


@pytest.fixture
def messenger() -> TypingMessenger:
    return TypingMessenger()


@pytest.fixture
def kept() -> FakeKept:
    return FakeKept()


@pytest.fixture
def inbox(bot: Bot, messenger: TypingMessenger, kept: FakeKept) -> Inbox:
    return Inbox(bot.receive, messenger, kept)


# Handling


async def test_the_platform_may_forget_a_message_when_it_is_committed(bot: Bot, inbox: Inbox) -> None:
    bot.gate.clear()
    committed = inbox.take(said("a"))
    await until(lambda: bot.attempts == ["a"])
    assert not committed.done()
    bot.gate.set()
    await committed
    assert bot.handled == ["a"]


async def test_messages_of_one_chat_are_handled_in_order_and_chats_side_by_side(
    bot: Bot, inbox: Inbox
) -> None:
    bot.gate.clear()
    futures = [inbox.take(said(text, chat=text[0])) for text in ("a1", "a2", "b1", "a3")]
    await until(lambda: bot.attempts == ["a1", "b1"])
    bot.gate.set()
    await asyncio.gather(*futures)
    assert [text for text in bot.handled if text[0] == "a"] == ["a1", "a2", "a3"]


async def test_while_the_database_is_away_a_message_is_tried_again_and_again(bot: Bot, inbox: Inbox) -> None:
    bot.down = True
    committed = [inbox.take(said("a")), inbox.take(said("b", chat="bram"))]
    await until(lambda: bot.attempts.count("a") > 2 * MOST_FAILURES)
    assert not any(future.done() for future in committed)
    bot.down = False
    await asyncio.gather(*committed)
    assert sorted(bot.handled) == ["a", "b"]


async def others_go_well(inbox: Inbox, until_done: asyncio.Future[None]) -> None:
    """Messages of others, one after the other, for as long as it takes."""
    for number in range(10_000):
        if until_done.done():
            return
        await inbox.take(said(f"other-{number}", chat=f"chat-{number}"))
        await asyncio.sleep(0.001)


async def test_a_message_is_not_left_alone_for_a_database_that_has_no_room_for_it(
    bot: Bot, inbox: Inbox
) -> None:
    """Of others there was less to write, so they went well."""
    bot.failures["long"], bot.error = 3 * MOST_FAILURES, NotNow("OperationalError")
    long = inbox.take(said("long"))
    await until(lambda: "long" in bot.attempts)
    await inbox.take(said("b", chat="bram"))
    await long
    assert bot.handled == ["b", "long"]


async def test_a_message_that_fails_while_others_go_well_is_left_alone_in_the_end(
    bot: Bot, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    bot.failures["odd"] = 1_000_000
    odd = inbox.take(said("odd"))
    await others_go_well(inbox, odd)
    await odd
    assert bot.attempts.count("odd") >= MOST_FAILURES
    assert {record.getMessage() for record in caplog.records} == {"a message could not be handled"}


async def test_what_comes_after_a_message_that_was_left_alone_is_handled(bot: Bot, inbox: Inbox) -> None:
    bot.failures["odd"] = 1_000_000
    odd, after = inbox.take(said("odd")), inbox.take(said("after"))
    await others_go_well(inbox, odd)
    await asyncio.gather(odd, after)
    assert "odd" not in bot.handled
    assert "after" in bot.handled


async def test_an_outage_loses_nothing_though_others_went_well_just_before_it(bot: Bot, inbox: Inbox) -> None:
    bot.failures["a"] = 1_000_000
    committed = inbox.take(said("a"))
    await until(lambda: "a" in bot.attempts)
    await inbox.take(said("b", chat="bram"))
    bot.down = True
    await until(lambda: bot.attempts.count("a") > 3 * MOST_FAILURES)
    assert not committed.done()
    bot.failures["a"], bot.down = 0, False
    await committed
    assert bot.handled == ["b", "a"]


async def test_a_message_that_fails_once_is_handled_once(bot: Bot, inbox: Inbox) -> None:
    bot.failures["a"] = 1
    await inbox.take(said("a"))
    assert (bot.attempts, bot.handled) == (["a", "a"], ["a"])


async def test_what_goes_wrong_after_the_commit_is_not_handled_again(bot: Bot, inbox: Inbox) -> None:
    bot.late_failures["a"] = 1
    await inbox.take(said("a"))
    await inbox.take(said("b"))
    assert bot.handled == ["a", "b"]


# The end


async def test_at_the_end_what_is_in_hand_is_finished_and_the_rest_is_left_to_the_platform(
    bot: Bot, inbox: Inbox
) -> None:
    bot.gate.clear()
    first, second = inbox.take(said("a1")), inbox.take(said("a2"))
    await until(lambda: bot.attempts == ["a1"])
    closing = asyncio.create_task(inbox.close())
    await asyncio.sleep(0.01)
    bot.gate.set()
    await closing
    assert (first.done(), first.cancelled(), bot.handled) == (True, False, ["a1"])
    assert second.cancelled()


async def test_at_the_end_what_takes_too_long_is_left_to_the_platform(
    bot: Bot, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.incoming.inbox.PATIENCE_S", 0.01)
    bot.gate.clear()
    committed = inbox.take(said("a"))
    await until(lambda: bot.attempts == ["a"])
    await inbox.close()
    assert committed.cancelled()


# Showing that an answer is coming


async def test_an_answer_that_takes_long_is_announced_once(
    bot: Bot, inbox: Inbox, messenger: TypingMessenger
) -> None:
    bot.gate.clear()
    committed = inbox.take(said("a"))
    await until(lambda: messenger.typed == ["anna"])
    await asyncio.sleep(2 * SLOW_S)
    bot.gate.set()
    await committed
    assert messenger.typed == ["anna"]


async def test_a_quick_answer_is_not_announced(inbox: Inbox, messenger: TypingMessenger) -> None:
    await inbox.take(said("a"))
    await asyncio.sleep(2 * SLOW_S)
    assert messenger.typed == []


async def test_in_a_group_nothing_is_announced(bot: Bot, inbox: Inbox, messenger: TypingMessenger) -> None:
    """There most messages are not for the bot."""
    bot.gate.clear()
    committed = inbox.take(said("a", direct=False))
    await asyncio.sleep(3 * SLOW_S)
    bot.gate.set()
    await committed
    assert messenger.typed == []


async def test_an_announcement_that_fails_does_no_harm(bot: Bot) -> None:
    messenger = TypingMessenger(Outage("down"))
    bot.gate.clear()
    committed = Inbox(bot.receive, messenger, FakeKept()).take(said("a"))
    await until(lambda: messenger.typed == ["anna"])
    bot.gate.set()
    await committed
    assert bot.handled == ["a"]


# More than can be read at once


async def test_a_flood_is_confirmed_at_once_and_handled_in_order(
    bot: Bot, inbox: Inbox, kept: FakeKept
) -> None:
    bot.gate.clear()
    texts = [f"anna-{number}" for number in range(1000)]
    futures = [inbox.take(of_many(text)) for text in texts]
    await asyncio.gather(*futures)
    assert bot.handled == []
    bot.gate.set()
    await until(lambda: len(bot.handled) == len(texts))
    assert bot.handled == texts
    await until(lambda: not kept.rows)


async def test_what_comes_during_a_flood_stands_behind_it(bot: Bot, inbox: Inbox, kept: FakeKept) -> None:
    texts = [f"anna-{number}" for number in range(10 * MOST_WAITING)]
    for text in texts:
        inbox.take(of_many(text))
        await asyncio.sleep(0)
    await until(lambda: len(bot.handled) == len(texts))
    assert bot.handled == texts
    await until(lambda: not kept.rows)
    await inbox.take(said("later"))
    assert bot.handled[-1] == "later"


async def test_somebody_else_goes_before_a_flood(bot: Bot, inbox: Inbox) -> None:
    for number in range(1000):
        inbox.take(of_many(f"anna-{number}"))
    await inbox.take(said("b", chat="bram"))
    assert len(bot.handled) <= 2 * MOST_WAITING


async def test_what_an_earlier_process_left_is_handled_before_what_comes_now(bot: Bot) -> None:
    left = [said(f"left-{number}") for number in range(3 * MOST_WAITING)]
    kept = FakeKept(*left, said("b", chat="bram"))
    inbox = Inbox(bot.receive, TypingMessenger(), kept)
    await inbox.begin()
    inbox.take(said("new"))
    await until(lambda: len(bot.handled) == len(left) + 2)
    assert [text for text in bot.handled if text != "b"] == [*(message.text for message in left), "new"]
    await until(lambda: not kept.rows)


async def test_after_a_crash_a_flood_goes_on_where_it_was(bot: Bot, kept: FakeKept) -> None:
    """Then the platform brings what it still has once more, behind what was written down."""
    bot.gate.clear()
    texts = [f"anna-{number}" for number in range(100)]
    died = Inbox(bot.receive, TypingMessenger(), kept)
    confirmed = [died.take(said(text)) for text in texts]
    await until(lambda: len(kept.rows) == len(texts))
    await died.close()
    bot.gate.set()
    bot.handled.append(texts[0])  # it was in hand
    inbox = Inbox(bot.receive, TypingMessenger(), kept)
    await inbox.begin()
    for text, future in zip(texts, confirmed, strict=True):
        if future.cancelled():
            inbox.take(said(text))
    await until(lambda: len(bot.handled) == len(texts) and not kept.rows)
    assert bot.handled == texts


async def test_while_the_store_is_away_nothing_of_a_flood_is_confirmed_or_lost(
    bot: Bot, inbox: Inbox, kept: FakeKept
) -> None:
    kept.away = True
    bot.gate.clear()
    futures = [inbox.take(said(f"anna-{number}")) for number in range(100)]
    await asyncio.sleep(0.02)
    assert not any(future.done() for future in futures)
    kept.away = False
    bot.gate.set()
    await asyncio.gather(*futures)
    await until(lambda: len(bot.handled) == 100)


async def test_at_the_end_what_is_not_written_down_is_not_confirmed(
    bot: Bot, inbox: Inbox, kept: FakeKept
) -> None:
    kept.away = True
    futures = [inbox.take(said(f"anna-{number}")) for number in range(100)]
    await inbox.close()
    assert all(future.cancelled() for future in futures[MOST_WAITING:])


# More than one person may ask


async def test_of_ten_thousand_messages_of_one_sender_a_hundred_are_read_and_they_are_told(
    bot: Bot, inbox: Inbox, kept: FakeKept
) -> None:
    futures = [inbox.take(said(f"anna-{number}")) for number in range(10_000)]
    assert sum(future.done() for future in futures) == 10_000 - USUAL.at_once - 1  # forgotten at once
    await asyncio.gather(*futures)
    await until(lambda: len(bot.handled) == USUAL.at_once + 1 and not kept.rows)
    assert bot.handled == [*(f"anna-{number}" for number in range(USUAL.at_once)), "too-many"]


async def test_who_is_through_it_does_not_keep_others_of_the_chat_from_being_read(
    bot: Bot, inbox: Inbox
) -> None:
    for number in range(1000):
        inbox.take(said(f"anna-{number}", direct=False))
    inbox.take(said("b", sender="bram", direct=False))
    await until(lambda: len(bot.handled) == USUAL.at_once + 1)
    assert bot.handled[-1] == "b"
