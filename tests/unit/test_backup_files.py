"""The file of a backup and what is in it: whole or not there, private, never over another."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.backup import (
    ArchiveReader,
    ArchiveWriter,
    BackupError,
    DamagedBackup,
    Manifest,
    NewerBackup,
    check,
    new_backup,
    opened_backup,
)

CHEAP = 1
PASSPHRASE = "geheim"
NOW = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
ROWS = [[1, "Anna", None, True, {"a": [1, None]}], [2, '’t \n\0 "', "x", False, []]]
TABLES = {"people": ROWS, "empty": []}
COLUMNS = {"people": ["id", "name", "function", "started", "more"], "empty": ["id"]}
FILES = {"session.json": [b"{}"], "keys.db": [b"\x00" * 5, b"", bytes(range(256))]}


def manifest(**other: Any) -> Manifest:
    """What a backup of these says of itself."""
    said = {
        "version": "0.1.0",
        "revision": "0012",
        "at": NOW,
        "counts": {name: len(rows) for name, rows in TABLES.items()},
        "counters": {"people.id": 9},
        "files": list(FILES),
    }
    return Manifest(**{**said, **other})


def write(
    path: Path, about: Manifest, tables: dict[str, Any] = TABLES, files: dict[str, Any] = FILES
) -> None:
    """Make a backup."""
    with new_backup(path, PASSPHRASE, CHEAP) as packed:
        archive = ArchiveWriter(packed, about)
        for name, rows in tables.items():
            archive.table(name, COLUMNS[name], rows)
        for name, pieces in files.items():
            archive.file(name, pieces)


def read(path: Path) -> tuple[Manifest, dict[str, Any], dict[str, bytes]]:
    """All that is in a backup."""
    tables: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    with opened_backup(path, PASSPHRASE) as packed:
        archive = ArchiveReader(packed)
        for part in archive.parts():
            if part.columns is None:
                files[part.name] = b"".join(part.pieces)
            else:
                tables[part.name] = [list(part.columns), *part.content]
    return archive.manifest, tables, files


def checked(path: Path) -> None:
    """Look whether a backup is whole."""
    with opened_backup(path, PASSPHRASE) as packed:
        check(ArchiveReader(packed))


def write_lines(path: Path, *lines: Any) -> None:
    """A file that is sealed well, with these lines in it."""
    with new_backup(path, PASSPHRASE, CHEAP) as packed:
        for line in lines:
            packed.write(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")


def test_tables_and_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    write(tmp_path / "x", manifest())
    checked(tmp_path / "x")
    about, tables, files = read(tmp_path / "x")
    assert about == manifest()
    assert tables == {name: [COLUMNS[name], *rows] for name, rows in TABLES.items()}
    assert files == {name: b"".join(pieces) for name, pieces in FILES.items()}


def test_a_part_that_nobody_reads_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "x", manifest())
    with opened_backup(tmp_path / "x", PASSPHRASE) as packed:
        assert [part.name for part in ArchiveReader(packed).parts()] == [*TABLES, *FILES]


def test_only_its_owner_may_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / "x", manifest())
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert b"Anna" not in (tmp_path / "x").read_bytes()


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing"])
def test_it_is_never_written_over_something(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    match kind:
        case "file":
            path.touch()
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to("nothing")
    with pytest.raises(BackupError, match="already"):
        write(path, manifest())
    assert [found.name for found in tmp_path.iterdir()] == ["x"]


def test_a_backup_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Any:
        yield ROWS[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "x", manifest(), {"people": rows()})
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_one_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "x.part").write_bytes(b"half" * 100_000)
    write(tmp_path / "x", manifest())
    checked(tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_of_two_at_once_the_second_is_refused(tmp_path: Path) -> None:
    with new_backup(tmp_path / "x", PASSPHRASE, CHEAP) as packed:
        ArchiveWriter(packed, manifest(counts={}, files=[]))
        with pytest.raises(BackupError, match="Another backup"):
            write(tmp_path / "x", manifest())
    checked(tmp_path / "x")


@pytest.mark.parametrize("place", ["missing/x", "folder"])
def test_a_place_that_is_no_place_for_a_file_is_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BackupError):
        write(tmp_path / place, manifest())
    with pytest.raises(BackupError):
        checked(tmp_path / place)


@pytest.mark.parametrize(
    "other",
    [
        {"counts": {"people": 3, "empty": 0}},
        {"counts": {"people": 2}},
        {"counts": {"people": 2, "empty": 0, "more": 1}},
        {"files": ["session.json"]},
        {"files": [*FILES, "more"]},
    ],
)
def test_a_backup_without_what_it_says_is_refused(tmp_path: Path, other: dict[str, Any]) -> None:
    write(tmp_path / "x", manifest(**other))
    with pytest.raises(DamagedBackup):
        checked(tmp_path / "x")


def test_a_backup_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "x", {"format": 2, "anything": "else"})
    with pytest.raises(NewerBackup):
        checked(tmp_path / "x")


GOOD = {"format": 1, "version": "0", "revision": "0012", "at": NOW.isoformat(), "counts": {}, "counters": {}}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(st.lists(JUNK | st.binary(max_size=20), max_size=5), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_it_is_read_or_refused(tmp_path: Path, lines: list[Any], begins_well: bool) -> None:
    path = tmp_path / "x"
    path.unlink(missing_ok=True)
    write_lines(path, *([{**GOOD, "files": ["more"]}] if begins_well else []), *lines)
    with pytest.raises(BackupError):
        checked(path)


def test_a_file_in_pieces_that_are_no_pieces_is_refused(tmp_path: Path) -> None:
    for piece in ("é", 7, None, "abc", [1]):
        path = tmp_path / repr(piece)
        write_lines(path, {**GOOD, "files": ["more"]}, {"file": "more"}, piece)
        with pytest.raises(DamagedBackup):
            read(path)
