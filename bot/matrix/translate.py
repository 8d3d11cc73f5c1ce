"""An event of a room as one of our messages. Pure; None for what is not meant for us.

What stands in an event is whatever its sender put there: nothing is taken for a text or an object that was
not looked at. Content and relations: Matrix specification 1.16, "Instant Messaging" and the modules after it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from bot.matrix.published import dictionary

PLATFORM = "matrix"
COMMAND = re.compile(r"\s*[!/]\s*(?P<name>[^\W\d_][\w-]*)(?:\s+(?P<argument>.*))?", re.DOTALL)
WORDS = ("m.text", "m.emote")
MEDIA = ("m.audio", "m.file", "m.image", "m.location", "m.video")
QUOTE = re.compile(r"\A(?:>[^\n]*\n)+\n?")  # what older clients put before a reply
AFTER_NAME = r"(?=[\s,;.!?]|:(?!\w)|\Z)[:,]?"  # @bot:elsewhere is somebody else


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as it is known in a room."""

    user_id: str
    name: str

    def without_mention(self, text: str) -> tuple[str, bool]:
        """A text without the bot's name, and whether it was there.

        A bare name counts at the beginning only: it may be a word such as "bot".
        """
        local = self.user_id[1:].partition(":")[0]
        called = "|".join(re.escape(name) for name in (self.user_id[1:], local, self.name) if name)
        bare = "|".join(re.escape(name) for name in (local, self.name) if name)
        mention = re.compile(rf"(?:\A\s*(?:{bare})|(?: |(?<!\w))@(?:{called})){AFTER_NAME}", re.IGNORECASE)
        stripped, found = mention.subn("", text)
        return (stripped.strip(), True) if found else (text, False)


@dataclass(frozen=True, slots=True)
class Place:
    """A room as far as it matters for what is said there."""

    room_id: str
    is_direct: bool = True
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """How an event belongs to another; each is an event id."""

    replies_to: str | None = None
    thread: str | None = None
    edits: str | None = None
    reacts_to: str | None = None


def translate(event: Mapping[str, Any], place: Place, me: Me) -> IncomingMessage | None:
    """What somebody did in a room, if it was a person and we have to do with it."""
    if not (is_text(event.get("event_id")) and is_text(event.get("sender"))) or "state_key" in event:
        return None
    if event["sender"] == me.user_id:
        return None
    content = dictionary(event.get("content"))
    match event.get("type"):
        case "m.room.message":
            return from_message(event, content, place, me)
        case "m.sticker":
            return said(event, Kind.MEDIA, "", relation_of(content), place)
        case "m.reaction":
            return from_reaction(event, content, place)
        case _:
            return None


def from_message(
    event: Mapping[str, Any], content: Mapping[str, Any], place: Place, me: Me
) -> IncomingMessage | None:
    """Words, a command, an edit of earlier words, or something that is not text."""
    relation, kind = relation_of(content), content.get("msgtype")
    if relation.edits:
        return from_edit(event, content, relation, place, me)
    if kind in MEDIA:
        return said(event, Kind.MEDIA, "", relation, place, mentions_bot=is_named(content, me))
    body = content.get("body")
    if kind not in WORDS or not isinstance(body, str):
        return None
    text, mentioned = me.without_mention(QUOTE.sub("", body) if relation.replies_to else body)
    mentioned = mentioned or is_named(content, me)
    if command := COMMAND.fullmatch(text):
        words = f"{command['name']} {command['argument'] or ''}".strip()
        return said(event, Kind.COMMAND, words, relation, place, mentions_bot=mentioned)
    return said(event, Kind.TEXT, text, relation, place, mentions_bot=mentioned)


def from_edit(
    event: Mapping[str, Any], content: Mapping[str, Any], relation: Relation, place: Place, me: Me
) -> IncomingMessage | None:
    """Words that took the place of earlier ones."""
    new = dictionary(content.get("m.new_content"))
    body = new.get("body")
    if new.get("msgtype") not in WORDS or not isinstance(body, str):
        return None
    return said(event, Kind.EDIT, me.without_mention(body)[0], relation, place)


def from_reaction(
    event: Mapping[str, Any], content: Mapping[str, Any], place: Place
) -> IncomingMessage | None:
    """A sign under a message."""
    relation, sign = relation_of(content), dictionary(content.get("m.relates_to")).get("key")
    if relation.reacts_to is None or not isinstance(sign, str):
        return None
    return said(event, Kind.REACTION, sign, relation, place)


def said(
    event: Mapping[str, Any],
    kind: Kind,
    text: str,
    relation: Relation,
    place: Place,
    *,
    mentions_bot: bool = False,
) -> IncomingMessage:
    """What a person said with this event."""
    address = Address(PLATFORM, place.room_id, relation.thread)
    replied = relation.replies_to or relation.reacts_to
    return IncomingMessage(
        event["event_id"],
        kind,
        event["sender"],
        address,
        text,
        replies_to=MessageRef(address, replied) if replied else None,
        edits=relation.edits,
        mentions_bot=mentions_bot,
        is_direct=place.is_direct,
        is_plain=place.is_plain,
        private=Address(PLATFORM, event["sender"]),
        ref=MessageRef(address, relation.edits or event["event_id"]),
    )


def trouble(what: str, message_id: str, sender: str, place: Place) -> IncomingMessage:
    """That we can't or may not hear somebody: `unreadable`, `stranger` or `plain`."""
    address = Address(PLATFORM, place.room_id)
    return IncomingMessage(message_id, Kind.TROUBLE, sender, address, what, is_direct=place.is_direct)


def relation_of(content: Mapping[str, Any]) -> Relation:
    """How a message belongs to another, if it does."""
    relates = dictionary(content.get("m.relates_to"))
    other, kind = relates.get("event_id"), relates.get("rel_type")
    replied = dictionary(relates.get("m.in_reply_to")).get("event_id")
    if kind == "m.thread" and is_text(other):
        # Clients without threads show a message of a thread as a reply to the last one there.
        is_reply = is_text(replied) and relates.get("is_falling_back") is not True
        return Relation(replied if is_reply else None, thread=other)
    if kind == "m.replace" and is_text(other):
        return Relation(edits=other)
    if kind == "m.annotation" and is_text(other):
        return Relation(reacts_to=other)
    return Relation(replied if is_text(replied) else None)


def is_named(content: Mapping[str, Any], me: Me) -> bool:
    """Whether the sender's client says that we are meant."""
    named = dictionary(content.get("m.mentions")).get("user_ids")
    return isinstance(named, list) and me.user_id in named


def is_text(value: object) -> TypeGuard[str]:
    """Whether something is a text that says anything."""
    return isinstance(value, str) and bool(value)
