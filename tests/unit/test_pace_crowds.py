"""Any crowd of messages keeps to Telegram's limits, in order, and nobody in it waits for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Address
from bot.telegram import LIMITS
from tests.crowd import SECOND, Crowd, Message, most_within

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANNA, BRAM, GROUP = (Address("telegram", chat) for chat in ("7", "8", "-7"))
CHATS = (ANNA, BRAM, Address("telegram", "9"), GROUP, Address("telegram", "-8"))
Arrival = tuple[int, Address, bool, list[float], int]
arrivals = st.lists(
    st.tuples(
        st.integers(0, 300),  # hundredths of a second after the one before
        st.sampled_from(CHATS),
        st.booleans(),
        st.lists(st.sampled_from([1.0, 4.0, 30.0]), max_size=2),
        st.sampled_from([1, 2, 5, 25]),  # how many at once
    ),
    max_size=6,
)


def crowd(arriving: list[Arrival]) -> Crowd:
    """All of these messages, numbered in the order in which they are planned."""
    waiting, now = list[Message](), NOW
    for pause, to, is_answer, failures, times in arriving:
        now += pause * SECOND / 100
        waiting += [
            Message(len(waiting) + number, to, is_answer, now, failures=list(failures if number == 0 else []))
            for number in range(times)
        ]
    return Crowd(waiting, NOW)


@settings(max_examples=60, deadline=None)
@given(arrivals)
def test_whatever_comes_telegrams_limits_are_kept(arriving: list[Arrival]) -> None:
    played = crowd(arriving)
    played.run()
    assert most_within(played.moments(is_answer=False), SECOND) <= 25
    for chat in CHATS:
        spread = played.moments(chat, is_answer=None if LIMITS.is_group(chat) else False)
        assert most_within(spread, SECOND * 0.8) <= 1  # one may have waited for the broadcasts of others
        assert not LIMITS.is_group(chat) or most_within(spread, MINUTE) <= 20


@settings(max_examples=60, deadline=None)
@given(arrivals)
def test_in_one_chat_what_is_of_one_kind_goes_in_order(arriving: list[Arrival]) -> None:
    played = crowd(arriving)
    played.run()
    for chat in CHATS:
        for is_answer in (True, False):
            order = [m.id for _, m in played.sent if (m.to, m.is_answer) == (chat, is_answer)]
            assert order == sorted(order)


@settings(max_examples=60, deadline=None)
@given(arrivals)
def test_nobody_is_put_off_again_and_again(arriving: list[Arrival]) -> None:
    """Promises are kept, unless something in the chat is tried again first."""
    arriving = [(pause, to, is_answer, [], times) for pause, to, is_answer, _, times in arriving]
    played = crowd(arriving)
    played.run()
    assert all(message.asked <= 3 for _, message in played.sent)


def test_a_thousand_broadcasts_take_forty_seconds_and_answers_none() -> None:
    people = [Address("telegram", str(number)) for number in range(1, 1001)]
    waiting = [Message(number, to, is_answer=False, not_before=NOW) for number, to in enumerate(people)]
    waiting += [
        Message(2000 + number, to, is_answer=True, not_before=NOW + 20 * SECOND)
        for number, to in enumerate(people[:9])
    ]
    played = Crowd(waiting, NOW)
    played.run()
    assert (played.sent[-1][0] - NOW).total_seconds() == pytest.approx(999 / 25)
    assert played.moments(is_answer=True) == [NOW + 20 * SECOND] * 9
