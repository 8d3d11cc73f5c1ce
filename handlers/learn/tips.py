"""Tips from members and facilitators: drafts, what is published, and what is retired."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.contract import Language
from handlers.people.people import Person, Visitor
from knowledge_base import PRACTICE, SourceReference, Tip

LONGEST_TIP = 1500  # characters: one message on a phone, with room for what comes with it
LONGEST_TITLE = 60  # it has to fit on a button
LONGEST_PHRASING = 200
MOST_PHRASINGS = 30
MOST_AN_HOUR = 5  # proposed by one member
LONGEST_ID = 50
REVIEW_AFTER_YEARS = 1
SENTENCE_END = re.compile(r"(?<=[.!?])\s")


class TipStatus(StrEnum):
    """How far a tip is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class StoredTip:
    """A tip in the database, and how it came to be.

    `author` and `owner` (who keeps it up) are pseudonyms; `question_id` is the question that it answered
    first; `offered_at`: since when it is offered to all networks. `consent_asked_at`: since when its author
    is asked whether their answer may be a tip; until they say so it is not published.
    """

    tip: Tip
    status: TipStatus
    author: str | None
    created_at: datetime
    owner: str | None = None
    changed_at: datetime | None = None
    published_at: datetime | None = None
    offered_at: datetime | None = None
    question_id: int | None = None
    consent_asked_at: datetime | None = None


class Tips(Protocol):
    """The tips in the database. `changed`: whether this transaction changed any."""

    @property
    def changed(self) -> bool: ...
    async def add(self, stored: StoredTip) -> None: ...
    async def get(self, tip_id: str) -> StoredTip | None: ...
    async def in_networks(
        self, networks: Collection[int] | None, statuses: Collection[TipStatus], most: int | None = None
    ) -> list[StoredTip]: ...
    async def change(self, tip_id: str, at: datetime, **news: Any) -> None: ...
    async def change_status(self, tip_id: str, old: TipStatus, new: TipStatus, at: datetime) -> bool: ...
    async def of_questions(self, question_ids: Collection[int]) -> list[StoredTip]: ...
    async def proposed_since(self, author: str, since: datetime) -> int: ...
    async def ids_like(self, start: str) -> Collection[str]: ...
    async def hand_over(self, old_pseudonym: str, new_pseudonym: str) -> None: ...


def seen_networks(visitor: Visitor) -> Collection[int] | None:
    """The networks of which somebody sees the tips; None: of all, as the operator does."""
    if visitor.is_operator:
        return None
    return [network.id for network in visitor.person.networks] if visitor.person else ()


def drafted(
    text: str,
    language: Language,
    *,
    tip_id: str,
    theme: str,
    network_id: int | None,
    review: date,
    phrasings: Sequence[str] = (),
) -> Tip:
    """A tip as it is drafted of somebody's words: the first sentence is its title for now."""
    return Tip(
        id=tip_id,
        theme=theme,
        sources=(SourceReference(PRACTICE, ""),),
        review=review,
        title={language: title_of(text)},
        body={language: text.strip()},
        phrasings=with_phrasings({"nl": (), "en": ()}, language, phrasings),
        network_id=network_id,
    )


def with_phrasings(
    old: Mapping[Language, Sequence[str]], language: Language, new: Sequence[str]
) -> dict[Language, tuple[str, ...]]:
    """Phrasings with some more, each once, in one of the languages."""
    lines = dict.fromkeys([*old.get(language, ()), *(one_line(line, LONGEST_PHRASING) for line in new)])
    kept = tuple(line for line in lines if line)[:MOST_PHRASINGS]
    return {**{other: tuple(said) for other, said in old.items()}, language: kept}


def title_of(text: str) -> str:
    """The first sentence of a text, as far as it fits in a title."""
    first = SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0].rstrip(".!")
    if len(first) <= LONGEST_TITLE:
        return first
    return first[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def one_line(text: str, longest: int) -> str:
    """Words on one line."""
    return " ".join(text.split())[:longest]


def slug(title: str) -> str:
    """An id made of a title: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "tip"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An id that nothing has yet: with a number where needed."""
    numbers = range(2, len(taken) + 3)
    return next(each for each in (wanted, *(f"{wanted}-{n}" for n in numbers)) if each not in taken)


def year_later(day: date) -> date:
    """The same day next year; the last of February stays that."""
    try:
        return day.replace(year=day.year + REVIEW_AFTER_YEARS)
    except ValueError:
        return day.replace(year=day.year + REVIEW_AFTER_YEARS, day=28)


def credit_of(person: Person) -> str:
    """How somebody is named who wants to be."""
    return person.name
