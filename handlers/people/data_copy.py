"""A copy of what is kept about somebody: to read, and for programs."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.contract import Attachment, Reply
from handlers.dates import day_in_words, zone_of
from handlers.people.own_data import OwnRows
from handlers.people.people import Function, Role
from handlers.turn import Turn


async def my_data(turn: Turn, _: str) -> list[Reply]:
    """`/mijngegevens`: everything about whoever asks, in two files. They are never stored."""
    person, here = turn.visitor.person, turn.message
    subject = await turn.tx.own_data.subject(
        person.id if person else None, (here.address.platform, here.sender)
    )
    rows = await turn.tx.own_data.collect(subject)
    name = turn.say("copy-file")
    files = (
        Attachment(f"{name}.txt", "text/plain; charset=utf-8", as_text(turn, rows).encode()),
        Attachment(f"{name}.json", "application/json", as_json(rows, turn.now).encode()),
    )
    return [
        Reply(
            turn.say("my-data"),
            attachments=files,
            sensitive=True,
            private=True,
            instead=turn.say("my-data-again"),
        )
    ]


def as_json(rows: OwnRows, now: datetime) -> str:
    """A copy for programs: when it was made, and by table what each row says."""
    copy = {"copied_at": now.isoformat(), **rows}
    return json.dumps(copy, ensure_ascii=False, indent=2, default=datetime.isoformat) + "\n"


def as_text(turn: Turn, rows: OwnRows) -> str:
    """A copy to read: a heading for each table, and a line for each thing that is known."""
    lines = [turn.say("copy-title", day=day_in_words(turn, turn.now))]
    for table, found in rows.items():
        lines += ["", "", turn.say(f"data-{table}").upper()]
        for row in found:
            lines += [
                "",
                *(line(turn, column, value) for column, value in row.items() if value is not None),
            ]
    return "\n".join(lines) + "\n"


def line(turn: Turn, column: str, value: Any) -> str:
    """One thing that is known."""
    return f"{turn.say(f'field-{column}')}: {in_words(turn, column, value)}"


def in_words(turn: Turn, column: str, value: Any) -> str:
    """A value as people read it."""
    match value:
        case bool():
            return turn.say("value-yes" if value else "value-no")
        case datetime():
            return local(value, zone_of(turn.visitor.person))
        case list():
            return ", ".join(value)
        case dict():
            return ", ".join(f"{name} {said}" for name, said in value.items())
        case str() if column == "function" and value in list(Function):
            return turn.say(f"function-{value}")
        case str() if column == "role" and value in list(Role):
            return turn.say(f"value-{value}")
        case _:
            return str(value)


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as the clock on the wall shows it."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
