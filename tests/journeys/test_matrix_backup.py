"""A backup of a bot on Matrix, taken while it answers, and put back elsewhere: the same device goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from nio import Event, MegolmEvent

from bot.matrix import Account, Beginning, open_session
from tests.journeys import matrix_bot, processes
from tests.journeys.matrix_bot import ServedBot, Talk, served, talk
from tests.journeys.processes import leernetwerk
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import PASSWORD, Synapse

pytestmark = pytest.mark.timeout(900)

QUESTION = "school stuurt hem weer naar huis, wat nu?"
PASSPHRASE = "vijf woorden die niemand raadt"
DEVICE = "Leernetwerkbot"
STORE = dict.fromkeys(("identity.json", "keys.db", "lock", "pickle.key", "session.json", "sync.json"), 0o600)


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase takes a second of processor time each time, which a busy machine may not give for long."""
    for module in (processes, matrix_bot):
        monkeypatch.setattr(module, "PATIENCE_S", 300.0)
    monkeypatch.setattr(matrix_bot, "START_S", 300.0)


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


@asynccontextmanager
async def asked_before(
    homeserver: Synapse, anna: Member, folder: Path
) -> AsyncIterator[tuple[ServedBot, Talk, str]]:
    """A bot at work in a folder of its own, the chat in which it just answered, and what it was asked."""
    await asyncio.to_thread(folder.mkdir)
    async with served(homeserver, folder) as bot:
        chat = await talk(anna, bot)
        asked = await anna.says(chat.room, QUESTION)
        await chat.gets()
        yield bot, chat, asked


async def operator(bot: ServedBot, *arguments: str) -> str:
    """A command of the operator; what it says."""
    settings = {**bot.settings, "BACKUP_PASSPHRASE": PASSPHRASE}
    done = await asyncio.to_thread(leernetwerk, *arguments, cwd=bot.folder, **settings)
    assert (done.code, done.err) == (0, "")
    return done.out


def moved(homeserver: Synapse, bot: ServedBot, folder: Path) -> ServedBot:
    """The same bot in another folder, where there is nothing of it."""
    folder.mkdir()
    return ServedBot(homeserver, folder, user_id=bot.user_id)


def devices(homeserver: Synapse, user_id: str) -> list[str]:
    """The ids of the bot's own devices."""
    found = homeserver.log_in(user_id).get("/devices")["devices"]
    return [device["device_id"] for device in found if device["display_name"] == DEVICE]


async def readable(homeserver: Synapse, bot: ServedBot, chat: Talk, event_id: str) -> str | None:
    """What an old message says to whoever has the bot's keys; None when it can't be read."""
    account = Account(homeserver.url, bot.user_id, PASSWORD)
    async with open_session(account, bot.store) as session:
        assert session.beginning is Beginning.RESUMED
        event = Event.parse_event(await session.client.event(chat.room, event_id))
        assert isinstance(event, MegolmEvent)
        found = session.client.decrypt(event)
        return getattr(found, "body", None)


async def test_a_restored_bot_goes_on_as_the_same_device_and_reads_what_was_said(
    homeserver: Synapse, anna: Member, tmp_path: Path
) -> None:
    async with asked_before(homeserver, anna, tmp_path / "old") as (bot, chat, old):
        before = devices(homeserver, bot.user_id)
        assert "with the Matrix keys" in await operator(bot, "backup", str(tmp_path / "x.backup"))
        await bot.stops()
        assert bot.complaints == []

    elsewhere = moved(homeserver, bot, tmp_path / "new")
    assert "old machine" in await operator(elsewhere, "restore", str(tmp_path / "x.backup"))
    assert {path.name: path.stat().st_mode & 0o777 for path in elsewhere.store.iterdir()} == STORE
    await chat.member.says(chat.room, f"en ook dit: {QUESTION}")  # while no bot is there
    try:
        await elsewhere.starts()
        chat.bot = elsewhere
        await chat.gets()
        answer = await chat.asks(f"nog eens: {QUESTION}")
        assert (answer.shield, answer.encrypted) == ("none", True)
        await chat.hears_nothing_more()
        assert elsewhere.complaints == []
        assert devices(homeserver, bot.user_id) == before
        await elsewhere.stops()
    finally:
        elsewhere.kill()
    assert await readable(homeserver, elsewhere, chat, old) == QUESTION


async def test_a_bot_from_an_older_backup_is_a_new_device_that_reads_what_it_could_read(
    homeserver: Synapse, anna: Member, tmp_path: Path
) -> None:
    """After the backup the bot gave out keys that the backup doesn't have, so its device can't go on."""
    async with asked_before(homeserver, anna, tmp_path / "old") as (bot, chat, old):
        before = devices(homeserver, bot.user_id)
        await operator(bot, "backup", str(tmp_path / "x.backup"))
        await bot.stops()
        await bot.starts()  # each start gives out new keys
        await bot.stops()

    elsewhere = moved(homeserver, bot, tmp_path / "new")
    await operator(elsewhere, "restore", str(tmp_path / "x.backup"))
    later = await anna.says(chat.room, f"en ook dit: {QUESTION}")  # under the key that the old device got
    try:
        await elsewhere.starts()
        chat.bot = elsewhere
        await chat.gets()
        answer = await chat.asks(f"nog eens: {QUESTION}")
        assert (answer.shield, answer.encrypted) == ("none", True)
        assert all("device" in line for line in elsewhere.complaints), elsewhere.complaints
        assert "new device" in elsewhere.complaints[-1]
        assert devices(homeserver, bot.user_id) != before
        await elsewhere.stops()
    finally:
        elsewhere.kill()
    for event_id, words in ((old, QUESTION), (later, f"en ook dit: {QUESTION}")):
        assert await readable(homeserver, elsewhere, chat, event_id) == words


async def test_a_store_that_is_there_is_never_written_over(homeserver: Synapse, tmp_path: Path) -> None:
    async with served(homeserver, tmp_path) as bot:
        await operator(bot, "backup", str(tmp_path / "x.backup"))
        await bot.stops()
    before = {path.name: path.read_bytes() for path in bot.store.iterdir()}
    bot.database.unlink()
    done = leernetwerk(
        "restore", str(tmp_path / "x.backup"), cwd=tmp_path, given=f"{PASSPHRASE}\n", **bot.settings
    )
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "not empty" in done.err
    assert {path.name: path.read_bytes() for path in bot.store.iterdir()} == before
    assert not bot.database.exists()
