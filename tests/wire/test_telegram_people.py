"""What members do, and what the bot gets to know of it."""

import pytest
from telegram import Bot, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from tests.wire.telegram import Person, TelegramServer
from tests.wire.telegram.media import MEDIA


class Inbox:
    """Fetches what is new."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._offset = 0

    async def new(self) -> list[Update]:
        updates = list(await self._bot.get_updates(offset=self._offset, allowed_updates=Update.ALL_TYPES))
        self._offset = updates[-1].update_id + 1 if updates else self._offset
        return updates

    async def texts(self) -> list[str | None]:
        return [update.message.text if update.message else None for update in await self.new()]


@pytest.fixture
async def inbox(bot: Bot, lies: Person) -> Inbox:
    """What the bot gets to know after Lies has started it."""
    inbox = Inbox(bot)
    await inbox.new()
    return inbox


def ja() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja:1")]])


async def test_people_have_ids_of_all_sizes(telegram: TelegramServer) -> None:
    ids = [telegram.person("Iemand").id for _ in range(4)]
    assert len(set(ids)) == 4
    assert {number > 2**32 for number in ids} == {True, False}


async def test_a_member_starts_with_a_code(lies: Person, inbox: Inbox) -> None:
    lies.starts("ABC")
    [update] = await inbox.new()
    assert update.message is not None
    assert update.message.text == "/start ABC"
    assert list(update.message.parse_entities()) == [update.message.entities[0]]
    assert (update.message.entities[0].type, update.message.entities[0].length) == ("bot_command", 6)
    assert update.effective_user is not None
    assert (update.effective_user.language_code, update.effective_user.is_bot) == ("nl", False)


async def test_a_member_edits_and_replies(bot: Bot, lies: Person, inbox: Inbox) -> None:
    await bot.send_message(lies.id, "vraag")
    said = lies.replies(lies.sees[0], "antwoord")
    lies.edits(said, "beter antwoord")
    reply, edit = await inbox.new()
    assert reply.message is not None
    assert reply.message.reply_to_message is not None
    assert reply.message.reply_to_message.text == "vraag"
    assert edit.edited_message is not None
    assert (edit.edited_message.message_id, edit.edited_message.text) == (said.id, "beter antwoord")
    assert edit.edited_message.edit_date is not None
    assert [message.text for message in lies.chat] == ["/start", "vraag", "beter antwoord"]


@pytest.mark.parametrize("kind", sorted(MEDIA))
async def test_a_member_sends_something_else_than_text(lies: Person, inbox: Inbox, kind: str) -> None:
    lies.sends(kind)
    [update] = await inbox.new()
    assert update.message is not None
    assert getattr(update.message, kind)


async def test_a_pressed_button_is_answered(bot: Bot, lies: Person, inbox: Inbox) -> None:
    await bot.send_message(lies.id, "Zal ik?", reply_markup=ja())
    query = lies.presses(lies.sees[0], "Ja")
    [update] = await inbox.new()
    assert update.callback_query is not None
    assert update.callback_query.data == "ja:1"
    assert update.callback_query.message is not None
    assert update.callback_query.message.message_id == lies.sees[0].id
    assert not query.answered
    await update.callback_query.answer("Gedaan")
    assert (query.answered, query.text) == (True, "Gedaan")


async def test_old_and_unknown_presses_can_not_be_answered(
    telegram: TelegramServer, bot: Bot, lies: Person, inbox: Inbox
) -> None:
    await bot.send_message(lies.id, "Zal ik?", reply_markup=ja())
    query = lies.presses(lies.sees[0], "Ja")
    telegram.ages(query, 1)
    for query_id in (query.id, "123"):
        with pytest.raises(BadRequest):
            await bot.answer_callback_query(query_id)
        assert telegram.calls[-1].description == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    with pytest.raises(BadRequest):
        await bot.answer_callback_query(query.id, "x" * 201)


async def test_a_press_on_a_message_that_is_gone_comes_without_it(
    bot: Bot, lies: Person, inbox: Inbox
) -> None:
    sent = await bot.send_message(lies.id, "Zal ik?", reply_markup=ja())
    shown = lies.sees[0]
    await sent.delete()
    lies.presses_data(shown, "verzonnen")
    [update] = await inbox.new()
    assert update.callback_query is not None
    assert update.callback_query.data == "verzonnen"
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_blocking_is_told(lies: Person, inbox: Inbox) -> None:
    lies.blocks()
    lies.unblocks()
    changes = [update.my_chat_member for update in await inbox.new()]
    statuses = [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_who_blocked_the_bot_must_unblock_it_to_write(lies: Person) -> None:
    lies.blocks()
    with pytest.raises(AssertionError, match="unblock"):
        lies.says("hallo")


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(
    telegram: TelegramServer, bot: Bot, lies: Person, inbox: Inbox
) -> None:
    group = telegram.group("Team", [lies])
    await bot.send_message(group.id, "hallo allemaal")
    await inbox.new()
    group.says(lies, "gewone tekst")
    group.says(lies, "wat is dit?", mention=True)
    group.says(lies, "/tip@otherbot")
    group.says(lies, "zeg /tip")
    group.sends(lies, "photo")
    assert await inbox.texts() == []
    group.says(lies, "/tip")
    group.says(lies, "/tip@Leernetwerk_Bot pesten")
    group.says(lies, "dag bot", replies_to=group.sees[0])
    assert await inbox.texts() == ["/tip", "/tip@Leernetwerk_Bot pesten", "dag bot"]


@pytest.mark.parametrize("by", ["setting", "administrator"])
async def test_without_privacy_mode_everything_is_delivered(
    telegram: TelegramServer, lies: Person, inbox: Inbox, by: str
) -> None:
    group = telegram.group("Team", [lies])
    if by == "setting":
        telegram.can_read_all_group_messages = True
    else:
        group.makes_bot_admin()
    await inbox.new()
    group.says(lies, "gewone tekst")
    group.says(lies, "wat is dit?", mention=True)
    assert await inbox.texts() == ["gewone tekst", "@leernetwerk_bot wat is dit?"]


async def test_only_an_administrator_hears_of_reactions_in_a_group(
    telegram: TelegramServer, bot: Bot, lies: Person, inbox: Inbox
) -> None:
    group = telegram.group("Team", [lies])
    await bot.send_message(group.id, "hallo")
    await inbox.new()
    lies.reacts(group.sees[0], "👍")
    assert await inbox.new() == []
    group.makes_bot_admin()
    lies.reacts(group.sees[0], "🙏")
    assert [update.message_reaction is not None for update in await inbox.new()] == [False, True]


async def test_a_group_tells_who_comes_and_goes(telegram: TelegramServer, lies: Person, inbox: Inbox) -> None:
    bert = telegram.person("Bert")
    group = telegram.group("Team", [lies])
    group.adds(bert)
    group.removes(bert)
    group.renames("Ons team")
    group.kicks_bot()
    group.adds_bot()
    kinds = [update.to_dict() for update in await inbox.new()]
    assert kinds[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert kinds[1]["message"]["new_chat_members"][0]["id"] == bert.id
    assert kinds[2]["message"]["left_chat_member"]["id"] == bert.id
    assert kinds[3]["message"]["new_chat_title"] == "Ons team"
    assert kinds[4]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert kinds[5]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert kinds[6]["message"]["new_chat_members"][0]["is_bot"]


async def test_an_upgrade_is_told_in_both_groups(
    telegram: TelegramServer, lies: Person, inbox: Inbox
) -> None:
    group = telegram.group("Team", [lies])
    await inbox.new()
    new = group.becomes_supergroup()
    old_message, new_message = [update.message for update in await inbox.new()]
    assert old_message is not None
    assert new_message is not None
    assert (old_message.chat.id, old_message.migrate_to_chat_id) == (group.id, new.id)
    assert (new_message.chat.id, new_message.migrate_from_chat_id) == (new.id, group.id)
    assert new_message.chat.type == "supergroup"
    assert str(new.id).startswith("-100")


async def test_commands_are_kept_by_language_and_scope(
    telegram: TelegramServer, bot: Bot, lies: Person
) -> None:
    await bot.set_my_commands([("tip", "Een tip"), ("stop", "Stoppen")], language_code="nl")
    await bot.set_my_commands([("tip", "A tip")])
    await bot.set_my_commands([("help", "Hulp")], scope=BotCommandScopeChat(lies.id))
    assert telegram.commands == {
        ("nl", "default"): {"tip": "Een tip", "stop": "Stoppen"},
        ("", "default"): {"tip": "A tip"},
        ("", f"chat:{lies.id}"): {"help": "Hulp"},
    }
    assert [command.command for command in await bot.get_my_commands(language_code="nl")] == ["tip", "stop"]
    await bot.delete_my_commands(language_code="nl")
    assert await bot.get_my_commands(language_code="nl") == ()


@pytest.mark.parametrize(
    ("command", "language", "description"),
    [
        (("", "x"), "nl", "command must be non-empty"),
        (("a" * 33, "x"), "nl", "command length must not exceed 32"),
        (("Tip", "x"), "nl", "BOT_COMMAND_INVALID"),
        (("tip", " "), "nl", "command description must be non-empty"),
        (("tip", "x" * 257), "nl", "command description length must not exceed 256"),
        (("tip", "x"), "nld", "invalid language code specified"),
    ],
)
async def test_commands_that_can_not_be_set(
    telegram: TelegramServer, bot: Bot, command: tuple[str, str], language: str, description: str
) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_commands([command], language_code=language)
    assert telegram.calls[-1].description == f"Bad Request: {description}"


async def test_a_chat_can_be_looked_up(telegram: TelegramServer, bot: Bot, lies: Person) -> None:
    group = telegram.group("Team", [lies])
    assert (await bot.get_chat(lies.id)).first_name == "Lies"
    assert (await bot.get_chat(group.id)).title == "Team"
