"""Matrix under load: how long an answer takes, what limits and strangers do, how much memory it takes."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import ServedBot, percentile, served, talk
from tests.journeys.matrix_http import SecretTalk, invited
from tests.journeys.matrix_tally import QUESTIONS, tally
from tests.wire.handmade import Handmade, encrypted_room
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Account, Synapse
from tests.wire.telegram import threaded_telegram_server

QUESTION = QUESTIONS[0]
A_QUESTION_S = 1.0  # what an allowance comes back with: somebody who asks no faster is never through it


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def answer_times_ms(bot: ServedBot, somebody: Member, number: int) -> list[float]:
    """How long each answer takes from sending until it is decrypted."""
    chat = await talk(somebody, bot)
    await chat.asks(QUESTION)
    times = []
    for count in range(number):
        began = time.monotonic()
        await chat.asks(QUESTIONS[count % len(QUESTIONS)])
        times.append((time.monotonic() - began) * 1000)
    return times


@pytest.mark.faults
@pytest.mark.timeout(900)
async def test_an_answer_is_quick(
    homeserver: Synapse, tmp_path: Path, members: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked by several in turn: one alone would be through their allowance."""
    times: list[float] = []
    async with served(homeserver, tmp_path) as bot:
        homeserver.lift_limits(bot.user_id)
        for _ in range(4):
            async with member(homeserver) as somebody:
                times += await answer_times_ms(bot, somebody, 50)
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    with capsys.disabled():
        print(f"\nmatrix, encrypted answer: p50={p50:.0f} ms p99={p99:.0f} ms n={len(times)}")
    assert p50 <= 250
    assert p99 <= 600


@pytest.mark.timeout(300)
async def test_within_the_limits_of_a_server_as_installed_nothing_is_lost_and_order_is_kept(
    limited_homeserver: Synapse, tmp_path: Path, members: None
) -> None:
    """A burst of ten and then one in five seconds, for the member as for the bot."""
    async with member(limited_homeserver) as anna, served(limited_homeserver, tmp_path) as bot:
        limited_homeserver.lift_limits(anna.user_id)
        chat = await talk(anna, bot)
        asked = [await anna.says(chat.room, f"{QUESTION} ({number})") for number in range(14)]
        async with asyncio.timeout(120):
            while len((await anna.sees(chat.room)).by(bot.user_id)) < len(asked):  # noqa: ASYNC110
                await asyncio.sleep(0.5)
        await asyncio.sleep(2)
        result = tally(bot, await anna.sees(chat.room), asked)
        assert result.is_perfect, result
        assert bot.complaints == []


async def hostile(homeserver: Synapse, bot: ServedBot, events: int) -> None:
    """What strangers and bad members can do: mailbox junk, used up keys, a flood, rooms without end."""
    stranger = homeserver.somebody()
    devices = homeserver.log_in(bot.user_id).get("/devices")["devices"]
    device = next(each["device_id"] for each in devices if each["display_name"] == "Leernetwerkbot")
    for content in (
        {},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x", "ciphertext": {}},
        {"x": 5},
    ):
        stranger.sends_to_device("m.room.encrypted", bot.user_id, device, content)
    await asyncio.to_thread(use_up_keys, stranger, bot.user_id, device)
    await asyncio.to_thread(flood, homeserver, bot, events)
    await asyncio.to_thread(bombs, stranger, bot, events // 50)


def use_up_keys(stranger: Account, user: str, device: str) -> None:
    """Claim the one-time keys that others need to reach the bot."""
    for _ in range(60):
        stranger.post("/keys/claim", {"one_time_keys": {user: {device: "signed_curve25519"}}})


def flood(homeserver: Synapse, bot: ServedBot, events: int) -> None:
    """A room full of events that can't be read, or mean nothing."""
    bram = SecretTalk(homeserver, bot)
    for number in range(events):
        if number % 2:
            bram.says("x")
        else:
            bram.device.account.put(
                f"/rooms/{bram.room}/send/nl.example.junk/{number}", {"m.relates_to": "x", "body": 5}
            )


def bombs(stranger: Account, bot: ServedBot, number: int) -> None:
    """Invitations to rooms, plain and encrypted, some with a large state."""
    for count in range(number):
        if count % 2:
            invited(stranger, bot)
        else:
            room = encrypted_room(stranger, bot.user_id)
            stranger.put(f"/rooms/{room}/state/nl.example.bomb", {"bomb": "x" * 50_000})


async def through_hostility(homeserver: Synapse, folder: Path, anna: Member, events: int) -> str:
    """Let a member ask while strangers do their worst; what came of it."""
    async with served(homeserver, folder) as bot:
        homeserver.lift_limits(bot.user_id)
        chat = await talk(anna, bot)
        for number in range(30):
            await chat.asks(f"{QUESTION} ({number})")
        before = bot.memory_mb()
        attack = asyncio.create_task(hostile(homeserver, bot, events))
        asked = 0
        while not attack.done():
            await chat.asks(f"{QUESTION} (en {asked})")
            asked += 1
            await asyncio.sleep(A_QUESTION_S)
        await attack
        await asyncio.sleep(3)
        await chat.asks(QUESTION)
        await chat.hears_nothing_more()
        growth = bot.memory_mb() / before - 1
        assert bot.running.poll() is None
        assert "Traceback" not in bot.log, bot.log
        device = Handmade(homeserver.somebody())
        device.publishes()
        return f"events={events} answered={asked} unanswered=0 growth={growth:.1%} before={before:.0f} MB"


@pytest.mark.timeout(300)
async def test_strangers_do_no_harm(homeserver: Synapse, tmp_path: Path, anna: Member) -> None:
    await through_hostility(homeserver, tmp_path, anna, events=100)


@pytest.mark.faults
@pytest.mark.timeout(3600)
async def test_ten_thousand_events_of_strangers_do_no_harm(
    homeserver: Synapse, tmp_path: Path, anna: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    result = await through_hostility(homeserver, tmp_path, anna, events=10_000)
    with capsys.disabled():
        print(f"\nmatrix, hostile: {result}")
    assert float(result.split("growth=")[1].split("%")[0]) <= 10


@pytest.mark.timeout(300)
async def test_both_platforms_are_served_side_by_side_whatever_one_does(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    """Matrix refuses the bot's password; then it is right; Telegram's members never notice."""
    with threaded_telegram_server() as telegram:
        settings = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_BASE_URL": telegram.base_url}
        bot = ServedBot(homeserver, tmp_path, **settings)
        password = bot.settings["MATRIX_PASSWORD"]
        bot.settings["MATRIX_PASSWORD"] = "fout"
        try:
            await bot.starts("ready telegram")
            await bot.logs("refuses LEERNETWERK_MATRIX_USER")
            lies = telegram.person("Lies", "nl")
            lies.starts()
            await asyncio.to_thread(telegram.wait_until, lambda: len(lies.sees) == 1, 60)
            assert (await bot.stops())[0] == 0
            bot.settings["MATRIX_PASSWORD"] = password
            await bot.starts()
            chat = await talk(anna, bot)
            answer = await chat.asks(QUESTION)
            lies.says(QUESTION)
            await asyncio.to_thread(telegram.wait_until, lambda: len(lies.sees) == 2, 60)
            assert lies.sees[-1].text.split("\n")[0] == (answer.body or "").split("\n")[0]
        finally:
            bot.kill()


@pytest.mark.faults
@pytest.mark.timeout(1800)
async def test_memory_with_two_hundred_encrypted_rooms_and_both_platforms(
    homeserver: Synapse, tmp_path: Path, anna: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    with threaded_telegram_server() as telegram:
        settings = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_BASE_URL": telegram.base_url}
        async with served(homeserver, tmp_path, **settings) as bot:
            homeserver.lift_limits(bot.user_id)
            await asyncio.to_thread(many_talks, homeserver, bot, 200)
            chat = await talk(anna, bot)
            for number in range(20):
                await chat.asks(f"{QUESTION} ({number})")
            working = bot.memory_mb()
            bot.kill()
            await bot.starts()
            await chat.asks(QUESTION)
            restarted = bot.memory_mb()
    with capsys.disabled():
        print(f"\nboth platforms, 200 encrypted rooms: {working:.0f} MB, after a restart {restarted:.0f} MB")
    assert max(working, restarted) <= 450


def many_talks(homeserver: Synapse, bot: ServedBot, number: int) -> None:
    """So many members in encrypted chats with the bot, each of whom has asked something."""
    for _ in range(number):
        somebody = SecretTalk(homeserver, bot)
        somebody.device.offers_keys(1)
        somebody.gives_key()
        somebody.says(QUESTION)
        somebody.hears("Bron:")
