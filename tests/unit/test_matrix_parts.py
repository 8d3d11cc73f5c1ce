"""The small parts of being on Matrix: the place that is kept, events without a key, signs to tap, retries."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.contract import Choice, PermanentDeliveryError, TemporaryDeliveryError
from bot.matrix import insisting as insistence
from bot.matrix.insisting import insisting
from bot.matrix.invitations import Policy
from bot.matrix.limits import BURST, EACH_S
from bot.matrix.progress import Done, Progress
from bot.matrix.signs import Budget, SignedList
from bot.matrix.store import StoreFolder
from bot.matrix.unread import GRACE_S, KEPT_FOR_S, MOST_KEPT, UnreadEvents
from tests.waiting import until


class Time:
    """Seconds that pass when we say so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Event:
    """As much of an encrypted event as matters here."""

    def __init__(self, event_id: str) -> None:
        self.event_id = event_id


def part() -> Done:
    return asyncio.get_running_loop().create_future()


async def test_the_place_moves_on_only_behind_what_is_done(tmp_path: Path) -> None:
    store = StoreFolder(tmp_path)
    progress = Progress(store)
    running = asyncio.create_task(progress.run())
    first, second = part(), part()
    progress.add("a", [])
    progress.add("b", [first])
    progress.add("c", [second])
    await until(lambda: store.sync_token() == "a")
    second.set_result(None)
    await asyncio.sleep(0.01)
    assert store.sync_token() == "a"
    first.set_result(None)
    await until(lambda: store.sync_token() == "c")
    running.cancel()


async def test_what_was_dropped_at_the_end_is_not_passed(tmp_path: Path) -> None:
    store = StoreFolder(tmp_path)
    progress = Progress(store)
    done, dropped = part(), part()
    progress.add("a", [done])
    progress.add("b", [dropped])
    progress.add("c", [])
    done.set_result(None)
    dropped.cancel()
    progress.finish()
    assert store.sync_token() == "a"
    await asyncio.wait_for(progress.run(), 60)


async def test_a_place_that_can_not_be_kept_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    progress = Progress(StoreFolder(tmp_path / "file"))
    progress.add("a", [])
    progress.finish()


def waiting(now: Time) -> Any:
    return UnreadEvents(now)


async def test_an_event_without_a_key_gets_some_time() -> None:
    now = Time()
    unread = waiting(now)
    done = unread.add(Event("$1"), "!room")
    assert unread.is_urgent
    assert unread.late() == []
    assert unread.add(Event("$1"), "!room") is done
    now.now = GRACE_S
    (late,) = unread.late()
    late.done.set_result(None)
    assert unread.late() == []
    assert not unread.is_urgent
    assert [each.event.event_id for each in unread.take_readable(lambda _: True)] == ["$1"]
    assert unread.take_readable(lambda _: True) == []


async def test_events_without_a_key_are_forgotten_in_the_end_and_never_too_many() -> None:
    now = Time()
    unread = waiting(now)
    parts = [unread.add(Event(f"${number}"), "!room") for number in range(MOST_KEPT + 5)]
    assert [done.done() for done in parts[:6]] == [True] * 5 + [False]
    now.now = KEPT_FOR_S + 1
    assert unread.late() == []
    assert all(done.done() for done in parts)


def test_signs_are_placed_only_while_much_is_left() -> None:
    now = Time()
    budget = Budget(now)
    assert budget.has_spare(4)
    for _ in range(4):
        budget.took()
    assert not budget.has_spare(4)
    now.now += 60 * EACH_S
    assert budget.has_spare(4)
    budget.refused()
    assert not budget.has_spare(1)


def test_a_server_that_takes_far_more_than_its_limit_has_lifted_it() -> None:
    now = Time()
    budget = Budget(now)
    for _ in range(2 * BURST + 1):
        budget.took()
    assert budget.has_spare(9)
    budget.refused()
    assert not budget.has_spare(1)


def test_marks_have_no_signs_and_a_choice_keeps_its_own() -> None:
    marks = tuple(Choice(str(mark), "mark:") for mark in range(11))
    assert SignedList("!room", "$1", marks, "key").signs == ()
    choices = (Choice("Ja", "yes:", "✅"), Choice("Tip", "tip:"))
    assert SignedList("!room", "$1", choices, "key").signs == ["✅", "2️⃣"]


@pytest.mark.parametrize(
    ("servers", "user", "allowed"),
    [
        (frozenset({"lab.test"}), "@anna:lab.test", True),
        (frozenset({"lab.test"}), "@anna:lab.test.evil", False),
        (frozenset({"lab.test:8448"}), "@anna:lab.test:8448", True),
        (None, "@anna:anywhere", True),
        (frozenset[str](), "@anna:lab.test", False),
    ],
)
def test_who_may_talk_with_the_bot_is_a_matter_of_their_server(
    servers: frozenset[str] | None, user: str, allowed: bool
) -> None:
    assert Policy(servers).allows(user) is allowed


async def test_what_may_pass_is_tried_again_and_what_may_not_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insistence, "pause_after", lambda *_: 0.0)
    failures: list[Exception] = [TemporaryDeliveryError("down", timedelta(seconds=1))] * 3

    async def request() -> str:
        if failures:
            raise failures.pop()
        return "done"

    assert await insisting(request) == "done"
    failures += [TemporaryDeliveryError("down")] * 3
    with pytest.raises(TemporaryDeliveryError):
        await insisting(request, 2)
    failures[:] = [PermanentDeliveryError("never"), PermanentDeliveryError("never")]
    with pytest.raises(PermanentDeliveryError):
        await insisting(request)
    assert len(failures) == 1
