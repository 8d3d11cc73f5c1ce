"""Numbers, dates and accounts in many spellings: one file for each kind, a message on each line.

What «stands between these» is personal data of that kind; a line without has none, however much it looks so.
"""

from pathlib import Path

import pytest

from knowledge_base.guard import load_guard

GUARD = load_guard()
TABLES = sorted((Path(__file__).parent / "guard_tables").glob("*.txt"))


def rows(*, personal: bool) -> list[tuple[str, str]]:
    """The kind and the line of every message with, or without, personal data."""
    lines = [(path.stem, line) for path in TABLES for line in path.read_text("utf-8").splitlines() if line]
    return [(kind, line) for kind, line in lines if ("«" in line) is personal]


@pytest.mark.parametrize(("kind", "line"), rows(personal=True))
def test_every_spelling_is_found_whole_and_with_its_kind(kind: str, line: str) -> None:
    start, end = line.index("«"), line.index("»") - 1
    spans = GUARD.check(line.replace("«", "").replace("»", "")).spans
    assert any(span.kind == kind and span.start <= start and end <= span.end for span in spans), spans


@pytest.mark.parametrize(("kind", "line"), rows(personal=False))
def test_what_only_looks_like_it_passes(kind: str, line: str) -> None:
    assert not GUARD.check(line).personal, kind
