"""Platforms side by side: what fails is started anew, what is refused is told, and the end is soon."""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

import pytest

from bot.contract import IncomingMessage, Messenger, TemporaryDeliveryError
from bot.incoming.surplus import Kept
from bot.platforms import CredentialsRefused, Host, LeaseLost, Menu, Platform, Serving, Supervisor
from scheduler.pace import UNLIMITED
from tests.fakes import FakeMessenger
from tests.waiting import until

REFUSED = CredentialsRefused("the server refuses LEERNETWERK_SOMETHING")
AWAY = TemporaryDeliveryError("no connection")


class FakeHost:
    """Nobody writes in these tests."""

    @property
    def menu(self) -> Menu:
        return {}

    async def receive(self, message: IncomingMessage, committed: Callable[[], None]) -> None:
        raise AssertionError("nobody wrote")

    async def send_waiting(self) -> None:
        raise AssertionError("nobody waits")

    def surplus(self, platform: str) -> Kept:
        raise AssertionError("nobody sends much")

    async def forgotten(self, platform: str, senders: Collection[str]) -> set[str]:
        raise AssertionError("nobody is erased")

    async def introduced(self, platform: str, name: str) -> None:
        raise AssertionError("nobody comes in")

    def heard(self, platform: str) -> None:
        raise AssertionError("nothing is heard")


class FakeStore:
    """Gives every lease at once, unless another process has it."""

    def __init__(self, *held_elsewhere: str) -> None:
        self._held_elsewhere = held_elsewhere

    async def work_alone(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        if name in self._held_elsewhere:
            await asyncio.Event().wait()
        await work()


class FakePlatform:
    """Fails at each start with the next of `errors`, then serves; `last_words` take that long at the end."""

    limits = UNLIMITED
    is_for_one = True
    can_send = True
    messenger: Messenger = FakeMessenger()

    def __init__(self, name: str, *errors: Exception, last_words: float = 0, hangs: bool = False) -> None:
        self.name = name
        self.starts: list[float] = []
        self.breaks = asyncio.Event()
        self.finished = False
        self._errors = list(errors)
        self._last_words = last_words
        self._hangs = hangs

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        yield

    async def serve(self, host: Host, ready: Callable[[], None], stop: asyncio.Event) -> None:
        self.starts.append(asyncio.get_running_loop().time())
        if self._errors:
            raise self._errors.pop(0)
        if self._hangs:
            await asyncio.Event().wait()
        ready()
        await asyncio.wait(
            [asyncio.create_task(stop.wait()), asyncio.create_task(self.breaks.wait())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        if self.breaks.is_set():
            self.breaks.clear()
            raise REFUSED
        await asyncio.sleep(self._last_words)
        self.finished = True


class Stage:
    """A supervisor with what it announces, and a way to end it."""

    def __init__(self, *platforms: FakePlatform, store: FakeStore | None = None) -> None:
        self.ready: list[str] = []
        self.stop = asyncio.Event()
        self._platforms: list[Platform] = list(platforms)
        self.stands: list[tuple[str, Serving, str | None]] = []
        self._supervisor = Supervisor(
            store or FakeStore(), FakeHost(), self.ready.append, self.stop, self._note
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """At work for the length of the block; told to stop at its end, which must be soon."""
        task = asyncio.create_task(self._supervisor.run(self._platforms))
        try:
            yield task
        finally:
            self.stop.set()
            async with asyncio.timeout(1):
                await asyncio.wait([task])

    def _note(self, platform: str, serving: Serving, why: str | None) -> None:
        self.stands.append((platform, serving, why))

    async def run(self) -> None:
        """At work until it ends by itself."""
        async with asyncio.timeout(1):
            await self._supervisor.run(self._platforms)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is a hundredth of one here."""
    for name, seconds in (("FIRST", 0.01), ("LONGEST", 0.04), ("REFUSED", 0.06)):
        monkeypatch.setattr(f"bot.platforms.{name}_PAUSE_S", seconds)
    monkeypatch.setattr("bot.platforms.PATIENCE_S", 0.1)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the operator reads, from WARNING up."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


# Being refused


async def test_the_only_platform_that_is_refused_ends_it_all() -> None:
    with pytest.raises(CredentialsRefused):
        await Stage(FakePlatform("a", REFUSED)).run()


async def test_the_only_platform_that_is_refused_later_ends_it_all_too() -> None:
    platform = FakePlatform("a")
    stage = Stage(platform)
    async with stage.running() as task:
        await until(lambda: stage.ready == ["a"])
        platform.breaks.set()
        with pytest.raises(CredentialsRefused):
            await task


async def test_of_two_the_refused_one_is_told_once_and_tried_again_and_the_other_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refused, other = FakePlatform("a", REFUSED, REFUSED, REFUSED), FakePlatform("b")
    stage = Stage(refused, other)
    async with stage.running():
        await until(lambda: sorted(stage.ready) == ["a", "b"])
    assert told(caplog) == ["a: the server refuses LEERNETWERK_SOMETHING"]
    assert len(other.starts) == 1
    assert all(pause >= 0.06 * 0.8 for pause in pauses(refused))


async def test_a_token_that_is_taken_away_after_a_long_time_is_told_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform = FakePlatform("a")
    stage = Stage(platform, FakePlatform("b"))
    async with stage.running():
        await until(lambda: sorted(stage.ready) == ["a", "b"])
        await asyncio.sleep(0.05)  # longer than the longest pause
        platform._errors = [REFUSED, REFUSED]
        platform.breaks.set()
        await until(lambda: len(platform.starts) == 4)
    assert told(caplog) == ["a: the server refuses LEERNETWERK_SOMETHING"]
    assert all(pause >= 0.06 * 0.8 for pause in pauses(platform)[1:])


def pauses(platform: FakePlatform) -> list[float]:
    """The time between one start and the next."""
    return [later - sooner for sooner, later in itertools.pairwise(platform.starts)]


# Being down


@pytest.mark.parametrize("error", [AWAY, LeaseLost("gone"), ZeroDivisionError("words of a member")])
async def test_whatever_fails_is_started_anew(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage(FakePlatform("a", error, error))
    async with stage.running():
        await until(lambda: stage.ready == ["a"])
    assert len(told(caplog)) == 2
    assert all(line.startswith("a ") and "words" not in line for line in told(caplog))


async def test_the_pauses_grow_up_to_the_longest() -> None:
    platform = FakePlatform("a", *[AWAY] * 6)
    stage = Stage(platform)
    async with stage.running():
        await until(lambda: stage.ready == ["a"])
    for pause, meant in zip(pauses(platform), (0.01, 0.02, 0.04, 0.04, 0.04, 0.04), strict=True):
        assert pause >= meant * 0.8


async def test_one_that_is_down_does_not_stop_the_other() -> None:
    down, other = FakePlatform("a", *[AWAY] * 1000), FakePlatform("b")
    stage = Stage(down, other)
    async with stage.running():
        await until(lambda: stage.ready == ["b"] and len(down.starts) > 3)
    assert other.finished


async def test_that_a_platform_serves_is_announced_the_first_time_only() -> None:
    platform = FakePlatform("a")
    stage = Stage(platform, FakePlatform("b"))
    async with stage.running():
        await until(lambda: sorted(stage.ready) == ["a", "b"])
        platform.breaks.set()
        await until(lambda: len(platform.starts) == 2)
    assert sorted(stage.ready) == ["a", "b"]


async def test_how_a_platform_gets_on_is_told_without_the_words_of_unforeseen_errors() -> None:
    stage = Stage(FakePlatform("a", AWAY, REFUSED, ZeroDivisionError("words of a member")), FakePlatform("b"))
    async with stage.running():
        await until(lambda: sorted(stage.ready) == ["a", "b"])
    of_a = [(serving, why) for platform, serving, why in stage.stands if platform == "a"]
    assert [each for each in of_a if each[0] not in (Serving.STANDBY, Serving.STARTING)] == [
        (Serving.BACKING_OFF, "no connection"),
        (Serving.REFUSED, "the server refuses LEERNETWERK_SOMETHING"),
        (Serving.BACKING_OFF, "ZeroDivisionError"),
        (Serving.SERVING, None),
    ]


async def test_who_waits_for_another_process_stands_by() -> None:
    stage = Stage(FakePlatform("a"), FakePlatform("b"), store=FakeStore("a"))
    async with stage.running():
        await until(lambda: stage.ready == ["b"])
    assert [serving for platform, serving, _ in stage.stands if platform == "a"] == [Serving.STANDBY]


# The end


async def test_at_the_stop_what_is_in_hand_is_finished() -> None:
    platform = FakePlatform("a", last_words=0.05)
    stage = Stage(platform)
    async with stage.running():
        await until(lambda: stage.ready == ["a"])
    assert platform.finished


async def test_at_the_stop_patience_ends() -> None:
    platform = FakePlatform("a", last_words=1000)
    stage = Stage(platform)
    async with stage.running():
        await until(lambda: stage.ready == ["a"])
    assert not platform.finished


@pytest.mark.parametrize("store", [FakeStore("a"), FakeStore()], ids=["waiting for a lease", "starting"])
async def test_at_the_stop_nobody_waits_for_one_that_does_not_serve_yet(
    store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.PATIENCE_S", 1000)
    other = FakePlatform("b", last_words=0.05)
    stage = Stage(FakePlatform("a", hangs=True), other, store=store)
    async with stage.running():
        await until(lambda: stage.ready == ["b"])
    assert other.finished


async def test_at_the_stop_nobody_waits_for_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.FIRST_PAUSE_S", 1000)
    platform = FakePlatform("a", *[AWAY] * 2)
    stage = Stage(platform)
    async with stage.running():
        await until(lambda: len(platform.starts) == 1)
    assert len(platform.starts) == 1


async def test_told_to_stop_beforehand_nothing_is_served() -> None:
    platform = FakePlatform("a")
    stage = Stage(platform)
    stage.stop.set()
    await stage.run()
    assert platform.starts == []


async def test_who_cancels_the_supervisor_ends_it() -> None:
    platform = FakePlatform("a")
    stage = Stage(platform)
    async with stage.running() as task:
        await until(lambda: stage.ready == ["a"])
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 60)


async def test_what_several_processes_may_serve_waits_for_no_other() -> None:
    stop = asyncio.Event()
    platform = FakePlatform("telegram")
    platform.is_for_one = False
    started = asyncio.Event()
    supervisor = Supervisor(FakeStore("telegram"), FakeHost(), lambda _: started.set(), stop)
    serving = asyncio.create_task(supervisor.run([platform]))
    async with asyncio.timeout(5):
        await started.wait()
        stop.set()
        await serving
