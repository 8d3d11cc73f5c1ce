"""Agenda items that say what members asked: their words go when the member goes."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, select, update

from bot.store.connection import Connection
from bot.store.meeting_tables import agenda_items
from bot.store.tables import question_groups, questions
from handlers.learn.group_agenda import item_text


async def items_quoting(connection: Connection, asked: ColumnElement[bool]) -> Collection[int]:
    """The agenda items of the groups in which these questions are."""
    rows = await connection.execute(
        select(question_groups.c.agenda_item_id)
        .join(questions, questions.c.group_id == question_groups.c.id)
        .where(asked, question_groups.c.agenda_item_id.is_not(None))
    )
    return set(rows.scalars())


async def quote_others(connection: Connection, items: Collection[int]) -> None:
    """Let these items say what somebody asked who is still there; without anybody they go."""
    for item_id in items:
        left = await connection.scalar(
            select(questions.c.text)
            .join(question_groups, questions.c.group_id == question_groups.c.id)
            .where(question_groups.c.agenda_item_id == item_id)
            .order_by(questions.c.id)
            .limit(1)
        )
        here = agenda_items.c.id == item_id
        if left is None:
            await connection.execute(delete(agenda_items).where(here))
        else:
            await connection.execute(update(agenda_items).where(here).values(text=item_text(left)))
