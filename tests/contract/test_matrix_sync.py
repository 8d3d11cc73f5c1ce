"""Hearing all that is said, whatever the server does. Each test says what bare nio 0.26.0 does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from nio import SyncResponse

from bot.contract import PermanentDeliveryError
from bot.matrix import Account, LoggedOut, open_session
from bot.matrix.syncing import PAGE, pause_after
from tests.contract.matrix_bot import MatrixBot, matrix_bot
from tests.wire.flaky import HTML, Fault, Flaky, flaky_way_to
from tests.wire.handmade import Handmade, encrypted_room, says
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import PASSWORD, Synapse

UNKNOWN_TOKEN = {"errcode": "M_UNKNOWN_TOKEN", "error": "Unknown access token"}


@pytest.fixture
async def way(homeserver: Synapse) -> AsyncIterator[Flaky]:
    async with flaky_way_to(homeserver.url) as opened:
        yield opened


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path, way: Flaky) -> AsyncIterator[MatrixBot]:
    async with matrix_bot(homeserver, tmp_path / "matrix", url=way.url) as opened:
        yield opened


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


def a_plain_room(homeserver: Synapse, bot: MatrixBot) -> tuple[str, str]:
    """A room without encryption; its id and an event in it."""
    host = homeserver.somebody()
    room = host.post("/createRoom", {"invite": [bot.user_id]})["room_id"]
    return room, says(host, room, {"msgtype": "m.text", "body": "hallo"})


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "body": HTML},
        {"status": 200, "body": {"next_batch": 5}},
        {"status": 401, "body": HTML},
    ],
    ids=["HTML", "nonsense", "HTML with 401"],
)
async def test_a_server_in_trouble_is_asked_with_pauses(
    homeserver: Synapse, bot: MatrixBot, way: Flaky, fault: dict[str, object]
) -> None:
    """Bare nio asks some two thousand times a second (B8)."""
    a_plain_room(homeserver, bot)
    way.goes_wrong(Fault("/sync", times=1000, **fault))  # type: ignore[arg-type]
    before, since = way.times_asked("/sync"), bot.since
    hearing = asyncio.create_task(bot.takes_in())
    await asyncio.sleep(1.2)
    assert 2 <= way.times_asked("/sync") - before <= 5
    way.goes_well()
    await hearing
    assert bot.since != since


async def test_a_told_pause_is_kept(bot: MatrixBot, way: Flaky) -> None:
    way.goes_wrong(Fault("/sync", status=429, body=HTML, headers={"Retry-After": "1"}))
    started = asyncio.get_running_loop().time()
    await bot.takes_in(0.0)
    assert asyncio.get_running_loop().time() - started >= 1.0


def test_pauses_double_up_to_a_minute_and_are_spread() -> None:
    assert [pause_after(failures, None, 1.0) for failures in (1, 2, 3, 20)] == [0.5, 1.0, 2.0, 60.0]
    assert pause_after(20, None, 0.0) == 30.0
    assert pause_after(1, timedelta(minutes=5), 0.5) == 300.0


@pytest.mark.parametrize("more", [{}, {"soft_logout": True}], ids=["hard", "soft"])
async def test_a_session_that_was_ended_is_an_end(
    bot: MatrixBot, way: Flaky, more: dict[str, object]
) -> None:
    """Bare nio asks seven hundred times a second, for ever (B8)."""
    way.goes_wrong(Fault("/sync", status=401, body={**UNKNOWN_TOKEN, **more}))
    with pytest.raises(LoggedOut):
        await bot.takes_in()


async def test_a_device_removed_on_the_server_is_an_end(homeserver: Synapse, tmp_path: Path) -> None:
    async with matrix_bot(homeserver, tmp_path / "matrix") as bot:
        homeserver.log_in(bot.user_id).post("/logout/all", {})
        with pytest.raises(LoggedOut):
            await bot.takes_in()


async def test_a_restart_of_the_server_is_survived(own_homeserver: Synapse, tmp_path: Path) -> None:
    async with matrix_bot(own_homeserver, tmp_path / "matrix") as bot:
        host = own_homeserver.somebody()
        room = host.post("/createRoom", {"invite": [bot.user_id]})["room_id"]
        await bot.joins(room)
        own_homeserver.kill()
        hearing = asyncio.create_task(bot.hears("ik ben er weer"))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(own_homeserver.start)
        says(host, room, {"msgtype": "m.text", "body": "ik ben er weer"})
        assert await hearing
        assert await bot.says(room, "welkom terug")


async def test_a_room_that_it_was_put_out_of_is_no_longer_its_own(
    homeserver: Synapse, bot: MatrixBot
) -> None:
    """Bare nio keeps the room (B10)."""
    host = homeserver.somebody()
    room = host.post("/createRoom", {"invite": [bot.user_id]})["room_id"]
    await bot.joins(room)
    host.post(f"/rooms/{room}/kick", {"user_id": bot.user_id})
    await bot.catches_up()
    assert room not in bot.client.rooms
    with pytest.raises(PermanentDeliveryError):
        await bot.says(room, "hallo?")


async def test_more_than_fits_in_a_timeline_comes_in_order(homeserver: Synapse, tmp_path: Path) -> None:
    """Bare nio hears the last ten only (B14). Here more than a page of history."""
    bram = Handmade(homeserver.somebody())
    bram.publishes()
    async with matrix_bot(homeserver, tmp_path / "matrix") as before:
        room = encrypted_room(bram.account, before.user_id)
        await before.joins(room)
        user, device, since = before.user_id, before.client.device_id, before.since
    texts = [f"vraag {number}" for number in range(PAGE + 30)]
    bram.shares_room_key(room, user, device)
    for text in texts:
        says(bram.account, room, bram.encrypts(room, text), "m.room.encrypted")
    async with open_session(Account(homeserver.url, user, PASSWORD), tmp_path / "matrix") as session:
        timeline = (await session.client.sync(since)).rooms.join[room].timeline
        assert timeline.limited
        missed = await session.client.history(room, timeline.prev_batch, since)
        heard = [getattr(event, "body", None) for event in [*missed, *timeline.events]]
        assert [body for body in heard if body] == texts
        assert len(await session.client.history(room, timeline.prev_batch, since, most=30)) == 30


async def test_after_a_restart_it_knows_its_rooms(homeserver: Synapse, tmp_path: Path, anna: Member) -> None:
    """Bare nio, going on from a token: "No such room" (B15)."""
    async with matrix_bot(homeserver, tmp_path / "matrix") as before:
        room = await anna.invites(before.user_id)
        await before.joins(room)
        user, since = before.user_id, before.since
    async with matrix_bot(homeserver, tmp_path / "matrix", user_id=user, since=since) as after:
        assert after.client.rooms[room].encrypted
        await after.says(room, "daar ben ik weer")
        assert (await anna.hears(room, after.user_id, "daar ben ik weer")).shield == "none"


async def test_the_same_token_again_brings_the_same_words(bot: MatrixBot, anna: Member) -> None:
    """Whoever could not handle a response asks again. Bare nio leaves it encrypted the second time."""
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    await bot.catches_up()
    since = bot.since
    await anna.says(room, "hoor je mij?")
    await bot.hears("hoor je mij?")
    again = await bot.client.sync(since, 0.0)
    assert "hoor je mij?" in [
        getattr(event, "body", None) for event in again.rooms.join[room].timeline.events
    ]


async def test_a_bug_in_the_handling_of_a_sync_does_not_end_the_hearing(
    bot: MatrixBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody has foreseen is logged and tried again; bare nio ends."""
    failures = [KeyError("sender"), TypeError("not subscriptable")]
    handle = bot.client._nio._handle_joined_rooms

    async def fails_twice(response: SyncResponse) -> None:
        if failures:
            raise failures.pop()
        await handle(response)

    monkeypatch.setattr(bot.client._nio, "_handle_joined_rooms", fails_twice)
    await bot.takes_in(0.0)
    assert not failures
