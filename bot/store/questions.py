"""Questions that members passed on to the facilitators."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, case, delete, func, insert, select, true, update

from bot.contract import Address, Language
from bot.store.connection import Connection
from bot.store.tables import networks, question_groups, questions
from handlers.learn.questions import OpenQuestion, QuestionState

STATUS = case(
    (questions.c.helped, QuestionState.CLOSED.value),
    else_=func.coalesce(question_groups.c.status, QuestionState.OPEN.value),
).label("status")


class QuestionRepository:
    """Passed-on questions, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self,
        asker: Address,
        sender: str,
        text: str,
        language: Language,
        at: datetime,
        *,
        network_id: int | None = None,
    ) -> int:
        """Keep a question for the facilitators of a network; its id."""
        row = {
            "platform": asker.platform,
            "conversation": asker.conversation,
            "sender": sender,
            "text": text,
            "language": language,
            "asked_at": at,
            "network_id": network_id,
        }
        result = await self._connection.execute(insert(questions).values(row).returning(questions.c.id))
        return cast("int", result.scalar_one())

    async def all(self, network_id: int | None = None) -> Sequence[OpenQuestion]:
        """Every question that was passed on, or those for a network."""
        here = true() if network_id is None else questions.c.network_id == network_id
        return await self._found(here)

    async def after(self, question_id: int, most: int) -> Sequence[OpenQuestion]:
        """The first questions behind this one, oldest first."""
        return await self._found(questions.c.id > question_id, most)

    async def reword(self, question_id: int, text: str) -> None:
        """Put other words in the place of a question's own."""
        await self._connection.execute(
            update(questions).where(questions.c.id == question_id).values(text=text)
        )

    async def erase(self, question_id: int) -> None:
        """Forget a question."""
        await self._connection.execute(delete(questions).where(questions.c.id == question_id))

    async def _found(self, which: ColumnElement[bool], most: int | None = None) -> Sequence[OpenQuestion]:
        rows = await self._connection.execute(
            select(questions, networks.c.key, STATUS)
            .outerjoin(networks, networks.c.id == questions.c.network_id)
            .outerjoin(question_groups, question_groups.c.id == questions.c.group_id)
            .where(which)
            .order_by(questions.c.id)
            .limit(most)
        )
        return [
            OpenQuestion(
                row.id,
                row.network_id,
                row.key,
                row.text,
                row.language,
                row.status,
                row.asked_at,
                row.group_id,
            )
            for row in rows
        ]
