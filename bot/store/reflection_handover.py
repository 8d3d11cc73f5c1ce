"""What somebody reflected who turned out to be somebody else."""

from sqlalchemy import Table, delete, select, tuple_, update

from bot.store.connection import Connection
from bot.store.reflection_tables import (
    expected_answers,
    prompt_answers,
    prompts_asked,
    reflections,
    small_steps,
)

ONCE_EACH: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (reflections, ("meeting_id",)),
    (prompts_asked, ("network_id", "day", "prompt")),
    (prompt_answers, ("network_id", "day", "prompt")),
)


async def hand_over_reflections(connection: Connection, old_person_id: int, new_person_id: int) -> None:
    """It is the other's; where both said something of the same, what `new` said stays."""
    for table, about in ONCE_EACH:
        columns = [table.c[name] for name in about]
        theirs = select(*columns).where(table.c.person_id == new_person_id)
        is_old = table.c.person_id == old_person_id
        await connection.execute(delete(table).where(is_old, tuple_(*columns).in_(theirs)))
        await connection.execute(update(table).where(is_old).values(person_id=new_person_id))
    await connection.execute(
        update(small_steps).where(small_steps.c.person_id == old_person_id).values(person_id=new_person_id)
    )
    # The messages get other keys; their choices stay, and a text will be read as a question.
    await connection.execute(delete(expected_answers).where(expected_answers.c.person_id == old_person_id))
