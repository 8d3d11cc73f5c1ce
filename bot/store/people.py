"""People, their places in networks, and who is at a door."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.contract import Language
from bot.store.connection import Connection
from bot.store.dialects import insert as upsert
from bot.store.networks import network_from_row
from bot.store.tables import doors, memberships, networks, organisations, people
from bot.store.waking import plan_anew, wake
from handlers.people.people import Door, Function, Membership, Person, Role, Visitor


def with_places(known: FromClause) -> FromClause:
    """People who are in there, with their organisation and their places in networks, if any.

    Each joined to what stands before it: joined to a door as one, SQLite would gather all people first.
    """
    return (
        known.outerjoin(organisations, people.c.organisation_id == organisations.c.id)
        .outerjoin(memberships, memberships.c.person_id == people.c.id)
        .outerjoin(networks, memberships.c.network_id == networks.c.id)
    )


COLUMNS = (
    people.c.id.label("person_id"),
    people.c.pseudonym,
    people.c.name.label("person_name"),
    organisations.c.name.label("organisation"),
    people.c.function,
    people.c.language.label("person_language"),
    people.c.started_at,
    people.c.paused_until,
    people.c.last_network_id,
    memberships.c.role,
    memberships.c.reminders.label("own_reminders"),
    *networks.c,
)
AT_DOOR = (
    select(doors.c.language.label("door_language"), doors.c.conversation, doors.c.unreachable_since, *COLUMNS)
    .select_from(with_places(doors.outerjoin(people, doors.c.person_id == people.c.id)))
    .where(doors.c.platform == bindparam("platform"), doors.c.sender == bindparam("sender"))
    .order_by(networks.c.id)
)


def persons() -> Select[Any]:
    """Every person with their networks: a row for each network, at least one for each person."""
    return select(*COLUMNS).select_from(with_places(people)).order_by(people.c.id, networks.c.id)


def person_from_rows(rows: Sequence[Row[Any]]) -> Person:
    """The person that these rows are about."""
    first = rows[0]
    return Person(
        first.person_id,
        first.pseudonym,
        first.person_name,
        first.organisation,
        Function(first.function) if first.function else None,
        first.person_language,
        tuple(membership_from_row(row) for row in rows if row.role),
        first.started_at,
        first.paused_until,
        first.last_network_id,
    )


def membership_from_row(row: Row[Any]) -> Membership:
    """The place in a network that a row is about."""
    own = None if row.own_reminders is None else tuple(row.own_reminders)
    return Membership(network_from_row(row), Role(row.role), own)


def grouped(rows: Iterable[Row[Any]]) -> list[Person]:
    """The people that rows, in the order of people, are about."""
    by_person: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    return [person_from_rows(own) for own in by_person.values()]


class PeopleRepository:
    """People by id, by door and by network."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def at_door(self, platform: str, sender: str) -> Visitor:
        """Who somebody is that comes through this door."""
        rows = await self._connection.execute(AT_DOOR, [{"platform": platform, "sender": sender}])
        found = rows.all()
        if not found:
            return Visitor()
        door, person = found[0], person_from_rows(found) if found[0].person_id is not None else None
        private_chat = door.conversation if door.unreachable_since is None else None
        language = person.language if person else door.door_language
        return Visitor(person, language, private_chat=private_chat)

    async def get(self, person_id: int) -> Person | None:
        """The person with this id."""
        found = grouped(await self._connection.execute(persons().where(people.c.id == person_id)))
        return found[0] if found else None

    async def all(self, network_id: int | None = None) -> list[Person]:
        """Everybody, or everybody in one network, in the order in which they came."""
        statement = persons()
        if network_id is not None:
            members = select(memberships.c.person_id).where(memberships.c.network_id == network_id)
            statement = statement.where(people.c.id.in_(members))
        return grouped(await self._connection.execute(statement))

    async def add(
        self,
        name: str,
        organisation_id: int | None,
        function: Function | None,
        language: Language | None,
        at: datetime,
        *,
        started: bool,
    ) -> int:
        """A new person; the id. `started`: they came themselves."""
        row = {
            "pseudonym": secrets.token_hex(8),
            "name": name,
            "organisation_id": organisation_id,
            "function": function,
            "language": language,
            "started_at": at if started else None,
            "created_at": at,
        }
        added = await self._connection.execute(insert(people).values(row).returning(people.c.id))
        return cast("int", added.scalar_one())

    async def change(self, person_id: int, **news: Any) -> None:
        """Change columns of a person."""
        await self._connection.execute(update(people).where(people.c.id == person_id).values(**news))

    async def place(self, person_id: int, network_id: int, role: Role, at: datetime) -> bool:
        """Let somebody into a network. False: they were in it already, and stay what they are."""
        row = {"person_id": person_id, "network_id": network_id, "role": role, "since": at}
        added = await self._connection.execute(
            upsert(self._connection, memberships)
            .values(row)
            .on_conflict_do_nothing()
            .returning(memberships.c.person_id)
        )
        if is_new := added.first() is not None:
            await wake(self._connection, network_id, at)  # they are invited to what is coming
        return is_new

    async def change_role(self, person_id: int, network_id: int, old: Role, new: Role) -> bool:
        """Give somebody another role. False: they don't have the old one (any more)."""
        result = await self._connection.execute(
            update(memberships)
            .where(is_place(person_id, network_id), memberships.c.role == old)
            .values(role=new)
        )
        return result.rowcount == 1

    async def remove(self, person_id: int, network_id: int) -> bool:
        """Put somebody out of a network. False: they were not in it."""
        result = await self._connection.execute(delete(memberships).where(is_place(person_id, network_id)))
        return result.rowcount == 1

    async def remind(
        self, person_id: int, network_id: int, reminders: Sequence[str] | None, at: datetime
    ) -> None:
        """Remind somebody at their own times: ISO 8601, [] for never, None for as the network does it."""
        own = None if reminders is None else list(reminders)
        await self._connection.execute(
            update(memberships).where(is_place(person_id, network_id)).values(reminders=own)
        )
        await plan_anew(self._connection, network_id, at)

    async def count(self, network_id: int, role: Role) -> int:
        """How many have this role in a network."""
        return cast(
            "int",
            await self._connection.scalar(
                select(func.count())
                .select_from(memberships)
                .where(memberships.c.network_id == network_id, memberships.c.role == role)
            ),
        )

    async def doors_of(self, person_id: int) -> list[Door]:
        """How a person is reached, the preferred door first."""
        rows = await self._connection.execute(
            select(doors)
            .where(doors.c.person_id == person_id)
            .order_by(doors.c.preferred.desc(), doors.c.platform, doors.c.sender)
        )
        return [
            Door(row.platform, row.sender, row.conversation, row.preferred, row.unreachable_since is None)
            for row in rows
        ]

    async def erase(self, person_id: int) -> None:
        """Forget a person; what hangs on them goes with them."""
        await self._connection.execute(delete(people).where(people.c.id == person_id))


def is_place(person_id: int, network_id: int) -> ColumnElement[bool]:
    """The condition that a membership is this person's in this network."""
    return and_(memberships.c.person_id == person_id, memberships.c.network_id == network_id)
