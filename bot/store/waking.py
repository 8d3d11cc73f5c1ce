"""Meetings whose messages have to be looked at again, because somebody came, or wants other ones."""

from datetime import datetime

from sqlalchemy import update

from bot.store.connection import Connection
from bot.store.meeting_tables import meetings
from scheduler.meetings import MeetingStatus


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
