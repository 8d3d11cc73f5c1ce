"""Messages as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.wire.telegram.entities import utf16_cut
from tests.wire.telegram.refusals import Json
from tests.wire.telegram.state import Message


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text that is more than text; `words`: what it covers; offset and length in UTF-16."""

    type: str
    offset: int
    length: int
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what is on it and what it does."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file with a message."""

    name: str
    caption: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stood in a chat at one moment. `text`: the words, or the caption of a file."""

    id: int
    chat_id: int
    text: str
    entities: tuple[Entity, ...]
    keyboard: tuple[tuple[Button, ...], ...]
    files: tuple[File, ...]
    edited: bool
    replies_to: int | None
    thread: int | None

    @property
    def rows(self) -> list[list[str]]:
        """The labels of its buttons, as they stand."""
        return [[button.label for button in row] for row in self.keyboard]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in reading order."""
        return [label for row in self.rows for label in row]


def shown(message: Message) -> Shown:
    """The message as it stands now."""
    content = message.content
    text: str = content.get("text") or content.get("caption") or ""
    marks: list[Json] = content.get("entities") or content.get("caption_entities") or []
    return Shown(
        id=message.id,
        chat_id=message.chat.id,
        text=text,
        entities=_entities(text, marks),
        keyboard=tuple(tuple(map(_button, row)) for row in message.keyboard),
        files=_files(message),
        edited=message.edit_date is not None,
        replies_to=message.reply_to.id if message.reply_to else None,
        thread=message.thread,
    )


def _entities(text: str, marks: Sequence[Json]) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            mark["type"],
            mark["offset"],
            mark["length"],
            utf16_cut(text, mark["offset"], mark["length"]),
            mark.get("url", ""),
        )
        for mark in marks
    )


def _button(button: Json) -> Button:
    return Button(button["text"], button.get("callback_data", ""), button.get("url", ""))


def _files(message: Message) -> tuple[File, ...]:
    upload = message.upload
    if upload is None:
        return ()
    return (File(upload.name, message.content.get("caption", ""), upload.media_type, upload.content),)
