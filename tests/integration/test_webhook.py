"""The webhook: only Telegram gets in, and only what is committed is confirmed."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from bot.web import CannotListen, Listen, serving, webhook_route

SECRET = "a-Long_w0rd"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANYWHERE = Listen("127.0.0.1", 0)
UPDATE = {"update_id": 7, "message": {"text": "hoi"}}

Post = Callable[..., Any]


class Taker:
    """Takes updates, or not; `gate` opens when they are committed."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.is_ready = True
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, update: dict[str, Any]) -> bool:
        self.taken.append(update)
        await self.gate.wait()
        return self.is_ready


@pytest.fixture
async def taker() -> Taker:
    return Taker()


@pytest.fixture
async def post(taker: Taker) -> AsyncIterator[Post]:
    """Posts a body, with a secret if there is one; the status that comes back."""
    async with (
        serving(ANYWHERE, [webhook_route("/tg", SECRET, taker.take)]) as port,
        aiohttp.ClientSession() as session,
    ):

        async def posted(body: object, secret: str | None = SECRET, path: str = "/tg") -> int:
            data = body if isinstance(body, bytes | str | io.BytesIO) else json.dumps(body)
            headers = {} if secret is None else {HEADER: secret}
            async with session.post(f"http://127.0.0.1:{port}{path}", data=data, headers=headers) as answer:
                assert SECRET not in await answer.text()
                return answer.status

        yield posted


async def test_what_telegram_brings_is_taken(post: Post, taker: Taker) -> None:
    assert await post(UPDATE) == 200
    assert taker.taken == [UPDATE]


@pytest.mark.parametrize("secret", [None, "", "a-Long_w0r", "a-Long_w0rdx", "A-LONG_W0RD", "a-Long_w0rd ✓"])
async def test_without_the_secret_nothing_is_taken(post: Post, taker: Taker, secret: str | None) -> None:
    assert await post(UPDATE, secret) == 403
    assert taker.taken == []


async def test_a_secret_that_is_no_text_is_a_wrong_one(post: Post, taker: Taker) -> None:
    """Bytes that are no UTF-8, sent by hand since no library would."""
    assert await post(UPDATE) == 200
    async with serving(ANYWHERE, [webhook_route("/tg", SECRET, taker.take)]) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"POST /tg HTTP/1.0\r\n" + HEADER.encode() + b": \xff\xfe\r\nContent-Length: 2\r\n\r\n{}"
        )
        assert b" 403 " in await reader.readline()
        writer.close()
    assert len(taker.taken) == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "hoi",
        "{",
        b"\xff\xfe",
        "[]",
        "null",
        "7",
        "{}",
        '{"update_id": "7"}',
        "[" * 100_000,
        '{"update_id": NaN}',
    ],
)
async def test_what_is_no_update_is_refused(post: Post, taker: Taker, body: str | bytes) -> None:
    assert await post(body) == 400
    assert taker.taken == []


async def test_ten_megabytes_are_too_much(post: Post, taker: Taker) -> None:
    assert await post(io.BytesIO(b'{"update_id": 7, "text": "' + b"x" * 10_000_000 + b'"}')) == 413
    assert taker.taken == []


async def test_ten_megabytes_without_the_secret_are_not_even_read(post: Post, taker: Taker) -> None:
    assert await post(io.BytesIO(b"x" * 10_000_000), None) == 403


async def test_other_paths_and_methods_are_not_there(post: Post, taker: Taker) -> None:
    assert await post(UPDATE, path="/") == 404
    assert await post(UPDATE, path="/tg/") == 404
    assert taker.taken == []


async def test_while_the_bot_is_not_ready_telegram_keeps_its_update(post: Post, taker: Taker) -> None:
    taker.is_ready = False
    assert await post(UPDATE) == 503


async def test_200_is_said_only_after_the_commit(post: Post, taker: Taker) -> None:
    taker.gate.clear()
    answer = asyncio.create_task(post(UPDATE))
    await asyncio.sleep(0.1)
    assert taker.taken == [UPDATE]
    assert not answer.done()
    taker.gate.set()
    assert await answer == 200


async def test_what_takes_too_long_comes_again(
    post: Post, taker: Taker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.web.webhook.LONGEST_WAIT_S", 0.05)
    taker.gate.clear()
    assert await post(UPDATE) == 503
    assert [record.getMessage() for record in caplog.records] == [
        "an update could not be handled in time; it comes again"
    ]


async def test_a_port_that_is_taken_is_told_with_the_setting_and_the_mend() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotListen) as refused:
            async with serving(Listen("127.0.0.1", other.getsockname()[1]), []):
                pass
    assert str(refused.value).startswith("LEERNETWERK_HTTP_LISTEN is not right: 127.0.0.1:")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 300])
async def test_a_host_that_is_nowhere_is_told_too(host: str) -> None:
    with pytest.raises(CannotListen, match="LEERNETWERK_HTTP_LISTEN"):
        async with serving(Listen(host, 0), []):
            pass


async def test_after_the_block_nobody_listens(taker: Taker) -> None:
    async with serving(ANYWHERE, []) as port:
        pass
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
