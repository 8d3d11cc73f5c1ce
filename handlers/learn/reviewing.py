"""Which tips are to be looked at again, and why. Pure, but for `up_for_review`, which looks it up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

FEWEST_REPORTS = 3  # before numbers say anything
LONGEST_REMARK = 500  # characters


class Reason(StrEnum):
    """Why a tip is to be looked at, the most pressing first."""

    WARNED = "warned"  # a member wrote when it doesn't work, and may be quoted
    DOUBTED = "doubted"  # it worked for less than half of those who tried it
    DUE = "due"  # its date has come
    UNUSED = "unused"  # nobody was answered with it for a year


class Verdict(StrEnum):
    """What somebody thinks who looked at a tip. The last two are for the operator, who has the files."""

    RIGHT = "right"
    CHANGE = "change"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class LastReview:
    """The last time that somebody looked, and what the tip had been tried and worked by then."""

    on: date
    tried: int
    worked: int


@dataclass(frozen=True, slots=True)
class TipRecord:
    """How a tip does. `network_id` is whose it is; None: it is for all, from a file or not.

    `counted_since`: from when on it is known whether anybody was answered with it; `waiting`: how many
    warnings of members wait to be looked at.
    """

    tip: str
    review: date
    network_id: int | None
    counted_since: date
    answered_on: date | None = None
    tried: int = 0
    worked: int = 0
    waiting: int = 0
    last: LastReview | None = None


@dataclass(frozen=True, slots=True)
class NewReview:
    """What somebody decided who looked at a tip; `author` is a pseudonym."""

    tip: str
    network_id: int | None
    author: str
    verdict: Verdict
    remark: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ToldReview:
    """What the operator is told of a tip; `network` is the key of the network that says so."""

    tip: str
    network: str | None
    verdict: Verdict
    remark: str | None
    at: datetime


class TipRecords(Protocol):
    """How tips do, and what was decided about them."""

    async def all(self, networks: Collection[int] | None) -> Sequence[TipRecord]: ...
    async def note_review(self, new: NewReview) -> None: ...


class Transaction(Protocol):
    """Where the records are."""

    @property
    def tip_records(self) -> TipRecords: ...


async def up_for_review(
    tx: Transaction, networks: Collection[int] | None, today: date
) -> list[tuple[TipRecord, Reason]]:
    """What there is to look at for facilitators of these networks (None: for the operator)."""
    return in_order(await tx.tip_records.all(networks), today)


def in_order(records: Sequence[TipRecord], today: date) -> list[tuple[TipRecord, Reason]]:
    """The tips to look at, the most pressing first."""
    reasons = list(Reason)
    found = [(record, why) for record in records if (why := reason(record, today))]
    return sorted(found, key=lambda each: (reasons.index(each[1]), each[0].review, each[0].tip))


def reason(record: TipRecord, today: date) -> Reason | None:
    """Why a tip is to be looked at, if it is."""
    a_year_ago = year_before(today)
    if record.waiting:
        return Reason.WARNED
    if is_doubted(record):
        return Reason.DOUBTED
    if record.last and record.last.on > a_year_ago:
        return None
    if record.review <= today:
        return Reason.DUE
    if (record.answered_on or record.counted_since) <= a_year_ago and record.counted_since <= a_year_ago:
        return Reason.UNUSED
    return None


def is_doubted(record: TipRecord) -> bool:
    """Whether a tip worked for less than half of the three or more who tried it since somebody looked."""
    tried = record.tried - (record.last.tried if record.last else 0)
    worked = record.worked - (record.last.worked if record.last else 0)
    return tried >= FEWEST_REPORTS and 2 * worked < tried


def year_before(day: date) -> date:
    """The same day last year; the last of February stays that."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
