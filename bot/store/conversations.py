"""Conversations that go on at another address: a group that grew, a room that was replaced."""

from sqlalchemy import and_, delete, select, update

from bot.contract import Address
from bot.store.connection import Connection
from bot.store.tables import choice_list, doors, outbox, pending_step, questions
from scheduler.outbox import Status


class ConversationRepository:
    """Every table that says where something is going on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def move(self, old: Address, new: Address) -> None:
        """What was open or planned in `old` is so in `new`. What was sent stays where it stands."""
        await self._drop_steps_in_both(old, new)
        for table in (choice_list, pending_step, questions, doors):
            here = and_(table.c.platform == old.platform, table.c.conversation == old.conversation)
            await self._connection.execute(update(table).where(here).values(conversation=new.conversation))
        await self._connection.execute(
            update(outbox)
            .where(
                outbox.c.platform == old.platform,
                outbox.c.conversation == old.conversation,
                outbox.c.status == Status.PENDING,
            )
            .values(conversation=new.conversation, thread=new.thread)
        )

    async def _drop_steps_in_both(self, old: Address, new: Address) -> None:
        """Somebody who went on in the new conversation already has left the step in the old one."""
        gone_on = select(pending_step.c.sender).where(
            pending_step.c.platform == new.platform, pending_step.c.conversation == new.conversation
        )
        await self._connection.execute(
            delete(pending_step).where(
                pending_step.c.platform == old.platform,
                pending_step.c.conversation == old.conversation,
                pending_step.c.sender.in_(gone_on),
            )
        )
