"""Messages of somebody who turned out to be somebody else."""

from sqlalchemy import select, update

from bot.store.connection import Connection
from bot.store.tables import choice_list, outbox
from scheduler.outbox import MERGED, Status, key_for_person

OPEN = (Status.PENDING, Status.SENDING)


async def hand_over(connection: Connection, old_person_id: int, new_person_id: int) -> None:
    """What was for one person, or sent to them, is another's, under the key that is made for them.

    So nothing is planned again that they had already, and what both would get comes once.
    """
    rows = await connection.execute(select(outbox).where(outbox.c.person_id == old_person_id))
    for row in rows.all():
        key = key_for_person(row.key, old_person_id, new_person_id)
        taken = await connection.scalar(select(outbox.c.id).where(outbox.c.key == key))
        if taken is None:
            await rename(connection, row.key, key)
        elif taken != row.id and row.status in OPEN:
            await cancel(connection, row.id)
    await connection.execute(
        update(outbox).where(outbox.c.person_id == old_person_id).values(person_id=new_person_id)
    )


async def rename(connection: Connection, old: str, new: str) -> None:
    """Give a message, and the choices in it, another key; buttons keep the name that they have."""
    for table in (outbox, choice_list):
        await connection.execute(update(table).where(table.c.key == old).values(key=new))


async def cancel(connection: Connection, row_id: int) -> None:
    """Let a message not go out that would be the second of its kind."""
    news = {"status": Status.CANCELLED, "reason": MERGED}
    await connection.execute(update(outbox).where(outbox.c.id == row_id).values(news))
