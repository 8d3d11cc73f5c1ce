"""What processes tell each other, and themselves after a restart, about alarms: one text in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scheduler.alarms import Memory, Sight, Told, Trouble, What


@dataclass(frozen=True, slots=True)
class Kept:
    """When each tick was done and each platform heard last, by any process; and what was told."""

    did: Mapping[str, datetime] = field(default_factory=dict)
    contacts: Mapping[str, datetime] = field(default_factory=dict)
    told: Memory = field(default_factory=dict)


def kept_text(sight: Sight, told: Memory) -> str:
    """The text to keep."""
    return json.dumps(
        {
            "did": {name: done.at.isoformat() for name, done in sight.ticks.items()},
            "contacts": {name: at.isoformat() for name, at in sight.contacts.items()},
            "told": [told_row(trouble, how) for trouble, how in sorted(told.items())],
        }
    )


def kept_from(text: str | None) -> Kept:
    """What a text says; nothing, when it is none or of another version."""
    try:
        found = json.loads(text or "{}")
        return Kept(
            moments(found.get("did", {})),
            moments(found.get("contacts", {})),
            dict(told_from(row) for row in found.get("told", [])),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return Kept()


def moments(found: Mapping[str, str]) -> dict[str, datetime]:
    """Moments by name."""
    return {name: moment(text) for name, text in found.items()}


def moment(text: str) -> datetime:
    """A moment with its zone. Raises ValueError."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a moment without time zone")
    return read


def told_row(trouble: Trouble, told: Told) -> dict[str, Any]:
    """What was told of one trouble."""
    return {
        "what": trouble.what,
        "subject": trouble.subject,
        "at": told.at.isoformat(),
        "seen": told.seen.isoformat(),
        "over": told.is_over,
    }


def told_from(row: Mapping[str, Any]) -> tuple[Trouble, Told]:
    """The same, read."""
    trouble = Trouble(What(row["what"]), str(row["subject"]))
    return trouble, Told(moment(row["at"]), moment(row["seen"]), bool(row["over"]))
