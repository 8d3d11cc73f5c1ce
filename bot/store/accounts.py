"""The delivery account: what became of messages, for whom and why."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, case, cast, func, literal, select

from bot.store.connection import Connection
from bot.store.tables import memberships, organisations, outbox, people
from handlers.meet.accounts import Broadcast, Entry, Receiver
from scheduler.outbox import OutboxKind, Status


class AccountRepository:
    """Looks at messages; changes nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self) -> list[Entry]:
        """Every message there is, in the order in which they were planned."""
        columns = [outbox.c[name] for name in Entry.__dataclass_fields__]
        rows = await self._connection.execute(select(*columns).order_by(outbox.c.id))
        return [entry_from_row(row) for row in rows]

    async def broadcasts(self, network_id: int, since: datetime, now: datetime) -> list[Broadcast]:
        """What a network sent to its people between two moments, the last one first."""
        name = key_without_person()
        rows = await self._connection.execute(
            select(
                name.label("name"),
                outbox.c.kind,
                outbox.c.status,
                func.count().label("number"),
                func.sum(case((outbox.c.lapsed > 0, 1), else_=0)).label("lapsed"),
                func.min(
                    func.coalesce(outbox.c.sent_at, outbox.c.not_before), type_=outbox.c.sent_at.type
                ).label("at"),
            )
            .where(
                in_account(network_id),
                outbox.c.not_before <= now,
                outbox.c.not_before >= since,
            )
            .group_by(name, outbox.c.kind, outbox.c.status)
            .order_by(name, outbox.c.kind)
        )
        grouped = groupby(rows.all(), key=lambda row: (row.name, row.kind))
        found = [broadcast_from_rows(list(own)) for _, own in grouped]
        return sorted(found, key=lambda broadcast: broadcast.at, reverse=True)

    async def receivers(self, network_id: int, name: str) -> Sequence[Receiver]:
        """Whom a broadcast of a network is for, by name."""
        rows = await self._connection.execute(
            select(
                people.c.name, organisations.c.name.label("organisation"), outbox.c.status, outbox.c.reason
            )
            .select_from(
                outbox.join(people, people.c.id == outbox.c.person_id).outerjoin(
                    organisations, organisations.c.id == people.c.organisation_id
                )
            )
            .where(in_account(network_id), key_without_person() == name)
            .order_by(people.c.name, outbox.c.id)
        )
        return [Receiver(row.name, row.organisation, Status(row.status), row.reason) for row in rows]


def key_without_person() -> ColumnElement[str]:
    """What the keys of a message to many people have in common."""
    person = literal("person-").concat(cast(outbox.c.person_id, String)).concat("/")
    return func.replace(outbox.c.key, person, "")


def in_account(network_id: int) -> ColumnElement[bool]:
    """The condition that a network sent something to somebody who is in it."""
    members = select(memberships.c.person_id).where(memberships.c.network_id == network_id)
    return and_(
        outbox.c.network_id == network_id,
        outbox.c.kind != OutboxKind.ANSWER,
        outbox.c.person_id.in_(members),
    )


def broadcast_from_rows(rows: Sequence[Row[Any]]) -> Broadcast:
    """A broadcast, of a row for each status."""
    return Broadcast(
        rows[0].name,
        OutboxKind(rows[0].kind),
        min(row.at for row in rows),
        {Status(row.status): row.number for row in rows},
        sum(row.lapsed for row in rows),
    )


def entry_from_row(row: Row[Any]) -> Entry:
    """A row as the inside knows it."""
    return Entry(**{**row._mapping, "kind": OutboxKind(row.kind), "status": Status(row.status)})
