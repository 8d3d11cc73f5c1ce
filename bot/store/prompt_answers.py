"""Prompts, who got them, and the answers. Nobody can tell whose an anonymous answer is, here neither.

An anonymous answer is stored by writing all answers of its round anew, in the order of freshly drawn keys
and in one statement. So neither the order of rows, nor PostgreSQL's place on the page or number of the
transaction, says which of them came last.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, func, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.reflection_tables import anonymous_answers, prompt_answers, prompt_rounds, prompts_asked
from bot.store.tables import memberships
from handlers.reflect.prompt_answers import FEWEST_SHOWN, Answer, AskedPrompt
from knowledge_base import Anonymity
from scheduler.rounds import AskedState, LastAsked


def in_round(table: Table, network_id: int, day: date, prompt: str) -> ColumnElement[bool]:
    """The condition that a row is about this prompt in this round."""
    return and_(table.c.network_id == network_id, table.c.day == day.isoformat(), table.c.prompt == prompt)


def is_asked(table: Table, asked: AskedPrompt) -> ColumnElement[bool]:
    """The condition that a row is about this prompt as this person got it."""
    return and_(
        in_round(table, asked.network_id, asked.day, asked.prompt), table.c.person_id == asked.person_id
    )


class PromptAnswerRepository:
    """Rounds, who was asked what in them, and the answers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def open_round(self, network_id: int, day: date, prompt: str) -> str:
        """Let a prompt be that of a network's round; which it is, for the first one counts."""
        row = {"network_id": network_id, "day": day.isoformat(), "prompt": prompt}
        await self._connection.execute(
            insert(self._connection, prompt_rounds).values(row).on_conflict_do_nothing()
        )
        is_it = and_(prompt_rounds.c.network_id == network_id, prompt_rounds.c.day == row["day"])
        return str(await self._connection.scalar(select(prompt_rounds.c.prompt).where(is_it)))

    async def rounds_of(self, network_id: int) -> Mapping[str, date]:
        """The prompts that a network had, each with the day of the last round."""
        return await self._last_days(
            prompt_rounds.c.prompt, prompt_rounds.c.day, prompt_rounds.c.network_id == network_id
        )

    async def had_by(self, person_id: int) -> Mapping[str, date]:
        """The prompts that somebody had, in any network, each with the last day."""
        return await self._last_days(
            prompts_asked.c.prompt, prompts_asked.c.asked_on, prompts_asked.c.person_id == person_id
        )

    async def had_in(self, network_id: int) -> Mapping[int, Mapping[str, date]]:
        """What `had_by` says, for all members of a network."""
        members = select(memberships.c.person_id).where(memberships.c.network_id == network_id)
        table = prompts_asked
        rows = await self._connection.execute(
            select(table.c.person_id, table.c.prompt, func.max(table.c.asked_on).label("last"))
            .where(table.c.person_id.in_(members))
            .group_by(table.c.person_id, table.c.prompt)
        )
        had: dict[int, dict[str, date]] = {}
        for row in rows:
            had.setdefault(row.person_id, {})[row.prompt] = date.fromisoformat(row.last)
        return had

    async def asked_in(self, network_id: int, day: date) -> Sequence[AskedPrompt]:
        """Who got what in a round."""
        rows = await self._connection.execute(
            select(prompts_asked).where(
                prompts_asked.c.network_id == network_id, prompts_asked.c.day == day.isoformat()
            )
        )
        return [
            AskedPrompt(
                row.person_id,
                row.network_id,
                date.fromisoformat(row.day),
                row.prompt,
                date.fromisoformat(row.asked_on),
                AskedState(row.state),
            )
            for row in rows
        ]

    async def last_asked(self, network_id: int) -> Mapping[int, LastAsked]:
        """What each member of a network was asked last, and what became of it."""
        rows = await self._connection.execute(
            select(prompts_asked.c.person_id, prompts_asked.c.asked_on, prompts_asked.c.state)
            .where(prompts_asked.c.network_id == network_id)
            .order_by(prompts_asked.c.day, prompts_asked.c.asked_on, prompts_asked.c.state.desc())
        )
        return {
            row.person_id: LastAsked(date.fromisoformat(row.asked_on), AskedState(row.state)) for row in rows
        }

    async def asked(self, prompts: Sequence[AskedPrompt]) -> None:
        """Note what people are asked. A second time changes nothing."""
        rows = [
            {
                "person_id": prompt.person_id,
                "network_id": prompt.network_id,
                "day": prompt.day.isoformat(),
                "prompt": prompt.prompt,
                "asked_on": prompt.asked_on.isoformat(),
                "state": prompt.state,
            }
            for prompt in prompts
        ]
        if rows:
            await self._connection.execute(
                insert(self._connection, prompts_asked).values(rows).on_conflict_do_nothing()
            )

    async def change_state(self, asked: AskedPrompt, state: AskedState) -> bool:
        """Note what became of a prompt. False: that was known already, or nobody asked it."""
        result = await self._connection.execute(
            update(prompts_asked)
            .where(is_asked(prompts_asked, asked), prompts_asked.c.state != state)
            .values(state=state)
        )
        return result.rowcount == 1

    async def answer(self, asked: AskedPrompt, anonymity: str, text: str, at: datetime) -> None:
        """Keep an answer that bears its author's name; it takes the place of an earlier one."""
        row = {
            "person_id": asked.person_id,
            "network_id": asked.network_id,
            "day": asked.day.isoformat(),
            "prompt": asked.prompt,
            "anonymity": anonymity,
            "quotable": False,
        }
        news = {"text": text, "answered_at": at}
        await self._connection.execute(
            insert(self._connection, prompt_answers)
            .values(**row, **news)
            .on_conflict_do_update(index_elements=("person_id", "network_id", "day", "prompt"), set_=news)
        )

    async def may_quote(self, asked: AskedPrompt, quotable: bool) -> None:
        """Whether an answer may be shown with the harvest."""
        await self._connection.execute(
            update(prompt_answers).where(is_asked(prompt_answers, asked)).values(quotable=quotable)
        )

    async def answer_anonymously(self, network_id: int, day: date, prompt: str, text: str) -> None:
        """Keep an answer of which nobody will know whose it is."""
        same_round = in_round(anonymous_answers, network_id, day, prompt)
        found = await self._connection.execute(select(anonymous_answers).where(same_round))
        new = {
            "network_id": network_id,
            "day": day.isoformat(),
            "prompt": prompt,
            "text": text,
            "shown": False,
        }
        rows = [
            {**row, "key": secrets.token_hex(16)} for row in (*(dict(row) for row in found.mappings()), new)
        ]
        await self._connection.execute(delete(anonymous_answers).where(same_round))
        await self._connection.execute(
            insert(self._connection, anonymous_answers).values(sorted(rows, key=lambda row: str(row["key"])))
        )

    async def shown(self, network_id: int) -> Sequence[Answer]:
        """Every answer that may be shown: of anonymous ones at least five at once, or none."""
        await self._show_more(network_id)
        named = await self._connection.execute(
            select(prompt_answers)
            .where(prompt_answers.c.network_id == network_id)
            .order_by(prompt_answers.c.id)
        )
        nameless = await self._connection.execute(
            select(anonymous_answers)
            .where(anonymous_answers.c.network_id == network_id, anonymous_answers.c.shown)
            .order_by(anonymous_answers.c.day, anonymous_answers.c.prompt, anonymous_answers.c.key)
        )
        return [
            *(
                answer(row, person_id=row.person_id, anonymity=row.anonymity, quotable=row.quotable)
                for row in named
            ),
            *(answer(row, person_id=None, anonymity=Anonymity.ANONYMOUS, quotable=True) for row in nameless),
        ]

    async def _show_more(self, network_id: int) -> None:
        """Show what waits where five wait together: who looks twice sees five more, or nothing new."""
        table = anonymous_answers
        waits = and_(table.c.network_id == network_id, table.c.shown.is_(False))
        enough = await self._connection.execute(
            select(table.c.day, table.c.prompt)
            .where(waits)
            .group_by(table.c.day, table.c.prompt)
            .having(func.count() >= FEWEST_SHOWN)
        )
        for row in enough.all():
            is_there = and_(table.c.day == row.day, table.c.prompt == row.prompt)
            await self._connection.execute(update(table).where(waits, is_there).values(shown=True))

    async def _last_days(self, prompt: Any, day: Any, condition: ColumnElement[bool]) -> dict[str, date]:
        rows = await self._connection.execute(
            select(prompt.label("name"), func.max(day).label("last")).where(condition).group_by(prompt)
        )
        return {row.name: date.fromisoformat(row.last) for row in rows}


def answer(row: Any, *, person_id: int | None, anonymity: str, quotable: bool) -> Answer:
    """A row of either kind as the inside knows it."""
    return Answer(
        row.network_id,
        date.fromisoformat(row.day),
        row.prompt,
        anonymity,
        row.text,
        person_id,
        quotable,
    )
