"""Tips that members and facilitators wrote, and which version of them is the newest."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, delete, func, insert, select, update

from bot.store.connection import Connection
from bot.store.facts import FactRepository
from bot.store.tip_tables import tip_reviews, tips
from handlers.learn.tips import StoredTip, TipStatus
from knowledge_base import PRACTICE, SourceReference, Tip

VERSION = "tips-version"
NAMELESS = {"author": None, "credit": None, "sources": [[PRACTICE, ""]]}
DRAFTS_FIRST = case({TipStatus.DRAFT: 0, TipStatus.PUBLISHED: 1}, value=tips.c.status, else_=2)


class TipRepository:
    """The tips in the database. `changed`: whether this transaction changed any."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changed = False

    async def add(self, stored: StoredTip) -> None:
        """A new tip."""
        tip = stored.tip
        row = {
            **columns_of(tip),
            "id": tip.id,
            "status": stored.status,
            "author": stored.author,
            "owner": stored.owner,
            "created_at": stored.created_at,
            "changed_at": stored.changed_at or stored.created_at,
            "published_at": stored.published_at,
            "offered_at": stored.offered_at,
            "question_id": stored.question_id,
            "consent_asked_at": stored.consent_asked_at,
        }
        await self._connection.execute(insert(tips).values(row))
        await self._note_change()

    async def get(self, tip_id: str) -> StoredTip | None:
        """The tip with this id."""
        rows = await self._connection.execute(select(tips).where(tips.c.id == tip_id))
        row = rows.one_or_none()
        return None if row is None else tip_from_row(row)

    async def in_networks(
        self, networks: Collection[int] | None, statuses: Collection[TipStatus], most: int | None = None
    ) -> list[StoredTip]:
        """The tips of these networks alone, drafts first, then what changed last; None: all there are."""
        of_status = tips.c.status.in_(statuses)
        here = of_status if networks is None else and_(of_status, tips.c.network_id.in_(networks))
        rows = await self._connection.execute(
            select(tips).where(here).order_by(DRAFTS_FIRST, tips.c.changed_at.desc(), tips.c.id).limit(most)
        )
        return [tip_from_row(row) for row in rows]

    async def of_questions(self, question_ids: Collection[int]) -> list[StoredTip]:
        """The tips that came of these questions, the newest first."""
        came_of_one = tips.c.question_id.in_(question_ids)
        rows = await self._connection.execute(
            select(tips).where(came_of_one).order_by(tips.c.created_at.desc(), tips.c.id)
        )
        return [tip_from_row(row) for row in rows]

    async def published(self) -> list[Tip]:
        """What members can be shown, by id."""
        is_published = tips.c.status == TipStatus.PUBLISHED
        rows = await self._connection.execute(select(tips).where(is_published).order_by(tips.c.id))
        return [tip_from_row(row).tip for row in rows]

    async def version(self) -> str | None:
        """Another value after each change; None before the first."""
        return await FactRepository(self._connection).get(VERSION)

    async def change(self, tip_id: str, at: datetime, **news: Any) -> None:
        """Change some fields of a tip: those of a row, or `tip` for all of its content."""
        tip = news.pop("tip", None)
        content = columns_of(tip) if tip else {}
        await self._connection.execute(
            update(tips).where(tips.c.id == tip_id).values(**content, **news, changed_at=at)
        )
        await self._note_change()

    async def change_status(self, tip_id: str, old: TipStatus, new: TipStatus, at: datetime) -> bool:
        """Take a tip further. False: somebody else did meanwhile."""
        news: dict[str, Any] = {"status": new, "changed_at": at}
        if new is TipStatus.PUBLISHED:
            news["published_at"] = at
        result = await self._connection.execute(
            update(tips).where(tips.c.id == tip_id, tips.c.status == old).values(news)
        )
        await self._note_change()
        return result.rowcount == 1

    async def proposed_since(self, author: str, since: datetime) -> int:
        """How many tips somebody proposed since a moment; answers to questions are not among them."""
        is_proposed = and_(tips.c.author == author, tips.c.question_id.is_(None))
        found: int | None = await self._connection.scalar(
            select(func.count()).select_from(tips).where(is_proposed, tips.c.created_at > since)
        )
        return found or 0

    async def ids_like(self, start: str) -> Collection[str]:
        """The ids that begin with this."""
        rows = await self._connection.execute(
            select(tips.c.id).where(tips.c.id.startswith(start, autoescape=True))
        )
        return set(rows.scalars())

    async def hand_over(self, old_pseudonym: str, new_pseudonym: str) -> None:
        """What was one person's is another's."""
        for column in (tips.c.author, tips.c.owner, tip_reviews.c.author):
            await self._connection.execute(
                update(column.table).where(column == old_pseudonym).values({column: new_pseudonym})
            )

    async def _note_change(self) -> None:
        self.changed = True
        await note_new_version(self._connection)


async def forget_author(connection: Connection, pseudonym: str | None) -> None:
    """Somebody's drafts go; what was published stays, without whose it was or where they work."""
    if pseudonym is None:
        return
    is_theirs = tips.c.author == pseudonym
    await connection.execute(delete(tips).where(is_theirs, tips.c.status == TipStatus.DRAFT))
    await connection.execute(update(tips).where(is_theirs).values(NAMELESS))
    await connection.execute(update(tips).where(tips.c.owner == pseudonym).values(owner=None))
    await note_new_version(connection)


async def note_new_version(connection: Connection) -> None:
    """Let every process see that there is something new. The value says nothing but that it is another."""
    await FactRepository(connection).keep(VERSION, secrets.token_hex(8))


def columns_of(tip: Tip) -> Mapping[str, Any]:
    """The content of a tip as it is stored."""
    return {
        "network_id": tip.network_id,
        "theme": tip.theme,
        "title": dict(tip.title),
        "body": dict(tip.body),
        "sources": [[source.id, source.section] for source in tip.sources],
        "phrasings": {language: list(lines) for language, lines in tip.phrasings.items()},
        "credit": tip.credit,
        "review": tip.review,
    }


def tip_from_row(row: Row[Any]) -> StoredTip:
    """A row as the inside knows it."""
    tip = Tip(
        id=row.id,
        theme=row.theme,
        sources=tuple(SourceReference(*source) for source in row.sources),
        review=row.review,
        title=row.title,
        body=row.body,
        phrasings={language: tuple(lines) for language, lines in row.phrasings.items()},
        credit=row.credit,
        network_id=row.network_id,
    )
    return StoredTip(
        tip,
        TipStatus(row.status),
        row.author,
        row.created_at,
        row.owner,
        row.changed_at,
        row.published_at,
        row.offered_at,
        row.question_id,
        row.consent_asked_at,
    )
