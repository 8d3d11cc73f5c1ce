"""Replies as they arrive on Telegram, and what becomes of one that does not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.contract import (
    Address,
    Attachment,
    Choice,
    ConversationMoved,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
    TemporaryDeliveryError,
    choice_token,
)
from bot.telegram import Telegram, TelegramAccount
from bot.telegram.messenger import TelegramMessenger
from tests.wire.telegram import FloodLimits, Group, Person, TelegramServer

KEY = "q-1/answer-1"
YES_OR_NO = (Choice("Ja", "yes:"), Choice("Nee", "no:"))
PICTURE = Attachment("kaart.png", "image/png", b"\x89PNG\r\n\x1a\n")
CALENDAR = Attachment("bijeenkomst.ics", "text/calendar", b"BEGIN:VCALENDAR")


@pytest.fixture
async def messenger(telegram: TelegramServer) -> AsyncIterator[TelegramMessenger]:
    """Connected to the test server, which must have nothing to complain about."""
    platform = Telegram(TelegramAccount(telegram.token, telegram.base_url))
    async with platform.connected():
        assert isinstance(platform.messenger, TelegramMessenger)
        yield platform.messenger
    assert telegram.complaints == []


@pytest.fixture
def team(telegram: TelegramServer, lies: Person) -> Group:
    """A forum."""
    return telegram.group("Team", [lies], kind="forum")


def chat_of(who: Person | Group, thread: int | None = None) -> Address:
    return Address("telegram", str(who.id), str(thread) if thread else None)


async def test_styles_arrive_as_entities_and_no_link_is_previewed(
    messenger: TelegramMessenger, lies: Person, telegram: TelegramServer
) -> None:
    await messenger.send(chat_of(lies), Reply("**Titel** <b> _bron_ https://nji.nl"), key=KEY)
    (shown,) = lies.sees
    assert shown.text == "Titel <b> bron https://nji.nl"
    assert [(entity.type, entity.words) for entity in shown.entities][:2] == [
        ("bold", "Titel"),
        ("italic", "bron"),
    ]
    assert "is_disabled" in str(telegram.calls_of("sendMessage")[0])


async def test_of_a_long_reply_the_last_piece_has_the_buttons_and_stands_for_it(
    messenger: TelegramMessenger, lies: Person
) -> None:
    ref = await messenger.send(chat_of(lies), Reply("woord " * 1500, YES_OR_NO), key=KEY)
    *before, last = lies.sees
    assert [shown.buttons for shown in before] == [[]] * len(before)
    assert (last.buttons, str(last.id)) == (["Ja", "Nee"], ref.id)
    assert [button.data for row in last.keyboard for button in row] == [
        choice_token(KEY, 0),
        choice_token(KEY, 1),
    ]


async def test_files_arrive_as_pictures_or_documents_with_the_text_under_the_only_one(
    messenger: TelegramMessenger, lies: Person, telegram: TelegramServer
) -> None:
    await messenger.send(chat_of(lies), Reply("**De kaart**", YES_OR_NO, (PICTURE,)), key=KEY)
    await messenger.send(chat_of(lies), Reply("Alles", attachments=(CALENDAR, PICTURE)), key="q-2/answer-1")
    assert [shown.text for shown in lies.sees] == ["De kaart", "Alles", "", ""]
    assert [[file.name for file in shown.files] for shown in lies.sees][2] == ["bijeenkomst.ics"]
    assert lies.sees[0].buttons == ["Ja", "Nee"]
    assert (len(telegram.calls_of("sendPhoto")), len(telegram.calls_of("sendDocument"))) == (2, 1)


async def test_markup_that_telegram_can_not_read_is_sent_without_it(
    messenger: TelegramMessenger, lies: Person, telegram: TelegramServer
) -> None:
    telegram.faults.answers(400, "Bad Request: can't parse entities: byte offset 0", "sendMessage", times=1)
    await messenger.send(chat_of(lies), Reply("**Titel** & meer"), key=KEY)
    assert [(shown.text, shown.entities) for shown in lies.sees] == [("Titel & meer", ())]


async def test_an_answer_stands_in_its_topic_and_outside_when_that_is_gone(
    messenger: TelegramMessenger, team: Group
) -> None:
    topic = team.opens_topic()
    await messenger.send(chat_of(team, topic), Reply("hier"), key=KEY)
    await messenger.send(chat_of(team, 999), Reply("daar"), key="q-2/answer-1")
    assert [(shown.text, shown.thread) for shown in team.sees] == [("hier", topic), ("daar", None)]


async def test_an_edit_that_changes_nothing_is_done(messenger: TelegramMessenger, lies: Person) -> None:
    ref = await messenger.send(chat_of(lies), Reply("Donderdag", YES_OR_NO), key=KEY)
    await messenger.edit(ref, Reply("Donderdag", YES_OR_NO), key=KEY)
    assert [shown.text for shown in lies.sees] == ["Donderdag"]


async def test_words_under_a_file_can_be_edited_and_the_file_stays(
    messenger: TelegramMessenger, lies: Person
) -> None:
    ref = await messenger.send(chat_of(lies), Reply("Kom je?", YES_OR_NO, (CALENDAR,)), key=KEY)
    for text in ("**Je komt.** <b>", "**Je komt.** <b>"):
        await messenger.edit(ref, Reply(text, YES_OR_NO[1:]), key="q-2/answer-1")
    (shown,) = lies.sees
    assert (shown.text, shown.buttons, len(shown.files)) == ("Je komt. <b>", ["Nee"], 1)


async def test_a_long_text_with_a_file_and_buttons_comes_last_and_can_be_edited(
    messenger: TelegramMessenger, lies: Person
) -> None:
    ref = await messenger.send(chat_of(lies), Reply("x" * 1025, YES_OR_NO, (CALENDAR,)), key=KEY)
    await messenger.edit(ref, Reply("Je komt.", YES_OR_NO[1:]), key="q-2/answer-1")
    file, words = lies.sees
    assert (len(file.files), file.text, file.buttons) == (1, "", [])
    assert (words.text, words.buttons) == ("Je komt.", ["Nee"])


async def test_what_is_too_long_for_the_words_under_a_file_can_not_be_an_edit(
    messenger: TelegramMessenger, lies: Person
) -> None:
    ref = await messenger.send(chat_of(lies), Reply("Kom je?", YES_OR_NO, (CALENDAR,)), key=KEY)
    with pytest.raises(NotAllowed):
        await messenger.edit(ref, Reply("x" * 1025), key="q-2/answer-1")


@pytest.mark.parametrize("reply", [Reply("x" * 5000), Reply("kaart", attachments=(PICTURE,)), Reply("")])
async def test_what_does_not_fit_in_one_message_can_not_be_an_edit(
    messenger: TelegramMessenger, lies: Person, reply: Reply
) -> None:
    ref = await messenger.send(chat_of(lies), Reply("Donderdag"), key=KEY)
    with pytest.raises(NotAllowed):
        await messenger.edit(ref, reply, key=KEY)


async def test_a_message_that_is_gone_has_no_buttons_to_take_away(
    messenger: TelegramMessenger, lies: Person
) -> None:
    with pytest.raises(NotAllowed):
        await messenger.retire(MessageRef(chat_of(lies), "999"))


async def test_a_reply_of_nothing_is_refused_before_it_is_sent(
    messenger: TelegramMessenger, lies: Person, telegram: TelegramServer
) -> None:
    with pytest.raises(PermanentDeliveryError, match="nothing to send"):
        await messenger.send(chat_of(lies), Reply(" "), key=KEY)
    assert telegram.calls_of("sendMessage") == []


async def test_who_can_not_be_written_to_is_gone(
    messenger: TelegramMessenger, telegram: TelegramServer, lies: Person
) -> None:
    blocking, deleted, stranger = (telegram.person(name) for name in ("Bo", "Dirk", "Vreemd"))
    blocking.starts()
    blocking.blocks()
    deleted.starts()
    deleted.deactivates()
    for person, reason in ((blocking, "blocked"), (deleted, "account deleted"), (stranger, "chat not found")):
        with pytest.raises(PermanentDeliveryError, match=reason) as refused:
            await messenger.send(chat_of(person), Reply("hoi"), key=KEY)
        assert refused.value.gone


async def test_a_group_that_grew_says_where_it_is(
    messenger: TelegramMessenger, telegram: TelegramServer, lies: Person
) -> None:
    small = telegram.group("Klein", [lies])
    grown = small.becomes_supergroup()
    with pytest.raises(ConversationMoved) as moved:
        await messenger.send(chat_of(small), Reply("hoi"), key=KEY)
    assert moved.value.new_address == chat_of(grown)


async def test_too_many_messages_say_how_long_to_wait(
    messenger: TelegramMessenger, telegram: TelegramServer, lies: Person
) -> None:
    telegram.limits = FloodLimits()
    await messenger.send(chat_of(lies), Reply("een"), key=KEY)
    with pytest.raises(TemporaryDeliveryError) as refused:
        await messenger.send(chat_of(lies), Reply("twee"), key="q-2/answer-1")
    assert refused.value.retry_after == timedelta(seconds=1)


async def test_whatever_happens_on_the_way_is_tried_again(
    messenger: TelegramMessenger, telegram: TelegramServer, lies: Person
) -> None:
    telegram.faults.drop_before("sendMessage", times=1)
    telegram.faults.drop_after("sendMessage", times=1)
    telegram.faults.drop_after("sendMessage", times=1, halfway=True)
    telegram.faults.answers(502, body="<html>Bad Gateway</html>", times=1)
    telegram.faults.answers(500, "Internal Server Error", times=1)
    telegram.faults.answers(401, "Unauthorized", times=1)
    telegram.faults.answers(200, body="<html>", times=1)
    for _ in range(7):
        with pytest.raises(TemporaryDeliveryError):
            await messenger.send(chat_of(lies), Reply("hoi"), key=KEY)


async def test_what_is_sent_at_once_to_one_chat_arrives_in_order(
    messenger: TelegramMessenger, lies: Person, telegram: TelegramServer
) -> None:
    telegram.faults.slow(0.05, "sendMessage", every=2)
    texts = ["een " * 1100, "twee", "drie", "vier"]
    sends = (messenger.send(chat_of(lies), Reply(text), key=text[:4]) for text in texts)
    await asyncio.gather(*sends)
    assert [shown.text.split()[0] for shown in lies.sees] == ["een", "een", "twee", "drie", "vier"]
