"""The lists of choices that were shown, and whether they can still be chosen from."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, func, or_, select, update

from bot.contract import Address, Choice
from bot.store.connection import Connection
from bot.store.dialects import Prepared, insert
from bot.store.tables import choice_list
from handlers.choices import ChoiceList, list_name, plain

LONGEST_LABEL = 200  # characters; whoever types more doesn't mean a label
ESCAPE = "/"

Text = str | BindParameter[Any]


def is_open(platform: Text, conversation: Text, now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """The condition that a list can be chosen from in this chat."""
    return and_(
        choice_list.c.platform == platform,
        choice_list.c.conversation == conversation,
        choice_list.c.closed_at.is_(None),
        choice_list.c.expires_at > now,
    )


def is_for(sender: Text) -> ColumnElement[bool]:
    """The condition that this person may choose: lists in a group belong to who asked."""
    return or_(choice_list.c.owner.is_(None), choice_list.c.owner == sender)


def choice_to_json(choice: Choice) -> list[str]:
    """A choice in a form that JSON can hold."""
    return [choice.label, choice.value, *([choice.sign] if choice.sign else [])]


def labels_column(labels: Iterable[str]) -> str:
    """Labels as they are looked for, each between ends of lines."""
    return "".join(f"\n{plain(label)}\n" for label in labels)


def row_of(shown: ChoiceList) -> dict[str, Any]:
    """A list as columns."""
    return {
        "key": shown.key,
        "name": list_name(shown.key),
        "platform": shown.address.platform,
        "conversation": shown.address.conversation,
        "owner": shown.owner,
        "language": shown.language,
        "choices": [choice_to_json(choice) for choice in shown.choices],
        "labels": labels_column(choice.label for choice in shown.choices),
        "expires_at": shown.expires_at,
    }


def from_row(row: Row[Any]) -> ChoiceList:
    """A row as the inside knows it."""
    address = Address(row.platform, row.conversation)
    choices = tuple(Choice(*parts) for parts in row.choices)
    return ChoiceList(
        row.key, address, row.language, choices, row.expires_at, row.owner, closed=row.closed_at is not None
    )


def meant() -> Select[Any]:
    """The lists in a chat that a text can mean: the newest, and the newest that has it as a label."""
    here = is_open(bindparam("platform"), bindparam("conversation"), bindparam("now"))
    mine = and_(here, is_for(bindparam("sender")))
    newest = select(func.max(choice_list.c.id)).where(mine).scalar_subquery()
    has_label = choice_list.c.labels.like(bindparam("label"), escape=ESCAPE)
    return (
        select(choice_list)
        .where(mine, or_(choice_list.c.id == newest, has_label))
        .order_by(choice_list.c.id.desc())
        .limit(2)
    )


def escaped(text: str) -> str:
    """A text as LIKE finds it, and nothing else."""
    return re.sub(r"[%_/]", rf"{ESCAPE}\g<0>", text)


KEEP = Prepared(lambda insert: insert(choice_list).on_conflict_do_nothing())
MEANT = meant()


class ChoiceListRepository:
    """Shown lists, by the outbox key of the message they are in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, shown: ChoiceList) -> None:
        """Keep a list that is going to be shown. A second time changes nothing."""
        await self._connection.execute(KEEP.on(self._connection), [row_of(shown)])

    async def open_at(self, shown: ChoiceList) -> None:
        """Keep a list that is going to be shown; a second time, it is shown at another address."""
        row = row_of(shown)
        place = {name: row[name] for name in ("platform", "conversation", "expires_at")}
        await self._connection.execute(
            insert(self._connection, choice_list)
            .values(row)
            .on_conflict_do_update(index_elements=["key"], set_=place)
        )

    async def open_in(self, address: Address, sender: str, text: str, now: datetime) -> Sequence[ChoiceList]:
        """The lists in this chat that a text of this person can mean, newest first.

        That are the newest one, and the newest one before it that has the text as a label.
        """
        label = labels_column([text]) if len(text) <= LONGEST_LABEL else None
        asked = {
            "platform": address.platform,
            "conversation": address.conversation,
            "sender": sender,
            "now": now,
            "label": f"%{escaped(label)}%" if label else "",  # nothing is like nothing
        }
        return [from_row(row) for row in await self._connection.execute(MEANT, [asked])]

    async def keyed(self, key: str) -> ChoiceList | None:
        """The list in the message with this outbox key, open or not."""
        return await self._one(choice_list.c.key == key)

    async def named(self, name: str) -> ChoiceList | None:
        """The list that a button's token names, open or not."""
        return await self._one(choice_list.c.name == name)

    async def _one(self, condition: ColumnElement[bool]) -> ChoiceList | None:
        rows = await self._connection.execute(select(choice_list).where(condition))
        row = rows.one_or_none()
        return None if row is None else from_row(row)

    async def close(self, key: str, now: datetime) -> None:
        """Let nobody choose from this list any more."""
        await self._connection.execute(
            update(choice_list).where(choice_list.c.key == key).values(closed_at=now)
        )

    async def close_all(self, address: Address, sender: str, now: datetime) -> int:
        """Close every list that this person can choose from in this chat; how many there were."""
        result = await self._connection.execute(
            update(choice_list)
            .where(is_open(address.platform, address.conversation, now), is_for(sender))
            .values(closed_at=now)
        )
        return result.rowcount
