"""On Telegram no question stays unanswered, and hardly any is answered twice, whenever the bot is killed."""

import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.incoming.allowance import USUAL
from scheduler.delivery import MOST_IN_FLIGHT
from tests.journeys.telegram_bot import POLLING, WEBHOOK, ServedBot, served
from tests.journeys.telegram_tally import (
    Asker,
    Tally,
    answers_shown,
    askers,
    doubles_by_life,
    tally,
)

LONGEST_MARGIN_S = 0.05  # longer than one answer takes, so that a kill can fall anywhere in it
ONE_LIFE_S = 90.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What members saw of it."""

    kills: int
    tally: Tally
    most_doubled_by_one_kill: int

    def __str__(self) -> str:
        return f"kills={self.kills} {self.tally} most_doubled_by_one_kill={self.most_doubled_by_one_kill}"


def killed_while_answering(
    folder: Path, way: str, *, members: int, questions: int, kills: int, seed: int
) -> Killed:
    """Let the members ask all at once, kill the bot so often while it answers, and count."""
    chance = random.Random(seed)
    with served(folder, way) as bot:
        people = askers(bot, members)
        for number in range(questions):
            people[number % members].asks(number)
        moments = sorted(chance.randrange(questions - 2) for _ in range(kills))
        seen: dict[int, list[int]] = {asker.person.id: [] for asker in people}
        for moment in moments:
            wait_for_answers(bot, people, moment)
            time.sleep(chance.uniform(0, LONGEST_MARGIN_S))
            bot.kill()
            for asker in people:
                seen[asker.person.id].append(len(asker.person.sees))
            bot.start()
        wait_for_answers(bot, people, questions)
        bot.telegram.wait_until(lambda: not bot.telegram.waiting, ONE_LIFE_S)
        time.sleep(2)  # a tick of delivery, in case something is sent again
        by_life: Counter[int] = Counter()
        for asker in people:
            by_life += doubles_by_life(bot, asker, seen[asker.person.id])
        return Killed(kills, tally(bot, people), max(by_life.values(), default=0))


def wait_for_answers(bot: ServedBot, people: list[Asker], number: int) -> None:
    """Wait until that many answers stand in the chats."""
    end = time.monotonic() + ONE_LIFE_S
    while answers_shown(people) < number:
        assert time.monotonic() < end, f"no more answers: {bot.log[-3000:]}"
        time.sleep(0.005)  # looking takes time from the Telegram that runs in this process


def check(result: Killed) -> None:
    """The promise to members."""
    assert result.tally.unanswered == 0
    assert result.tally.doubled <= result.kills
    assert result.most_doubled_by_one_kill <= MOST_IN_FLIGHT  # one, unless the machine is very slow
    assert result.tally.disordered == 0


@pytest.mark.timeout(600)
def test_several_members_are_answered_whenever_the_bot_is_killed(tmp_path: Path) -> None:
    check(killed_while_answering(tmp_path, POLLING, members=5, questions=60, kills=6, seed=1))


@pytest.mark.timeout(600)
def test_one_member_with_many_questions_is_answered_in_order_whenever_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    check(killed_while_answering(tmp_path, POLLING, members=1, questions=60, kills=4, seed=2))


@pytest.mark.faults
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("way", "members", "questions"),
    [(POLLING, 8, 500), (POLLING, 1, USUAL.at_once - 1), (WEBHOOK, 8, 500)],  # as many as one may ask at once
)
def test_every_question_is_answered_through_a_hundred_kills(
    tmp_path: Path, way: str, members: int, questions: int, capsys: pytest.CaptureFixture[str]
) -> None:
    result = killed_while_answering(tmp_path, way, members=members, questions=questions, kills=100, seed=3)
    with capsys.disabled():
        print(f"\n{way}, {members} members: {result}")
    check(result)
