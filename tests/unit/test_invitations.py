"""Invitations: when they let somebody in, and how guessing is slowed down."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.people.invitations import FREE_TRIES, LONGEST_WAIT, Invitation, State, may_try_at, state_of
from handlers.people.people import Network, Role

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
NETWORK = Network(1, "oost", "Netwerk Oost", "Europe/Amsterdam", "nl")


def invitation(uses: int, lasts: timedelta) -> Invitation:
    """An invitation for so many, for so long from now."""
    return Invitation(1, NETWORK, Role.MEMBER, uses, NOW + lasts)


@pytest.mark.parametrize(
    ("uses", "lasts", "state"),
    [
        (1, timedelta(seconds=1), State.OPEN),
        (1, timedelta(0), State.EXPIRED),
        (0, timedelta(days=1), State.USED_UP),
        (0, timedelta(days=-1), State.USED_UP),
    ],
)
def test_an_invitation_is_open_expired_or_used_up(uses: int, lasts: timedelta, state: State) -> None:
    assert state_of(invitation(uses, lasts), NOW) is state


@pytest.mark.parametrize(
    ("wrong", "minutes"), [(1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (16, 24 * 60), (10**6, 24 * 60)]
)
def test_waits_double_after_the_fifth_wrong_code(wrong: int, minutes: int) -> None:
    assert may_try_at(wrong, NOW) - NOW == timedelta(minutes=minutes)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_who_guesses_more_never_waits_less_and_never_more_than_a_day(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert NOW <= may_try_at(fewer, NOW) <= may_try_at(more, NOW) <= NOW + LONGEST_WAIT


def test_a_year_of_guessing_is_hopeless() -> None:
    """At a guess a day, and the free ones, against 32 to the tenth codes."""
    guesses = FREE_TRIES + 17 + 365
    assert guesses * 1000 / 32**10 < 1e-9
