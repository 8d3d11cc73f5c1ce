"""Meetings whose messages have to be looked at again, because somebody came or left, or wants other ones."""

from datetime import datetime

from sqlalchemy import Select, String, cast, literal, select, update

from bot.store.connection import Connection
from bot.store.meeting_tables import meetings
from bot.store.tables import outbox
from scheduler.meetings import MeetingStatus, subject_of
from scheduler.outbox import Status

SUBJECT = subject_of(0).removesuffix("0")


async def wake(connection: Connection, network_id: int, at: datetime) -> None:
    """Let the planner look at the coming meetings of a network: there is somebody to invite."""
    await connection.execute(
        update(meetings)
        .where(
            meetings.c.network_id == network_id,
            meetings.c.status == MeetingStatus.PLANNED,
            meetings.c.announced_at.is_not(None),
            meetings.c.start_at > at,
        )
        .values(plan_at=at)
    )


async def plan_anew(connection: Connection, network_id: int, at: datetime) -> None:
    """Let the planner plan again what is still to come: it comes at other times from now on."""
    await connection.execute(
        update(meetings)
        .where(
            meetings.c.network_id == network_id,
            meetings.c.status == MeetingStatus.PLANNED,
            meetings.c.start_at > at,
        )
        .values(plan_at=at, planned_until=at)
    )


async def drop_messages(connection: Connection, person_id: int, network_id: int) -> None:
    """Cancel what waits to be sent to somebody about the meetings of a network."""
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.person_id == person_id,
            outbox.c.status == Status.PENDING,
            outbox.c.subject.in_(subjects_of(network_id)),
        )
        .values(status=Status.CANCELLED)
    )


def subjects_of(network_id: int) -> Select[str]:
    """What messages about the meetings of a network are filed under."""
    filed_under = literal(SUBJECT, String) + cast(meetings.c.id, String)
    return select(filed_under).where(meetings.c.network_id == network_id)
