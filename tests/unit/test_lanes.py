"""Lanes: in order within one, side by side across, and an end that nobody has to wait for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.incoming.lanes import Lanes
from tests.waiting import until

PATIENCE_S = 30


class Road:
    """Jobs that note when they begin, and end when they are let go."""

    def __init__(self) -> None:
        self.lanes = Lanes()
        self.begun: list[str] = []
        self.ended: list[str] = []
        self._gates: dict[str, asyncio.Event] = {}

    def put(self, lane: str, name: str) -> None:
        self._gates[name] = asyncio.Event()
        self.lanes.put(lane, self.job(name))

    def job(self, name: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            self.begun.append(name)
            await self._gates[name].wait()
            self.ended.append(name)

        return do

    def let_go(self, name: str) -> None:
        self._gates[name].set()


@pytest.fixture
async def road() -> Road:
    return Road()


async def test_jobs_of_one_lane_are_done_one_after_the_other(road: Road) -> None:
    for name in ("a1", "a2", "a3"):
        road.put("a", name)
        road.let_go(name)
    await until(lambda: road.ended == ["a1", "a2", "a3"])


async def test_the_next_one_waits_for_the_one_before(road: Road) -> None:
    road.put("a", "a1")
    road.put("a", "a2")
    await until(lambda: road.begun == ["a1"])
    await asyncio.sleep(0.01)
    assert road.begun == ["a1"]
    road.let_go("a1")
    await until(lambda: road.begun == ["a1", "a2"])


async def test_lanes_go_side_by_side(road: Road) -> None:
    for lane in "abc":
        road.put(lane, f"{lane}1")
    await until(lambda: sorted(road.begun) == ["a1", "b1", "c1"])
    road.let_go("c1")
    await until(lambda: road.ended == ["c1"])


async def test_a_lane_that_was_empty_for_a_while_goes_on(road: Road) -> None:
    road.put("a", "a1")
    road.let_go("a1")
    await until(lambda: road.ended == ["a1"])
    await asyncio.sleep(0.01)
    road.put("a", "a2")
    road.let_go("a2")
    await until(lambda: road.ended == ["a1", "a2"])


async def test_a_job_that_fails_does_not_stop_the_next_one(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble() -> None:
        raise ZeroDivisionError

    road.lanes.put("a", stumble)
    road.put("a", "a1")
    road.let_go("a1")
    await until(lambda: road.ended == ["a1"])
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, "a job failed")
    ]


async def test_closing_finishes_what_is_in_hand_and_drops_what_waits(road: Road) -> None:
    road.put("a", "a1")
    road.put("a", "a2")
    road.put("b", "b1")
    await until(lambda: len(road.begun) == 2)
    closing = asyncio.create_task(road.lanes.close(10))
    await asyncio.sleep(0.01)
    assert not closing.done()
    for name in ("a1", "a2", "b1"):
        road.let_go(name)
    async with asyncio.timeout(1):
        await closing
    assert sorted(road.ended) == ["a1", "b1"]
    assert "a2" not in road.begun


async def test_closing_does_not_wait_longer_than_it_was_told(road: Road) -> None:
    road.put("a", "a1")
    await until(lambda: road.begun == ["a1"])
    async with asyncio.timeout(PATIENCE_S):
        await road.lanes.close(0.01)
    assert road.ended == []


async def test_closing_what_is_empty_takes_no_time(road: Road) -> None:
    async with asyncio.timeout(PATIENCE_S):
        await road.lanes.close(10 * PATIENCE_S)
