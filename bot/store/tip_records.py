"""How tips do: when they were last used, what was decided about them, and what it all comes to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, insert, or_, select, true, update

from bot.store import dialects
from bot.store.connection import Connection
from bot.store.tables import networks as networks_table
from bot.store.tip_tables import tip_records, tip_reviews, tips
from bot.store.tip_uses import counts, waiting
from handlers.learn.reviewing import LastReview, NewReview, TipRecord, ToldReview, Verdict
from handlers.learn.tips import TipStatus


class TipRecordRepository:
    """One record per tip, of files and of the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def shipped(self) -> Mapping[str, date]:
        """The tips in files that are known here, with their review dates."""
        rows = await self._connection.execute(
            select(tip_records.c.tip, tip_records.c.review).where(tip_records.c.review.is_not(None))
        )
        return {row.tip: row.review for row in rows}

    async def know_shipped(self, reviews: Mapping[str, date], today: date) -> None:
        """These are the tips in files, and no others; a new one counts from today."""
        for tip, review in reviews.items():
            await self._put({"tip": tip, "counted_since": today, "review": review}, "review")
        gone = tip_records.c.tip.not_in(reviews)
        await self._connection.execute(update(tip_records).where(gone).values(review=None))

    async def note_answers(self, days: Mapping[str, date]) -> None:
        """On which day each of these tips was last the answer."""
        for tip, day in days.items():
            await self._put({"tip": tip, "counted_since": day, "answered_on": day}, "answered_on")

    async def note_review(self, new: NewReview) -> None:
        """Somebody looked at a tip."""
        tried, worked = (await counts(self._connection)).get(new.tip, (0, 0))
        row = {
            "tip": new.tip,
            "network_id": new.network_id,
            "author": new.author,
            "verdict": new.verdict,
            "remark": new.remark,
            "tried": tried,
            "worked": worked,
            "at": new.at,
        }
        await self._connection.execute(insert(tip_reviews).values(row))

    async def told(self) -> Sequence[ToldReview]:
        """What facilitators told the operator about tips for all, oldest first."""
        rows = await self._connection.execute(
            select(tip_reviews, networks_table.c.key)
            .outerjoin(networks_table, networks_table.c.id == tip_reviews.c.network_id)
            .where(tip_reviews.c.verdict != Verdict.RIGHT)
            .order_by(tip_reviews.c.id)
        )
        return [ToldReview(row.tip, row.key, Verdict(row.verdict), row.remark, row.at) for row in rows]

    async def all(self, networks: Collection[int] | None) -> Sequence[TipRecord]:
        """Every tip that members of these networks can get; None: every tip there is."""
        rows = await self._connection.execute(select(tip_records))
        known = {row.tip: row for row in rows}
        numbers = await counts(self._connection)
        to_look_at = await waiting(self._connection, networks)
        last = await self._last_reviews()

        def record(tip: str, review: date, network_id: int | None, since: date) -> TipRecord:
            row, (tried, worked) = known.get(tip), numbers.get(tip, (0, 0))
            answered_on = row.answered_on if row else None
            more = (answered_on, tried, worked, to_look_at.get(tip, 0), last.get(tip))
            return TipRecord(tip, review, network_id, since, *more)

        shipped = [
            record(tip, row.review, None, row.counted_since) for tip, row in known.items() if row.review
        ]
        stored = [
            record(row.id, row.review, row.network_id, row.published_at.date())
            for row in await self._published(networks)
            if row.id not in {each.tip for each in shipped}
        ]
        return [*shipped, *stored]

    async def _published(self, networks: Collection[int] | None) -> Sequence[Any]:
        seen = (
            true() if networks is None else or_(tips.c.network_id.is_(None), tips.c.network_id.in_(networks))
        )
        columns = (tips.c.id, tips.c.review, tips.c.network_id, tips.c.published_at)
        is_published = tips.c.status == TipStatus.PUBLISHED
        rows = await self._connection.execute(
            select(*columns).where(is_published, tips.c.published_at.is_not(None), seen)
        )
        return rows.all()

    async def _last_reviews(self) -> Mapping[str, LastReview]:
        newest = select(func.max(tip_reviews.c.id)).group_by(tip_reviews.c.tip)
        rows = await self._connection.execute(select(tip_reviews).where(tip_reviews.c.id.in_(newest)))
        return {row.tip: LastReview(row.at.date(), row.tried, row.worked) for row in rows}

    async def _put(self, row: Mapping[str, Any], column: str) -> None:
        statement = dialects.insert(self._connection, tip_records).values(row)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["tip"], set_={column: row[column]})
        )


async def forget_reviewer(connection: Connection, pseudonym: str | None) -> None:
    """That somebody looked at tips stays, without who it was and what they wrote."""
    if pseudonym is not None:
        await connection.execute(
            update(tip_reviews).where(tip_reviews.c.author == pseudonym).values(author=None, remark=None)
        )
