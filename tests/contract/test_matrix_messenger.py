"""What the Matrix messenger promises beyond what every messenger does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.contract import (
    Address,
    Attachment,
    Choice,
    ConversationMoved,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
    TemporaryDeliveryError,
)
from bot.matrix import PLATFORM
from bot.matrix.direct import DirectChats
from bot.matrix.messenger import MatrixMessenger
from tests.contract.matrix_bot import MatrixBot, matrix_bot
from tests.wire.matrix_members import Member, member
from tests.wire.synapse import Synapse

FILE = Attachment("bijeenkomst.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
PICTURE = Attachment("foto.png", "image/png", b"\x89PNG" * 1000)


@pytest.fixture
async def bot(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBot]:
    async with matrix_bot(homeserver, tmp_path / "matrix") as opened:
        yield opened


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


@pytest.fixture
async def messenger(bot: MatrixBot) -> AsyncIterator[MatrixMessenger]:
    made = MatrixMessenger()
    async with made.working(bot.client, DirectChats(bot.client), ("help",)):
        yield made


async def room_of(bot: MatrixBot, anna: Member, *, encrypted: bool = True) -> Address:
    """A chat that Anna opened, with the bot in it."""
    room = await anna.invites(bot.user_id, encrypted=encrypted)
    await bot.joins(room)
    await bot.catches_up()
    return Address(PLATFORM, room)


async def test_what_is_sensitive_never_goes_into_a_plain_room(
    bot: MatrixBot, anna: Member, messenger: MatrixMessenger
) -> None:
    plain = await room_of(bot, anna, encrypted=False)
    ref = await messenger.send(plain, Reply("Openbaar"), key="a")
    with pytest.raises(PermanentDeliveryError, match="encrypted"):
        await messenger.send(plain, Reply("Geheim", sensitive=True), key="b")
    with pytest.raises(PermanentDeliveryError, match="encrypted"):
        await messenger.edit(ref, Reply("Geheim", sensitive=True), key="c")
    secret = await room_of(bot, anna)
    await messenger.send(secret, Reply("Geheim", sensitive=True), key="d")
    await anna.hears(secret.conversation, bot.user_id, "Geheim")
    assert (await anna.sees(plain.conversation)).bodies(bot.user_id) == ["Openbaar"]


@pytest.mark.parametrize("encrypted", [True, False])
async def test_files_arrive_whole_behind_the_words_that_go_with_them(
    bot: MatrixBot, anna: Member, messenger: MatrixMessenger, encrypted: bool
) -> None:
    chat = await room_of(bot, anna, encrypted=encrypted)
    reply = Reply("Twee bestanden.", attachments=(FILE, PICTURE))
    ref = await messenger.send(chat, reply, key="a")
    await anna.hears(chat.conversation, bot.user_id, PICTURE.name)
    words, *files = (await anna.sees(chat.conversation)).by(bot.user_id)
    assert (words.body, words.event_id) == ("Twee bestanden.", ref.id)
    assert [file.msgtype for file in files] == ["m.file", "m.image"]
    for shown, sent in zip(files, reply.attachments, strict=True):
        assert (shown.body, shown.encrypted) == (sent.name, encrypted)
        assert await anna.opens_file(chat.conversation, shown.event_id) == sent.content


async def test_the_same_key_twice_is_one_message_however_long_it_is(
    bot: MatrixBot, anna: Member, messenger: MatrixMessenger
) -> None:
    chat = await room_of(bot, anna)
    words = " ".join(f"woord{number}" for number in range(10_000))
    long = Reply(words, (Choice("Ja", "yes:"),), (FILE,))
    assert await messenger.send(chat, long, key="a") == await messenger.send(chat, long, key="a")
    await anna.hears(chat.conversation, bot.user_id, FILE.name)
    bodies = (await anna.sees(chat.conversation)).bodies(bot.user_id)
    assert len(bodies) == len(set(bodies))
    assert "".join(body or "" for body in bodies).startswith(words)


async def test_a_person_as_an_address_is_the_private_chat_with_them_opened_once(
    bot: MatrixBot, anna: Member, messenger: MatrixMessenger
) -> None:
    to = Address(PLATFORM, anna.user_id)
    moves = []
    for _ in range(2):
        with pytest.raises(ConversationMoved) as moved:
            await messenger.send(to, Reply("Hoi"), key="a")
        moves.append(moved.value.new_address)
        if len(moves) == 1:
            with pytest.raises(TemporaryDeliveryError):  # not in sync yet
                await messenger.send(moves[0], Reply("Hoi"), key="a")
            await bot.catches_up()
    assert moves[0] == moves[1]
    await messenger.send(moves[0], Reply("Hoi"), key="a")
    await anna.joins(moves[0].conversation)
    assert (await anna.hears(moves[0].conversation, bot.user_id, "Hoi")).shield == "none"
    assert await bot.client.account_data("m.direct") == {anna.user_id: [moves[0].conversation]}
    again = DirectChats(bot.client)
    await again.load()
    assert again.opened == {moves[0].conversation}


async def test_a_message_of_another_or_one_that_is_too_long_can_not_be_edited(
    bot: MatrixBot, anna: Member, messenger: MatrixMessenger
) -> None:
    chat = await room_of(bot, anna)
    ref = await messenger.send(chat, Reply("Van mij"), key="a")
    theirs = type(ref)(chat, await anna.says(chat.conversation, "Van Anna"))
    for target, reply in (
        (theirs, Reply("x")),
        (ref, Reply("x" * 100_000)),
        (ref, Reply("x", attachments=(FILE,))),
    ):
        with pytest.raises(NotAllowed):
            await messenger.edit(target, reply, key="b")


async def test_who_was_put_out_of_a_room_reaches_nobody_there(
    bot: MatrixBot, homeserver: Synapse, messenger: MatrixMessenger
) -> None:
    host = homeserver.somebody()
    room = host.post("/createRoom", {"invite": [bot.user_id]})["room_id"]
    await bot.joins(room)
    host.post(f"/rooms/{room}/kick", {"user_id": bot.user_id})
    with pytest.raises(PermanentDeliveryError):
        await messenger.send(Address(PLATFORM, room), Reply("Hallo?"), key="a")
    await bot.catches_up()
    with pytest.raises(PermanentDeliveryError) as refused:
        await messenger.send(Address(PLATFORM, room), Reply("Hallo?"), key="a")
    assert refused.value.gone


async def test_before_and_after_its_work_everything_is_for_later(bot: MatrixBot, anna: Member) -> None:
    chat, idle = await room_of(bot, anna), MatrixMessenger()
    working = [idle.is_working]
    async with idle.working(bot.client, DirectChats(bot.client), ()):
        working.append(idle.is_working)
    working.append(idle.is_working)
    assert working == [False, True, False]
    with pytest.raises(TemporaryDeliveryError):
        await idle.send(chat, Reply("Hoi"), key="a")
