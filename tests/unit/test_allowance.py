"""How much one sender may ask: enough for any person, and not for a program."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract import Address, IncomingMessage, Kind
from bot.incoming.allowance import (
    LEAVING,
    LEAVING_WORDS,
    MOST_SENDERS,
    TOLD_AGAIN_S,
    USUAL,
    Account,
    Allowances,
    Rate,
    Verdict,
    is_leaving,
    spend,
)
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from tests.stubs import stub_knowledge

RATE = Rate(5, 2.0)
READ, TELL, SKIP = Verdict.READ, Verdict.TELL, Verdict.SKIP


def message(
    text: str = "hoi", kind: Kind = Kind.TEXT, *, sender: str = "anna", is_direct: bool = True
) -> IncomingMessage:
    return IncomingMessage("1", kind, sender, Address("fake", "chat"), text, is_direct=is_direct)


def judged(allowances: Allowances, number: int, now: float = 0.0, **about: object) -> Sequence[Verdict]:
    """What becomes of so many messages at one moment."""
    return [allowances.judge(message(**about), now) for _ in range(number)]  # type: ignore[arg-type] # as in message


@pytest.fixture
def allowances() -> Allowances:
    return Allowances()


# The account


@given(st.lists(st.floats(0, 20), max_size=60))
def test_no_stretch_of_time_lets_through_more_than_its_share(pauses: Sequence[float]) -> None:
    account, now, through = Account(), 1000.0, []
    for pause in pauses:
        now += pause
        if after := spend(account, RATE, now):
            account = after
            through.append(now)
    for first, begun in enumerate(through):
        for number, at in enumerate(through[first:], 1):
            assert number <= RATE.at_once + (at - begun) / RATE.one_more_s + 1e-6


@given(st.lists(st.floats(RATE.one_more_s, 100), max_size=60), st.integers(1, RATE.at_once))
def test_whoever_keeps_to_the_rate_is_always_let_through(pauses: Sequence[float], at_once: int) -> None:
    account, now = Account(), -5.0
    for pause in (*[RATE.one_more_s] * at_once, *pauses):
        now += pause
        after = spend(account, RATE, now)
        assert after is not None
        account = after


def test_what_is_refused_costs_nothing() -> None:
    account = Account()
    for _ in range(RATE.at_once):
        account = spend(account, RATE, 0.0) or account
    assert [spend(account, RATE, moment) for moment in (0.0, 1.0, 1.9)] == [None] * 3
    assert spend(account, RATE, 2.0) is not None


# What becomes of messages


def test_a_hundred_at_once_are_read_and_of_the_rest_one_is_told(allowances: Allowances) -> None:
    verdicts = judged(allowances, 10_000)
    assert (verdicts.count(READ), verdicts.count(TELL)) == (USUAL.at_once, 1)
    assert verdicts[USUAL.at_once] is TELL


def test_a_flood_that_goes_on_is_told_once_in_ten_minutes(allowances: Allowances) -> None:
    told = [second for second in range(1201) if TELL in judged(allowances, 50, now=float(second))]
    assert [second // TOLD_AGAIN_S for second in told] == [0, 1]


def test_a_question_each_second_is_always_read(allowances: Allowances) -> None:
    judged(allowances, USUAL.at_once)
    assert all(judged(allowances, 1, now=float(second)) == [READ] for second in range(1, 5000))


def test_others_are_not_concerned(allowances: Allowances) -> None:
    judged(allowances, 1000)
    assert judged(allowances, 1, sender="bram") == [READ]


def test_a_group_is_not_told_and_its_member_is_elsewhere(allowances: Allowances) -> None:
    assert set(judged(allowances, 1000, is_direct=False)) == {READ, SKIP}
    assert judged(allowances, 2) == [TELL, SKIP]


@pytest.mark.parametrize("text", ["stop", "Stop", "/stop", "!vergeetmij", "forgetme", "vergeetmij nu"])
def test_whoever_is_through_it_can_still_leave(allowances: Allowances, text: str) -> None:
    judged(allowances, 1000)
    assert judged(allowances, 2, text=text, kind=Kind.COMMAND) == [READ, READ]


def test_leaving_is_no_way_around_it(allowances: Allowances) -> None:
    verdicts = judged(allowances, 1000, text="stop", kind=Kind.COMMAND)
    assert verdicts.count(READ) == USUAL.at_once + LEAVING.at_once


@pytest.mark.parametrize("text", ["", " ", "stoppen met school", "/", "wat doet vergeetmij"])
def test_other_words_are_no_leaving(text: str) -> None:
    assert not is_leaving(message(text))


def test_a_press_is_no_leaving_whatever_it_carries() -> None:
    assert not is_leaving(message("stop", Kind.CHOICE))


@pytest.mark.parametrize("kind", [Kind.JOINED, Kind.LEFT, Kind.MOVED, Kind.TROUBLE])
def test_what_the_platform_tells_is_always_taken(allowances: Allowances, kind: Kind) -> None:
    judged(allowances, 1000)
    assert judged(allowances, 200, kind=kind) == [READ] * 200


def test_of_more_senders_than_are_remembered_the_last_are_still_held_to_it(allowances: Allowances) -> None:
    judged(allowances, 1000, sender="first")
    for number in range(MOST_SENDERS):
        allowances.judge(message(sender=f"sender-{number}"), 0.0)
    assert judged(allowances, 1, sender="first") == [READ]
    judged(allowances, 1000, sender="first")
    assert judged(allowances, 1, sender="first") == [SKIP]


def test_the_words_to_leave_are_commands_of_the_bot(guard: object) -> None:
    table = answering_table(stub_knowledge(), ShortMemory(), guard, ())  # type: ignore[arg-type] # a fixture
    assert all(table.command(word) for word in LEAVING_WORDS)
