"""Keys that reach everyone, or an error. Each test says what bare nio 0.26.0 does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.contract import TemporaryDeliveryError
from bot.matrix.sharing import CLAIM_AGAIN_AFTER_S
from tests.contract.matrix_bot import MatrixBot, matrix_bot
from tests.wire.flaky import HTML, Fault, Flaky, flaky_way_to
from tests.wire.handmade import Handmade, encrypted_room, says
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Account, Synapse

pytestmark = pytest.mark.usefixtures("members")
WAIT = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many", "retry_after_ms": 1500}


@pytest.fixture
async def way(homeserver: Synapse) -> AsyncIterator[Flaky]:
    async with flaky_way_to(homeserver.url) as opened:
        yield opened


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path, way: Flaky) -> AsyncIterator[MatrixBot]:
    async with matrix_bot(homeserver, tmp_path / "matrix", url=way.url) as opened:
        yield opened


@pytest.fixture
async def anna(homeserver: Synapse) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def in_a_room(bot: MatrixBot, anna: Member) -> str:
    """A new encrypted room with the bot in it."""
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    return room


def keys_left(account: Account, bot: MatrixBot) -> int:
    """Claim one-time keys of the bot until none is left, as anyone may; how many there were."""
    wanted = {"one_time_keys": {bot.user_id: {bot.client.device_id: "signed_curve25519"}}}
    for claimed in range(200):
        devices = account.post("/keys/claim", wanted)["one_time_keys"].get(bot.user_id, {})
        keys = devices.get(bot.client.device_id, {})
        if not keys or any("fallback" in key for key in keys.values()):
            return claimed
    raise AssertionError("there is no end to them")


async def test_claimed_one_time_keys_are_replaced(homeserver: Synapse, bot: MatrixBot) -> None:
    """Bare nio ignores a count of 0 and never uploads again, also after a restart (B5)."""
    stranger = homeserver.somebody()
    assert keys_left(stranger, bot) > 0
    await bot.takes_in(0.0)
    assert keys_left(stranger, bot) >= 50


async def test_a_bot_without_one_time_keys_is_still_reached(
    homeserver: Synapse, tmp_path: Path, anna: Member
) -> None:
    """Bare nio uploads no fallback key: what is then written to a bot that is down stays unread (B7)."""
    async with matrix_bot(homeserver, tmp_path / "matrix") as before:
        room = await in_a_room(before, anna)
        user, since = before.user_id, before.since
    keys_left(homeserver.somebody(), before)
    await anna.says(room, "niemand thuis?")
    async with matrix_bot(homeserver, tmp_path / "matrix", user_id=user, since=since) as after:
        assert (await after.hears("niemand thuis?")).sender == anna.user_id


async def test_a_used_fallback_key_is_replaced(homeserver: Synapse, bot: MatrixBot) -> None:
    stranger = homeserver.somebody()
    claim = {"one_time_keys": {bot.user_id: {bot.client.device_id: "signed_curve25519"}}}

    def fallback() -> dict[str, object]:
        keys_left(stranger, bot)
        keys: dict[str, object] = stranger.post("/keys/claim", claim)["one_time_keys"][bot.user_id]
        return keys

    before = fallback()
    await bot.takes_in(0.0)
    assert fallback() != before


@pytest.mark.parametrize("part", ["sendToDevice", "keys/claim", "keys/query", "joined_members"])
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500, "body": {"errcode": "M_UNKNOWN", "error": "Internal server error"}},
        {"status": 502, "body": HTML},
        {"status": 429, "body": WAIT},
    ],
    ids=["500", "HTML", "429"],
)
async def test_nothing_is_sent_before_its_key_is_with_everyone(
    bot: MatrixBot, anna: Member, way: Flaky, part: str, fault: dict[str, object]
) -> None:
    """Bare nio: a 500 drops its access token or is a TypeError, a 429 sends what nobody can read (B6)."""
    room = await in_a_room(bot, anna)
    way.goes_wrong(Fault(part, **fault))  # type: ignore[arg-type]
    with pytest.raises(TemporaryDeliveryError) as failed:
        await bot.says(room, "hallo", key="answer-1")
    if fault["status"] == 429:
        assert failed.value.retry_after == timedelta(seconds=1.5)
    await bot.says(room, "hallo", key="answer-1")
    shown = await anna.until(room, lambda seen: bool(seen.by(bot.user_id)))
    assert [(message.body, message.undecryptable) for message in shown.by(bot.user_id)] == [("hallo", None)]


async def test_a_lost_answer_does_not_make_a_message_double(bot: MatrixBot, anna: Member, way: Flaky) -> None:
    room = await in_a_room(bot, anna)
    way.goes_wrong(Fault("/send/", status=502, body=HTML, lost=True))
    with pytest.raises(TemporaryDeliveryError):
        await bot.says(room, "hallo", key="answer-1")
    await bot.says(room, "hallo", key="answer-1")
    await bot.says(room, "klaar")
    await anna.hears(room, bot.user_id, "klaar")
    assert (await anna.sees(room)).bodies(bot.user_id) == ["hallo", "klaar"]


@pytest.mark.parametrize("part", ["keys/claim", "sendToDevice", "/send/"])
async def test_a_cancelled_sending_holds_up_no_later_one(
    bot: MatrixBot, anna: Member, way: Flaky, part: str
) -> None:
    """Bare nio: every later sending to that room waits for ever (B12)."""
    room = await in_a_room(bot, anna)
    way.goes_wrong(Fault(part, hangs=True))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await bot.says(room, "hallo", key="answer-1")
    async with asyncio.timeout(5):
        await bot.says(room, "hallo", key="answer-1")
    assert (await anna.hears(room, bot.user_id, "hallo")).shield == "none"


async def test_messages_at_once_are_sent_in_the_order_of_asking(bot: MatrixBot, anna: Member) -> None:
    room = await in_a_room(bot, anna)
    texts = [f"bericht {number}" for number in range(20)]
    await asyncio.gather(*(bot.says(room, text) for text in texts))
    await anna.hears(room, bot.user_id, texts[-1])
    assert (await anna.sees(room)).bodies(bot.user_id) == texts


async def test_a_device_that_could_not_be_reached_is_tried_again(homeserver: Synapse, bot: MatrixBot) -> None:
    """Bare nio never comes back to a device that had no one-time key when the room key was shared (B11)."""
    late = Handmade(homeserver.somebody())
    late.publishes()
    room = encrypted_room(late.account, bot.user_id)
    await bot.joins(room)
    since = late.account.get("/sync?timeout=0")["next_batch"]
    await bot.says(room, "nog niet te lezen")
    late.offers_keys()

    await bot.says(room, "zo gauw niet opnieuw")
    seen = late.account.get(f"/sync?timeout=0&since={since}")
    assert "to_device" not in seen
    bot.client._room_keys._claimed_at[room] -= CLAIM_AGAIN_AFTER_S
    await bot.says(room, "nu wel")
    mail = late.account.get(f"/sync?timeout=0&since={seen['next_batch']}")["to_device"]["events"]
    assert [message["type"] for message in mail] == ["m.room.encrypted"]


async def test_a_new_device_of_a_member_can_read_on(
    homeserver: Synapse, bot: MatrixBot, anna: Member
) -> None:
    room = await in_a_room(bot, anna)
    await bot.says(room, "voor de eerste")
    tablet = Handmade(homeserver.log_in(anna.user_id))
    tablet.publishes()
    tablet.offers_keys()
    await bot.catches_up()
    since = tablet.account.get("/sync?timeout=0")["next_batch"]
    await bot.says(room, "voor beide")
    assert tablet.account.get(f"/sync?timeout=0&since={since}")["to_device"]["events"]


async def test_a_key_from_somebody_who_just_came_in_is_kept(homeserver: Synapse, bot: MatrixBot) -> None:
    """Who comes in and speaks at once is no stranger, though nio reads the mailbox before the rooms."""
    host, bram = homeserver.somebody(), Handmade(homeserver.somebody())
    bram.publishes()
    room = encrypted_room(host, bot.user_id)
    await bot.joins(room)
    await bot.catches_up()
    host.post(f"/rooms/{room}/invite", {"user_id": bram.account.user_id})
    bram.account.post(f"/join/{room}", {})
    bram.shares_room_key(room, bot.user_id, bot.client.device_id)
    says(bram.account, room, bram.encrypts(room, "ik ben er net"), "m.room.encrypted")
    await bot.takes_in()
    event = bot.heard[-1]
    assert bot.client.can_decrypt(event)
    assert getattr(bot.client.decrypt(event), "body", None) == "ik ben er net"
