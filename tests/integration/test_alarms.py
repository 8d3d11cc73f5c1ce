"""The operator hears at their own door what goes wrong, whatever it is that does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from bot.platforms import Serving
from bot.store import Database, Transaction
from bot.watching.alarms import Alarms
from bot.watching.operator_door import OperatorDoor
from bot.watching.watch import Watch
from handlers.texts import load_catalogue
from scheduler.outbox import ANSWER_KEPT_FOR, OutboxKind
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import claim, plan, planned

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ON_TELEGRAM, ON_MATRIX = Address("telegram", "77"), Address("matrix", "@beheer:lab.test")


class Shaky:
    """A database that may be away."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self.is_away = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        if self.is_away:
            raise ConnectionError("the words of a member")
        async with self._store.transaction() as tx:
            yield tx

    reading = transaction


class Process:
    """A process that serves Telegram and Matrix and does one tick, with the operator's two chats."""

    def __init__(self, store: Database, clock: FakeClock, *, doors: tuple[Address, ...]) -> None:
        self.store, self.clock, self.watch = Shaky(store), clock, Watch(clock)
        self.telegram, self.matrix = FakeMessenger(), FakeMessenger()
        self.sendable = {"telegram", "matrix"}
        for name in ("telegram", "matrix"):
            self.watch.changed(name, Serving.SERVING)
        self.watch.expects("plan", MINUTE)
        door = OperatorDoor(
            doors,
            messengers={"telegram": self.telegram, "matrix": self.matrix},
            can_send=lambda name: name in self.sendable,
            watch=self.watch,
            store=self.store,
            texts=load_catalogue(),
            zone=ZoneInfo("Europe/Amsterdam"),
        )
        self._alarms = Alarms(self.store, self.watch, clock, door)

    async def minutes(self, number: int, *, silent: tuple[str, ...] = (), late: bool = False) -> None:
        """Live for so many minutes, in which some platforms are silent, or the tick is not done."""
        for _ in range(number):
            self.clock.advance(MINUTE)
            for name in {"telegram", "matrix"} - set(silent):
                self.watch.heard(name)
            if not late:
                self.watch.did("plan")
            await self._alarms.look()

    def told(self) -> list[str]:
        """What was told, on either platform."""
        return [shown.reply.text for each in (self.telegram, self.matrix) for shown in each.shown]


@pytest.fixture
def process(store: Database, clock: FakeClock) -> Process:
    return Process(store, clock, doors=(ON_TELEGRAM, ON_MATRIX))


async def test_while_all_goes_well_nothing_is_told(process: Process) -> None:
    await process.minutes(60)
    assert process.told() == []


async def test_a_tick_that_is_late_is_told_once_and_when_it_is_over(process: Process) -> None:
    await process.minutes(2)
    await process.minutes(30, late=True)
    (told,) = process.told()
    assert told.startswith("**Er gaat iets mis.** Sinds 03-12 14:03 ")
    await process.minutes(30)
    assert process.told()[1:] == ["Weer in orde: wat ik elke minuut doe, lukt weer."]
    await process.minutes(30, late=True)
    await process.minutes(30)
    assert len(process.told()) == 2


async def test_a_platform_that_is_down_is_told_at_the_other_door(process: Process) -> None:
    process.telegram.fail_next(*[TemporaryDeliveryError("no connection")] * 99)
    await process.minutes(12, silent=("telegram",))
    (shown,) = process.matrix.shown
    assert shown.ref.address == ON_MATRIX
    assert shown.reply.text.startswith("**Ik kan Telegram niet bereiken** sinds 03-12 14:00.")


async def test_what_could_not_be_told_is_told_as_soon_as_it_can(process: Process) -> None:
    process.sendable = set()
    await process.minutes(12, silent=("telegram",))
    await process.minutes(15)
    assert process.told() == []
    process.sendable = {"telegram"}
    await process.minutes(1)
    assert [text.split(" ")[0] for text in process.told()] == ["**Ik", "Weer"]


@pytest.mark.parametrize(
    "error",
    [
        PermanentDeliveryError("blocked", gone=True),
        TemporaryDeliveryError("later"),
        DeliveryError(),
        ValueError(),
    ],
)
async def test_a_door_that_is_closed_is_passed(process: Process, error: Exception) -> None:
    process.telegram.fail_next(error)
    await process.minutes(5, late=True)
    assert len(process.matrix.shown) == 1


async def test_a_chat_that_moved_is_followed(store: Database, clock: FakeClock) -> None:
    process = Process(store, clock, doors=(ON_MATRIX,))
    room = Address("matrix", "!room:lab.test")
    process.matrix.fail_next(ConversationMoved(room))
    await process.minutes(5, late=True)
    assert [shown.ref.address for shown in process.matrix.shown] == [room]


async def test_it_is_told_in_their_own_language_and_chat(store: Database, process: Process) -> None:
    async with store.transaction() as tx:
        await tx.doors.opened("telegram", "77", "chat-77")
        await tx.doors.speak("telegram", "77", "en")
    await process.minutes(5, late=True)
    (shown,) = process.telegram.shown
    assert shown.ref.address == Address("telegram", "chat-77")
    assert shown.reply.text.startswith("**Something is wrong.**")


async def test_while_the_database_is_away_it_is_told_too_and_only_once(
    process: Process, caplog: pytest.LogCaptureFixture
) -> None:
    await process.minutes(1)
    process.store.is_away = True
    await process.minutes(20, late=True)
    assert len(process.told()) == 1
    process.store.is_away = False
    await process.minutes(1, late=True)
    assert len(process.told()) == 1
    await process.minutes(15)
    assert len(process.told()) == 2
    assert "the words of a member" not in caplog.text


async def test_a_restart_does_not_tell_it_again_and_does_tell_that_it_is_over(
    store: Database, clock: FakeClock, process: Process
) -> None:
    await process.minutes(20, silent=("matrix",))
    after = Process(store, clock, doors=(ON_TELEGRAM, ON_MATRIX))
    await after.minutes(15, silent=("matrix",))
    await after.minutes(15)
    assert (len(process.told()), len(after.told())) == (1, 1)


async def test_of_two_processes_one_tells(store: Database, clock: FakeClock, process: Process) -> None:
    other = Process(store, clock, doors=(ON_TELEGRAM, ON_MATRIX))
    for _ in range(20):
        await process.minutes(1, silent=("telegram",))
        clock.advance(-MINUTE)
        await other.minutes(1, silent=("telegram",))
    assert len(process.told() + other.told()) == 1


async def test_what_another_process_does_is_done(store: Database, clock: FakeClock, process: Process) -> None:
    other = Process(store, clock, doors=(ON_TELEGRAM, ON_MATRIX))
    for _ in range(30):
        await process.minutes(1, silent=("telegram",), late=True)
        clock.advance(-MINUTE)
        await other.minutes(1)
    assert process.told() + other.told() == []


async def test_a_platform_that_another_process_serves_is_no_trouble(process: Process) -> None:
    process.watch.changed("matrix", Serving.STANDBY)
    clock = process.clock
    clock.advance(DAY)
    process.watch.did("plan")
    process.watch.heard("telegram")
    await process.minutes(0)
    assert "matrix" not in process.watch.contacts()


async def test_without_a_door_it_stands_in_the_log_and_no_more(
    store: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    process = Process(store, clock, doors=())
    await process.minutes(30, late=True)
    assert process.told() == []
    assert [record.getMessage() for record in caplog.records] == [
        "tick goes wrong since=2026-12-03T13:00:00+00:00"
    ]


# What waits too long


async def test_answers_that_wait_are_told_after_five_minutes(store: Database, process: Process) -> None:
    now = process.clock.now()
    answer = planned("a", kind=OutboxKind.ANSWER, not_before=now, not_after=now + ANSWER_KEPT_FOR)
    await plan(store, answer)
    await process.minutes(5)
    assert process.told() == []
    await process.minutes(1)
    (told,) = process.told()
    assert told.startswith("**Antwoorden blijven liggen.** Het oudste wacht sinds 03-12 14:00.")


async def test_an_answer_that_is_tried_again_and_again_waits_all_the_same(
    store: Database, process: Process
) -> None:
    now = process.clock.now()
    await plan(store, planned("a", kind=OutboxKind.ANSWER, not_before=now, not_after=now + ANSWER_KEPT_FOR))
    for _ in range(7):
        claimed = await claim(store, process.clock.now())
        async with store.transaction() as tx:
            at = process.clock.now() + timedelta(seconds=15)
            await tx.outbox.record_retry(claimed, at, "no connection", claimed.to)
        await process.minutes(1)
    assert len(process.told()) == 1


async def test_messages_that_wait_are_told_after_a_quarter(store: Database, process: Process) -> None:
    now = process.clock.now()
    await plan(store, planned("later", not_before=now + DAY), planned("over", not_before=now, not_after=now))
    await process.minutes(30)
    assert process.told() == []
    await plan(store, planned("due", not_before=process.clock.now()))
    await process.minutes(15)
    assert process.told() == []
    await process.minutes(1)
    assert [text.partition(".")[0] for text in process.told()] == ["**Berichten blijven liggen"]


async def test_a_message_that_is_tried_again_and_again_is_told_too(store: Database, process: Process) -> None:
    await plan(store, planned("due", not_before=process.clock.now()))
    for pause in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600):
        claimed = await claim(store, process.clock.now())
        async with store.transaction() as tx:
            at = process.clock.now() + timedelta(seconds=pause)
            await tx.outbox.record_retry(claimed, at, "no connection", claimed.to)
        await process.minutes(max(1, pause // 60 + 1))
    assert [text.partition(".")[0] for text in process.told()] == ["**Berichten blijven liggen"]
