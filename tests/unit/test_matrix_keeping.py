"""The Matrix store in a backup: copied while its owner writes, and put back wholly or not at all."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.locks import AlreadyRunning, held
from bot.matrix import MatrixError, StoreBehind, check_same_device, copied_keys, new_store, small_files

FILES = {"keys.db": b"keys" * 1000, "pickle.key": b"p", "session.json": b"{}", "identity.json": b"{}"}


def put_back(folder: Path, files: dict[str, bytes] = FILES) -> None:
    """Put a store in a folder."""
    with new_store(folder) as store:
        for name, content in files.items():
            store.add(name, [content[:3], content[3:]])
        store.place()


def files_in(folder: Path) -> dict[str, bytes]:
    """What is in a folder, without its lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


@pytest.mark.parametrize("before", ["nothing", "a folder", "a lock", "half of another attempt"])
def test_a_store_is_put_in_an_empty_place_for_its_owner_alone(tmp_path: Path, before: str) -> None:
    folder = tmp_path / "data" / "matrix"
    if before != "nothing":
        folder.mkdir(parents=True)
    if before == "a lock":
        (folder / "lock").touch()
    if before == "half of another attempt":
        (folder / "keys.db.restoring").write_bytes(b"half")
    put_back(folder)
    assert files_in(folder) == FILES
    assert {path.stat().st_mode & 0o077 for path in (folder, *(folder / name for name in FILES))} == {0}


@pytest.mark.parametrize("there", ["keys.db", "session.json", "keys.db.replaced", "anything"])
def test_nothing_is_put_where_something_is(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"there")
    with pytest.raises(MatrixError, match="not empty"):
        put_back(tmp_path)
    assert files_in(tmp_path) == {there: b"there"}


def test_nothing_is_put_in_a_folder_that_is_in_use(tmp_path: Path) -> None:
    with held(tmp_path / "lock"), pytest.raises(AlreadyRunning):
        put_back(tmp_path)
    assert files_in(tmp_path) == {}


@pytest.mark.parametrize("is_placed", [False, True])
def test_half_a_store_leaves_nothing(tmp_path: Path, is_placed: bool) -> None:
    folder = tmp_path / "matrix"
    with pytest.raises(StoreBehind), new_store(folder) as store:  # noqa: PT012 - what raises is beside the point
        store.add("keys.db", [b"keys"])
        if is_placed:
            store.place()
        raise StoreBehind
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../elsewhere", "lock", "keys.db.replaced", ""])
def test_a_backup_writes_no_other_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(MatrixError):
        put_back(tmp_path / "matrix", {name: b"x"})
    assert list(tmp_path.iterdir()) == []


def write_pairs(file: Path, stop: threading.Event) -> None:
    """Write two rows in each transaction, as fast as it goes."""
    with closing(sqlite3.connect(file, timeout=30)) as keys:
        number = 0
        while not stop.is_set():
            number += 1
            keys.executemany("INSERT INTO pairs VALUES (?, ?)", [(number, "one"), (number, "other")])
            keys.commit()


def test_keys_are_copied_between_two_transactions_of_their_owner(tmp_path: Path) -> None:
    file, stop = tmp_path / "keys.db", threading.Event()
    with closing(sqlite3.connect(file)) as keys:
        keys.execute("CREATE TABLE pairs (number INTEGER, which TEXT)")
    writer = threading.Thread(target=write_pairs, args=(file, stop))
    writer.start()
    try:
        for attempt in range(3):
            with copied_keys(tmp_path) as copy:
                (tmp_path / f"{attempt}.db").write_bytes(copy.read())
                assert not (tmp_path / "keys.db.copy").exists()
    finally:
        stop.set()
        writer.join()
    for attempt in range(3):
        with closing(sqlite3.connect(tmp_path / f"{attempt}.db")) as found:
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            halves = "SELECT number FROM pairs GROUP BY number HAVING count(*) <> 2"
            assert found.execute(halves).fetchall() == []


def test_a_device_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    put_back(tmp_path / "matrix")
    before = small_files(tmp_path / "matrix")
    assert set(before) == set(FILES) - {"keys.db"}
    check_same_device(tmp_path / "matrix", before)
    (tmp_path / "matrix" / "session.json").write_text("another")
    with pytest.raises(MatrixError):
        check_same_device(tmp_path / "matrix", before)
