"""Updates of Telegram as our messages: what each kind becomes, and what is not meant for us."""

import pytest

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from tests.telegram_json import (
    ANNA,
    BOT,
    FORUM,
    GROUP,
    ME,
    PRIVATE,
    Json,
    heard,
    membership,
    message,
    press,
    translated,
)
from tests.wire.telegram.media import MEDIA

HERE = Address("telegram", str(ANNA["id"]))
TEAM = Address("telegram", str(GROUP["id"]))


# Words


def test_words_in_a_private_chat_are_a_text() -> None:
    assert heard("message", message(text="Wie belt de mentor?")) == IncomingMessage(
        f"{ANNA['id']}/17",
        Kind.TEXT,
        str(ANNA["id"]),
        HERE,
        "Wie belt de mentor?",
        "nl",
        ref=MessageRef(HERE, "17"),
    )


def test_the_same_number_in_two_chats_is_two_messages() -> None:
    here, there = heard("message", message(text="hoi")), heard("message", message(GROUP, text="hoi"))
    assert here.id != there.id


def test_a_message_that_comes_again_has_the_same_id() -> None:
    assert heard("message", message(text="hoi")).id == heard("message", message(text="hoi")).id


@pytest.mark.parametrize("number", [2**31, 2**32 + 1, 2**40 + 7, 2**52 - 1])
def test_people_and_chats_with_long_numbers_keep_them(number: int) -> None:
    person = {**ANNA, "id": number}
    incoming = heard("message", message({**PRIVATE, "id": number}, sender=person, text="hoi"))
    assert (incoming.sender, incoming.address.conversation) == (str(number), str(number))


def test_entities_that_end_behind_the_text_do_no_harm() -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 5000}]
    entities += [
        {"type": "mention", "offset": 4000, "length": 9},
        {"type": "new_kind", "offset": -1, "length": 0},
    ]
    assert heard("message", message(text="hoi", entities=entities)).text == "hoi"


def test_a_forwarded_text_is_a_text() -> None:
    origin = {"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Iemand"}
    assert heard("message", message(text="hoi", forward_origin=origin)).text == "hoi"


def test_without_a_language_there_is_none() -> None:
    nobody = {key: value for key, value in ANNA.items() if key != "language_code"}
    assert heard("message", message(sender=nobody, text="hoi")).language_code is None


def test_a_reply_to_the_bot_says_to_which_message() -> None:
    earlier = message(sender=BOT, text="Doorgeven?") | {"message_id": 12}
    assert heard("message", message(text="ja", reply_to_message=earlier)).replies_to == MessageRef(HERE, "12")


def test_a_reply_to_somebody_else_is_no_reply_to_us() -> None:
    earlier = message(GROUP, text="Wie komt er?") | {"message_id": 12}
    assert heard("message", message(GROUP, text="ik", reply_to_message=earlier)).replies_to is None


def test_in_a_forum_the_topic_is_part_of_the_address() -> None:
    incoming = heard("message", message(FORUM, text="hoi", message_thread_id=5, is_topic_message=True))
    assert incoming.address == Address("telegram", str(FORUM["id"]), "5")
    assert not incoming.is_direct


def test_a_thread_of_replies_is_no_topic() -> None:
    assert heard("message", message(FORUM, text="hoi", message_thread_id=5)).address.thread is None


# Commands


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/start", "start"),
        ("/start CODE-1_2", "start CODE-1_2"),
        ("/taal en", "taal en"),
        ("/vraag  Wie belt\nde mentor?", "vraag Wie belt\nde mentor?"),
        ("/vraag\nWie belt?", "vraag Wie belt?"),
        ("/HELP", "HELP"),
        ("/help@leernetwerk_bot", "help"),
        ("/help@LeerNetwerk_Bot", "help"),
        ("/taal@leernetwerk_bot en", "taal en"),
    ],
)
def test_a_command_comes_without_its_sign_and_our_name(text: str, words: str) -> None:
    incoming = heard("message", message(text=text))
    assert (incoming.kind, incoming.text) == (Kind.COMMAND, words)


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_a_command_to_another_bot_is_not_for_us(chat: Json) -> None:
    assert translated("message", message(chat, text="/help@other_bot")) is None
    assert translated("message", message(chat, text="/help@leernetwerk_bot2 nu")) is None


def test_a_command_with_our_name_speaks_to_us() -> None:
    assert heard("message", message(GROUP, text="/weer@leernetwerk_bot")).mentions_bot
    assert not heard("message", message(GROUP, text="/weer")).mentions_bot


@pytest.mark.parametrize(
    "text", ["/", "/ help", "//help", "/2", "/_x", "/élève", "en/of", "24/7 bereikbaar", "/a/b"]
)
def test_what_only_looks_like_a_command_is_text(text: str) -> None:
    incoming = heard("message", message(text=text))
    assert (incoming.kind, incoming.text) == (Kind.TEXT, text)


# Our name in a text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@leernetwerk_bot wie belt?", "wie belt?"),
        ("wie belt? @leernetwerk_bot", "wie belt?"),
        ("wie @leernetwerk_bot belt?", "wie belt?"),
        ("@LEERNETWERK_bot\nwie belt?", "wie belt?"),
        ("@leernetwerk_bot: wie belt?", ": wie belt?"),
        ("@leernetwerk_bot", ""),
    ],
)
def test_our_name_is_taken_out_of_a_text(text: str, words: str) -> None:
    incoming = heard("message", message(GROUP, text=text))
    assert (incoming.text, incoming.mentions_bot) == (words, True)


@pytest.mark.parametrize(
    "text", ["wie belt?", "@leernetwerk_bot2 hoi", "@leernetwerk hoi", "info@leernetwerk_bot", " a  b "]
)
def test_another_name_is_not_ours_and_leaves_the_text_as_it_is(text: str) -> None:
    incoming = heard("message", message(GROUP, text=text))
    assert (incoming.text, incoming.mentions_bot) == (text, False)


# Other kinds


@pytest.mark.parametrize("kind", MEDIA)
def test_what_is_no_text_is_media_without_words(kind: str) -> None:
    incoming = heard("message", message(caption="Kijk eens", **MEDIA[kind]))
    assert (incoming.kind, incoming.text) == (Kind.MEDIA, "")


def test_the_photos_of_an_album_are_one_message() -> None:
    first = message(media_group_id="77", **MEDIA["photo"])
    second = {**first, "message_id": 18}
    other = message(media_group_id="78", **MEDIA["photo"])
    assert heard("message", first).id == heard("message", second).id != heard("message", other).id


def test_an_edit_is_a_message_of_its_own_that_names_the_one_it_changes() -> None:
    said, edit = message(text="wie belt"), message(text="@leernetwerk_bot wie belt?", edit_date=1_780_000_060)
    incoming = heard("edited_message", edit)
    assert (incoming.kind, incoming.text, incoming.edits) == (
        Kind.EDIT,
        "wie belt?",
        heard("message", said).id,
    )
    assert incoming.id != incoming.edits


def test_an_edit_of_a_command_keeps_its_sign() -> None:
    assert (
        heard("edited_message", message(text="/vraag@leernetwerk_bot wie belt?")).text == "/vraag wie belt?"
    )


def test_a_caption_that_was_edited_is_nothing_to_us() -> None:
    assert translated("edited_message", message(caption="Kijk", **MEDIA["photo"])) is None


def test_a_press_carries_the_token_and_the_message_it_stands_under() -> None:
    under = message(sender=BOT, text="Doorgeven?")
    assert heard("callback_query", press(under, data="abc:0")) == IncomingMessage(
        "press-4382", Kind.CHOICE, str(ANNA["id"]), HERE, "abc:0", "nl", MessageRef(HERE, "17")
    )


def test_a_press_in_a_group_stays_there() -> None:
    incoming = heard("callback_query", press(message(GROUP, sender=BOT, text="Doorgeven?"), data="abc:0"))
    assert (incoming.address, incoming.sender, incoming.is_direct) == (TEAM, str(ANNA["id"]), False)


def test_a_press_under_a_message_that_is_gone_still_says_where() -> None:
    gone = {"chat": GROUP, "message_id": 17, "date": 0}
    incoming = heard("callback_query", press(gone, data="abc:0"))
    assert (incoming.address, incoming.replies_to) == (TEAM, MessageRef(TEAM, "17"))


def test_a_press_with_something_else_than_a_text_is_an_empty_choice() -> None:
    incoming = heard("callback_query", press(message(GROUP, sender=BOT, text="Doorgeven?"), data=7))
    assert incoming
    assert incoming.text == ""


def test_a_press_without_message_or_data_is_an_empty_choice_in_the_private_chat() -> None:
    incoming = heard("callback_query", press(None, inline_message_id="x"))
    assert (incoming.address, incoming.text, incoming.replies_to) == (HERE, "", None)
    assert incoming.is_direct


# Coming, going, moving


@pytest.mark.parametrize(
    ("status", "kind"),
    [("member", Kind.JOINED), ("left", Kind.LEFT), ("kicked", Kind.LEFT)],
)
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_who_lets_the_bot_in_or_puts_it_out_joins_or_leaves(chat: Json, status: str, kind: Kind) -> None:
    incoming = heard("my_chat_member", membership(chat, status))
    assert (incoming.kind, incoming.sender) == (kind, str(ANNA["id"]))
    assert incoming.address == Address("telegram", str(chat["id"]))
    assert incoming.is_direct == (chat is PRIVATE)


def test_a_group_that_becomes_a_supergroup_moved() -> None:
    incoming = heard("message", message(GROUP, migrate_to_chat_id=FORUM["id"]))
    assert (incoming.kind, incoming.text) == (Kind.MOVED, TEAM.conversation)
    assert incoming.address == Address("telegram", str(FORUM["id"]))
    assert not incoming.is_direct


@pytest.mark.parametrize(
    "service",
    [
        {"migrate_from_chat_id": GROUP["id"]},
        {"new_chat_members": [BOT]},
        {"left_chat_member": ANNA},
        {"new_chat_title": "Nieuw"},
        {"pinned_message": message(GROUP, text="hoi")},
        {},
    ],
)
def test_notices_of_a_group_are_nothing_to_us(service: Json) -> None:
    assert translated("message", message(FORUM, **service)) is None


# Not meant for us


@pytest.mark.parametrize("sender", [None, {**BOT, "id": 5}, BOT])
@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_bots_and_nobody_are_not_heard(sender: Json | None, kind: str) -> None:
    assert translated(kind, message(GROUP, sender=sender, text="/help")) is None


def test_a_channel_is_not_heard() -> None:
    channel = {"id": -1_001_000_000_001, "type": "channel", "title": "Nieuws"}
    assert translated("channel_post", message(channel, sender=None, text="/help")) is None
    assert translated("message", message(channel, text="/help")) is None
    assert translated("my_chat_member", membership(channel, "member")) is None


def test_a_bot_that_presses_or_invites_is_not_heard() -> None:
    other = {**BOT, "id": 5}
    assert translated("callback_query", press(message(text="x"), data="abc:0") | {"from": other}) is None
    assert translated("my_chat_member", membership(GROUP, "member", sender=other)) is None


def test_our_own_name_is_known_however_it_is_capitalised() -> None:
    assert ME.is_called("Leernetwerk_BOT")
    assert not ME.is_called("leernetwerk_bo")


def test_an_edit_names_the_message_that_was_edited() -> None:
    edit = heard("edited_message", message(text="Wie belt de mentor?"))
    assert edit.ref == MessageRef(HERE, "17")
