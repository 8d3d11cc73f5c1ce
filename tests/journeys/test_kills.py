"""No question goes unanswered, and hardly any is answered twice, when the bot is killed again and again."""

import json
import multiprocessing
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys import killable
from tests.journeys.killable import Place

LONGEST_MARGIN_S = 0.05  # longer than one question takes, so that a kill can fall anywhere in it
lives = multiprocessing.get_context("forkserver")
lives.set_forkserver_preload([killable.__name__])


@dataclass(frozen=True)
class Tally:
    """What members saw of it."""

    kills: int
    unanswered: int
    doubled: int
    most_doubled_by_one_kill: int
    in_order: bool

    def __str__(self) -> str:
        return f"kills={self.kills} unanswered={self.unanswered} doubled={self.doubled}"


def answered_while_killed(folder: Path, questions: int, kills: int, seed: int) -> Tally:
    """Let the bot answer questions, kill it so often while it does, and count."""
    place, chance = Place(folder), random.Random(seed)
    place.questions.write_text(
        "".join(f"Vraag {n}: hoe vaak komt het netwerk bijeen?\n" for n in range(questions))
    )
    moments = sorted(chance.randrange(questions - 2) for _ in range(kills))
    killed = 0
    for life, moment in enumerate(moments, 1):
        killed += was_killed(place, life, moment, chance.uniform(0, LONGEST_MARGIN_S))
    process = lives.Process(target=killable.live, args=(folder, kills + 1))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    process.close()
    return tally(place, questions, killed)


def was_killed(place: Place, life: int, moment: int, margin: float) -> bool:
    """Live until so many answers were shown, and a little longer; False when it was done before that."""
    process = lives.Process(target=killable.live, args=(place.folder, life))
    process.start()
    while process.is_alive() and answers_shown(place) < moment:
        time.sleep(0.001)
    time.sleep(margin)
    process.kill()
    process.join()
    code = process.exitcode
    process.close()
    assert code in (0, -9)
    return code != 0


def answers_shown(place: Place) -> int:
    return place.sent.read_bytes().count(b"\n") if place.sent.exists() else 0


def tally(place: Place, questions: int, kills: int) -> Tally:
    """Count what is in the chat: each life can double only what the kill before it left in doubt."""
    expected = [f"{killable.PLATFORM}-q-{number}/answer-1" for number in range(1, questions + 1)]
    seen: dict[str, None] = {}
    doubles_in_life: Counter[int] = Counter()
    for line in place.sent.read_text().splitlines():
        message = json.loads(line)
        doubles_in_life[message["life"]] += message["key"] in seen
        seen[message["key"]] = None
    return Tally(
        kills,
        unanswered=len(set(expected) - set(seen)),
        doubled=doubles_in_life.total(),
        most_doubled_by_one_kill=max(doubles_in_life.values()),
        in_order=list(seen) == expected,
    )


def check(result: Tally, kills: int) -> None:
    """The promise to members."""
    assert result.kills == kills
    assert result.unanswered == 0
    assert result.doubled <= result.kills
    assert result.most_doubled_by_one_kill <= 1
    assert result.in_order


def test_every_question_is_answered_whenever_the_bot_is_killed(tmp_path: Path) -> None:
    check(answered_while_killed(tmp_path, questions=60, kills=12, seed=1), kills=12)


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_every_question_is_answered_through_a_hundred_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = answered_while_killed(tmp_path, questions=300, kills=100, seed=2)
    with capsys.disabled():
        print(f"\n{result}")
    check(result, kills=100)
