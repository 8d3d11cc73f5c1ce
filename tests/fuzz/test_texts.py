"""Texts and files of every kind, through what reads them: moments, lines of /plan, the guard, tip files."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.contract import Language
from handlers.meet.one_line import read_line
from knowledge_base.base import HERE
from knowledge_base.checks import known_in
from knowledge_base.guard import load_guard
from knowledge_base.tip_import import read_folder
from scheduler.moments import Ask, Impossible, Understood, read_moment
from tests.fuzz.words import ANSWERS, ODD, moments, thorough, words
from tests.unit.test_guard import SEEDS, check_promises
from tests.unit.test_tip_files import GOOD

ZONES = ("Europe/Amsterdam", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
FIRST, LAST = datetime(2020, 1, 1), datetime(2099, 12, 31)  # noqa: DTZ001 - hypothesis adds the zone
nows = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
languages = st.sampled_from(("nl", "en"))
zones = st.sampled_from(ZONES).map(ZoneInfo)
GUARD = load_guard()
KNOWN = known_in(HERE)


@thorough()
@given(words | moments | st.text(max_size=2500), nows, zones, languages)
def test_any_text_is_read_as_a_moment_asked_about_or_refused(
    text: str, now: datetime, zone: ZoneInfo, language: Language
) -> None:
    assert isinstance(read_moment(text, now.astimezone(zone), zone, language), Understood | Ask | Impossible)


@thorough()
@given(st.lists(words | moments, max_size=4).map(" | ".join), nows, zones, languages)
def test_any_line_is_read_as_a_meeting(text: str, now: datetime, zone: ZoneInfo, language: Language) -> None:
    line = read_line(text, now.astimezone(zone), zone, language)
    assert line.meaning is None or isinstance(line.meaning, Understood | Ask | Impossible)


seeds = st.lists(st.sampled_from((*SEEDS, *ODD, *(f"{answer} " for answer in ANSWERS))), max_size=30).map(
    "".join
)


@thorough()
@given(seeds | words | st.text(max_size=600))
def test_the_guard_keeps_its_promises_whatever_it_reads(text: str) -> None:
    check_promises(GUARD, text)


@st.composite
def tip_files(draw: st.DrawFn) -> bytes:
    """A tip file in which lines are missing, doubled, or something else; or no tip file at all."""
    lines = GOOD.split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        name, colon, _ = lines[at].partition(":")
        other = draw(st.sampled_from(YAML) | words)
        lines[at : at + draw(st.integers(0, 2))] = [draw(st.sampled_from([f"{name}{colon} {other}", other]))]
        lines = lines or [""]
    written = "\n".join(lines).encode("utf-8", "surrogatepass")
    return draw(
        st.sampled_from([written, written[: draw(st.integers(0, len(written)))]]) | st.binary(max_size=200)
    )


YAML = (
    "[", "{", "&a [*a]", "*a", "!!python/object:os.system x", "!!timestamp 2001-99-99", "2027-02-30",
    "null", "~", "1e999", "0x_", "12:30:45", "true", "- ", "? ", "|", ">", "'", '"', "---", "...", "## nl",
    "## en", "## xx", "<<: *b", "\t", "id: 5", "network: oost", "network: [1]", "sources: 5",
    "title: {nl: 5}", "phrasings: {nl: [1, null]}", "!!set {a}", "{a: b}: c", "? [a]\n: b", "!!binary x",
    "!!float x", "!!int ''",
)  # fmt: skip
names = st.sampled_from(["a.md", "b/c.md", "B.MD", "d.txt", "tips/school/e.md", "e e.md", "é.md"])


@thorough()
@given(st.dictionaries(names, tip_files(), max_size=3))
def test_any_folder_is_taken_in_or_told_what_to_mend(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        taken = read_folder(Path(folder), KNOWN, {"oost": 1}, {"shipped"})
        assert taken.files or taken.faults
        assert [fault for fault in taken.faults if "\n" in fault] == []
