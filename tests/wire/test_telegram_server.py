"""The way from a call to its answer, and everything that can be ordered to go wrong on it."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import aiohttp
import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.wire.conftest import Post
from tests.wire.telegram import FloodLimits, Person, TelegramServer, telegram_server, threaded_telegram_server


async def test_the_bot_learns_who_it_is(telegram: TelegramServer, bot: Bot) -> None:
    assert bot.username == telegram.bot_username == "leernetwerk_bot"
    assert bot.bot.is_bot
    assert not bot.can_read_all_group_messages


async def test_another_token_is_unauthorized(telegram: TelegramServer, post: Post) -> None:
    status, body = await post("getMe", token="654321:OTHER")
    assert (status, body) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    with pytest.raises(InvalidToken):
        async with Bot("654321:OTHER", base_url=telegram.base_url):
            pass


async def test_what_is_no_token_at_all_is_not_found(post: Post) -> None:
    assert await post("getMe", token="geheim") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )


async def test_a_revoked_token_is_unauthorized_from_then_on(telegram: TelegramServer, bot: Bot) -> None:
    telegram.revoke_token()
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_an_unknown_method_is_not_found_and_a_complaint(telegram: TelegramServer, post: Post) -> None:
    status, body = await post("sendMesage")
    assert (status, body["description"]) == (404, "Not Found: method not found")
    assert telegram.complaints == ["there is no method sendMesage here"]


@pytest.mark.parametrize("form", ["query", "form", "json", "multipart"])
async def test_every_form_of_request_means_the_same(
    telegram: TelegramServer, lies: Person, post: Post, form: str
) -> None:
    given = {"chat_id": str(lies.id), "text": "één & twee"}
    parts = aiohttp.FormData(given, default_to_multipart=True)
    forms: dict[str, dict[str, Any]] = {
        "query": {"params": given},
        "form": {"data": given},
        "json": {"json": given},
        "multipart": {"data": parts},
    }
    status, body = await post("sendMessage", **forms[form])
    assert (status, body["ok"]) == (200, True)
    assert [message.text for message in lies.sees] == ["één & twee"]
    assert telegram.calls[-1].parameters == given


async def test_get_is_as_good_as_post_and_methods_have_no_case(telegram: TelegramServer) -> None:
    url = f"{telegram.base_url}{telegram.token}/GETME"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"txt": "hallo"}, "sendMessage has no parameter txt"),
        ({"text": 5}, "text of sendMessage can't be 5"),
        ({"chat_id": True}, "chat_id of sendMessage can't be True"),
        ({"disable_notification": 1}, "disable_notification of sendMessage can't be 1"),
        ({"reply_markup": "geen json"}, "reply_markup of sendMessage can't be 'geen json'"),
        ({"reply_markup": []}, "reply_markup of sendMessage can't be []"),
        ({"parse_mode": "Markdown"}, "parse_mode of sendMessage can't be 'Markdown'"),
    ],
)
async def test_a_mistake_in_the_caller_is_refused_and_complained_of(
    telegram: TelegramServer, lies: Person, post: Post, given: dict[str, object], complaint: str
) -> None:
    status, _ = await post("sendMessage", json={"chat_id": lies.id, "text": "hallo"} | given)
    assert status == 400
    assert telegram.complaints == [complaint]
    assert lies.sees == []


async def test_a_call_is_listed_with_what_came_of_it(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    before = time.monotonic()
    await bot.send_message(lies.id, "hallo")
    with pytest.raises(BadRequest):
        await bot.send_message(5, "hallo")
    good, bad = telegram.calls_of("sendMessage")
    assert good.parameters == {"chat_id": str(lies.id), "text": "hallo"}
    assert (good.status, good.error_code) == (200, None)
    assert (bad.status, bad.error_code, bad.description) == (400, 400, "Bad Request: chat not found")
    assert before <= good.at <= bad.at <= time.monotonic()


async def test_a_connection_dropped_before_leaves_no_message(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    telegram.faults.drop_before("sendMessage", times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(lies.id, "hallo")
    assert lies.sees == []
    await bot.send_message(lies.id, "nog eens")
    assert [call.status for call in telegram.calls] == [None, 200]


@pytest.mark.parametrize("halfway", [False, True])
async def test_a_connection_dropped_after_leaves_the_message(
    telegram: TelegramServer, lies: Person, bot: Bot, halfway: bool
) -> None:
    telegram.faults.drop_after("sendMessage", times=1, halfway=halfway)
    with pytest.raises(NetworkError):
        await bot.send_message(lies.id, "hallo")
    assert [message.text for message in lies.sees] == ["hallo"]


async def test_a_late_answer_leaves_the_message(telegram: TelegramServer, lies: Person, bot: Bot) -> None:
    telegram.faults.slow(30, "sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(lies.id, "hallo", read_timeout=0.05)
    assert [message.text for message in lies.sees] == ["hallo"]


async def test_an_ordered_answer_is_given_without_processing(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    telegram.faults.answers(429, "Too Many Requests: retry after 7", "sendMessage", retry_after=7, times=1)
    with pytest.raises(RetryAfter):
        await bot.send_message(lies.id, "hallo")
    telegram.faults.answers(502, body="<html>Bad Gateway</html>", times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(lies.id, "hallo")
    assert lies.sees == []


async def test_an_ordered_answer_can_come_after_processing(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    telegram.faults.answers(500, "Internal Server Error", processed=True)
    with pytest.raises(NetworkError):
        await bot.send_message(lies.id, "hallo")
    assert [message.text for message in lies.sees] == ["hallo"]


async def test_faults_strike_each_so_many_calls_until_cleared(telegram: TelegramServer, bot: Bot) -> None:
    async def outcome() -> str:
        try:
            await bot.get_me()
        except Conflict:
            return "x"
        return "."

    telegram.faults.answers(409, "Conflict", "getMe", every=3)
    assert "".join([await outcome() for _ in range(7)]) == "..x..x."
    telegram.faults.clear()
    assert "".join([await outcome() for _ in range(3)]) == "..."


async def test_a_server_that_is_down_comes_up_on_the_same_port(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    for _ in range(3):
        telegram.down()
        with pytest.raises(NetworkError):
            await bot.send_message(lies.id, "hallo")
        telegram.up()
        await bot.send_message(lies.id, "hallo")
    assert len(lies.sees) == 3


async def test_going_up_and_down_in_one_breath_leaves_the_server_down(
    telegram: TelegramServer, bot: Bot
) -> None:
    telegram.down()
    telegram.up()
    telegram.down()
    await asyncio.sleep(0.01)
    telegram.down()
    with pytest.raises(NetworkError):
        await bot.get_me()
    telegram.up()
    await bot.get_me()


async def test_going_down_breaks_a_long_poll(telegram: TelegramServer, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls)
    telegram.down()
    with pytest.raises(NetworkError):
        await poll


async def test_stopping_ends_a_long_poll_at_once() -> None:
    async with telegram_server() as server, Bot(server.token, base_url=server.base_url) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=20))
        await server.until(lambda: server.calls_of("getUpdates"))
        await server.stop()
        with pytest.raises(NetworkError):
            await poll


@pytest.mark.parametrize("window", ["sliding", "bucket"])
async def test_too_many_messages_are_told_when_to_come_back(
    telegram: TelegramServer, lies: Person, bot: Bot, window: str
) -> None:
    telegram.limits = FloodLimits(per_chat_per_second=2, window="bucket" if window == "bucket" else "sliding")
    await bot.send_message(lies.id, "een")
    await bot.send_message(lies.id, "twee")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(lies.id, "drie")
    assert refusal.value.retry_after == timedelta(seconds=1)
    assert telegram.calls[-1].description == "Too Many Requests: retry after 1"
    telegram.limits = None
    await bot.send_message(lies.id, "drie")


async def test_groups_and_the_bot_as_a_whole_have_limits_of_their_own(
    telegram: TelegramServer, lies: Person, bot: Bot
) -> None:
    group = telegram.group("Team", [lies])
    telegram.limits = FloodLimits(per_second=4, per_chat_per_second=9, per_group_per_minute=3)
    for _ in range(3):
        await bot.send_message(group.id, "hallo")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(group.id, "hallo")
    assert refusal.value.retry_after in [timedelta(seconds=seconds) for seconds in (58, 59, 60)]
    await bot.send_message(lies.id, "hallo")
    with pytest.raises(RetryAfter):
        await bot.send_message(lies.id, "hallo")


def test_a_server_in_a_thread_serves_tests_that_are_not_asynchronous() -> None:
    with threaded_telegram_server() as server:
        anna = server.person("Anna")
        anna.says("hallo")
        url = f"{server.base_url}{server.token}/sendMessage"
        assert httpx.post(url, data={"chat_id": anna.id, "text": "dag"}).json()["ok"]
        server.wait_until(lambda: anna.sees)
        assert [message.text for message in anna.sees] == ["dag"]
        server.down()
        with pytest.raises(httpx.ConnectError):
            httpx.post(url)
        server.up()
        assert httpx.post(url).status_code == 400
        with pytest.raises(TimeoutError):
            server.wait_until(lambda: False, timeout=0.01)
        with pytest.raises(AssertionError, match="0 buttons 'ja'"):
            anna.presses(anna.sees[0], "ja")
