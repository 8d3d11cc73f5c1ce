"""How updates reach the bot: fetched, or brought to its webhook."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.wire.telegram import Pauses, Person, TelegramServer, telegram_server

SECRET = "Geheim_123-x"


async def texts(bot: Bot, **more: Any) -> list[str | None]:
    """The texts of the messages that a fetch brings."""
    updates = await bot.get_updates(**more)
    return [update.message.text if update.message else None for update in updates]


async def test_updates_wait_until_an_offset_confirms_them(
    telegram: TelegramServer, bot: Bot, lies: Person
) -> None:
    lies.says("twee")
    lies.says("drie")
    assert await texts(bot) == await texts(bot) == ["/start", "twee", "drie"]
    first, second, third = [update.update_id for update in await bot.get_updates()]
    assert first < second < third
    assert await texts(bot, offset=second) == ["twee", "drie"]
    assert await texts(bot, limit=1) == ["twee"]
    assert telegram.waiting == 2
    assert await texts(bot, offset=third + 1) == []
    assert telegram.waiting == 0
    lies.says("vier")
    assert (await bot.get_updates())[0].update_id == third + 1


async def test_a_negative_offset_keeps_the_newest(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    for number in range(5):
        lies.says(str(number))
    assert await texts(bot, offset=-2) == ["3", "4"]
    assert telegram.waiting == 2


async def test_an_offset_far_ahead_confirms_nothing(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    [update] = await bot.get_updates()
    assert await texts(bot, offset=update.update_id + 1000) == ["/start"]


async def test_at_most_a_hundred_come_at_once(bot: Bot, lies: Person) -> None:
    for number in range(150):
        lies.says(str(number))
    assert len(await bot.get_updates(limit=1000)) == 100


async def test_a_long_poll_wakes_at_once(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    [update] = await bot.get_updates()
    poll = asyncio.create_task(texts(bot, offset=update.update_id + 1, timeout=20))
    await telegram.until(lambda: len(telegram.calls) == 2)
    assert telegram.waiting == 0
    lies.says("hallo")
    async with asyncio.timeout(2):
        assert await poll == ["hallo"]


async def test_a_long_poll_ends_without_updates(bot: Bot) -> None:
    before = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - before < 5


async def test_of_two_pollers_the_older_is_refused(telegram: TelegramServer, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls)
    async with Bot(telegram.token, base_url=telegram.base_url) as other:
        newer = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict):
            await older
        telegram.pushes({"unheard_of": {"x": 1}})
        assert len(await newer) == 1
    assert telegram.calls[0].description == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_reactions_come_only_to_who_asks_for_them(bot: Bot, lies: Person) -> None:
    [update] = await bot.get_updates()
    await bot.send_message(lies.id, "hallo")
    lies.reacts(lies.sees[0], "👍")
    assert await bot.get_updates(offset=update.update_id + 1, allowed_updates=["message_reaction"]) == ()
    lies.reacts(lies.sees[0], "🙏")
    lies.says("nu niet")
    [reaction] = await bot.get_updates()  # what was allowed is remembered
    assert reaction.message_reaction is not None
    assert [str(kind.to_dict()["emoji"]) for kind in reaction.message_reaction.old_reaction] == ["👍"]
    assert [str(kind.to_dict()["emoji"]) for kind in reaction.message_reaction.new_reaction] == ["🙏"]
    await bot.get_updates(offset=reaction.update_id + 1, allowed_updates=[])
    lies.reacts(lies.sees[0])
    lies.says("nu wel")
    assert await texts(bot) == ["nu wel"]


async def test_any_update_can_be_pushed(telegram: TelegramServer, bot: Bot) -> None:
    telegram.pushes({"something_new": {"a": 1}})
    telegram.pushes({"update_id": 800_000_000, "message": None})
    telegram.pushes({"poll": None})
    assert [update.update_id for update in await bot.get_updates()] == [
        700_000_001,
        800_000_000,
        800_000_001,
    ]


@dataclass
class Receiver:
    """A webhook of a bot: what came, and with which status it answers."""

    url: str = ""
    got: list[tuple[str | None, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    pause: float = 0

    async def receive(self, request: web.BaseRequest) -> web.Response:
        body = await request.json()
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        await asyncio.sleep(self.pause)
        self.open -= 1
        text = body.get("message", {}).get("text", "")
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), text))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    runner = web.ServerRunner(web.Server(made.receive))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield made
    await runner.cleanup()


async def test_a_webhook_gets_what_waits_and_what_comes(
    telegram: TelegramServer, bot: Bot, lies: Person, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token=SECRET)
    lies.says("hallo")
    await telegram.until(lambda: len(receiver.got) == 2)
    assert receiver.got == [(SECRET, "/start"), (SECRET, "hallo")]
    await telegram.until(lambda: telegram.waiting == 0)
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    lies.says("daarna")
    assert await texts(bot) == ["daarna"]


async def test_setting_a_webhook_ends_a_long_poll(
    telegram: TelegramServer, bot: Bot, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict):
        await poll
    assert telegram.calls[0].description == "Conflict: terminated by setWebhook request"


async def test_a_webhook_that_fails_gets_the_same_again(
    telegram: TelegramServer, bot: Bot, lies: Person, receiver: Receiver
) -> None:
    receiver.statuses = [500, 503, 401]
    await bot.set_webhook(receiver.url)
    lies.says("hallo")
    await telegram.until(lambda: telegram.waiting == 0)
    assert [text for _, text in receiver.got] == ["/start"] * 4 + ["hallo"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 401 Unauthorized"
    assert info.last_error_date is not None
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 40)


async def test_a_webhook_that_is_not_there_is_tried_until_it_is(
    telegram: TelegramServer, bot: Bot, lies: Person
) -> None:
    telegram.pauses = Pauses(first=0.01, longest=0.02)
    await bot.set_webhook("http://127.0.0.1:9/telegram")
    await telegram.until(lambda: telegram.webhook and telegram.webhook.last_error_message)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == telegram.waiting == 1


@pytest.mark.parametrize(("connections", "most_open"), [(1, 1), (3, 3)])
async def test_chats_side_by_side_but_each_in_order(
    telegram: TelegramServer, bot: Bot, receiver: Receiver, connections: int, most_open: int
) -> None:
    receiver.pause = 0.01
    people = [telegram.person(str(number)) for number in range(5)]
    for text in "abc":
        for number, person in enumerate(people):
            person.says(f"{number}{text}")
    await bot.set_webhook(receiver.url, max_connections=connections)
    await telegram.until(lambda: telegram.waiting == 0)
    assert receiver.most_open == most_open
    for first in "01234":
        assert [text[1] for _, text in receiver.got if text[0] == first] == ["a", "b", "c"]


async def test_pending_updates_can_be_dropped(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    await bot.delete_webhook(drop_pending_updates=True)
    assert telegram.waiting == 0


@pytest.mark.parametrize(
    ("url", "secret", "description"),
    [
        ("ftp://nergens", None, "invalid webhook URL specified"),
        ("https://bot.example", "x" * 257, "secret token is too long"),
        ("https://bot.example", "geen spatie", "secret token contains unallowed characters"),
    ],
)
async def test_webhooks_that_can_not_be_set(
    telegram: TelegramServer, bot: Bot, url: str, secret: str | None, description: str
) -> None:
    with pytest.raises(BadRequest):
        await bot.set_webhook(url, secret_token=secret)
    assert telegram.calls[-1].description == f"Bad Request: {description}"
    assert telegram.webhook is None


async def test_a_server_stops_while_a_webhook_fails() -> None:
    async with telegram_server() as server:
        server.person("Anna").starts()
        async with Bot(server.token, base_url=server.base_url) as bot:
            await bot.set_webhook("http://127.0.0.1:9/telegram")


async def test_thousands_of_people_are_no_trouble(telegram: TelegramServer, bot: Bot) -> None:
    for number in range(3000):
        telegram.person(str(number)).says("hallo")
    offset, seen = 0, 0
    while updates := await bot.get_updates(offset=offset):
        offset, seen = updates[-1].update_id + 1, seen + len(updates)
    assert seen == 3000
