"""What Telegram refuses, seen through the library: its error and the words of the answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from tests.wire.conftest import Post
from tests.wire.telegram import Person, TelegramServer
from tests.wire.telegram.changing import UNCHANGED

NO_CAPTION = "there is no caption in the message to edit"
PNG = b"\x89PNG\r\n\x1a\n"
Refuses = Callable[[Awaitable[Any], str], Awaitable[None]]


@pytest.fixture
def refuses(telegram: TelegramServer) -> Refuses:
    """Checks that a call is a bad request with this description."""

    async def checked(
        call: Awaitable[Any], description: str, error: type[TelegramError] = BadRequest
    ) -> None:
        with pytest.raises(error):
            await call
        assert telegram.calls[-1].description.partition(": ")[2] == description

    return checked


def keyboard(*rows: int) -> InlineKeyboardMarkup:
    """Rows with that many buttons each."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("knop", callback_data="x")] * row for row in rows])


def button(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("knop", callback_data=data)]])


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("\u200b\u00a0", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("&#32;", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("🙂" * 2049, "message is too long"),
        ("x" * 32769, "text is too long"),
    ],
)
async def test_texts_that_can_not_be_sent(
    bot: Bot, lies: Person, refuses: Refuses, text: str, description: str
) -> None:
    await refuses(bot.send_message(lies.id, text, parse_mode="HTML"), description)
    assert lies.sees == []


@pytest.mark.parametrize("text", ["x" * 4096, "🙂" * 2048, f"<b>{'x' * 4096}</b>", f"  {'x' * 4096}\n"])
async def test_the_longest_text_counts_what_is_shown(bot: Bot, lies: Person, text: str) -> None:
    await bot.send_message(lies.id, text, parse_mode="HTML")
    assert len(lies.sees) == 1


async def test_chats_that_can_not_be_written_to(
    telegram: TelegramServer, bot: Bot, lies: Person, refuses: Any
) -> None:
    stranger, colleague = telegram.person("Vreemd"), telegram.person("Collega")
    telegram.group("Team", [lies, colleague])
    await refuses(bot.send_message(stranger.id, "hallo"), "chat not found")
    await refuses(bot.send_message("@iemand", "hallo"), "chat not found")
    await refuses(bot.get_chat(stranger.id), "chat not found")
    await refuses(
        bot.send_message(colleague.id, "hallo"), "bot can't initiate conversation with a user", Forbidden
    )
    await refuses(bot.send_chat_action(stranger.id, "typing"), "chat not found")


async def test_a_call_without_a_chat_is_refused(post: Post) -> None:
    _, body = await post("sendMessage", json={"text": "hallo"})
    assert body["description"] == "Bad Request: chat_id is empty"


async def test_people_who_are_gone(bot: Bot, lies: Person, refuses: Any) -> None:
    sent = await bot.send_message(lies.id, "hallo")
    lies.blocks()
    await refuses(bot.send_message(lies.id, "hallo"), "bot was blocked by the user", Forbidden)
    await refuses(sent.edit_text("dag"), "bot was blocked by the user", Forbidden)
    lies.unblocks()
    await bot.send_message(lies.id, "hallo")
    lies.deactivates()
    await refuses(bot.send_message(lies.id, "hallo"), "user is deactivated", Forbidden)


async def test_groups_that_are_gone(telegram: TelegramServer, bot: Bot, lies: Person, refuses: Any) -> None:
    group, big = telegram.group("Team", [lies]), telegram.group("Iedereen", [lies], kind="supergroup")
    group.kicks_bot()
    big.kicks_bot()
    await refuses(bot.send_message(group.id, "hallo"), "bot was kicked from the group chat", Forbidden)
    await refuses(bot.send_message(big.id, "hallo"), "bot was kicked from the supergroup chat", Forbidden)
    group.adds_bot()
    await bot.send_message(group.id, "hallo")


async def test_an_upgraded_group_tells_its_new_id(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    group = telegram.group("Team", [lies])
    new = group.becomes_supergroup()
    with pytest.raises(ChatMigrated) as refusal:
        await bot.send_message(group.id, "hallo")
    assert refusal.value.new_chat_id == new.id
    assert telegram.calls[-1].description == "Bad Request: group chat was upgraded to a supergroup chat"
    await bot.send_message(new.id, "hallo")
    assert [message.text for message in new.sees] == ["hallo"]


async def test_a_reply_needs_its_message_unless_it_may_go_without(
    bot: Bot, lies: Person, refuses: Refuses
) -> None:
    missing = ReplyParameters(message_id=99)
    await refuses(
        bot.send_message(lies.id, "hallo", reply_parameters=missing), "message to be replied not found"
    )
    lenient = ReplyParameters(message_id=99, allow_sending_without_reply=True)
    assert (await bot.send_message(lies.id, "hallo", reply_parameters=lenient)).reply_to_message is None
    question = lies.says("vraag")
    sent = await bot.send_message(lies.id, "antwoord", reply_parameters=ReplyParameters(question.id))
    assert sent.reply_to_message is not None
    assert lies.sees[-1].replies_to == question.id


async def test_only_forums_have_threads(
    telegram: TelegramServer, bot: Bot, lies: Person, refuses: Refuses
) -> None:
    forum = telegram.group("Forum", [lies], kind="forum")
    topic = forum.opens_topic()
    await bot.send_message(forum.id, "hallo", message_thread_id=topic)
    assert forum.sees[0].thread == topic
    await refuses(
        bot.send_message(forum.id, "hallo", message_thread_id=topic + 1), "message thread not found"
    )
    await refuses(bot.send_message(lies.id, "hallo", message_thread_id=1), "message thread not found")


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (button("é" * 33), "BUTTON_DATA_INVALID"),
        (keyboard(*[5] * 20, 1), "reply markup is too long"),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton("knop", callback_data="")]]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (keyboard(9), "refused by the test server: more than 8 buttons in a row"),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton(" ", callback_data="x")]]),
            "refused by the test server: a button without a label",
        ),
    ],
)
async def test_keyboards_that_can_not_be_sent(
    bot: Bot, lies: Person, refuses: Refuses, markup: InlineKeyboardMarkup, description: str
) -> None:
    await refuses(bot.send_message(lies.id, "kies", reply_markup=markup), description)


async def test_the_largest_keyboard_can_be_sent(bot: Bot, lies: Person) -> None:
    await bot.send_message(lies.id, "kies", reply_markup=keyboard(*[8] * 12, 4))
    await bot.send_message(lies.id, "kies", reply_markup=button("é" * 32))
    assert [len(message.buttons) for message in lies.sees] == [100, 1]


async def test_edits_that_can_not_be_made(bot: Bot, lies: Person, refuses: Refuses) -> None:
    sent = await bot.send_message(lies.id, "<b>kies</b>", parse_mode="HTML", reply_markup=keyboard(1))
    said = lies.says("van mij")

    def edit(text: str, message_id: int = sent.message_id, **more: Any) -> Awaitable[Message | bool]:
        return bot.edit_message_text(text, lies.id, message_id, **more)

    await refuses(edit("<b>kies</b>", parse_mode="HTML", reply_markup=keyboard(1)), UNCHANGED)
    await refuses(sent.edit_reply_markup(keyboard(1)), UNCHANGED)
    await refuses(edit("x", 99), "message to edit not found")
    await refuses(edit("x", said.id), "message can't be edited")
    await refuses(edit(""), "message text is empty")
    await refuses(edit("x" * 4097), "MESSAGE_TOO_LONG")
    await refuses(bot.edit_message_caption(lies.id, sent.message_id, caption="x"), NO_CAPTION)
    file = await bot.send_document(lies.id, b"inhoud", filename="verslag.txt")
    await refuses(edit("x", file.message_id), "there is no text in the message to edit")


async def test_an_edit_replaces_text_and_buttons(bot: Bot, lies: Person) -> None:
    sent = await bot.send_message(lies.id, "kies", reply_markup=keyboard(2, 1))
    assert lies.sees[0].rows == [["knop", "knop"], ["knop"]]
    await bot.edit_message_text("gekozen", lies.id, sent.message_id)
    assert (lies.sees[0].text, lies.sees[0].buttons, lies.sees[0].edited) == ("gekozen", [], True)
    await sent.edit_reply_markup(keyboard(1))
    assert (lies.sees[0].text, lies.sees[0].buttons) == ("gekozen", ["knop"])


async def test_deletions_in_private_chats_are_possible_for_two_days(
    telegram: TelegramServer, bot: Bot, lies: Person, refuses: Refuses
) -> None:
    said = [lies.says("mijn bericht"), lies.says("mijn oude bericht")]
    sent = await bot.send_message(lies.id, "hallo")
    telegram.ages(said[1], 49)
    await bot.delete_message(lies.id, said[0].id)
    await refuses(bot.delete_message(lies.id, said[1].id), "message can't be deleted for everyone")
    await refuses(bot.delete_message(lies.id, said[0].id), "message to delete not found")
    await sent.delete()
    assert lies.sees == []


async def test_in_groups_only_an_administrator_deletes_what_others_wrote(
    telegram: TelegramServer, bot: Bot, lies: Person, refuses: Refuses
) -> None:
    for kind, description in (
        ("group", "message can't be deleted for everyone"),
        ("supergroup", "message can't be deleted"),
    ):
        group = telegram.group("Team", [lies], kind="supergroup" if kind == "supergroup" else "group")
        said = group.says(lies, "mijn bericht")
        await refuses(bot.delete_message(group.id, said.id), description)
        group.makes_bot_admin()
        await bot.delete_message(group.id, said.id)


async def test_files_that_can_not_be_sent(bot: Bot, lies: Person, post: Post, refuses: Refuses) -> None:
    await refuses(bot.send_document(lies.id, b"", filename="leeg.txt"), "file must be non-empty")
    await refuses(bot.send_document(lies.id, "NO-FILE"), "wrong file identifier/HTTP URL specified")
    await refuses(bot.send_photo(lies.id, b"geen plaatje"), "IMAGE_PROCESS_FAILED")
    await refuses(bot.send_photo(lies.id, PNG, caption="x" * 1025), "message caption is too long")
    _, body = await post("sendDocument", json={"chat_id": lies.id})
    assert body["description"] == "Bad Request: there is no document in the request"


async def test_files_arrive_whole_and_can_be_sent_again(bot: Bot, lies: Person) -> None:
    content = bytes(range(256)) * 8000  # two megabytes
    sent = await bot.send_document(
        lies.id, content, filename="verslag.pdf", caption="<i>zie</i> 📎", parse_mode="HTML"
    )
    assert sent.document is not None
    await bot.send_document(lies.id, sent.document.file_id)
    await bot.send_photo(lies.id, PNG, caption="plaatje")
    document, again, photo = (message.files[0] for message in lies.sees)
    assert (document.name, document.caption, document.content) == ("verslag.pdf", "zie 📎", content)
    assert (again.content, again.caption) == (content, "")
    assert photo.caption == "plaatje"


async def test_only_known_actions_are_shown(
    telegram: TelegramServer, bot: Bot, lies: Person, refuses: Refuses
) -> None:
    await bot.send_chat_action(lies.id, "typing")
    await refuses(bot.send_chat_action(lies.id, "thinking"), "wrong parameter action in request")
    assert telegram.typing == {lies.id: ["typing"]}
