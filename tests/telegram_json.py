"""Updates as Telegram sends them, made by hand."""

from typing import Any

from telegram import Update

from bot.contract import IncomingMessage
from bot.telegram.translate import Me, translate

Json = dict[str, Any]

ME = Me(123456, "leernetwerk_bot")
BOT: Json = {"id": ME.id, "is_bot": True, "first_name": "Leernetwerkbot", "username": ME.username}
ANNA: Json = {"id": 2**40 + 7, "is_bot": False, "first_name": "Anna", "language_code": "nl"}
PRIVATE: Json = {"id": ANNA["id"], "type": "private", "first_name": "Anna"}
GROUP: Json = {"id": -4_000_000_001, "type": "group", "title": "Team"}
FORUM: Json = {"id": -1_002_000_000_001, "type": "supergroup", "title": "Team", "is_forum": True}


def message(chat: Json = PRIVATE, /, **fields: Any) -> Json:
    """A message in a chat, of Anna unless `sender` says otherwise; None is nobody."""
    sender = fields.pop("sender", ANNA)
    by = {"from": sender} if sender else {}
    return {"message_id": 17, "date": 1_780_000_000, "chat": chat, **by, **fields}


def press(under: Json | None, **fields: Any) -> Json:
    """Anna presses a button."""
    below = {"message": under} if under else {}
    return {"id": "4382", "from": ANNA, "chat_instance": "-42", **below, **fields}


def membership(chat: Json, status: str, *, sender: Json = ANNA) -> Json:
    """The bot stands otherwise in a chat from now on."""
    until = {"until_date": 0} if status == "kicked" else {}
    new = {"user": BOT, "status": status, **until}
    return {
        "chat": chat,
        "from": sender,
        "date": 1_780_000_000,
        "old_chat_member": {"user": BOT, "status": "member"},
        "new_chat_member": new,
    }


def translated(kind: str, payload: Json, *, me: Me = ME) -> IncomingMessage | None:
    """What becomes of an update with this in it."""
    update = Update.de_json({"update_id": 900, kind: payload}, None)
    return translate(update, me)


def heard(kind: str, payload: Json) -> IncomingMessage:
    """What becomes of an update that is meant for us."""
    incoming = translated(kind, payload)
    assert incoming, "nothing was heard"
    return incoming
