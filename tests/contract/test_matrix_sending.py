"""What goes out on Matrix: once, whole, encrypted where it must be; and refusals in our words."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.contract import NotAllowed, PermanentDeliveryError, TemporaryDeliveryError
from tests.contract.matrix_bot import MatrixBot, matrix_bot
from tests.wire.flaky import HTML, Fault, flaky_way_to
from tests.wire.handmade import says
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Account, Synapse

WAIT = {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 400}
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBot]:
    async with matrix_bot(homeserver, tmp_path / "matrix") as opened:
        yield opened


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


async def plain_room(host: Account, bot: MatrixBot) -> str:
    """A room without encryption, with the bot in it."""
    room = str(host.post("/createRoom", {"invite": [bot.user_id]})["room_id"])
    await bot.joins(room)
    return room


async def says_much(bot: MatrixBot, room: str) -> None:
    """More than a server takes at once."""
    for number in range(30):
        await bot.says(room, f"bericht {number}")


async def test_the_same_key_is_one_message(homeserver: Synapse, bot: MatrixBot) -> None:
    room = await plain_room(homeserver.somebody(), bot)
    ids = await asyncio.gather(*(bot.says(room, "hallo", key="answer-1") for _ in range(5)))
    assert len(set(ids)) == 1
    assert await bot.says(room, "hallo", key="answer-2") != ids[0]


async def test_an_encrypted_message_is_not_readable_on_the_server(
    homeserver: Synapse, bot: MatrixBot, anna: Member
) -> None:
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    event_id = await bot.says(room, "in vertrouwen")
    seen = homeserver.log_in(anna.user_id).get(f"/rooms/{room}/event/{event_id}")
    assert seen["type"] == "m.room.encrypted"
    assert "in vertrouwen" not in str(seen)


async def test_a_reaction_goes_in_the_clear_as_with_every_client(bot: MatrixBot, anna: Member) -> None:
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    asked = await anna.says(room, "hallo")
    relation = {"rel_type": "m.annotation", "event_id": asked, "key": "👍"}
    await bot.client.send(room, "m.reaction", {"m.relates_to": relation}, key="r")
    await anna.until(room, lambda seen: seen.by(anna.user_id)[-1].reacted() == [(bot.user_id, "👍")])


async def test_files_go_both_ways_encrypted(bot: MatrixBot, anna: Member) -> None:
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    stored = await bot.client.files.upload(ICS, "text/calendar", "afspraak.ics", encrypted=True)
    content = {"msgtype": "m.file", "body": "afspraak.ics", **stored}
    sent = await bot.client.send(room, "m.room.message", content, key="file")
    await anna.hears(room, bot.user_id, "afspraak.ics")
    assert await anna.opens_file(room, sent) == ICS

    await anna.sends_file(room, "foto.png", "image/png", b"\x89PNG")
    received = await bot.hears("foto.png")
    assert await bot.client.files.download(received.source["content"]) == b"\x89PNG"


async def test_a_file_that_was_changed_on_its_way_is_refused(bot: MatrixBot) -> None:
    stored = await bot.client.files.upload(ICS, "text/calendar", "afspraak.ics", encrypted=True)
    stored["file"]["hashes"]["sha256"] = "A" * 43
    with pytest.raises(PermanentDeliveryError):
        await bot.client.files.download(stored)


async def test_a_file_over_the_limit_is_refused_before_it_is_sent(bot: MatrixBot) -> None:
    """Bare nio sees the connection break and tries again for ever (B17)."""
    most = await bot.client.files.most_bytes()
    assert most
    bot.client.files._most_bytes = 10
    with pytest.raises(PermanentDeliveryError, match="larger"):
        await bot.client.files.upload(ICS, "text/calendar", "afspraak.ics", encrypted=False)


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        (Fault("/send/", 429, HTML, {"Retry-After": "7"}), timedelta(seconds=7)),
        (
            Fault("/send/", 429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 400}),
            timedelta(seconds=0.4),
        ),
        (Fault("/send/", 503, HTML), None),
        (Fault("/send/", 401, {"errcode": "M_UNKNOWN_TOKEN", "soft_logout": True}), None),
    ],
    ids=["header", "body", "503", "logged out"],
)
async def test_a_refusal_that_may_pass_comes_at_once_with_its_pause(
    homeserver: Synapse, tmp_path: Path, fault: Fault, pause: timedelta | None
) -> None:
    """Bare nio sleeps, however long it is told, or five seconds when a header tells it (B19)."""
    async with (
        flaky_way_to(homeserver.url) as way,
        matrix_bot(homeserver, tmp_path / "matrix", url=way.url) as bot,
    ):
        room = await plain_room(homeserver.somebody(), bot)
        way.goes_wrong(fault)
        async with asyncio.timeout(2):
            with pytest.raises(TemporaryDeliveryError) as refused:
                await bot.says(room, "hallo")
        assert refused.value.retry_after == pause


async def test_a_limited_server_says_how_long_to_wait(limited_homeserver: Synapse, tmp_path: Path) -> None:
    async with matrix_bot(limited_homeserver, tmp_path / "matrix") as bot:
        room = await plain_room(limited_homeserver.somebody(), bot)
        with pytest.raises(TemporaryDeliveryError) as refused:
            await says_much(bot, room)
        assert refused.value.retry_after
        limited_homeserver.lift_limits(bot.user_id)
        await says_much(bot, room)


async def test_what_is_too_large_will_never_go(homeserver: Synapse, bot: MatrixBot) -> None:
    room = await plain_room(homeserver.somebody(), bot)
    with pytest.raises(PermanentDeliveryError, match="larger"):
        await bot.says(room, "x" * 70_000)


async def test_a_room_that_it_is_not_in_is_refused(bot: MatrixBot) -> None:
    with pytest.raises(PermanentDeliveryError, match="not in that room"):
        await bot.says("!nergens:lab.test", "hallo")


async def test_a_room_just_joined_can_be_sent_to_soon(homeserver: Synapse, bot: MatrixBot) -> None:
    host = homeserver.somebody()
    room = str(host.post("/createRoom", {"invite": [bot.user_id]})["room_id"])
    await bot.client.join(room)
    with pytest.raises(TemporaryDeliveryError, match="not in sync yet"):
        await bot.says(room, "hallo")
    await bot.catches_up()
    assert await bot.says(room, "hallo")


async def test_the_bot_can_write_first(bot: MatrixBot, anna: Member) -> None:
    room = await bot.client.create_direct_room(anna.user_id, encrypted=True)
    await bot.client.set_account_data("m.direct", {anna.user_id: [room]})
    await bot.catches_up()
    assert bot.client.rooms[room].encrypted
    await bot.says(room, "welkom")
    await anna.eventually(lambda: is_invited(anna, room))
    await anna.joins(room)
    assert (await anna.hears(room, bot.user_id, "welkom")).shield == "none"
    assert await bot.client.account_data("m.direct") == {anna.user_id: [room]}


async def is_invited(anna: Member, room: str) -> bool:
    return room in await anna.invitations()


async def test_a_message_is_taken_away_where_the_room_allows_it(homeserver: Synapse, bot: MatrixBot) -> None:
    host = homeserver.somebody()
    room = await plain_room(host, bot)
    await bot.client.redact(room, await bot.says(room, "oeps"), key="away-1")
    theirs = says(host, room, {"msgtype": "m.text", "body": "van mij"})
    with pytest.raises(NotAllowed):
        await bot.client.redact(room, theirs, key="away-2")


async def test_typing_and_reading_show(bot: MatrixBot, anna: Member) -> None:
    room = await anna.invites(bot.user_id)
    await bot.joins(room)
    asked = await anna.says(room, "hallo")
    await bot.client.mark_read(room, asked)
    await bot.client.typing(room)
    await anna.until(room, lambda seen: bot.user_id in seen.typing and seen.receipts[bot.user_id] == asked)
    await bot.client.typing(room, on=False)
    await anna.until(room, lambda seen: bot.user_id not in seen.typing)


async def test_state_that_is_not_there_is_none(homeserver: Synapse, bot: MatrixBot) -> None:
    room = await plain_room(homeserver.somebody(), bot)
    create = await bot.client.state(room, "m.room.create")
    assert create
    assert await bot.client.state(room, "m.room.tombstone") is None
    assert await bot.client.account_data("m.direct") == {}


async def test_leaving_is_for_good(homeserver: Synapse, bot: MatrixBot) -> None:
    room = await plain_room(homeserver.somebody(), bot)
    await bot.client.leave(room)
    await bot.catches_up()
    assert room not in bot.client.rooms
