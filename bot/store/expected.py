"""What people may answer in words to what the bot asked of its own accord."""

from datetime import datetime

from sqlalchemy import delete, func, select, true

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.reflection_tables import expected_answers
from bot.store.tables import outbox
from handlers.steps import PendingStep
from scheduler.outbox import OutboxKind, Status

UNASKED = (OutboxKind.PROMPT, OutboxKind.REFLECTION, OutboxKind.FOLLOW_UP)
COMES = (Status.PENDING, Status.SENDING, Status.SENT)


class ExpectedRepository:
    """Answers that somebody may give, in whichever chat of theirs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def expect(self, person_id: int, about: str, step: PendingStep) -> None:
        """Take a text of this person as the answer, once the message with the step's key has been sent."""
        row = {
            "prompt_key": step.prompt_key,
            "person_id": person_id,
            "about": about,
            "name": step.name,
            "data": step.data,
            "language": step.language,
            "expires_at": step.expires_at,
        }
        await self._connection.execute(
            insert(self._connection, expected_answers).values(row).on_conflict_do_nothing()
        )

    async def current(self, person_id: int, now: datetime, replied: str | None = None) -> PendingStep | None:
        """What a text is the answer to: what was asked last, or in the message `replied` if that is given."""
        table = expected_answers
        rows = await self._connection.execute(
            select(table)
            .join(outbox, outbox.c.key == table.c.prompt_key)
            .where(table.c.person_id == person_id, table.c.expires_at > now, outbox.c.sent_at.is_not(None))
            .where(table.c.prompt_key == replied if replied else true())
            .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
            .limit(1)
        )
        row = rows.one_or_none()
        if row is None:
            return None
        return PendingStep(row.name, row.data, row.prompt_key, row.language, row.expires_at)

    async def close(self, person_id: int, about: str | None = None) -> int:
        """Expect nothing of somebody any more, of one subject or at all; how much that was."""
        table = expected_answers
        of_subject = true() if about is None else table.c.about == about
        result = await self._connection.execute(
            delete(table).where(table.c.person_id == person_id, of_subject)
        )
        return result.rowcount

    async def answered(self, prompt_key: str) -> None:
        """The message with this key has its answer."""
        await self._connection.execute(
            delete(expected_answers).where(expected_answers.c.prompt_key == prompt_key)
        )

    async def last_asked(self, person_id: int, since: datetime) -> datetime | None:
        """When somebody was, or is going to be, asked the last of what they were asked since a moment."""
        latest: datetime | None = await self._connection.scalar(
            select(func.max(outbox.c.not_before)).where(
                outbox.c.person_id == person_id,
                outbox.c.kind.in_(UNASKED),
                outbox.c.status.in_(COMES),
                outbox.c.not_before > since,
            )
        )
        return latest
