"""Tip files: what is read from them, and what is said when they are broken."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.tip_files import SourceReference, Tip, TipFileError, read_tip, read_tips

GOOD = """---
id: same-school
theme: school
sources:
  - id: booklet
    section: "1"
review: 2027-05-01
title:
  nl: "Blijf dichtbij"
  en: "Stay close"
phrasings:
  nl:
    - "hoe blijft hij op zijn school"
  en:
    - "can she keep her school"
---

## nl

Bel de directeur vroeg.

## en

Call the head teacher early.
"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "same-school.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_tip_is_read_whole(tmp_path: Path) -> None:
    assert read_tip(written(tmp_path, GOOD)) == Tip(
        id="same-school",
        theme="school",
        sources=(SourceReference("booklet", "1"),),
        review=date(2027, 5, 1),
        title={"nl": "Blijf dichtbij", "en": "Stay close"},
        body={"nl": "Bel de directeur vroeg.", "en": "Call the head teacher early."},
        phrasings={"nl": ("hoe blijft hij op zijn school",), "en": ("can she keep her school",)},
    )


def test_a_tip_without_phrasings_is_a_tip(tmp_path: Path) -> None:
    start, end = GOOD.index("phrasings:"), GOOD.index("---\n\n## nl")
    tip = read_tip(written(tmp_path, GOOD[:start] + GOOD[end:]))
    assert tip.phrasings == {"nl": (), "en": ()}


def test_a_tip_in_one_language_says_which_it_has(tmp_path: Path) -> None:
    tip = read_tip(written(tmp_path, GOOD[: GOOD.index("## en")]))
    assert tip.nearest_language("en") == "nl"
    assert tip.nearest_language("nl") == "nl"


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    assert read_tip(written(tmp_path, GOOD.replace("\n", "\r\n"))) == read_tip(written(tmp_path, GOOD))


@pytest.mark.parametrize(
    ("broken", "line", "fault"),
    [
        ("", 1, "has no front matter"),
        ("just text", 1, "has no front matter"),
        (GOOD.replace("---\n\n## nl", "\n\n## nl"), 1, "has no front matter"),
        (GOOD.replace("id: same-school", "id: [same"), 3, "is no valid YAML"),
        ("---\n- a list\n---\n## nl\ntekst\n", 1, "holds no fields"),
        (GOOD.replace("theme: school", "theme: 7"), 3, "field 'theme'"),
        (GOOD.replace("2027-05-01", "soon"), 7, "field 'review'"),
        (GOOD.replace("2027-05-01", "2027-02-30"), 1, "holds a date or number that is none"),
        (GOOD.replace('  - id: booklet\n    section: "1"\n', "  - booklet\n"), 4, "field 'sources'"),
        (GOOD.replace('  nl: "Blijf dichtbij"\n  en: "Stay close"', "  - Blijf"), 8, "field 'title'"),
        (GOOD.replace('    - "hoe blijft hij op zijn school"', "    - 3"), 11, "field 'phrasings'"),
        (GOOD.replace("## nl", "## de"), 18, "unknown section 'de'"),
        (GOOD.replace("\n## nl", "\nzomaar\n\n## nl"), 18, "text before the first heading"),
        (GOOD[: GOOD.index("## nl")], 17, "has no text"),
        (GOOD.encode() + b"\xff", 1, "is not UTF-8"),
    ],
    ids=range(15),
)
def test_a_broken_file_is_said_with_line_and_mend(
    tmp_path: Path, broken: str | bytes, line: int, fault: str
) -> None:
    path = written(tmp_path, broken)
    with pytest.raises(TipFileError) as refused:
        read_tip(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert fault in str(refused.value)
    assert str(refused.value).endswith(".")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"---\n{text}\n---\n## nl\n".encode())
)
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    assert isinstance(read_or_refuse(path), Tip | TipFileError)


def read_or_refuse(path: Path) -> Tip | TipFileError:
    """The tip, or why it was refused."""
    try:
        return read_tip(path)
    except TipFileError as refused:
        return refused


def test_tips_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("zeta", "alfa"):
        (tmp_path / f"{name}.md").write_text(GOOD.replace("same-school", name))
    assert [tip.id for tip in read_tips(tmp_path)] == ["alfa", "zeta"]
