"""What comes in and what goes out, without a trace of any platform."""

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]
KEYCAPS = tuple(f"{digit}\ufe0f\u20e3" for digit in range(1, 10))


class Kind(StrEnum):
    """What an incoming message is."""

    TEXT = "text"
    COMMAND = "command"
    CHOICE = "choice"
    EDIT = "edit"
    REACTION = "reaction"
    MEDIA = "media"
    JOINED = "joined"
    LEFT = "left"
    MOVED = "moved"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation takes place: a chat or room, and a thread in it where the platform has those."""

    platform: str
    conversation: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class MessageRef:
    """One message as the platform knows it."""

    address: Address
    id: str


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """Something a person did in a chat.

    `id` is unique within the platform and the same when the platform delivers it again. `text` is, by kind:
    text, edit: the words; command: name and argument, without `/` or `!`; choice: the token of the choice
    (see `choice_token`); reaction: the emoji; moved: the conversation that goes on at `address`; trouble:
    what keeps the bot from hearing the sender: `unreadable`, `stranger`, `plain` (a room not encrypted), or
    `too-many` (messages at once).
    `replies_to` is the message of ours that is replied to, chosen from or reacted on; `edits` the `id` of
    the earlier message of the sender that an edit changes. `joined` and `left`: the sender let the bot into
    this chat, or put it out. `is_plain`: the chat lacks the encryption that its platform offers. `private`:
    where the bot may write to the sender alone, on a platform that lets it begin. `ref`: the message itself
    (of an edit the message that was edited), where the platform may let the bot take it away.
    """

    id: str
    kind: Kind
    sender: str
    address: Address
    text: str = ""
    language_code: str | None = None
    replies_to: MessageRef | None = None
    edits: str | None = None
    mentions_bot: bool = False
    is_direct: bool = True
    is_plain: bool = False
    private: Address | None = None
    ref: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a person can choose. `label` is shown; `value` is `action:argument`, for the router.

    `sign` is the emoji that means the same as a reaction, for a choice that has one of its own.
    """

    label: str
    value: str
    sign: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a reply."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Removal:
    """A message to take away; `otherwise` is said where the platform does not let us."""

    ref: MessageRef
    otherwise: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says: meaning, not form.

    `text` is light Markdown: `**bold**`, `_italic_`, a backslash before a sign that is meant as itself.
    `replaces` is the outbox key of an earlier message that this one takes the place of; `private`: to the
    person, not the group; `sensitive`: never into a room that is not encrypted. `instead` makes that words
    and files are never stored: it is what is stored, and sent after a crash, in their place. `fleeting`:
    once it is sent, or never will be, nothing is left of it. `removes`: a message that is taken away first.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sensitive: bool = False
    private: bool = False
    replaces: str | None = None
    instead: str | None = None
    fleeting: bool = False
    removes: Removal | None = None


def choice_token(key: str, position: int) -> str:
    """The short name (at most 28 ASCII bytes) of choice number `position`, from 0, of the message `key`.

    Platforms limit what a button may carry (Telegram: 64 bytes), so it carries this name and the stored
    list knows the rest.
    """
    digest = hashlib.sha256(key.encode()).digest()[:16]
    return f"{base64.urlsafe_b64encode(digest).decode().rstrip('=')}:{position}"


def sign_of(choices: tuple[Choice, ...], position: int) -> str | None:
    """The emoji with which choice number `position`, from 0, can be chosen, if there is one."""
    if own := choices[position].sign:
        return own
    return KEYCAPS[position] if position < len(KEYCAPS) and shows_positions(choices) else None


def shows_positions(choices: tuple[Choice, ...]) -> bool:
    """Whether choices are shown numbered: not when their labels are numbers themselves (marks 0-10)."""
    return not all(choice.label.isdecimal() for choice in choices)


def well_formed(text: str) -> str:
    """A text without what is no character: NUL and halves of surrogate pairs can't be stored everywhere."""
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def escape(text: str) -> str:
    """Somebody's own words as light Markdown that shows exactly those words."""
    return re.sub(r"([\\*_])", r"\\\1", text)
