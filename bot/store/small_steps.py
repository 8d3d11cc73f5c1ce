"""Everybody's small steps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, insert, select, update

from bot.store.connection import Connection
from bot.store.reflection_tables import small_steps
from handlers.reflect.small_steps import Outcome, SmallStep
from scheduler.reflections import When

IS_OPEN = small_steps.c.outcome == Outcome.OPEN


class SmallStepRepository:
    """Small steps, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, person_id: int, network_id: int, text: str, at: datetime, **more: Any) -> int:
        """A new step, with what else is known of it (meeting_id, tip, ask_when, ask_at); the id."""
        row = {
            "person_id": person_id,
            "network_id": network_id,
            "text": text,
            "ask_when": When.NEVER,
            "asked": 0,
            "outcome": Outcome.OPEN,
            "shared": False,
            "created_at": at,
            **more,
        }
        result = await self._connection.execute(insert(small_steps).values(row).returning(small_steps.c.id))
        return cast("int", result.scalar_one())

    async def get(self, step_id: int) -> SmallStep | None:
        """A step, if it is still there."""
        found = await self._where(small_steps.c.id == step_id)
        return found[0] if found else None

    async def open_of(self, person_id: int) -> Sequence[SmallStep]:
        """What somebody is trying now."""
        return await self._where(and_(small_steps.c.person_id == person_id, IS_OPEN))

    async def change(self, step_id: int, **news: Any) -> None:
        """Change columns of a step."""
        await self._connection.execute(update(small_steps).where(small_steps.c.id == step_id).values(news))

    async def to_ask(self, until: datetime) -> Sequence[SmallStep]:
        """The open steps to ask after before this moment."""
        return await self._where(and_(IS_OPEN, small_steps.c.ask_at <= until))

    async def waiting_for_meeting(self, network_id: int) -> Sequence[SmallStep]:
        """The open steps to ask after before the next meeting, which have no moment yet."""
        is_for_next = small_steps.c.ask_when == When.BEFORE_NEXT
        waits = and_(is_for_next, small_steps.c.ask_at.is_(None), small_steps.c.asked == 0)
        return await self._where(and_(IS_OPEN, small_steps.c.network_id == network_id, waits))

    async def in_network(self, network_id: int) -> Sequence[SmallStep]:
        """The steps that people try because of a network."""
        return await self._where(small_steps.c.network_id == network_id)

    async def _where(self, condition: ColumnElement[bool]) -> list[SmallStep]:
        rows = await self._connection.execute(select(small_steps).where(condition).order_by(small_steps.c.id))
        return [SmallStep(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows.mappings()]
