"""What somebody left at meetings who turned out to be somebody else."""

from sqlalchemy import Table, delete, select, update

from bot.store.connection import Connection
from bot.store.meeting_tables import (
    agenda_items,
    agenda_votes,
    attendance,
    calendar_feeds,
    invitees,
    meeting_preparers,
    rsvps,
)
from scheduler.outbox import key_for_person

ONCE_EACH = (
    (rsvps, "meeting_id"),
    (attendance, "meeting_id"),
    (invitees, "meeting_id"),
    (meeting_preparers, "meeting_id"),
    (agenda_votes, "item_id"),
)


async def hand_over_meetings(connection: Connection, old_person_id: int, new_person_id: int) -> None:
    """Everything of one person is another's; where both said something, what was said last counts."""
    await drop_earlier_answers(connection, old_person_id, new_person_id)
    await rename_cards(connection, old_person_id, new_person_id)
    for table, about in ONCE_EACH:
        taken = select(table.c[about]).where(table.c.person_id == new_person_id)
        await connection.execute(
            delete(table).where(table.c.person_id == old_person_id, table.c[about].in_(taken))
        )
        await give(connection, table, "person_id", old_person_id, new_person_id)
    await give(connection, agenda_items, "person_id", old_person_id, new_person_id)
    await give(connection, rsvps, "replaced_by_person", old_person_id, new_person_id)
    await connection.execute(delete(calendar_feeds).where(calendar_feeds.c.person_id == old_person_id))


async def drop_earlier_answers(connection: Connection, old_person_id: int, new_person_id: int) -> None:
    """Of two answers to one meeting only the later one is left."""
    theirs = rsvps.alias()
    later = select(theirs.c.id).where(
        theirs.c.meeting_id == rsvps.c.meeting_id,
        theirs.c.person_id == old_person_id,
        theirs.c.answered_at > rsvps.c.answered_at,
    )
    await connection.execute(delete(rsvps).where(rsvps.c.person_id == new_person_id, later.exists()))


async def rename_cards(connection: Connection, old_person_id: int, new_person_id: int) -> None:
    """The messages that are cards have other keys now."""
    rows = await connection.execute(select(invitees).where(invitees.c.person_id == old_person_id))
    for row in rows.all():
        card_key = key_for_person(row.card_key, old_person_id, new_person_id)
        await connection.execute(
            update(invitees)
            .where(invitees.c.meeting_id == row.meeting_id, invitees.c.person_id == old_person_id)
            .values(card_key=card_key)
        )


async def give(connection: Connection, table: Table, column: str, old: int, new: int) -> None:
    """What is one person's is another's."""
    await connection.execute(update(table).where(table.c[column] == old).values({column: new}))
