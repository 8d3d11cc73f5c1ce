"""Who comes and goes in a room, and which room takes its place, read from state events. Pure.

Membership: Matrix specification 1.16, "Room membership"; replaced rooms: "Room Upgrades".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.contract import Address, IncomingMessage, Kind
from bot.matrix.published import dictionary
from bot.matrix.translate import PLATFORM, is_text

JOIN, GONE = "join", ("leave", "ban")
FRESH_MS = 3_600_000
MEMBER, CREATE, TOMBSTONE = "m.room.member", "m.room.create", "m.room.tombstone"

Source = Mapping[str, Any]


def membership(event: Source) -> str | None:
    """What somebody's membership became with this event; None when it stayed what it was."""
    if event.get("type") != MEMBER or not (is_text(event.get("state_key")) and is_text(event.get("sender"))):
        return None
    now = dictionary(event.get("content")).get("membership")
    before = dictionary(dictionary(event.get("unsigned")).get("prev_content")).get("membership")
    return now if is_text(now) and now != before else None


def is_join_of(event: Source, user_id: str) -> bool:
    """Whether this person came into the room with this event."""
    return event.get("state_key") == user_id and membership(event) == JOIN


def after_join(events: Sequence[Source], user_id: str) -> int:
    """The index of what came after this person last joined; 0 when that was before all of these."""
    joins = [index for index, event in enumerate(events) if is_join_of(event, user_id)]
    return joins[-1] + 1 if joins else 0


def came(room_id: str, person: str, message_id: str) -> IncomingMessage:
    """The bot and this person are in a private chat from now on."""
    return IncomingMessage(message_id, Kind.JOINED, person, Address(PLATFORM, room_id))


def went(room_id: str, person: str, message_id: str) -> IncomingMessage:
    """Nobody can be reached in this room any more: the bot was put out of it, or is alone there.

    Of a group this is true as well, so it is told as of a private chat: what waits for it fails.
    """
    return IncomingMessage(message_id, Kind.LEFT, person, Address(PLATFORM, room_id))


def moved(old: str, new: str, person: str) -> IncomingMessage:
    """A room that goes on as another."""
    address = Address(PLATFORM, new)
    return IncomingMessage(f"moved-{old}-{new}", Kind.MOVED, person, address, old, is_direct=False)


def replacement(content: Mapping[str, Any] | None) -> str | None:
    """The room that a tombstone's content points to."""
    room = dictionary(content).get("replacement_room")
    return room if is_text(room) else None


def predecessor(events: Iterable[Source]) -> str | None:
    """The room that a room says to go on from, if its creation is among these events."""
    for event in events:
        if event.get("type") == CREATE:
            before = dictionary(dictionary(event.get("content")).get("predecessor")).get("room_id")
            return before if is_text(before) else None
    return None


def server_of(user_id: str) -> str:
    """The server of a user."""
    return user_id.partition(":")[2]


def is_fresh_join(event: Source, user_id: str) -> bool:
    """Whether this person came in with this event, less than an hour ago by the server's own count."""
    age = dictionary(event.get("unsigned")).get("age")
    return is_join_of(event, user_id) and isinstance(age, int) and 0 <= age < FRESH_MS
