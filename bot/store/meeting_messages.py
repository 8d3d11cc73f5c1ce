"""What waits to be sent about a meeting, as far as it may still turn out to be unwanted."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update

from bot.store.connection import Connection
from bot.store.outbox_rows import planned_row
from bot.store.tables import outbox
from scheduler.outbox import OutboxKind, Planned, Status

MAY_CHANGE = (OutboxKind.REMINDER, OutboxKind.NUDGE)
SETTLED = {"key", "attempts", "platform", "conversation", "thread"}


class MeetingMessageRepository:
    """Reminders and nudges in the outbox, by what they are about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def open(self, subject: str, person_id: int | None = None) -> Mapping[int, Mapping[str, Status]]:
        """What waits or was cancelled, by person and key; for everybody, or for one person."""
        statement = select(outbox.c.key, outbox.c.person_id, outbox.c.status).where(
            outbox.c.subject == subject,
            outbox.c.kind.in_(MAY_CHANGE),
            outbox.c.status.in_((Status.PENDING, Status.CANCELLED)),
        )
        if person_id is not None:
            statement = statement.where(outbox.c.person_id == person_id)
        found: defaultdict[int, dict[str, Status]] = defaultdict(dict)
        for row in await self._connection.execute(statement):
            found[row.person_id][row.key] = Status(row.status)
        return found

    async def cancel(self, keys: Collection[str]) -> None:
        """These are not wanted any more."""
        if not keys:
            return
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.key.in_(sorted(keys)), outbox.c.status == Status.PENDING)
            .values(status=Status.CANCELLED)
        )

    async def renew(self, messages: Sequence[Planned]) -> None:
        """These are wanted again, or with other words or at another moment."""
        for message in sorted(messages, key=lambda one: one.key):
            news = {name: value for name, value in planned_row(message).items() if name not in SETTLED}
            await self._connection.execute(
                update(outbox)
                .where(
                    outbox.c.key == message.key,
                    outbox.c.status.in_((Status.PENDING, Status.CANCELLED)),
                )
                .values(**news, status=Status.PENDING)
            )
