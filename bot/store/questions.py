"""Questions that members passed on to the facilitators."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import insert, select

from bot.contract import Address, Language
from bot.store.connection import Connection
from bot.store.tables import questions
from handlers.questions import OpenQuestion


class QuestionRepository:
    """Passed-on questions, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, asker: Address, sender: str, text: str, language: Language, at: datetime) -> int:
        """Keep a question; its id."""
        row = {
            "platform": asker.platform,
            "conversation": asker.conversation,
            "sender": sender,
            "text": text,
            "language": language,
            "status": "open",
            "asked_at": at,
        }
        result = await self._connection.execute(insert(questions).values(row).returning(questions.c.id))
        return cast("int", result.scalar_one())

    async def all(self) -> Sequence[OpenQuestion]:
        """Every question that was passed on."""
        rows = await self._connection.execute(select(questions).order_by(questions.c.id))
        return [OpenQuestion(row.id, row.text, row.language, row.status, row.asked_at) for row in rows]
