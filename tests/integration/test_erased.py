"""Whoever was erased stays erased, also when an older backup of the database is put in place."""

import shutil
import stat
from pathlib import Path

import pytest

from bot.app import open_app
from bot.erased import append, list_of, parsed, read_list
from bot.store import open_database
from handlers.people.people import Role
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.lives import everything, live, moved_in
from tests.stubs import stub_knowledge

WORD = "zonnebloem"


def file_of(url: str) -> Path:
    """The database file at a URL."""
    return Path(url.removeprefix("sqlite:///"))


async def forgets(chat: Conversation) -> None:
    """Somebody asks to be forgotten, and means it."""
    await chat.commands("vergeetmij")
    await chat.presses("Ja, wis alles")


async def test_an_older_backup_forgets_the_same_people_again_and_nobody_else(
    sqlite_url: str, messenger: FakeMessenger, clock: FakeClock
) -> None:
    file, marks = file_of(sqlite_url), list_of(sqlite_url)
    backup = file.with_name("backup.db")
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        anna = await live(app, messenger, WORD)
        await live(app, messenger, "bob")
        vera = Conversation(app, messenger, sender="vera-nobody")
        await vera.commands("taal en")
    shutil.copy(file, backup)
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        async with app.store.transaction() as tx:
            for somebody in ((anna.id, None), (None, ("fake", "vera-nobody"))):
                await tx.own_data.erase(await tx.own_data.subject(*somebody), clock.now())
        await app.forget_again()
    for old in file.parent.glob(f"{file.name}-*"):
        old.unlink()
    shutil.copy(backup, file)
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock) as app:
        assert WORD in repr(await everything(app.store))  # without the list the backup brings them back
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        left = repr(await everything(app.store))
    assert (WORD in left, "vera-nobody" in left, "bob-naam" in left) == (False, False, True)


async def test_whoever_came_back_after_being_erased_is_not_erased_at_the_next_start(
    sqlite_url: str, messenger: FakeMessenger, clock: FakeClock
) -> None:
    marks = list_of(sqlite_url)
    for _ in range(2):
        async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
            if not marks.exists():
                await forgets((await live(app, messenger, WORD)).chat)
                await app.forget_again()
                await moved_in(app, WORD, Role.MEMBER)
            assert f"{WORD}-naam" in repr(await everything(app.store))


async def test_the_list_names_nobody_and_is_its_owners_alone(
    sqlite_url: str, messenger: FakeMessenger, clock: FakeClock
) -> None:
    marks = list_of(sqlite_url)
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        await forgets((await live(app, messenger, WORD)).chat)
        await app.forget_again()
        await app.forget_again()  # once more adds nothing
    lines = marks.read_text().splitlines()
    assert WORD not in marks.read_text()
    assert len(lines) == len(set(lines)) > 1
    assert stat.S_IMODE(marks.stat().st_mode) == 0o600


async def test_a_list_that_can_not_be_used_keeps_nobody_from_an_answer(
    sqlite_url: str, messenger: FakeMessenger, clock: FakeClock
) -> None:
    marks = list_of(sqlite_url)
    marks.mkdir(parents=True)
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock, erased=marks) as app:
        anna = await live(app, messenger, WORD)
        assert (await anna.chat.says("hoi")).text


@pytest.mark.parametrize("line", ["", "2026-12-03", "2026-12-03T10:00:00 mark", "half", "\x00\x00 x"])
def test_a_damaged_line_is_no_erasure(line: str) -> None:
    assert parsed(line) is None


def test_a_line_that_was_cut_off_spoils_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "list.erased"
    path.write_bytes(b"2026-12-03T10:00:00+00:00 first\n2026-12-03T10:0")
    append(path, "2026-12-04T10:00:00+00:00 second\n")
    assert [one.mark for one in read_list(path)] == ["first", "second"]


async def test_the_marks_of_a_database_are_under_a_key_of_its_own(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        store = await open_database(f"sqlite:///{tmp_path / name}.db")
        async with store.reading() as tx:
            keys.add(await tx.facts.get("erasure-key"))
        await store.close()
    assert len(keys) == 2
    assert None not in keys
