"""Half-finished dialogues: the question that a person has still to answer in words."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, select

from bot.contract import Address
from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import pending_step
from handlers.steps import PendingStep

PERSON = ("platform", "conversation", "sender")
CURRENT = select(pending_step).where(
    *(pending_step.c[name] == bindparam(name) for name in PERSON),
    pending_step.c.expires_at > bindparam("now"),
)


def of_person(address: Address, sender: str) -> ColumnElement[bool]:
    """The condition that a step is this person's in this chat."""
    return and_(
        pending_step.c.platform == address.platform,
        pending_step.c.conversation == address.conversation,
        pending_step.c.sender == sender,
    )


class StepRepository:
    """At most one open step per person and chat."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def open(self, address: Address, sender: str, step: PendingStep) -> None:
        """Wait for this step; it takes the place of another."""
        content = {
            "name": step.name,
            "data": step.data,
            "prompt_key": step.prompt_key,
            "language": step.language,
            "expires_at": step.expires_at,
        }
        row = {
            "platform": address.platform,
            "conversation": address.conversation,
            "sender": sender,
            **content,
        }
        await self._connection.execute(
            insert(self._connection, pending_step)
            .values(row)
            .on_conflict_do_update(index_elements=PERSON, set_=content)
        )

    async def current(self, address: Address, sender: str, now: datetime) -> PendingStep | None:
        """The step this person has still to answer, if any."""
        place = {"platform": address.platform, "conversation": address.conversation}
        rows = await self._connection.execute(CURRENT, [{**place, "sender": sender, "now": now}])
        row = rows.one_or_none()
        if row is None:
            return None
        return PendingStep(row.name, row.data, row.prompt_key, row.language, row.expires_at)

    async def close(self, address: Address, sender: str) -> bool:
        """Stop waiting. False: nothing was open."""
        result = await self._connection.execute(delete(pending_step).where(of_person(address, sender)))
        return result.rowcount == 1
