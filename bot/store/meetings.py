"""Meetings: kept, found, moved and called off."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert as upsert
from bot.store.meeting_handover import hand_over_meetings
from bot.store.meeting_tables import invitees, meeting_preparers, meetings
from bot.store.tables import outbox, people
from scheduler.durations import parse_duration
from scheduler.meetings import Meeting, MeetingStatus, NewMeeting, subject_of, wall_time
from scheduler.outbox import OutboxKind, Status

UID_DOMAIN = "leernetwerkbot"
CARDS = (OutboxKind.INVITATION, OutboxKind.MOVE)
SHOWN_IN_CALENDARS = {"theme", "place", "link", "duration"}


class MeetingRepository:
    """Meetings by id, network and the moment when there is something to plan."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, fresh: NewMeeting, now: datetime) -> int:
        """A new meeting; the id. People are invited when it is announced."""
        row = {
            "network_id": fresh.network_id,
            "series": fresh.series,
            "uid": f"{secrets.token_hex(16)}@{UID_DOMAIN}",
            "theme": fresh.theme,
            **times(fresh.start, fresh.duration, fresh.timezone),
            "place": fresh.place,
            "link": fresh.link,
            "reminders": as_list(fresh.reminders),
            "status": MeetingStatus.PLANNED,
            "moves": 0,
            "sequence": 0,
            "created_by": fresh.created_by,
            "created_at": now,
            "announced_at": fresh.announced_at,
            "planned_until": now,
            "plan_at": fresh.announced_at and now,
        }
        added = await self._connection.execute(insert(meetings).values(row).returning(meetings.c.id))
        return cast("int", added.scalar_one())

    async def get(self, meeting_id: int) -> Meeting | None:
        """The meeting with this id."""
        return await self._one(meeting_id)

    async def held(self, meeting_id: int) -> Meeting | None:
        """The same, while nobody else changes it or plans for it until this transaction ends."""
        return await self._one(meeting_id, hold=True)

    async def all(self, network_id: int) -> list[Meeting]:
        """Every meeting of a network, the first one first."""
        return await self._some(meetings.c.network_id == network_id)

    async def coming(self, network_ids: Collection[int], now: datetime) -> list[Meeting]:
        """The meetings of these networks that are not over and not called off, the next one first."""
        return await self._some(
            meetings.c.network_id.in_(network_ids),
            meetings.c.end_at > now,
            meetings.c.status == MeetingStatus.PLANNED,
        )

    async def announced(self, network_ids: Collection[int], since: datetime) -> list[Meeting]:
        """The meetings of these networks that end after `since` and to which people are, or will be, invited.

        Those that were called off since are among them.
        """
        return await self._some(
            meetings.c.network_id.in_(network_ids),
            meetings.c.end_at > since,
            meetings.c.announced_at.is_not(None),
        )

    async def over(self, network_ids: Collection[int], since: datetime, now: datetime) -> list[Meeting]:
        """The meetings of these networks that ended after `since`, and were not called off."""
        return await self._some(
            meetings.c.network_id.in_(network_ids),
            meetings.c.end_at > since,
            meetings.c.end_at <= now,
            meetings.c.status == MeetingStatus.PLANNED,
        )

    async def in_series(self, series: str) -> list[Meeting]:
        """The meetings that were planned together."""
        return await self._some(meetings.c.series == series)

    async def change(self, meeting_id: int, now: datetime, **news: Any) -> None:
        """Change theme, place, link, duration or reminders; what waits is made anew at the next planning."""
        sequence = meetings.c.sequence + (1 if news.keys() & SHOWN_IN_CALENDARS else 0)
        if "duration" in news and (seen := await self._one(meeting_id)):
            news |= times(seen.start, news["duration"], seen.timezone)
        if "reminders" in news:
            news["reminders"] = as_list(news["reminders"])
        await self._update(
            meetings.c.id == meeting_id, **news, sequence=sequence, planned_until=now, plan_at=now
        )
        await self._take_back_cards(meeting_id)
        await self._connection.execute(delete(outbox).where(waits(meeting_id, CARDS)))

    async def announce(self, meeting_id: int, at: datetime, now: datetime) -> bool:
        """Invite people from `at` on. False: it is announced already, or called off."""
        fresh = and_(
            meetings.c.id == meeting_id,
            meetings.c.status == MeetingStatus.PLANNED,
            meetings.c.announced_at.is_(None),
        )
        return await self._update(fresh, announced_at=at, planned_until=now, plan_at=now)

    async def move(self, seen: Meeting, start: datetime, now: datetime) -> bool:
        """Let a meeting begin at another moment. False: it was moved or called off since it was seen.

        Answers stay; what waited to be sent for the old date is for who planned it to cancel.
        """
        is_moved = await self._update(
            is_as_seen(seen),
            **times(start, seen.duration, seen.timezone),
            moves=seen.moves + 1,
            moved_from=seen.start,
            sequence=meetings.c.sequence + 1,
            planned_until=now,
            plan_at=now,
        )
        if is_moved:
            await self._take_back_cards(seen.id)
        return is_moved

    async def cancel(self, seen: Meeting, reason: str | None, now: datetime) -> bool:
        """Call a meeting off. False: it was moved or called off since it was seen."""
        is_cancelled = await self._update(
            is_as_seen(seen),
            status=MeetingStatus.CANCELLED,
            cancelled_at=now,
            cancel_reason=reason,
            sequence=meetings.c.sequence + 1,
            plan_at=now,
        )
        if is_cancelled:
            await self._take_back_cards(seen.id)
        return is_cancelled

    async def confirm_attendance(self, meeting_id: int, at: datetime) -> None:
        """Note that a facilitator said who was there."""
        await self._update(meetings.c.id == meeting_id, attendance_confirmed_at=at)

    async def preparers(self, meeting_id: int) -> list[tuple[int, str]]:
        """The id and name of everybody who prepares a meeting."""
        rows = await self._connection.execute(
            select(people.c.id, people.c.name)
            .join(meeting_preparers, meeting_preparers.c.person_id == people.c.id)
            .where(meeting_preparers.c.meeting_id == meeting_id)
            .order_by(people.c.name, people.c.id)
        )
        return [(row.id, row.name) for row in rows]

    async def set_preparers(self, meeting_id: int, person_ids: Collection[int]) -> None:
        """Let these people, and nobody else, prepare a meeting."""
        await self._connection.execute(
            delete(meeting_preparers).where(meeting_preparers.c.meeting_id == meeting_id)
        )
        rows = [{"meeting_id": meeting_id, "person_id": person_id} for person_id in sorted(set(person_ids))]
        if rows:
            await self._connection.execute(
                upsert(self._connection, meeting_preparers).values(rows).on_conflict_do_nothing()
            )

    async def to_plan(self, now: datetime) -> list[int]:
        """The ids of the meetings for which there may be something to plan."""
        rows = await self._connection.execute(
            select(meetings.c.id).where(meetings.c.plan_at <= now).order_by(meetings.c.plan_at, meetings.c.id)
        )
        return [row.id for row in rows]

    async def planned(self, seen: Meeting, until: datetime, plan_at: datetime | None) -> bool:
        """Everything of before `until` is planned. False: it has changed since it was seen."""
        unchanged = and_(is_as_seen(seen, seen.status), meetings.c.plan_at == seen.plan_at)
        return await self._update(unchanged, planned_until=until, plan_at=plan_at)

    async def hand_over(self, old_person_id: int, new_person_id: int) -> None:
        """Let everything that somebody left at meetings be somebody else's."""
        await hand_over_meetings(self._connection, old_person_id, new_person_id)

    async def _take_back_cards(self, meeting_id: int) -> None:
        """Whoever has not got their invitation, or the news of a move, is still to be told."""
        uninvited = select(outbox.c.person_id).where(waits(meeting_id, [OutboxKind.INVITATION]))
        untold = select(outbox.c.person_id).where(waits(meeting_id, [OutboxKind.MOVE]))
        here = invitees.c.meeting_id == meeting_id
        await self._connection.execute(delete(invitees).where(here, invitees.c.person_id.in_(uninvited)))
        await self._connection.execute(
            update(invitees).where(here, invitees.c.person_id.in_(untold)).values(version=0)
        )

    async def _one(self, meeting_id: int, *, hold: bool = False) -> Meeting | None:
        statement = select(meetings).where(meetings.c.id == meeting_id)
        # Not the key: an answer refers to the meeting, and two that come at once would wait for each other.
        held = statement.with_for_update(key_share=True) if hold else statement
        rows = await self._connection.execute(held)
        row = rows.one_or_none()
        return None if row is None else meeting_from_row(row)

    async def _some(self, *conditions: ColumnElement[bool]) -> list[Meeting]:
        rows = await self._connection.execute(
            select(meetings).where(*conditions).order_by(meetings.c.start_at, meetings.c.id)
        )
        return [meeting_from_row(row) for row in rows]

    async def _update(self, which: ColumnElement[bool], **news: Any) -> bool:
        result = await self._connection.execute(update(meetings).where(which).values(**news))
        return result.rowcount == 1


def waits(meeting_id: int, kinds: Collection[OutboxKind]) -> ColumnElement[bool]:
    """The condition that a message of these kinds about a meeting waits to be sent."""
    return and_(
        outbox.c.subject == subject_of(meeting_id),
        outbox.c.kind.in_(kinds),
        outbox.c.status == Status.PENDING,
    )


def is_as_seen(seen: Meeting, status: str = MeetingStatus.PLANNED) -> ColumnElement[bool]:
    """The condition that a meeting is still as it was when somebody saw it."""
    return and_(meetings.c.id == seen.id, meetings.c.moves == seen.moves, meetings.c.status == status)


def times(start: datetime, duration: str, timezone: str) -> dict[str, Any]:
    """When a meeting begins and ends, as columns: on the wall clock, and in UTC."""
    zone = ZoneInfo(timezone)
    return {
        "local_start": wall_time(start, zone),
        "timezone": timezone,
        "duration": duration,
        "start_at": start,
        "end_at": parse_duration(duration).after(start, zone),
    }


def as_list(reminders: tuple[str, ...] | None) -> list[str] | None:
    """Reminders as JSON has them."""
    return None if reminders is None else list(reminders)


def meeting_from_row(row: Row[Any]) -> Meeting:
    """A row as the inside knows it."""
    return Meeting(
        row.id,
        row.network_id,
        row.series,
        row.uid,
        row.theme,
        row.local_start,
        row.timezone,
        row.duration,
        row.start_at,
        row.end_at,
        row.place,
        row.link,
        None if row.reminders is None else tuple(row.reminders),
        MeetingStatus(row.status),
        row.moves,
        row.moved_from,
        row.sequence,
        row.created_by,
        row.created_at,
        row.announced_at,
        row.cancelled_at,
        row.cancel_reason,
        row.attendance_confirmed_at,
        row.planned_until,
        row.plan_at,
    )
