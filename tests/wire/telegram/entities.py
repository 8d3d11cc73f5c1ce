"""Text with entities: lengths in UTF-16, cleaning, trimming, and what Telegram finds in a text by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.wire.telegram.refusals import Json, bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

# td, misc.cpp, clean_input_string: control characters become spaces, some others go.
CLEANED = {code: " " for code in range(32) if chr(code) not in "\n\r"} | dict.fromkeys(
    [0x0D, *range(0x2028, 0x202F), 0x0333, 0x033F, 0x030A]
)
# td, misc.cpp, strip_empty_characters: a text of nothing but these is empty.
INVISIBLE = re.compile(
    "[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0020-\U000e007f]*"
)
# td, MessageEntity.cpp, match_bot_commands and match_mentions; addresses are simpler here than there.
FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)])"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, as in the API: offsets and lengths in UTF-16 units."""

    text: str
    entities: list[Json] = field(default_factory=list)


def utf16_length(text: str) -> int:
    """How long Telegram thinks a text is: a sign beyond the basic plane counts double."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)]
    return units.decode("utf-16-le", "replace")


def is_empty(text: str) -> bool:
    """Whether there is nothing to see in a text."""
    return INVISIBLE.fullmatch(text) is not None


def cleaned(text: str) -> str:
    """A text without the signs that Telegram takes out before it does anything else."""
    return text.translate(CLEANED)


def trimmed(formatted: Formatted) -> Formatted:
    """A text as it stands in the chat: no white space around it, but within a first entity it stays."""
    text = formatted.text.rstrip(" \n")
    end = utf16_length(text)
    entities = [_cut_off(entity, end) for entity in formatted.entities if entity["offset"] < end]
    leading = len(text) - len(text.lstrip(" \n"))
    leading = min([leading, *(entity["offset"] for entity in entities)])
    shifted = [{**entity, "offset": entity["offset"] - leading} for entity in entities]
    return Formatted(text[leading:], shifted)


def _cut_off(entity: Json, end: int) -> Json:
    return {**entity, "length": min(entity["length"], end - entity["offset"])}


def with_found(formatted: Formatted) -> Formatted:
    """The text with commands, mentions and addresses marked as well, where nothing was marked by hand."""
    if not any(sign in formatted.text for sign in "/@"):
        return formatted
    free = [entity for entity in _found(formatted.text) if not _overlaps(entity, formatted.entities)]
    return Formatted(formatted.text, sorted([*formatted.entities, *free], key=position))


def _found(text: str) -> Iterator[Json]:
    for match in FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": utf16_length(match[0])}


def _overlaps(entity: Json, others: list[Json]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(other["offset"] < end and start < other["offset"] + other["length"] for other in others)


def position(entity: Json) -> tuple[int, int]:
    """Where an entity comes in the list: outer ones before inner ones."""
    return entity["offset"], -entity["length"]


def checked(entities: list[Json], text: str) -> list[Json]:
    """Entities that the caller gave, if they lie within the text. Raises Refused.

    td, MessageEntity.cpp, fix_entity: beyond the end is an error.
    """
    end = utf16_length(text)
    for entity in entities:
        offset, length = entity.get("offset"), entity.get("length")
        if (
            not isinstance(offset, int)
            or not isinstance(length, int)
            or not isinstance(entity.get("type"), str)
        ):
            raise bad_request("can't parse MessageEntity: expected an Object")
        if offset < 0 or length < 0 or offset + length > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
                f"at UTF-16 offset {offset + length}"
            )
    return sorted(entities, key=position)
