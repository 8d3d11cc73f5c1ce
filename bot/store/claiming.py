"""Which message may be sent next, and through which door of whom it is for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    ScalarSelect,
    Select,
    and_,
    case,
    false,
    func,
    or_,
    select,
)

from bot.store.tables import doors, networks, outbox, people
from scheduler.outbox import OTHER_DOOR_AFTER, OutboxKind, Status

BEST_FIRST = (doors.c.preferred.desc(), doors.c.platform, doors.c.sender)
IS_REACHABLE = and_(doors.c.unreachable_since.is_(None), doors.c.conversation.is_not(None))


Sendable = Sequence[tuple[ColumnElement[bool], Collection[str]]]


def sendable(platforms: Collection[str], broadcasts_to: Collection[str], now: datetime) -> Sendable:
    """The condition on what may be sent, now or later, and through which platforms: of answers, of the rest.

    Two, and not one, so that each is found at the beginning of an index, however much waits.
    """
    is_answer = outbox.c.kind == OutboxKind.ANSWER
    in_turn = [name for name in platforms if name in broadcasts_to]
    answers = and_(is_answer, goes_through(platforms, platforms, now))
    others = and_(~is_answer, goes_through(platforms, in_turn, now), ~is_paused(now))
    return [(answers, platforms), (others, in_turn)] if in_turn else [(answers, platforms)]


def oldest(columns: Any, which: ColumnElement[bool], now: datetime) -> Select[Any]:
    """The first message that waits, is not too late, and meets a condition."""
    shown = columns if isinstance(columns, tuple) else (columns,)
    in_time = or_(outbox.c.not_after.is_(None), outbox.c.not_after >= now)
    return (
        select(*shown)
        .where(outbox.c.status == Status.PENDING, in_time, which)
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(1)
    )


def goes_through(platforms: Collection[str], in_turn: Collection[str], now: datetime) -> ColumnElement[bool]:
    """The condition that it is the turn of where a message goes.

    Without an address that is the door that whoever it is for prefers of those that are open. When this
    process can't send there, others have a while to do so; then the best door where we can send will do.
    """
    best = door(doors.c.platform)
    nobody_did = outbox.c.not_before <= now - OTHER_DOOR_AFTER
    to_person = case((best.in_(platforms), best), (nobody_did, door(doors.c.platform, platforms)))
    # One expression, and no OR: databases then look at one row after the other in the order of sending,
    # and stop at the first, where else they gather all rows of a platform before.
    return func.coalesce(outbox.c.platform, to_person).in_(in_turn)


def circumstances(platforms: Collection[str]) -> tuple[Label[Any], ...]:
    """The columns that say through which door on these platforms somebody is reached best, and when."""
    sender = networks.c.id == outbox.c.network_id
    return (
        select(networks.c.quiet).where(sender).scalar_subquery().label("quiet"),
        select(networks.c.timezone).where(sender).scalar_subquery().label("timezone"),
        door(doors.c.platform, platforms).label("door_platform"),
        door(doors.c.conversation, platforms).label("door_conversation"),
    )


def door(column: ColumnElement[Any], platforms: Collection[str] | None = None) -> ScalarSelect[Any]:
    """A column of the best open door of whom a message is for; on these platforms."""
    anywhere = select(column).where(doors.c.person_id == outbox.c.person_id, IS_REACHABLE)
    there = anywhere if platforms is None else anywhere.where(doors.c.platform.in_(platforms))
    return there.order_by(*BEST_FIRST).limit(1).correlate(outbox).scalar_subquery()


def is_paused(now: datetime) -> ColumnElement[bool]:
    """The condition that a message is for somebody who wants to hear nothing now."""
    until = select(people.c.paused_until).where(people.c.id == outbox.c.person_id).correlate(outbox)
    return func.coalesce(until.scalar_subquery() > now, false())
