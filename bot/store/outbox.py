"""Every message that is to be sent, on its way, or sent: the delivery account."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, insert, or_, select, update

from bot.contract import Address, MessageRef, Reply
from bot.store.choices import ChoiceListRepository
from bot.store.claiming import circumstances, oldest, sendable
from bot.store.connection import Connection
from bot.store.dialects import Prepared
from bot.store.handing_over import hand_over
from bot.store.outbox_rows import address_of, planned_row, reply_from_json, without_words
from bot.store.tables import outbox, people
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from scheduler.outbox import (
    CLAIM_LAPSES_AFTER,
    DEADLY,
    FAR_AHEAD,
    MOST_LAPSES,
    Claimed,
    OutboxKind,
    Planned,
    Status,
    ToPerson,
)
from scheduler.quiet import held_until, quiet_hours

LOOKS_AHEAD = timedelta(days=1)
PLAN_ONCE = Prepared(
    lambda insert: insert(outbox).on_conflict_do_nothing(index_elements=["key"]).returning(outbox.c.id)
)
PLAN = insert(outbox).returning(outbox.c.id)
RECORD = update(outbox).where(outbox.c.id == bindparam("row_id"))


class OutboxRepository:
    """Messages by key: planned once, claimed by one process at a time, recorded with what became of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def plan(self, messages: Iterable[Planned]) -> int:
        """Add messages; those whose key is there already are left alone. How many were new.

        What is for somebody who was erased meanwhile is left out.
        """
        # In the order of keys: two planners that overlap then wait for each other and never block.
        ordered = sorted(await self._for_somebody(messages), key=lambda message: message.key)
        rows = [{**planned_row(message), "status": Status.PENDING} for message in ordered]
        if not rows:
            return 0
        result = await self._connection.execute(PLAN_ONCE.on(self._connection), rows)
        return len(result.all())

    async def _for_somebody(self, messages: Iterable[Planned]) -> list[Planned]:
        messages = list(messages)
        ids = {message.to.person_id for message in messages if isinstance(message.to, ToPerson)}
        known: Collection[int] = ()
        if ids:
            statement = select(people.c.id).where(people.c.id.in_(ids)).order_by(people.c.id)
            held = statement.with_for_update(read=True, key_share=True)  # not erased before we are done
            known = set((await self._connection.execute(held)).scalars())
        return [each for each in messages if isinstance(each.to, Address) or each.to.person_id in known]

    async def plan_claimed(self, message: Planned, lease: str, now: datetime) -> Claimed:
        """Add a message that this process sends itself as soon as the transaction is committed.

        Raises TypeError for one without an address.
        """
        if isinstance(message.to, ToPerson):
            raise TypeError("what is sent at once needs an address")
        row = {**planned_row(message), "status": Status.SENDING, "claimed_by": lease, "claimed_at": now}
        row_id = (await self._connection.execute(PLAN, [row])).scalar_one()
        return Claimed(row_id, message.key, message.kind, message.to, message.reply, 0, lease)

    async def next_due(
        self, platforms: Collection[str], now: datetime, *, broadcasts_to: Collection[str]
    ) -> datetime | None:
        """When the next answer for these platforms, or broadcast to some, may go; None for not today."""
        today = outbox.c.not_before <= now + LOOKS_AHEAD  # with two bounds, indexes are surely used in order
        moments = [
            await self._connection.scalar(oldest(outbox.c.not_before, and_(which, today), now))
            for which, _ in sendable(platforms, broadcasts_to, now)
        ]
        return min((moment for moment in moments if moment), default=None)

    async def claim(
        self, platforms: Collection[str], lease: str, now: datetime, *, broadcasts_to: Collection[str]
    ) -> Claimed | None:
        """Take the oldest message that is due, answers first; None when nothing is.

        Whatever is no answer is taken only for the platforms in `broadcasts_to`. What is for a person goes
        to the door that they prefer; to another one when that can't be reached, or nobody sent it there.
        """
        for which, through in sendable(platforms, broadcasts_to, now):
            due = and_(which, outbox.c.not_before <= now)
            statement = oldest((outbox, *circumstances(through)), due, now)
            rows = await self._connection.execute(statement.with_for_update(of=outbox, skip_locked=True))
            if row := rows.one_or_none():
                return await self._take(row, lease, now)
        return None

    async def _take(self, row: Row[Any], lease: str, now: datetime) -> Claimed:
        address = address_of(row)
        await self._record(
            row.id,
            status=Status.SENDING,
            claimed_by=lease,
            claimed_at=now,
            platform=address.platform,
            conversation=address.conversation,
        )
        kind, reply = OutboxKind(row.kind), replace(reply_from_json(row.reply), fleeting=row.fleeting)
        if reply.choices and row.person_id is not None:
            await self._open_list(row, address, reply, now)
        hours = None if kind is OutboxKind.ANSWER else quiet_hours(row.quiet, row.timezone)
        held = held_until(now, row.not_before, row.not_after, hours)
        return Claimed(row.id, row.key, kind, address, reply, row.attempts, lease, row.person_id, held)

    async def _open_list(self, row: Row[Any], address: Address, reply: Reply, now: datetime) -> None:
        """Choices are made where they are shown, which is known only now."""
        language = row.language or await self._connection.scalar(
            select(people.c.language).where(people.c.id == row.person_id)
        )
        # An invitation can be answered as long as it is of use, however far ahead it came.
        expires_at = max(now + LIST_OPEN_FOR, row.not_after or now)
        shown = ChoiceList(row.key, address, language or "nl", reply.choices, expires_at)
        await ChoiceListRepository(self._connection).open_at(shown)

    async def record_sent(self, message: Claimed, ref: MessageRef, now: datetime) -> None:
        """It is in the chat."""
        if message.reply.fleeting:
            await self._drop(outbox.c.id == message.id)
            return
        news = {
            "status": Status.SENT,
            "attempts": message.attempts + 1,
            "sent_at": now,
            **without_words(message),
            "platform": ref.address.platform,
            "conversation": ref.address.conversation,
            "thread": ref.address.thread,
            "message_id": ref.id,
            "reason": None,
        }
        await self._connection.execute(RECORD, [{"row_id": message.id, **news}])

    async def record_retry(self, message: Claimed, at: datetime, reason: str, to: Address) -> None:
        """It did not go out: try again at `at`, to `to`."""
        await self._record_if_held(
            message,
            status=Status.PENDING,
            attempts=message.attempts + 1,
            not_before=at,
            reason=reason,
            platform=to.platform,
            conversation=to.conversation,
            thread=to.thread,
            claimed_by=None,
        )

    async def postpone(self, message: Claimed, at: datetime) -> None:
        """It was not tried: it is not its turn before `at`."""
        await self._record_if_held(message, status=Status.PENDING, not_before=at, claimed_by=None)

    async def fail_all(self, to: Address, reason: str) -> int:
        """Nothing that waits for this conversation will ever go out there; how many there were.

        What is for a person looks for another door of theirs.
        """
        waits_there = and_(
            outbox.c.platform == to.platform,
            outbox.c.conversation == to.conversation,
            outbox.c.status == Status.PENDING,
        )
        anywhere = {"platform": None, "conversation": None, "thread": None, "reason": reason}
        redirected = await self._connection.execute(
            update(outbox).where(waits_there, outbox.c.person_id.is_not(None)).values(anywhere)
        )
        failed = await self._connection.execute(
            update(outbox).where(waits_there).values(status=Status.FAILED, reason=reason)
        )
        return redirected.rowcount + failed.rowcount

    async def cancel_open(
        self,
        subject: str,
        kinds: Collection[OutboxKind] | None = None,
        *,
        person_id: int | None = None,
    ) -> int:
        """Let nothing about this go out any more: of these kinds, to this person. How many there were.

        What is on its way at this moment may still arrive, and is then noted as sent.
        """
        which = [outbox.c.subject == subject]
        which += [] if kinds is None else [outbox.c.kind.in_(kinds)]
        which += [] if person_id is None else [outbox.c.person_id == person_id]
        return await self._cancel(and_(*which))

    async def cancel_due_between(self, subject: str, start: datetime, end: datetime) -> int:
        """Let nothing about this go out that is due from `start` to `end`; how many there were."""
        is_due = and_(outbox.c.not_before >= start, outbox.c.not_before < end)
        return await self._cancel(and_(outbox.c.subject == subject, is_due))

    async def cancel_for_leaver(self, person_id: int, network_id: int) -> int:
        """Let nothing of a network go out to somebody who is not in it any more; how many there were."""
        return await self._cancel(and_(outbox.c.person_id == person_id, outbox.c.network_id == network_id))

    async def record_failed(self, message: Claimed, reason: str) -> None:
        """It will never go out."""
        await self._record_if_held(
            message,
            status=Status.FAILED,
            attempts=message.attempts + 1,
            reason=reason,
            **without_words(message),
        )

    async def release(self, platforms: Collection[str]) -> int:
        """Put back every claim on these platforms. Only for who knows that no other process sends there."""
        return await self._put_back(outbox.c.platform.in_(platforms))

    async def release_lapsed(self, now: datetime) -> int:
        """Put back the claims of processes that must have died; how many.

        Also those from a time that is still to come: the clock was wrong then, and set right since.
        """
        lapsed = outbox.c.claimed_at < now - CLAIM_LAPSES_AFTER
        return await self._put_back(or_(lapsed, outbox.c.claimed_at > now + FAR_AHEAD))

    async def hand_over(self, old_person_id: int, new_person_id: int) -> None:
        """What is for one person is for another, who turned out to be the same."""
        await hand_over(self._connection, old_person_id, new_person_id)

    async def key_of(self, ref: MessageRef) -> str | None:
        """The key of what a message shows now; None when it is none of ours."""
        key: str | None = await self._connection.scalar(
            select(outbox.c.key)
            .where(
                outbox.c.platform == ref.address.platform,
                outbox.c.conversation == ref.address.conversation,
                outbox.c.message_id == ref.id,
            )
            .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
            .limit(1)
        )
        return key

    async def ref_of(self, key: str) -> MessageRef | None:
        """Where a message was sent; None while it is not."""
        rows = await self._connection.execute(
            select(outbox).where(outbox.c.key == key, outbox.c.message_id.is_not(None))
        )
        row = rows.one_or_none()
        if row is None:
            return None
        return MessageRef(Address(row.platform, row.conversation, row.thread), row.message_id)

    async def _record_if_held(self, message: Claimed, **news: Any) -> None:
        """Record a failure, unless the claim lapsed and somebody else has taken the message."""
        held = and_(outbox.c.status == Status.SENDING, outbox.c.claimed_by == message.lease)
        await self._connection.execute(update(outbox).where(outbox.c.id == message.id, held).values(**news))

    async def _record(self, row_id: int, /, **news: Any) -> None:
        await self._connection.execute(update(outbox).where(outbox.c.id == row_id).values(**news))

    async def _drop(self, which: ColumnElement[bool]) -> int:
        return (await self._connection.execute(delete(outbox).where(which))).rowcount

    async def _cancel(self, which: ColumnElement[bool]) -> int:
        is_open = outbox.c.status.in_((Status.PENDING, Status.SENDING))
        statement = update(outbox).where(which, is_open).values(status=Status.CANCELLED)
        return (await self._connection.execute(statement)).rowcount

    async def _put_back(self, claims: ColumnElement[bool]) -> int:
        """A claim that lapsed counts as an attempt, so that what kills its process is given up some day."""
        news: dict[str, Any] = {
            "claimed_by": None,
            "attempts": outbox.c.attempts + 1,
            "lapsed": outbox.c.lapsed + 1,
        }
        held = and_(outbox.c.status == Status.SENDING, claims)
        given_up = await self._connection.execute(
            update(outbox)
            .where(held, outbox.c.lapsed >= MOST_LAPSES - 1)
            .values(news | {"status": Status.FAILED, "reason": DEADLY})
        )
        put_back = await self._connection.execute(
            update(outbox).where(held).values(news | {"status": Status.PENDING})
        )
        return given_up.rowcount + put_back.rowcount
