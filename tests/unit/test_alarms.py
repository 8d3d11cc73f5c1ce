"""When an operator hears of a trouble: once, once more when it is over, and not again within a day."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.alarm_memory import Kept, kept_from, kept_text
from scheduler.alarms import (
    ANSWERS_WAIT,
    DOWN,
    LATE,
    MESSAGES_WAIT,
    SETTLED,
    TOLD_AGAIN_AFTER,
    Done,
    Memory,
    News,
    Sight,
    Told,
    Trouble,
    What,
    to_tell,
    troubles,
    waits_since,
)

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
MINUTE, SECOND, DAY = timedelta(minutes=1), timedelta(seconds=1), timedelta(days=1)
TELEGRAM = Trouble(What.PLATFORM, "telegram")


def done(ago: timedelta, every: timedelta = MINUTE) -> Mapping[str, Done]:
    """One tick that was done so long ago."""
    return {"plan": Done(NOW - ago, every)}


@pytest.mark.parametrize(
    ("sight", "trouble"),
    [
        (Sight(ticks=done(MINUTE + LATE)), None),
        (Sight(ticks=done(MINUTE + LATE + SECOND)), What.TICK),
        (Sight(ticks=done(DAY + 50 * MINUTE, DAY)), None),
        (Sight(ticks=done(DAY + 61 * MINUTE, DAY)), What.TICK),
        (Sight(contacts={"telegram": NOW - DOWN}), None),
        (Sight(contacts={"telegram": NOW - DOWN - SECOND}), What.PLATFORM),
        (Sight(answer=NOW - ANSWERS_WAIT), None),
        (Sight(answer=NOW - ANSWERS_WAIT - SECOND), What.ANSWERS),
        (Sight(message=NOW - MESSAGES_WAIT), None),
        (Sight(message=NOW - MESSAGES_WAIT - SECOND), What.MESSAGES),
        (Sight(answer=NOW + DAY, contacts={"matrix": NOW + DAY}, ticks=done(-DAY)), None),
        (Sight(), None),
    ],
)
def test_something_is_a_trouble_from_its_limit_on(sight: Sight, trouble: What | None) -> None:
    assert [each.what for each in troubles(sight, NOW)] == ([trouble] if trouble else [])


def test_two_platforms_are_two_troubles_and_many_ticks_are_one() -> None:
    long_ago = NOW - DAY
    ticks = {name: Done(long_ago, MINUTE) for name in ("plan", "tidy", "plan meetings")}
    found = troubles(Sight(ticks, {"telegram": long_ago, "matrix": long_ago}), NOW)
    assert sorted(found) == [Trouble(What.PLATFORM, "matrix"), TELEGRAM, Trouble(What.TICK)]


def test_a_message_that_was_tried_for_long_waits_since_its_first_try() -> None:
    assert waits_since(NOW, 0) == NOW
    assert waits_since(NOW, 10) == NOW - timedelta(seconds=1023)
    assert waits_since(NOW, 10_000) > NOW - timedelta(days=13)


class Operator:
    """An operator who is told minute by minute."""

    def __init__(self) -> None:
        self.memory: Memory = {}
        self.heard: list[tuple[int, bool]] = []

    def minute(self, number: int, *, bad: bool) -> list[News]:
        now = NOW + number * MINUTE
        news, self.memory = to_tell({TELEGRAM: NOW} if bad else {}, self.memory, now)
        self.heard += [(number, each.is_over) for each in news]
        return news


def test_a_trouble_is_told_once_and_once_more_when_it_is_over() -> None:
    operator = Operator()
    for number in range(120):
        operator.minute(number, bad=number < 60)
    settled = 59 + int(SETTLED / MINUTE)
    assert operator.heard == [(0, False), (settled, True)]


def test_what_comes_back_before_it_is_over_is_the_same_trouble() -> None:
    operator = Operator()
    for number in range(600):
        operator.minute(number, bad=number % 9 == 0)
    assert operator.heard == [(0, False)]


def test_what_comes_back_after_it_was_over_is_not_told_again_within_a_day() -> None:
    operator = Operator()
    for number in range(3 * 24 * 60):
        operator.minute(number, bad=number % 60 < 20)
    starts = [number for number, is_over in operator.heard if not is_over]
    assert all(later - sooner >= TOLD_AGAIN_AFTER / MINUTE for sooner, later in itertools.pairwise(starts))
    assert len(starts) == 3
    assert len(operator.heard) == 6


def test_a_trouble_that_stays_is_not_told_each_day() -> None:
    operator = Operator()
    for number in range(0, 5 * 24 * 60, 5):
        operator.minute(number, bad=True)
    assert operator.heard == [(0, False)]


@given(st.lists(st.booleans(), max_size=300), st.integers(1, 200))
def test_whatever_comes_and_goes_each_end_follows_a_beginning_and_beginnings_are_a_day_apart(
    minutes: list[bool], pace: int
) -> None:
    operator = Operator()
    for number, bad in enumerate(minutes):
        operator.minute(number * pace, bad=bad)
    assert [is_over for _, is_over in operator.heard] == [
        index % 2 == 1 for index in range(len(operator.heard))
    ]
    starts = [number for number, is_over in operator.heard if not is_over]
    assert all(later - sooner >= 24 * 60 for sooner, later in itertools.pairwise(starts))
    if any(minutes):
        assert operator.heard[0] == (minutes.index(True) * pace, False)


def test_what_is_kept_is_read_again() -> None:
    sight = Sight(done(MINUTE), {"telegram": NOW})
    told = {TELEGRAM: Told(NOW, NOW + MINUTE, is_over=True), Trouble(What.TICK): Told(NOW, NOW)}
    assert kept_from(kept_text(sight, told)) == Kept({"plan": NOW - MINUTE}, {"telegram": NOW}, told)


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "",
        "x",
        "[]",
        "1",
        '{"told": [1]}',
        '{"did": 3}',
        '{"did": {"plan": 5}}',
        '{"told": [{"what": "x"}]}',
        '{"contacts": {"telegram": "2026-12-03T13:00:00"}}',
        '{"told": null}',
    ],
)
def test_junk_is_as_if_nothing_was_kept(junk: str | None) -> None:
    assert kept_from(junk) == Kept()


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(str))
def test_whatever_is_found_there_nothing_breaks(text: str) -> None:
    kept_from(text)
