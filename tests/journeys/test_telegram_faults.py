"""Whatever happens to Telegram or the database: every question is answered, and once.

An answer may stand twice only where Telegram had taken the message and the bot could not know.
"""

import sqlite3
import time
from contextlib import closing

import pytest

from tests.journeys.telegram_bot import ServedBot
from tests.journeys.telegram_tally import Asker, Tally, answers_shown, askers, tally

PATIENCE_S = 60.0
GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@pytest.fixture(autouse=True)
def _all_is_well_again(bot: ServedBot) -> None:
    bot.telegram.faults.clear()


def ask_all(people: list[Asker], questions: int, *, every: float = 0.02) -> None:
    """Ask so many questions in turn, with a pause in seconds after each."""
    for number in range(questions):
        people[number % len(people)].asks(number)
        time.sleep(every)


def result(bot: ServedBot, people: list[Asker], patience: float = PATIENCE_S) -> Tally:
    """What became of the questions when all are answered and it has become quiet."""
    asked = sum(len(asker.asked) for asker in people)
    end = time.monotonic() + patience
    while answers_shown(people) < asked and time.monotonic() < end:
        time.sleep(0.02)
    bot.telegram.faults.clear()
    time.sleep(2.5)  # ticks of delivery, in case something is sent again
    return tally(bot, people)


def good(counted: Tally, questions: int, *, doubled: int = 0) -> bool:
    """Whether all is answered, and not more often twice than it may."""
    return (counted.asked, counted.unanswered) == (questions, 0) and counted.doubled <= doubled


def through_an_outage(bot: ServedBot, seconds: float) -> Tally:
    """Questions come before, while and after Telegram is away."""
    people = askers(bot, 4)
    ask_all(people, 12, every=0)
    bot.telegram.down()
    ask_all(people, 8, every=seconds / 8)
    bot.telegram.up()
    ask_all(people, 4)
    return result(bot, people, 120)


def test_an_outage_of_telegram_loses_and_doubles_nothing(bot: ServedBot) -> None:
    """The calls under way when it begins may have been taken: those of four chats."""
    assert good(through_an_outage(bot, 3), 24, doubled=4)


def test_a_storm_of_429_delays_but_loses_and_doubles_nothing(bot: ServedBot) -> None:
    people = askers(bot, 4)
    bot.telegram.faults.answers(
        429, "Too Many Requests: retry after 1", "sendMessage", retry_after=1, every=2, times=10
    )
    ask_all(people, 16)
    assert good(result(bot, people), 16)


def test_what_was_not_taken_is_sent_again_and_stands_once(bot: ServedBot) -> None:
    people = askers(bot, 4)
    bot.telegram.faults.drop_before("sendMessage", every=10)
    ask_all(people, 40)
    counted = result(bot, people)
    assert good(counted, 40, doubled=4)  # the bot can't know that a dropped call was not taken


@pytest.mark.parametrize("halfway", [False, True])
def test_what_was_taken_but_not_confirmed_stands_twice_at_most_once_each(
    bot: ServedBot, halfway: bool
) -> None:
    people = askers(bot, 4)
    bot.telegram.faults.drop_after("sendMessage", every=10, halfway=halfway)
    ask_all(people, 40)
    assert good(result(bot, people), 40, doubled=5)


def test_an_answer_that_telegram_confirms_after_six_seconds_stands_once(bot: ServedBot) -> None:
    people = askers(bot, 3)
    bot.telegram.faults.slow(6, "sendMessage", times=2)
    ask_all(people, 6)
    assert good(result(bot, people), 6)


def test_a_gateway_that_answers_in_html_delays_but_loses_and_doubles_nothing(bot: ServedBot) -> None:
    people = askers(bot, 3)
    bot.telegram.faults.answers(502, body=GATEWAY, every=2, times=8)
    ask_all(people, 9)
    assert good(result(bot, people), 9)


def test_a_refused_confirmation_of_a_press_does_not_cost_the_answer(bot: ServedBot) -> None:
    (asker,) = askers(bot, 1)
    ask_all([asker], 1)
    bot.telegram.wait_until(lambda: answers_shown([asker]) == 1)
    bot.telegram.faults.drop_before("answerCallbackQuery", times=2)
    tip = asker.person.sees[-1]
    asker.person.presses(tip, tip.buttons[2])
    bot.telegram.wait_until(lambda: answers_shown([asker]) == 2, PATIENCE_S)


def test_the_database_may_be_locked_for_seconds_by_another_program(bot: ServedBot) -> None:
    people = askers(bot, 3)
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ask_all(people, 9, every=0.7)
        other.execute("ROLLBACK")
    assert good(result(bot, people), 9)
    assert bot.running.poll() is None


def test_going_down_during_work_is_quick_and_loses_and_doubles_nothing(bot: ServedBot) -> None:
    people = askers(bot, 4)
    ask_all(people, 40, every=0)
    time.sleep(0.3)
    code, took = bot.stop()
    bot.start()
    assert (code, took < 20) == (0, True)  # ten promised; a busy machine may add some
    assert good(result(bot, people), 40)


def test_going_down_while_telegram_does_not_answer_is_quick_and_loses_nothing(bot: ServedBot) -> None:
    people = askers(bot, 3)
    bot.telegram.faults.slow(30, "sendMessage", times=3)
    ask_all(people, 3, every=0)
    time.sleep(1)
    code, took = bot.stop()
    bot.start()
    assert (code, took < 20) == (0, True)  # ten promised; a busy machine may add some
    assert good(result(bot, people), 3, doubled=3)  # Telegram had taken all three


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_an_outage_of_two_minutes_loses_and_doubles_nothing(
    bot: ServedBot, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = through_an_outage(bot, 120)
    with capsys.disabled():
        print(f"\noutage of 120 s: {counted}")
    assert good(counted, 24, doubled=4)


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("fault", ["dropped before", "dropped after", "429"])
def test_five_hundred_questions_through_faults(
    bot: ServedBot, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people, faults = askers(bot, 10), bot.telegram.faults
    match fault:
        case "dropped before":
            faults.drop_before("sendMessage", every=10)
        case "dropped after":
            faults.drop_after("sendMessage", every=10)
        case _:
            faults.answers(429, "Too Many Requests: retry after 1", "sendMessage", retry_after=1, every=7)
    ask_all(people, 500, every=0.05)
    counted = result(bot, people, 300)
    with capsys.disabled():
        print(f"\n{fault}: {counted}")
    assert good(counted, 500, doubled=0 if fault == "429" else 60)


def test_one_bot_served_through_all_of_this(bot: ServedBot) -> None:
    (asker,) = askers(bot, 1)
    ask_all([asker], 1)
    assert good(result(bot, [asker]), 1)
    ((stuck,),) = bot.rows("SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')")
    assert stuck == 0
