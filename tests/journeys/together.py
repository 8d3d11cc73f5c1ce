"""A network and its people, put into the database of a bot that may be running."""

from dataclasses import dataclass
from typing import Any

from bot.clock import SystemClock
from bot.contract import Language
from bot.store import open_database
from handlers.people.people import Role

ZONE = "Europe/Amsterdam"
AT_ANY_HOUR: dict[str, Any] = {"timezone": ZONE, "language": "nl", "quiet": None}


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody behind a door of a platform, and the chat that is open there (else the door's own)."""

    name: str
    sender: str
    role: Role = Role.MEMBER
    chat: str | None = None
    language: Language = "nl"


async def come_together(url: str, platform: str, *people: Comer, **settings: Any) -> dict[str, int]:
    """A network that is told things at any hour, with these people of De Linde in it; their ids by name."""
    store, now, ids = await open_database(url), SystemClock().now(), {}
    async with store.transaction() as tx:
        network = await tx.networks.add("oost", "Netwerk Oost", **{**AT_ANY_HOUR, **settings})
        place = await tx.organisations.ensure("De Linde")
        for each in people:
            ids[each.name] = await tx.people.add(each.name, place, None, each.language, now, started=True)
            await tx.people.place(ids[each.name], network, each.role, now)
            await tx.doors.opened(platform, each.sender, each.chat or each.sender)
            await tx.doors.belongs_to(platform, each.sender, ids[each.name])
    await store.close()
    return ids
