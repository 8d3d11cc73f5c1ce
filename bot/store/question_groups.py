"""Groups of open questions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, delete, exists, insert, select, update

from bot.store.connection import Connection
from bot.store.tables import doors, question_groups, questions
from handlers.learn.open_questions import Asked, QuestionGroup
from handlers.learn.questions import QuestionState

WAITING = (QuestionState.OPEN, QuestionState.CLAIMED)
PEOPLE = (question_groups.c.claimed_by, question_groups.c.answered_by, question_groups.c.brought_by)


class QuestionGroupRepository:
    """Groups with the questions in them, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, network_id: int | None, at: datetime, *, earlier_answer: str | None = None) -> int:
        """A new group, that nobody was told of yet; its id."""
        row = {
            "network_id": network_id,
            "status": QuestionState.OPEN,
            "created_at": at,
            "earlier_answer": earlier_answer,
        }
        result = await self._connection.execute(
            insert(question_groups).values(row).returning(question_groups.c.id)
        )
        return cast("int", result.scalar_one())

    async def get(self, group_id: int) -> QuestionGroup | None:
        """A group, if it is still there."""
        return await self._one(select(question_groups).where(question_groups.c.id == group_id))

    async def held(self, group_id: int) -> QuestionGroup | None:
        """A group that nobody else changes before this transaction is done."""
        found = select(question_groups).where(question_groups.c.id == group_id)
        return await self._one(found.with_for_update())

    async def of_network(self, network_id: int) -> Sequence[QuestionGroup]:
        """Every group of a network in which there are questions."""
        has_some = exists().where(questions.c.group_id == question_groups.c.id)
        return await self._where(and_(question_groups.c.network_id == network_id, has_some))

    async def unheard_of(self) -> Sequence[QuestionGroup]:
        """The groups of which facilitators were not told yet."""
        return await self._where(question_groups.c.passed_on_at.is_(None))

    async def waiting(self) -> Sequence[QuestionGroup]:
        """The groups that wait for an answer, and about which nobody was nudged."""
        return await self._where(
            and_(question_groups.c.status.in_(WAITING), question_groups.c.nudged_at.is_(None))
        )

    async def brought(self) -> Sequence[QuestionGroup]:
        """The groups that wait for a meeting, of which nobody was asked yet what was said there."""
        return await self._where(
            and_(
                question_groups.c.status.in_(WAITING),
                question_groups.c.brought_at.is_not(None),
                question_groups.c.said_asked_at.is_(None),
            )
        )

    async def ungrouped(self, most: int) -> Sequence[Asked]:
        """The first questions that are in no group yet."""
        return await self._asked(questions.c.group_id.is_(None), most)

    async def asked_in(self, group_ids: Collection[int]) -> Mapping[int, Sequence[Asked]]:
        """The questions of these groups, by group."""
        found: dict[int, list[Asked]] = {group_id: [] for group_id in group_ids}
        for question in await self._asked(questions.c.group_id.in_(group_ids)):
            found[question.group_id or 0].append(question)
        return found

    async def asked(self, question_id: int) -> Asked | None:
        """A question, if it is still there."""
        found = await self._asked(questions.c.id == question_id)
        return found[0] if found else None

    async def change(self, group_id: int, **news: Any) -> None:
        """Change columns of a group."""
        await self._connection.execute(
            update(question_groups).where(question_groups.c.id == group_id).values(news)
        )

    async def put(self, question_id: int, group_id: int, **news: Any) -> None:
        """Put a question into a group, and change other columns of it."""
        await self._connection.execute(
            update(questions).where(questions.c.id == question_id).values(group_id=group_id, **news)
        )

    async def opinion(self, question_id: int, *, helped: bool) -> None:
        """Keep whether the answer helped."""
        await self._connection.execute(
            update(questions).where(questions.c.id == question_id).values(helped=helped)
        )

    async def merge(self, group_id: int, into: int) -> None:
        """Everything in one group is in another from now on."""
        await self._connection.execute(
            update(questions).where(questions.c.group_id == group_id).values(group_id=into)
        )
        await self._connection.execute(delete(question_groups).where(question_groups.c.id == group_id))

    async def hand_over(self, old_person_id: int, new_person_id: int) -> None:
        """What one person picked up, answered and brought to a meeting is another's."""
        for column in PEOPLE:
            await self._connection.execute(
                update(question_groups).where(column == old_person_id).values({column: new_person_id})
            )

    async def _one(self, statement: Select[Any]) -> QuestionGroup | None:
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return QuestionGroup(**{**row, "status": QuestionState(row["status"])}) if row else None

    async def _where(self, condition: ColumnElement[bool]) -> list[QuestionGroup]:
        rows = await self._connection.execute(
            select(question_groups).where(condition).order_by(question_groups.c.id)
        )
        return [QuestionGroup(**{**row, "status": QuestionState(row["status"])}) for row in rows.mappings()]

    async def _asked(self, condition: ColumnElement[bool], most: int | None = None) -> list[Asked]:
        at_door = and_(doors.c.platform == questions.c.platform, doors.c.sender == questions.c.sender)
        rows = await self._connection.execute(
            select(questions, doors.c.person_id)
            .outerjoin(doors, at_door)
            .where(condition)
            .order_by(questions.c.id)
            .limit(most)
        )
        return [Asked(**{name: row[name] for name in Asked.__slots__}) for row in rows.mappings()]
