"""What is past its time of what people reflected on, and of the prompts they got."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Table

from bot.store.reflection_tables import (
    anonymous_answers,
    prompt_answers,
    prompt_rounds,
    prompts_asked,
    reflections,
    small_steps,
)

Places = Sequence[tuple[Table, ColumnElement[bool]]]


def reflected(before: datetime) -> Places:
    """What people said of meetings and answered to prompts, and their steps."""
    return [
        (reflections, reflections.c.answered_at < before),
        (small_steps, small_steps.c.created_at < before),
        (prompt_answers, prompt_answers.c.answered_at < before),
        (anonymous_answers, is_of_a_day_before(anonymous_answers, before)),
    ]


def prompted(before: datetime) -> Places:
    """Which prompts people and networks got."""
    return [(table, is_of_a_day_before(table, before)) for table in (prompts_asked, prompt_rounds)]


def is_of_a_day_before(table: Table, before: datetime) -> ColumnElement[bool]:
    """The condition that the day of a row was over before this moment."""
    return table.c.day < before.astimezone(UTC).date().isoformat()


OF_REFLECTING: Mapping[str, Callable[[datetime], Places]] = {"reflections": reflected, "prompts": prompted}
