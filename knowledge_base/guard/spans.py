"""What the guard says about a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of personal data something is."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    IBAN = "iban"
    PLATE = "plate"
    CASE_NUMBER = "case_number"
    HANDLE = "handle"


class Level(StrEnum):
    """Certain: nothing goes on. Possible: the member is asked."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, in characters, the end exclusive."""

    start: int
    end: int
    kind: Kind
    level: Level


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, what in it may identify somebody, and the text without that (the same when nothing is)."""

    text: str
    spans: tuple[Span, ...]
    neutral: str

    @property
    def personal(self) -> bool:
        """Whether there is anything that may identify somebody."""
        return bool(self.spans)


# Which kind a stretch is when patterns of several fit: the one that asks most of a text comes first.
STRICTEST_FIRST = (
    Kind.IBAN,
    Kind.EMAIL,
    Kind.BSN,
    Kind.CASE_NUMBER,
    Kind.BIRTH_DATE,
    Kind.PLATE,
    Kind.HANDLE,
    Kind.ADDRESS,
    Kind.POSTCODE,
    Kind.PHONE,
    Kind.NAME,
)


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, without overlap: the certain one stays, then the stricter kind, then the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, rank(s))):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif rank(span) < rank(kept[-1]):
            kept[-1] = span
    return kept


def lifted(span: Span, names: Sequence[Span]) -> Span:
    """A span that is only possible, certain and as long as both when a certain name runs into it."""
    into = [n for n in names if n.level is Level.CERTAIN and n.start < span.end and span.start < n.end]
    if span.level is Level.CERTAIN or not into:
        return span
    start, end = min(n.start for n in into), max(n.end for n in into)
    return Span(min(start, span.start), max(end, span.end), span.kind, Level.CERTAIN)


def rank(span: Span) -> tuple[bool, int, int]:
    """What decides between two spans that overlap; the lowest stays."""
    return span.level is Level.POSSIBLE, STRICTEST_FIRST.index(span.kind), span.start - span.end
