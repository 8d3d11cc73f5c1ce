"""Which methods there are, and what each takes. Parameters that a bot of ours has no use for are left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.wire.telegram import about, changing, sending
from tests.wire.telegram.parameters import (
    Given,
    Reader,
    boolean,
    chat_id,
    file,
    integer,
    object_,
    objects,
    parse_mode,
    text,
    texts,
)
from tests.wire.telegram.state import World


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its name, what carries it out, and a reader for each parameter."""

    name: str
    carry_out: Callable[[World, Given], Any] | None  # None: the server itself does
    parameters: Mapping[str, Reader]


TO: dict[str, Reader] = {
    "chat_id": chat_id,
    "message_thread_id": integer,
    "disable_notification": boolean,
    "protect_content": boolean,
    "reply_parameters": object_,
    "reply_markup": object_,
}
TEXT: dict[str, Reader] = {
    "text": text,
    "parse_mode": parse_mode,
    "entities": objects,
    "link_preview_options": object_,
}
CAPTION: dict[str, Reader] = {"caption": text, "parse_mode": parse_mode, "caption_entities": objects}
EDIT: dict[str, Reader] = {"chat_id": chat_id, "message_id": integer, "reply_markup": object_}
COMMANDS: dict[str, Reader] = {"scope": object_, "language_code": text}
WEBHOOK: dict[str, Reader] = {
    "url": text,
    "max_connections": integer,
    "allowed_updates": texts,
    "drop_pending_updates": boolean,
    "secret_token": text,
}
ANSWER: dict[str, Reader] = {
    "callback_query_id": text,
    "text": text,
    "show_alert": boolean,
    "cache_time": integer,
}

METHODS = {
    method.name.lower(): method
    for method in (
        Method("getMe", about.get_me, {}),
        Method("getChat", about.get_chat, {"chat_id": chat_id}),
        Method("setMyCommands", about.set_my_commands, {"commands": objects, **COMMANDS}),
        Method("getMyCommands", about.get_my_commands, COMMANDS),
        Method("deleteMyCommands", about.delete_my_commands, COMMANDS),
        Method("sendMessage", sending.send_message, TO | TEXT),
        Method(
            "sendDocument",
            sending.send_document,
            TO | CAPTION | {"document": file, "disable_content_type_detection": boolean},
        ),
        Method("sendPhoto", sending.send_photo, TO | CAPTION | {"photo": file}),
        Method(
            "sendChatAction",
            sending.send_chat_action,
            {"chat_id": chat_id, "message_thread_id": integer, "action": text},
        ),
        Method("editMessageText", changing.edit_message_text, EDIT | TEXT),
        Method("editMessageCaption", changing.edit_message_caption, EDIT | CAPTION),
        Method("editMessageReplyMarkup", changing.edit_message_reply_markup, EDIT),
        Method("deleteMessage", changing.delete_message, {"chat_id": chat_id, "message_id": integer}),
        Method("answerCallbackQuery", changing.answer_callback_query, ANSWER),
        Method(
            "getUpdates",
            None,
            {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": texts},
        ),
        Method("setWebhook", None, WEBHOOK),
        Method("deleteWebhook", None, {"drop_pending_updates": boolean}),
        Method("getWebhookInfo", None, {}),
    )
}
