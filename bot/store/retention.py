"""What is past its time, by kind: `scheduler.retention` has the rules, here is where to look."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Table, and_, delete, exists, func, select, update

from bot.store.audit import AuditRepository
from bot.store.connection import Connection
from bot.store.gaps import unknown_counts
from bot.store.meeting_retention import OF_MEETINGS
from bot.store.own_data import NAMELESS, NOBODY, NOBODYS, OwnDataRepository
from bot.store.reflection_retention import OF_REFLECTING
from bot.store.reflection_tables import expected_answers
from bot.store.tables import (
    audit,
    choice_list,
    doors,
    feedback,
    guard_counts,
    handled,
    invitations,
    link_codes,
    memberships,
    outbox,
    pending_step,
    people,
    question_groups,
    questions,
    surplus,
    wrong_codes,
)
from bot.store.tip_tables import tip_reviews, tip_uses, tips
from bot.store.tip_uses import let_count_alone
from handlers.choices import LIST_OPEN_FOR
from handlers.learn.tips import TipStatus
from handlers.steps import STEP_OPEN_FOR
from scheduler.outbox import Status

OVER = (Status.SENT, Status.FAILED, Status.EXPIRED, Status.CANCELLED)
BY_THE_CLOCK = "retention"  # who erased somebody in the audit table, when nobody asked for it


Places = Callable[[datetime], Sequence[tuple[Table, ColumnElement[bool]]]]


def older(*columns: Column[datetime], by: timedelta = timedelta(0)) -> Places:
    """Rows in which one of these columns, each of its own table, is from before a moment, `by` later."""
    return lambda before: [(column.table, column < before + by) for column in columns]


def old_opinions(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Opinions that are still somebody's."""
    return [(feedback, and_(feedback.c.at < before, feedback.c.platform != NOBODY))]


def old_messages(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Messages of which it is known what became of them.

    Nothing is sent before it may be, so the moment it might go says nothing new; but an index knows it, and
    without that each message there is would be looked at, while members wait.
    """
    done_at = func.coalesce(outbox.c.sent_at, outbox.c.not_before)
    might_go = outbox.c.not_before < before
    return [(outbox, and_(outbox.c.status.in_(OVER), might_go, done_at < before))]


def old_tips(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Drafts that nobody took further, what was retired, and what was said when tips were looked at."""
    return [
        (tips, and_(tips.c.status != TipStatus.PUBLISHED, tips.c.changed_at < before)),
        (tip_reviews, tip_reviews.c.at < before),
    ]


def old_experiences(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """What came of tips that is still somebody's."""
    said_at = func.coalesce(tip_uses.c.answered_at, tip_uses.c.helped_at)
    return [(tip_uses, and_(tip_uses.c.person_id.is_not(None), said_at < before))]


def old_counts(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Counts are by the day."""
    return [(guard_counts, guard_counts.c.day < before.date())]


def old_gaps(before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Counts are by the month, which is old when it began that long ago."""
    return [(unknown_counts, unknown_counts.c.month < before.date())]


PLACES: Mapping[str, Places] = {
    "members": older(people.c.left_at),
    "visitors": older(doors.c.ownerless_since),
    "questions": older(questions.c.asked_at, question_groups.c.created_at),
    "tips": old_tips,
    "experiences": old_experiences,
    "opinions": old_opinions,
    "messages": old_messages,
    "lists": older(choice_list.c.expires_at, by=LIST_OPEN_FOR),
    "steps": older(pending_step.c.expires_at, expected_answers.c.expires_at, by=STEP_OPEN_FOR),
    "guard-counts": old_counts,
    "gaps": old_gaps,
    "surplus": older(surplus.c.at),
    "handled": older(handled.c.at),
    "invitations": older(invitations.c.expires_at, link_codes.c.expires_at),
    "wrong-codes": older(wrong_codes.c.last_at),
    "audit": older(audit.c.at),
    **OF_MEETINGS,
    **OF_REFLECTING,
}


def past_their_time(kind: str, before: datetime) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Where to look for a kind, and the condition that a row is from before this moment."""
    return PLACES[kind](before)


class RetentionRepository:
    """Counts and forgets what is past its time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._audit = AuditRepository(connection)
        self._own_data = OwnDataRepository(connection)

    async def note_leavers(self, now: datetime) -> None:
        """Whoever is in no network, and every door that is nobody's, is noted as such from now on."""
        await self._note(people.c.left_at, memberships.c.person_id == people.c.id, now)
        await self._note(doors.c.ownerless_since, people.c.id == doors.c.person_id, now)
        await self._own_data.drop_deserted_organisations()

    async def overdue(self, kind: str, before: datetime) -> int:
        """How much of a kind is from before this moment."""
        counts = [
            await self._connection.scalar(select(func.count()).select_from(table).where(condition))
            for table, condition in past_their_time(kind, before)
        ]
        return cast("int", sum(counts))

    async def forget(self, kind: str, before: datetime, now: datetime) -> int:
        """Erase, or make anybody's, what is from before this moment; how much that was."""
        places = past_their_time(kind, before)
        match kind:
            case "members":
                return await self._erase_people(places[0][1], now)
            case "attendance":
                return sum([await self._make_nameless(table, condition) for table, condition in places])
            case "guests":
                return sum(
                    [await self._update(table, condition, NAMELESS[table]) for table, condition in places]
                )
            case "experiences":
                return await let_count_alone(self._connection, places[0][1])
            case "opinions":
                return await self._own_data.anonymise(places[0][1])
            case _:
                return sum([await self._delete(table, condition) for table, condition in places])

    async def _note(self, since: Any, belongs: ColumnElement[bool], now: datetime) -> None:
        """Note since when rows belong to nothing, and that others do (again)."""
        table, belongs_somewhere = since.table, exists().where(belongs)
        await self._connection.execute(
            update(table).where(since.is_(None), ~belongs_somewhere).values({since: now})
        )
        await self._connection.execute(
            update(table).where(since.is_not(None), belongs_somewhere).values({since: None})
        )

    async def _erase_people(self, condition: ColumnElement[bool], now: datetime) -> int:
        gone = (await self._connection.execute(select(people.c.id).where(condition))).scalars().all()
        for person_id in gone:
            subject = await self._own_data.subject(person_id)
            await self._own_data.erase(subject, now)
            await self._audit.note(BY_THE_CLOCK, "erase", now, subject=subject.pseudonym)
        return len(gone)

    async def _make_nameless(self, table: Table, condition: ColumnElement[bool]) -> int:
        """What counts stays without the person; what only links people to a meeting goes."""
        if table in NOBODYS:
            return await self._update(table, condition, NOBODYS[table])
        return await self._delete(table, condition)

    async def _update(self, table: Table, condition: ColumnElement[bool], news: Mapping[str, None]) -> int:
        return (await self._connection.execute(update(table).where(condition).values(news))).rowcount

    async def _delete(self, table: Table, condition: ColumnElement[bool]) -> int:
        return (await self._connection.execute(delete(table).where(condition))).rowcount
