"""Messages as rows: what is kept of them, and what comes back."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from bot.contract import Address, Attachment, Choice, MessageRef, Removal, Reply
from bot.store.choices import choice_to_json
from scheduler.outbox import Claimed, Planned, ToPerson


def without_words(message: Claimed) -> dict[str, Any]:
    """What to keep of a message that is done with: for the account its codes and names are not needed."""
    return {"reply": reply_to_json(Reply(""))} if message.reply.sensitive else {}


def planned_row(message: Planned) -> dict[str, Any]:
    """A planned message as columns."""
    return {
        "key": message.key,
        "kind": message.kind,
        **address_columns(message.to),
        "subject": message.subject,
        "network_id": message.network_id,
        "reply": reply_to_json(message.reply),
        "not_before": message.not_before,
        "not_after": message.not_after,
        "attempts": 0,
        "fleeting": message.reply.fleeting,
    }


def address_columns(to: Address | ToPerson) -> dict[str, Any]:
    """Where or to whom a message goes, as columns."""
    match to:
        case Address(platform, conversation, thread):
            place = {"platform": platform, "conversation": conversation, "thread": thread}
            return {**place, "person_id": None, "language": None}
        case ToPerson(person_id, language, at):
            nowhere_yet = dict.fromkeys(("platform", "conversation", "thread"))
            return {
                **(address_columns(at) if at else nowhere_yet),
                "person_id": person_id,
                "language": language,
            }


def address_of(row: Row[Any]) -> Address:
    """Where a message goes; what has no address yet goes through the door that was found with it."""
    if row.platform is None:
        return Address(row.door_platform, row.door_conversation)
    return Address(row.platform, row.conversation, row.thread)


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """What is stored of a reply, in a form that JSON can hold."""
    if reply.instead is not None:
        removes = replace(reply.removes, otherwise=reply.instead) if reply.removes else None
        reply = replace(reply, text=reply.instead, attachments=(), removes=removes)
    return {
        "text": reply.text,
        "choices": [choice_to_json(choice) for choice in reply.choices],
        "attachments": [
            [file.name, file.media_type, base64.b64encode(file.content).decode()]
            for file in reply.attachments
        ],
        "sensitive": reply.sensitive,
        "private": reply.private,
        "replaces": reply.replaces,
        "removes": removal_to_json(reply.removes) if reply.removes else None,
    }


def removal_to_json(removal: Removal) -> list[str | None]:
    """A removal in a form that JSON can hold."""
    at = removal.ref.address
    return [at.platform, at.conversation, at.thread, removal.ref.id, removal.otherwise]


def removal_from_json(stored: Sequence[str]) -> Removal:
    """The removal that `removal_to_json` was given."""
    platform, conversation, thread, message_id, otherwise = stored
    return Removal(MessageRef(Address(platform, conversation, thread), message_id), otherwise)


def reply_from_json(stored: dict[str, Any]) -> Reply:
    """The reply that `reply_to_json` was given, as far as it may be kept."""
    return Reply(
        text=stored["text"],
        choices=tuple(Choice(*parts) for parts in stored["choices"]),
        attachments=tuple(
            Attachment(name, media_type, base64.b64decode(content))
            for name, media_type, content in stored["attachments"]
        ),
        sensitive=stored["sensitive"],
        private=stored["private"],
        replaces=stored["replaces"],
        removes=removal_from_json(stored["removes"]) if stored.get("removes") else None,
    )
