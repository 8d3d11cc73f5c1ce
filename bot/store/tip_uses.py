"""What came of tips that helped people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tip_tables import tip_uses
from handlers.learn.tip_uses import Evidence, TipUse, UseOutcome

MOST_CAUTIONS = 2  # under one tip
IS_OPEN = tip_uses.c.outcome == UseOutcome.OPEN
NOBODYS: Mapping[str, Any] = {
    "person_id": None,
    "network_id": None,
    "helped_at": None,
    "ask_at": None,
    "asked": 0,
    "asked_at": None,
    "context": None,
    "shared": False,
    "approved": None,
    "answered_at": None,
}


class TipUseRepository:
    """At most one use per person and tip."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, person_id: int, network_id: int, tip: str, at: datetime, ask_at: datetime) -> None:
        """A tip helped somebody. Nothing changes when it did before."""
        row = {
            "person_id": person_id,
            "network_id": network_id,
            "tip": tip,
            "helped_at": at,
            "ask_at": ask_at,
            "asked": 0,
            "outcome": UseOutcome.OPEN,
            "shared": False,
        }
        await self._connection.execute(
            insert(self._connection, tip_uses)
            .values(row)
            .on_conflict_do_nothing(index_elements=["person_id", "tip"])
        )

    async def get(self, use_id: int) -> TipUse | None:
        """The use with this id."""
        found = await self._where(tip_uses.c.id == use_id)
        return found[0] if found else None

    async def of(self, person_id: int, tip: str) -> TipUse | None:
        """What somebody made of a tip."""
        found = await self._where(and_(tip_uses.c.person_id == person_id, tip_uses.c.tip == tip))
        return found[0] if found else None

    async def to_ask(self, now: datetime, most: int) -> Sequence[TipUse]:
        """What is due to be asked about, the longest due first."""
        rows = await self._connection.execute(
            select(tip_uses)
            .where(IS_OPEN, tip_uses.c.ask_at <= now)
            .order_by(tip_uses.c.ask_at, tip_uses.c.id)
            .limit(most)
        )
        return [use_from(row) for row in rows.mappings()]

    async def take_up(self, use_id: int, asked: int, at: datetime) -> bool:
        """Note that it is asked about now. False: it was, since `asked` was counted."""
        result = await self._connection.execute(
            update(tip_uses)
            .where(tip_uses.c.id == use_id, tip_uses.c.asked == asked, IS_OPEN)
            .values(asked=asked + 1, asked_at=at, ask_at=None)
        )
        return result.rowcount == 1

    async def is_silent(self, person_id: int, since: datetime) -> bool:
        """Whether somebody was asked about a tip since a moment and has not answered."""
        found = await self._connection.scalar(
            select(tip_uses.c.id)
            .where(tip_uses.c.person_id == person_id, IS_OPEN, tip_uses.c.asked_at > since)
            .limit(1)
        )
        return found is not None

    async def change(self, use_id: int, **news: Any) -> None:
        """Change columns of a use."""
        await self._connection.execute(update(tip_uses).where(tip_uses.c.id == use_id).values(news))

    async def drop(self, use_id: int) -> None:
        """There is nothing to say of it."""
        await self._connection.execute(delete(tip_uses).where(tip_uses.c.id == use_id))

    async def told_of(self, tip: str, networks: Collection[int]) -> Sequence[TipUse]:
        """The uses of a tip in these networks of which a situation was told, newest first."""
        is_told = and_(tip_uses.c.context.is_not(None), ~IS_OPEN, tip_uses.c.network_id.in_(networks))
        return (await self._where(and_(tip_uses.c.tip == tip, is_told)))[::-1]

    async def evidence(self) -> Mapping[str, Evidence]:
        """By tip, what is known of it in practice."""
        cautions = await self._cautions()
        return {
            tip: Evidence(tried, worked, tuple(cautions.get(tip, ())))
            for tip, (tried, worked) in (await counts(self._connection)).items()
        }

    async def hand_over(self, old_person_id: int, new_person_id: int) -> None:
        """What one person made of tips is another's; where both said something, that of the other stays."""
        theirs = select(tip_uses.c.tip).where(tip_uses.c.person_id == new_person_id)
        is_old = tip_uses.c.person_id == old_person_id
        await self._connection.execute(delete(tip_uses).where(is_old, tip_uses.c.tip.in_(theirs)))
        await self._connection.execute(update(tip_uses).where(is_old).values(person_id=new_person_id))

    async def _cautions(self) -> Mapping[str, list[str]]:
        """What may stand under tips, newest first."""
        rows = await self._connection.execute(
            select(tip_uses.c.tip, tip_uses.c.context)
            .where(tip_uses.c.approved.is_(True), tip_uses.c.shared.is_(True))
            .where(tip_uses.c.outcome == UseOutcome.NOT_WORKED, tip_uses.c.context.is_not(None))
            .order_by(tip_uses.c.answered_at.desc(), tip_uses.c.id.desc())
        )
        found: dict[str, list[str]] = {}
        for row in rows:
            if len(found.setdefault(row.tip, [])) < MOST_CAUTIONS:
                found[row.tip].append(row.context)
        return found

    async def _where(self, condition: ColumnElement[bool]) -> list[TipUse]:
        rows = await self._connection.execute(select(tip_uses).where(condition).order_by(tip_uses.c.id))
        return [use_from(row) for row in rows.mappings()]


async def counts(connection: Connection) -> Mapping[str, tuple[int, int]]:
    """By tip, how often it was tried, and how often it worked."""
    rows = await connection.execute(
        select(tip_uses.c.tip, tip_uses.c.outcome, func.count().label("number"))
        .where(~IS_OPEN)
        .group_by(tip_uses.c.tip, tip_uses.c.outcome)
    )
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        tried, worked = found.get(row.tip, (0, 0))
        it_worked = row.number if row.outcome == UseOutcome.WORKED else 0
        found[row.tip] = (tried + row.number, worked + it_worked)
    return found


async def waiting(connection: Connection, networks: Collection[int] | None) -> Mapping[str, int]:
    """By tip, how many warnings of members wait for a facilitator of these networks to look at."""
    here = [] if networks is None else [tip_uses.c.network_id.in_(networks)]
    rows = await connection.execute(
        select(tip_uses.c.tip, func.count().label("number"))
        .where(tip_uses.c.shared.is_(True), tip_uses.c.approved.is_(None), *here)
        .where(tip_uses.c.outcome == UseOutcome.NOT_WORKED, tip_uses.c.context.is_not(None))
        .group_by(tip_uses.c.tip)
    )
    return {row.tip: row.number for row in rows}


async def let_count_alone(connection: Connection, which: ColumnElement[bool]) -> int:
    """Of these uses only the number stays: neither whose, where or when it was, nor a word; how many."""
    unanswered = await connection.execute(delete(tip_uses).where(which, IS_OPEN))
    counted = await connection.execute(update(tip_uses).where(which).values(NOBODYS))
    return unanswered.rowcount + counted.rowcount


def use_from(row: Mapping[Any, Any]) -> TipUse:
    """A row as the inside knows it."""
    return TipUse(**{**row, "outcome": UseOutcome(row["outcome"])})
