"""Every message that is to be sent, on its way, or sent: the delivery account."""

import base64
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.contract import Address, Attachment, Choice, MessageRef, Removal, Reply
from bot.store.choices import choice_to_json
from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import outbox
from scheduler.outbox import CLAIM_LAPSES_AFTER, Claimed, OutboxKind, Planned, Status


class OutboxRepository:
    """Messages by key: planned once, claimed by one process at a time, recorded with what became of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def plan(self, messages: Iterable[Planned]) -> int:
        """Add messages; those whose key is there already are left alone. How many were new."""
        # In the order of keys: two planners that overlap then wait for each other and never block.
        ordered = sorted(messages, key=lambda message: message.key)
        rows = [{**planned_row(message), "status": Status.PENDING} for message in ordered]
        if not rows:
            return 0
        result = await self._connection.execute(
            insert(self._connection, outbox)
            .values(rows)
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(outbox.c.id)
        )
        return len(result.all())

    async def plan_claimed(self, message: Planned, lease: str, now: datetime) -> Claimed:
        """Add a message that this process sends itself as soon as the transaction is committed."""
        row = {**planned_row(message), "status": Status.SENDING, "claimed_by": lease, "claimed_at": now}
        result = await self._connection.execute(
            insert(self._connection, outbox).values(row).returning(outbox.c.id)
        )
        row_id = result.scalar_one()
        return Claimed(row_id, message.key, message.kind, message.to, message.reply, 0, lease)

    async def next_due(
        self, platforms: Collection[str], now: datetime, *, broadcasts_to: Collection[str]
    ) -> datetime | None:
        """When the next answer for these platforms, or broadcast to some, may go; None when there is none."""
        due: datetime | None = await self._connection.scalar(
            select(outbox.c.not_before)
            .where(is_pending(now), outbox.c.platform.in_(platforms), may_go(broadcasts_to))
            .order_by(outbox.c.not_before)
            .limit(1)
        )
        return due

    async def claim(
        self, platforms: Collection[str], lease: str, now: datetime, *, broadcasts_to: Collection[str]
    ) -> Claimed | None:
        """Take the oldest message that is due, answers first; None when nothing is.

        Whatever is no answer is taken only for the platforms in `broadcasts_to`.
        """
        rows = await self._connection.execute(
            select(outbox)
            .where(is_pending(now), outbox.c.not_before <= now, outbox.c.platform.in_(platforms))
            .where(may_go(broadcasts_to))
            .order_by(outbox.c.kind != OutboxKind.ANSWER, outbox.c.not_before, outbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = rows.one_or_none()
        if row is None:
            return None
        await self._record(row.id, status=Status.SENDING, claimed_by=lease, claimed_at=now)
        address = Address(row.platform, row.conversation, row.thread)
        kind, reply = OutboxKind(row.kind), replace(reply_from_json(row.reply), fleeting=row.fleeting)
        return Claimed(row.id, row.key, kind, address, reply, row.attempts, lease)

    async def record_sent(self, message: Claimed, ref: MessageRef, now: datetime) -> None:
        """It is in the chat."""
        if message.reply.fleeting:
            await self._drop(outbox.c.id == message.id)
            return
        await self._record(
            message.id,
            status=Status.SENT,
            attempts=message.attempts + 1,
            sent_at=now,
            **without_words(message),
            conversation=ref.address.conversation,
            thread=ref.address.thread,
            message_id=ref.id,
            reason=None,
        )

    async def record_retry(self, message: Claimed, at: datetime, reason: str, to: Address) -> None:
        """It did not go out: try again at `at`, to `to`."""
        await self._record_if_held(
            message,
            status=Status.PENDING,
            attempts=message.attempts + 1,
            not_before=at,
            reason=reason,
            conversation=to.conversation,
            thread=to.thread,
            claimed_by=None,
        )

    async def postpone(self, message: Claimed, at: datetime) -> None:
        """It was not tried: it is not its turn before `at`."""
        await self._record_if_held(message, status=Status.PENDING, not_before=at, claimed_by=None)

    async def fail_all(self, to: Address, reason: str) -> int:
        """Nothing that waits for this conversation will ever go out; how many there were."""
        result = await self._connection.execute(
            update(outbox)
            .where(
                outbox.c.platform == to.platform,
                outbox.c.conversation == to.conversation,
                outbox.c.status == Status.PENDING,
            )
            .values(status=Status.FAILED, reason=reason)
        )
        return result.rowcount

    async def record_failed(self, message: Claimed, reason: str) -> None:
        """It will never go out."""
        await self._record_if_held(
            message,
            status=Status.FAILED,
            attempts=message.attempts + 1,
            reason=reason,
            **without_words(message),
        )

    async def drop_fleeting(self) -> int:
        """Remove what is to leave no trace and will not be sent any more; how many there were."""
        over = outbox.c.status.not_in((Status.PENDING, Status.SENDING))
        return await self._drop(and_(outbox.c.fleeting.is_(True), over))

    async def release(self, platforms: Collection[str]) -> int:
        """Put back every claim on these platforms. Only for who knows that no other process sends there."""
        return await self._put_back(outbox.c.platform.in_(platforms))

    async def release_lapsed(self, now: datetime) -> int:
        """Put back the claims of processes that must have died; how many."""
        return await self._put_back(outbox.c.claimed_at < now - CLAIM_LAPSES_AFTER)

    async def expire(self, now: datetime) -> int:
        """Mark what should have been sent before now and was not; how many."""
        result = await self._connection.execute(
            update(outbox)
            .where(outbox.c.status == Status.PENDING, outbox.c.not_after < now)
            .values(status=Status.EXPIRED)
        )
        return result.rowcount

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

    async def _put_back(self, claims: ColumnElement[bool]) -> int:
        result = await self._connection.execute(
            update(outbox)
            .where(outbox.c.status == Status.SENDING, claims)
            .values(status=Status.PENDING, claimed_by=None)
        )
        return result.rowcount


def is_pending(now: datetime) -> ColumnElement[bool]:
    """The condition that a message waits to be sent and is not too late."""
    in_time = or_(outbox.c.not_after.is_(None), outbox.c.not_after >= now)
    return and_(outbox.c.status == Status.PENDING, in_time)


def may_go(broadcasts_to: Collection[str]) -> ColumnElement[bool]:
    """The condition that a message is an answer, or goes to a platform where it is time for a broadcast."""
    return or_(outbox.c.kind == OutboxKind.ANSWER, outbox.c.platform.in_(broadcasts_to))


def without_words(message: Claimed) -> dict[str, Any]:
    """What to keep of a message that is done with: for the account its codes and names are not needed."""
    return {"reply": reply_to_json(Reply(""))} if message.reply.sensitive else {}


def planned_row(message: Planned) -> dict[str, Any]:
    """A planned message as columns."""
    return {
        "key": message.key,
        "kind": message.kind,
        "platform": message.to.platform,
        "conversation": message.to.conversation,
        "thread": message.to.thread,
        "reply": reply_to_json(message.reply),
        "not_before": message.not_before,
        "not_after": message.not_after,
        "attempts": 0,
        "fleeting": message.reply.fleeting,
    }


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """What is stored of a reply, in a form that JSON can hold."""
    if reply.instead is not None:
        removes = replace(reply.removes, otherwise=reply.instead) if reply.removes else None
        reply = replace(reply, text=reply.instead, attachments=(), removes=removes)
    return {
        "text": reply.text,
        "choices": [choice_to_json(choice) for choice in reply.choices],
        "attachments": [
            [file.name, file.media_type, base64.b64encode(file.content).decode()]
            for file in reply.attachments
        ],
        "sensitive": reply.sensitive,
        "private": reply.private,
        "replaces": reply.replaces,
        "removes": removal_to_json(reply.removes) if reply.removes else None,
    }


def removal_to_json(removal: Removal) -> list[str | None]:
    """A removal in a form that JSON can hold."""
    at = removal.ref.address
    return [at.platform, at.conversation, at.thread, removal.ref.id, removal.otherwise]


def removal_from_json(stored: Sequence[str]) -> Removal:
    """The removal that `removal_to_json` was given."""
    platform, conversation, thread, message_id, otherwise = stored
    return Removal(MessageRef(Address(platform, conversation, thread), message_id), otherwise)


def reply_from_json(stored: dict[str, Any]) -> Reply:
    """The reply that `reply_to_json` was given, as far as it may be kept."""
    return Reply(
        text=stored["text"],
        choices=tuple(Choice(*parts) for parts in stored["choices"]),
        attachments=tuple(
            Attachment(name, media_type, base64.b64decode(content))
            for name, media_type, content in stored["attachments"]
        ),
        sensitive=stored["sensitive"],
        private=stored["private"],
        replaces=stored["replaces"],
        removes=removal_from_json(stored["removes"]) if stored.get("removes") else None,
    )
