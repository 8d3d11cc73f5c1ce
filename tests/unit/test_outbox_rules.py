"""What is done after a sending failed, and how answers are named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    NotAllowed,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from scheduler.outbox import (
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    GiveUp,
    OutboxKind,
    Readdress,
    RetryAt,
    after_failure,
    answer_key,
    pause_after,
)
from tests.fakes import Outage

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
ELSEWHERE = Address("fake", "elsewhere")

moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is in timezones
attempts = st.integers(1, 10_000)
reasons = st.text(max_size=20)
told_pauses = st.timedeltas(timedelta(microseconds=1), timedelta(days=1))
errors = st.one_of(
    st.builds(TemporaryDeliveryError, reasons, st.none() | told_pauses),
    st.builds(PermanentDeliveryError, reasons),
    st.builds(ConversationMoved, st.builds(Address, st.just("fake"), st.text(max_size=5))),
    st.builds(NotAllowed, reasons),
    st.builds(Outage, reasons),
)


def pauses_before_giving_up() -> list[timedelta]:
    """How long is waited after each failure, until nothing is tried any more."""
    pauses = []
    for number in range(1, MOST_ATTEMPTS + 1):
        match after_failure(TemporaryDeliveryError("down"), number, OutboxKind.REMINDER, NOW):
            case RetryAt(moment, _):
                pauses.append(moment - NOW)
    return pauses


@settings(max_examples=100, deadline=None)
@given(errors, attempts, moments)
def test_after_the_last_attempt_nothing_is_tried_again(
    error: DeliveryError, number: int, now: datetime
) -> None:
    outcome = after_failure(error, number, OutboxKind.REMINDER, now)
    assert isinstance(outcome, GiveUp) or number < MOST_ATTEMPTS


@settings(max_examples=100, deadline=None)
@given(reasons, attempts, moments)
def test_a_pause_of_our_own_is_never_longer_than_ten_minutes(reason: str, number: int, now: datetime) -> None:
    match after_failure(TemporaryDeliveryError(reason), number, OutboxKind.REMINDER, now):
        case RetryAt(moment, told):
            assert timedelta(0) < moment - now <= timedelta(minutes=10)
            assert told == reason
        case outcome:
            assert isinstance(outcome, GiveUp)


@settings(max_examples=100, deadline=None)
@given(told_pauses, st.integers(1, MOST_ATTEMPTS - 1), moments)
def test_a_platform_that_says_when_is_believed(pause: timedelta, number: int, now: datetime) -> None:
    error = TemporaryDeliveryError("too many requests", retry_after=pause)
    assert after_failure(error, number, OutboxKind.REMINDER, now) == RetryAt(now + pause, "too many requests")


def test_a_platform_that_says_nonsense_about_when_does_no_harm() -> None:
    error = TemporaryDeliveryError("too many requests", retry_after=timedelta.max)
    assert after_failure(error, 1, OutboxKind.REMINDER, NOW) == RetryAt(
        NOW + timedelta(days=1), "too many requests"
    )


@settings(max_examples=100, deadline=None)
@given(reasons, attempts, moments)
def test_what_will_never_work_is_given_up_at_once_with_the_platforms_reason(
    reason: str, number: int, now: datetime
) -> None:
    assert after_failure(PermanentDeliveryError(reason), number, OutboxKind.REMINDER, now) == GiveUp(reason)


@pytest.mark.parametrize("number", [1, 2, MOST_ATTEMPTS - 1])
def test_a_conversation_that_moved_is_followed(number: int) -> None:
    assert after_failure(ConversationMoved(ELSEWHERE), number, OutboxKind.REMINDER, NOW) == Readdress(
        ELSEWHERE
    )


def test_a_conversation_that_keeps_moving_is_not_followed_for_ever() -> None:
    assert isinstance(
        after_failure(ConversationMoved(ELSEWHERE), MOST_ATTEMPTS, OutboxKind.REMINDER, NOW), GiveUp
    )


def test_giving_up_tells_how_often_it_was_tried_and_why() -> None:
    outcome = after_failure(TemporaryDeliveryError("no connection"), MOST_ATTEMPTS, OutboxKind.REMINDER, NOW)
    assert outcome == GiveUp(f"gave up after {MOST_ATTEMPTS} attempts: no connection")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(NotAllowed("words of a member"), "NotAllowed"), (Outage("words of a member"), "Outage")],
)
def test_an_error_without_a_rule_is_given_up_under_its_own_name(error: DeliveryError, reason: str) -> None:
    assert after_failure(error, 1, OutboxKind.REMINDER, NOW) == GiveUp(reason)


def test_pauses_start_at_a_second_and_double() -> None:
    assert [pause_after(number).total_seconds() for number in (1, 2, 3, 4, 10)] == [1, 2, 4, 8, 512]


@settings(max_examples=100, deadline=None)
@given(attempts)
def test_no_pause_is_shorter_than_the_one_before(number: int) -> None:
    assert pause_after(number) <= pause_after(number + 1) <= LONGEST_PAUSE


def test_an_outage_of_an_hour_and_a_quarter_is_sat_out() -> None:
    assert sum(pauses_before_giving_up(), timedelta(0)) > timedelta(minutes=75)


def test_an_answer_is_named_after_the_message_it_answers() -> None:
    assert answer_key("telegram", "12-345", 1) == "telegram-12-345/answer-1"


@settings(max_examples=100, deadline=None)
@given(
    st.sets(st.tuples(st.text(alphabet="a1-/", max_size=12), st.integers(1, 30)), min_size=2, max_size=12)
    | st.just({("1", 1), ("1/answer-1", 1), ("1", 11), ("11", 1)})
)
def test_no_two_answers_share_a_key(messages: set[tuple[str, int]]) -> None:
    keys = {answer_key("fake", message_id, number) for message_id, number in messages}
    assert len(keys) == len(messages)
