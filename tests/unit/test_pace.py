"""How fast we may talk: when a message may go, message by message."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Address
from bot.telegram import LIMITS
from scheduler.pace import UNLIMITED, Meter, Pace, Rate
from tests.crowd import most_within

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ANNA, BRAM, GROUP = (Address("telegram", chat) for chat in ("7", "8", "-7"))


def seconds(moments: Iterable[datetime]) -> list[float]:
    """How long after the start these moments are."""
    return [(moment - NOW).total_seconds() for moment in moments]


# Meters


def test_a_meter_gives_one_slot_at_a_time() -> None:
    meter = Meter(Rate(2 * SECOND))
    assert seconds(meter.take(NOW) for _ in range(3)) == [0, 2, 4]
    assert seconds([meter.next_slot(NOW), meter.next_slot(NOW + MINUTE)]) == [6, 60]


def test_a_meter_that_was_quiet_owes_nothing() -> None:
    meter = Meter(Rate(SECOND))
    meter.take(NOW)
    assert meter.take(NOW + MINUTE) == NOW + MINUTE


def test_a_meter_catches_up_when_somebody_comes_a_little_late() -> None:
    meter = Meter(Rate(SECOND, catch_up=SECOND / 2))
    late = [meter.take(NOW + seconds * SECOND) for seconds in (0, 1.4, 2.1, 3.3)]
    assert seconds(late) == [0, 1.4, 2.1, 3.3]
    assert seconds([meter.next_slot(NOW)]) == [4]
    assert seconds([meter.take(NOW + 10 * SECOND), meter.next_slot(NOW)]) == [10, 11]


def test_what_is_caught_up_is_no_more_than_a_few_messages_a_second() -> None:
    pace = Pace(LIMITS)
    sent: list[datetime] = []
    now = NOW
    while len(sent) < 500:
        now = pace.broadcast_at(now) + (len(sent) % 4) * SECOND / 40  # up to 75 ms late, in bursts
        sent.append(pace.when(len(sent), Address("telegram", str(len(sent))), is_answer=False, now=now))
    assert most_within(sent, SECOND) <= 28
    assert (sent[-1] - sent[0]).total_seconds() < 500 / 25 + 1


def test_a_meter_keeps_to_the_most_in_any_stretch_of_time() -> None:
    meter = Meter(Rate(SECOND, most=3, within=10 * SECOND))
    assert seconds(meter.take(NOW) for _ in range(7)) == [0, 1, 2, 10, 11, 12, 20]


def test_a_meter_that_is_held_gives_no_slot_before_and_one_at_a_time_after() -> None:
    meter = Meter(Rate(SECOND))
    meter.hold(NOW + MINUTE)
    meter.hold(NOW + SECOND)
    assert seconds(meter.take(NOW) for _ in range(2)) == [60, 61]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 5000), max_size=80),
    st.integers(0, 2000),
    st.integers(1, 9),
    st.integers(0, 30_000),
)
def test_no_stretch_of_time_has_more_slots_than_a_meter_allows(
    pauses: list[int], every: int, most: int, within: int
) -> None:
    meter = Meter(Rate(every * SECOND / 1000, most, within * SECOND / 1000))
    now, slots = NOW, []
    for pause in pauses:
        now += pause * SECOND / 1000
        slots.append(meter.take(now))
        assert slots[-1] >= now
    assert all(later - sooner >= meter.rate.every for sooner, later in itertools.pairwise(slots))
    assert most_within(slots, meter.rate.within) <= most


# One chat


def test_answers_go_at_once() -> None:
    pace = Pace(LIMITS)
    assert [pace.when(number, ANNA, is_answer=True, now=NOW) for number in range(1, 4)] == [NOW] * 3


def test_broadcasts_to_one_person_are_a_second_apart_and_the_moment_is_promised() -> None:
    pace = Pace(LIMITS)
    moments = [pace.when(number, ANNA, is_answer=False, now=NOW) for number in range(1, 4)]
    assert seconds(moments) == [0, 1, 2]
    for number, moment in enumerate(moments[1:], 2):
        assert pace.when(number, ANNA, is_answer=False, now=moment) == moment


def test_a_broadcast_keeps_its_distance_from_an_answer() -> None:
    pace = Pace(LIMITS)
    pace.when(1, ANNA, is_answer=True, now=NOW)
    assert pace.when(2, ANNA, is_answer=False, now=NOW) == NOW + SECOND


def test_an_answer_does_not_wait_behind_broadcasts_that_wait() -> None:
    pace = Pace(LIMITS)
    moments = [pace.when(number, ANNA, is_answer=number == 4, now=NOW) for number in range(1, 5)]
    assert seconds(moments) == [0, 1, 2, 0]


def test_in_a_group_answers_are_spread_too() -> None:
    pace = Pace(LIMITS)
    moments = [pace.when(number, GROUP, is_answer=True, now=NOW) for number in range(1, 25)]
    assert seconds(moments)[:20] == list(range(20))
    assert min(seconds(moments)[20:]) >= 60


def test_without_limits_everything_goes_at_once() -> None:
    pace = Pace(UNLIMITED)
    assert {pace.when(number, GROUP, is_answer=False, now=NOW) for number in range(50)} == {NOW}
    assert pace.broadcast_at(NOW) == NOW


# When a platform, or the way to it, fails


def test_a_chat_that_was_too_fast_waits_and_is_slow_for_a_while() -> None:
    pace = Pace(LIMITS)
    pace.hold(1, ANNA, NOW + 5 * SECOND, NOW, is_answer=True)
    moments = [pace.when(number, ANNA, is_answer=True, now=NOW) for number in (2, 3)]
    assert seconds(moments) == [6, 7]
    assert pace.when(1, ANNA, is_answer=True, now=NOW + 5 * SECOND) == NOW + 5 * SECOND
    later = NOW + 30 * SECOND
    assert seconds(pace.when(number, ANNA, is_answer=True, now=later) for number in (4, 5)) == [30, 31]
    calm = NOW + 2 * MINUTE
    assert seconds(pace.when(number, ANNA, is_answer=True, now=calm) for number in (6, 7)) == [120, 120]


def test_too_fast_for_one_stops_broadcasts_to_all_and_no_answer_to_others() -> None:
    pace = Pace(LIMITS)
    pace.hold(1, ANNA, NOW + 5 * SECOND, NOW, is_answer=True)
    assert pace.broadcast_at(NOW) == NOW + 5 * SECOND
    assert pace.when(2, BRAM, is_answer=False, now=NOW) == NOW + 5 * SECOND
    assert pace.when(3, BRAM, is_answer=True, now=NOW) == NOW


@pytest.mark.parametrize("is_answer", [True, False])
def test_nothing_overtakes_what_is_tried_again(*, is_answer: bool) -> None:
    pace = Pace(LIMITS)
    assert pace.when(1, ANNA, is_answer=is_answer, now=NOW) == NOW
    again = NOW + SECOND
    pace.block(1, ANNA, again, NOW, is_answer=is_answer)
    after = pace.when(2, ANNA, is_answer=is_answer, now=NOW)
    assert after == (again if is_answer else again + SECOND)
    assert pace.when(1, ANNA, is_answer=is_answer, now=again) == again
    assert pace.when(2, ANNA, is_answer=is_answer, now=after) == after


def test_a_promise_made_before_gives_way_to_what_is_tried_again() -> None:
    pace = Pace(LIMITS)
    assert seconds(pace.when(number, ANNA, is_answer=False, now=NOW) for number in (1, 2)) == [0, 1]
    pace.block(1, ANNA, NOW + 10 * SECOND, NOW, is_answer=False)
    assert pace.when(2, ANNA, is_answer=False, now=NOW + SECOND) == NOW + 11 * SECOND


def test_other_chats_do_not_wait_for_what_is_tried_again() -> None:
    pace = Pace(LIMITS)
    pace.block(1, ANNA, NOW + MINUTE, NOW, is_answer=True)
    assert pace.when(2, BRAM, is_answer=True, now=NOW) == NOW
    assert pace.broadcast_at(NOW) == NOW


def test_chats_at_rest_are_forgotten_and_those_that_are_not_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.pace.MOST_REMEMBERED", 3)
    pace = Pace(LIMITS)
    pace.hold(0, ANNA, NOW + MINUTE, NOW, is_answer=True)
    for number in range(1, 10):
        pace.when(
            number, Address("telegram", str(100 + number)), is_answer=True, now=NOW + number * 2 * SECOND
        )
    assert len(pace._chats) <= 4
    assert pace.when(20, ANNA, is_answer=True, now=NOW + 20 * SECOND) > NOW + MINUTE


# A clock that is wrong


def test_a_clock_that_is_set_back_an_hour_holds_up_nothing() -> None:
    pace, later = Pace(LIMITS), NOW + 60 * MINUTE
    for number in range(100):
        pace.when(number, ANNA, is_answer=False, now=later)
    assert pace.broadcast_at(NOW) == NOW
    assert pace.when(100, ANNA, is_answer=False, now=NOW) == NOW


def test_a_clock_that_is_corrected_by_a_second_frees_no_slots() -> None:
    pace = Pace(LIMITS)
    pace.when(1, ANNA, is_answer=False, now=NOW)
    assert pace.when(2, ANNA, is_answer=False, now=NOW - SECOND) > NOW
