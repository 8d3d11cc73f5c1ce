"""An invitation made in Telegram brings somebody in by its link."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.app import App, open_app
from bot.telegram import Telegram, TelegramAccount
from handlers.people.people import Role
from tests.fakes import FakeClock
from tests.people import add_network, add_person, person_at
from tests.stubs import stub_knowledge
from tests.waiting import until
from tests.wire.telegram import Person, TelegramServer, telegram_server

LINK = re.compile(r"https://t\.me/leernetwerk_bot\?start=([A-Z2-9-]+)")


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as started:
        yield started


@pytest.fixture
async def app(server: TelegramServer, sqlite_url: str, clock: FakeClock) -> AsyncIterator[App]:
    """The bot, serving this Telegram."""
    platform = Telegram(TelegramAccount(server.token, server.base_url))
    ready, stop = asyncio.Event(), asyncio.Event()
    messengers = {platform.name: platform.messenger}
    async with platform.connected(), open_app(sqlite_url, messengers, stub_knowledge(), clock) as opened:
        serving = asyncio.create_task(platform.serve(opened, ready.set, stop))
        await ready.wait()
        yield opened
        stop.set()
        with suppress(asyncio.CancelledError):
            await serving


async def answered(person: Person, count: int) -> None:
    """Wait until somebody has so many messages of the bot."""
    await until(lambda: len(person.sees) == count)


async def test_the_link_in_an_invitation_brings_somebody_in(app: App, server: TelegramServer) -> None:
    network = await add_network(app)
    fatma, noor = (server.person(name, language_code="nl") for name in ("Fatma", "Noor"))
    person_id = await add_person(app, "Fatma", {network: Role.FACILITATOR})
    async with app.store.transaction() as tx:
        await tx.doors.belongs_to("telegram", str(fatma.id), person_id)
    fatma.says("/uitnodigen")
    for number, label in enumerate(("lid", "5", "30 dagen"), 1):
        await answered(fatma, number)
        fatma.presses(fatma.sees[-1], label)
    await answered(fatma, 4)
    invitation = fatma.sees[-1]
    assert [file.media_type for file in invitation.files] == ["image/png"]
    found = LINK.search(invitation.text)
    assert found is not None
    noor.starts(found[1])
    await answered(noor, 1)
    for number, text in enumerate(("ja", "Noor, De Linde", "onderwijs"), 2):
        noor.says(text)
        await answered(noor, number)
    assert "Welkom in Netwerk Oost, Noor" in noor.sees[-1].text
    assert (await person_at(app, str(noor.id), "telegram")).role_in(network) is Role.MEMBER
    assert server.complaints == []
