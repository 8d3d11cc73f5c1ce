"""Who was invited to which meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.meeting_tables import invitees, rsvps
from bot.store.tables import memberships, networks, people
from scheduler.meetings import Answer, Meeting, Member


class InviteeRepository:
    """Invitees by meeting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ids(self, meeting_id: int) -> set[int]:
        """Everybody who was invited to a meeting, also who left the network since."""
        rows = await self._connection.execute(
            select(invitees.c.person_id).where(invitees.c.meeting_id == meeting_id)
        )
        return {row.person_id for row in rows}

    async def card_key(self, meeting_id: int, person_id: int) -> str | None:
        """The outbox key of the message that is somebody's card for a meeting."""
        key: str | None = await self._connection.scalar(
            select(invitees.c.card_key).where(is_invitee(meeting_id, person_id))
        )
        return key

    async def members(
        self, meeting: Meeting, after: int, limit: int, only: int | None = None
    ) -> list[Member]:
        """The members of the meeting's network by id, at most `limit` after one; `only` one of them."""
        statement = (
            members_of(meeting)
            .where(memberships.c.person_id > after)
            .order_by(memberships.c.person_id)
            .limit(limit)
        )
        if only is not None:
            statement = statement.where(memberships.c.person_id == only)
        return [member_from_row(row) for row in await self._connection.execute(statement)]

    async def tell_cancelled(self, meeting_id: int, person_ids: Sequence[int]) -> None:
        """Note that these people are told that a meeting is off."""
        if not person_ids:
            return
        those = and_(invitees.c.meeting_id == meeting_id, invitees.c.person_id.in_(person_ids))
        await self._connection.execute(update(invitees).where(those).values(cancel_told=True))

    async def invite(self, meeting_id: int, cards: Sequence[tuple[int, str, datetime]], version: int) -> None:
        """Note who is told about this version of the date: the person, the key of the message, and when."""
        rows = [
            {
                "meeting_id": meeting_id,
                "person_id": person_id,
                "invited_at": at,
                "version": version,
                "cancel_told": False,
                "card_key": key,
            }
            for person_id, key, at in cards
        ]
        if rows:
            statement = insert(self._connection, invitees)
            news = {name: statement.excluded[name] for name in ("version", "card_key")}
            await self._connection.execute(
                statement.on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=news), rows
            )

    async def keep_card(self, meeting_id: int, person_id: int, key: str) -> None:
        """From now on this message is somebody's card."""
        await self._connection.execute(
            update(invitees).where(is_invitee(meeting_id, person_id)).values(card_key=key)
        )


def members_of(meeting: Meeting) -> Select[Any]:
    """Everybody in the network of a meeting, with what was told to them and what they answered."""
    invited = and_(invitees.c.meeting_id == meeting.id, invitees.c.person_id == memberships.c.person_id)
    answered = and_(rsvps.c.meeting_id == meeting.id, rsvps.c.person_id == memberships.c.person_id)
    return (
        select(
            memberships.c.person_id,
            memberships.c.reminders,
            func.coalesce(people.c.language, networks.c.language).label("language"),
            home_zone().label("timezone"),
            invitees.c.invited_at,
            invitees.c.version,
            invitees.c.cancel_told,
            rsvps.c.answer,
            rsvps.c.for_version,
        )
        .join(people, people.c.id == memberships.c.person_id)
        .join(networks, networks.c.id == memberships.c.network_id)
        .outerjoin(invitees, invited)
        .outerjoin(rsvps, answered)
        .where(memberships.c.network_id == meeting.network_id)
    )


def home_zone() -> ScalarSelect[Any]:
    """The time zone of the first network that somebody is in."""
    places, homes = memberships.alias(), networks.alias()
    return (
        select(homes.c.timezone)
        .join(places, places.c.network_id == homes.c.id)
        .where(places.c.person_id == memberships.c.person_id)
        .order_by(homes.c.id)
        .limit(1)
        .correlate(memberships)
        .scalar_subquery()
    )


def member_from_row(row: Row[Any]) -> Member:
    """A row as the inside knows it."""
    return Member(
        row.person_id,
        row.language,
        row.timezone,
        None if row.reminders is None else tuple(row.reminders),
        row.invited_at,
        row.version or 0,
        bool(row.cancel_told),
        None if row.answer is None else Answer(row.answer),
        row.for_version or 0,
    )


def is_invitee(meeting_id: int, person_id: int) -> ColumnElement[bool]:
    """The condition that a row is this person's, for this meeting."""
    return and_(invitees.c.meeting_id == meeting_id, invitees.c.person_id == person_id)
