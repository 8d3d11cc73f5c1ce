"""A server whose name can't be looked up, or whose certificate has expired, is named as such."""

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.cli.doctor import everything
from bot.cli.platforms import matrix_account, telegram_account
from bot.matrix import Matrix, Policy
from bot.platforms import Platform, Serving, Supervisor
from bot.settings import Settings
from bot.telegram import Telegram
from tests.certificates import expired_certificate
from tests.waiting import until

TOKEN = "110201543:" + "A" * 35
NOWHERE = "http://nergens.invalid"
EXPIRED = "certificate has expired"


@pytest.fixture
async def expired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The address of a server that is trusted, and whose certificate has expired."""
    file = expired_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    server: Any = site._server
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    await runner.cleanup()


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def settings(address: str) -> Settings:
    """A bot whose two platforms are both at this address."""
    return Settings(
        telegram_token=SecretStr(TOKEN),
        telegram_base_url=f"{address}/bot",
        matrix_homeserver=address,
        matrix_user="@bot:nergens.invalid",
        matrix_password=SecretStr("geheim"),
    )


async def faults(chosen: Settings) -> dict[str, str]:
    """What the doctor says of the servers and the clock."""
    found = await everything(chosen)
    return {each.about: each.says for each in found if each.about in ("telegram", "matrix", "clock")}


async def test_the_doctor_names_a_certificate_that_has_expired(expired: str) -> None:
    said = await faults(settings(expired))
    assert said["telegram"] == f"the certificate of Telegram is not accepted: {EXPIRED}"
    assert said["matrix"].startswith("the certificate of the Matrix server is not accepted: ")
    assert said["clock"].startswith("right within a minute"), "so it is not the clock"


async def test_the_doctor_names_a_name_that_can_not_be_looked_up() -> None:
    said = await faults(settings(NOWHERE))
    assert all("can't be looked up" in text for text in said.values()), said


class NoStore:
    """Nobody else serves."""

    async def work_alone(self, name: str, work: Any) -> None:
        await work()


async def served(chosen: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> dict[str, str]:
    """What is known of each platform, once it was tried twice."""
    matrix, telegram = matrix_account(chosen), telegram_account(chosen)
    assert matrix
    assert telegram
    policy = Policy(frozenset())
    platforms: list[Platform] = [Telegram(telegram), Matrix(matrix, tmp_path / "matrix", policy)]
    why: dict[str, str] = {}
    stop = asyncio.Event()

    def changed(name: str, serving: Serving, reason: str | None) -> None:
        if serving is Serving.BACKING_OFF:
            why[name] = reason or ""

    host: Any = None
    supervisor = Supervisor(NoStore(), host, lambda _: None, stop, changed)
    caplog.set_level(logging.WARNING)
    async with platforms[0].connected(), platforms[1].connected():
        running = asyncio.create_task(supervisor.run(platforms))
        await until(lambda: all(caplog.text.count(f"{each.name} can't be served") > 1 for each in platforms))
        stop.set()
        await running
    return why


async def test_a_bot_says_why_and_tries_again(
    expired: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    why = await served(settings(expired), tmp_path, caplog)
    assert set(why) == {"telegram", "matrix"}
    assert why["telegram"].endswith(f"(its certificate is not accepted: {EXPIRED})")
    assert "(its certificate is not accepted: " in why["matrix"]
    assert caplog.text.count("can't be served") < 20, "it must not try without a pause"
    assert TOKEN not in caplog.text


async def test_without_dns_it_says_so_too(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    why = await served(settings(NOWHERE), tmp_path, caplog)
    assert all(text.endswith("(its name can't be looked up)") for text in why.values()), why
    assert socket.gaierror.__name__ not in caplog.text
