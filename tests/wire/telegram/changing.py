"""The methods that change or remove what stands in a chat, and the answer to a pressed button."""

import time

from tests.wire.telegram.access import message_in, writable
from tests.wire.telegram.entities import utf16_length
from tests.wire.telegram.keyboards import Keyboard, inline_keyboard
from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Json, bad_request
from tests.wire.telegram.sending import caption, formatted_text, shown_caption, shown_text
from tests.wire.telegram.state import Message, World

UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
DELETABLE = 48 * 3600  # seconds
QUERY_LIFETIME = 15 * 60  # seconds; Telegram doesn't publish it, users report seconds to minutes
LONGEST_ANSWER = 200


def edit_message_text(world: World, given: Given) -> Json:
    """editMessageText."""
    words = formatted_text(given, "text", "entities")
    message, keyboard = _editable(world, given)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    # Seen: an edit that is too long is refused by Telegram's own servers, in their words.
    return _changed(world, message, shown_text(words, "MESSAGE_TOO_LONG"), keyboard)


def edit_message_caption(world: World, given: Given) -> Json:
    """editMessageCaption."""
    words = caption(given)
    message, keyboard = _editable(world, given)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    media = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _changed(world, message, {**media, **shown_caption(words)}, keyboard)


def edit_message_reply_markup(world: World, given: Given) -> Json:
    """editMessageReplyMarkup."""
    message, keyboard = _editable(world, given)
    return _changed(world, message, message.content, keyboard)


def _editable(world: World, given: Given) -> tuple[Message, Keyboard]:
    if "chat_id" not in given and "message_id" not in given:
        raise bad_request("message identifier is not specified")
    keyboard = inline_keyboard(given.get("reply_markup"))
    message = message_in(writable(world, given), given, "message to edit")
    if message.sender is not world.bot or message.is_service:
        raise bad_request("message can't be edited")
    return message, keyboard


def _changed(world: World, message: Message, content: Json, keyboard: Keyboard) -> Json:
    if message.content == content and message.keyboard == keyboard:
        raise bad_request(UNCHANGED)
    message.content, message.keyboard, message.edit_date = content, keyboard, world.now()
    return message.as_json()


def delete_message(world: World, given: Given) -> bool:
    """deleteMessage."""
    if "chat_id" not in given:
        raise bad_request("chat identifier is not specified")
    if not given.get("message_id"):
        raise bad_request("message identifier is not specified")
    chat = writable(world, given)
    message = message_in(chat, given, "message to delete")
    if not _may_delete(world, message):
        # td, delete_messages: in a supergroup it is a matter of rights, elsewhere of whose it is and how old.
        for_everyone = "" if chat.kind == "supergroup" else " for everyone"
        raise bad_request(f"message can't be deleted{for_everyone}")
    del chat.messages[message.id]
    return True


def _may_delete(world: World, message: Message) -> bool:
    """td, can_revoke_message; for supergroups the documentation of deleteMessage."""
    if message.date < world.now() - DELETABLE:
        return message.chat.kind == "supergroup" and message.chat.bot_is_admin
    is_own = message.sender is world.bot and not message.is_service
    return is_own or message.chat.kind == "private" or message.chat.bot_is_admin


def answer_callback_query(world: World, given: Given) -> bool:
    """answerCallbackQuery. A second answer is taken as well: what Telegram does then is not verified."""
    if utf16_length(given.get("text", "")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")  # seen
    query = world.queries.get(given.get("callback_query_id", ""))
    if query is None or query.asked < time.time() - QUERY_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    query.text = given.get("text")
    query.alert = given.get("show_alert", False)
    return True
