"""How long members wait for an answer when many ask, or when one of them floods the bot."""

import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.incoming.allowance import USUAL
from tests.journeys.telegram_bot import ServedBot
from tests.journeys.telegram_tally import QUESTIONS, percentile
from tests.wire.telegram import Person

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800)]

PATIENCE_S = 300.0
OTHERS = 5
MOST_GROWTH = 0.1


@dataclass(slots=True)
class Asker:
    """Somebody who asks, and when: monotonic seconds."""

    person: Person
    at: list[float] = field(default_factory=list)

    def asks(self, number: int) -> None:
        """Ask the question of that number."""
        self.at.append(time.monotonic())
        self.person.says(QUESTIONS[number % len(QUESTIONS)])


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from question to answer, and how many questions got none."""

    seconds: Sequence[float]
    lost: int

    def __str__(self) -> str:
        p50, p99 = (1000 * percentile(self.seconds, share) for share in (0.5, 0.99))
        return f"answered={len(self.seconds)} lost={self.lost} p50={p50:.0f} ms p99={p99:.0f} ms"


def newcomers(bot: ServedBot, number: int) -> list[Asker]:
    """That many people who have started the bot, by the time this returns."""
    people = [bot.telegram.person(f"Lid {count}", "nl") for count in range(number)]
    for person in people:
        person.starts()
    bot.telegram.wait_until(lambda: all(person.sees for person in people), 60)
    return [Asker(person) for person in people]


def steadily(people: Sequence[Asker], per_second: float, seconds: float) -> None:
    """Ask in turn at this rate, from the clock, so that a late question makes no later one late."""
    began = time.monotonic()
    for number in range(round(per_second * seconds)):
        time.sleep(max(0.0, began + number / per_second - time.monotonic()))
        people[number % len(people)].asks(number)


def waits(bot: ServedBot, people: Sequence[Asker]) -> Waits:
    """Wait until all is answered, and measure: the n-th answer in a chat is to its n-th question."""
    chats = {asker.person.id: asker for asker in people}
    asked = sum(len(asker.at) for asker in people)
    end = time.monotonic() + PATIENCE_S
    while len(found := answers(bot, chats)) < asked and time.monotonic() < end:
        time.sleep(0.2)
    return Waits(found, asked - len(found))


def answers(bot: ServedBot, chats: dict[int, Asker]) -> list[float]:
    """The waits for the answers that were given until now."""
    sent: defaultdict[int, list[float]] = defaultdict(list)
    for call in bot.telegram.calls_of("sendMessage"):
        chat = int(call.parameters.get("chat_id", 0))
        if chat in chats and call.status == 200:
            sent[chat].append(call.at)
    # the first message in each chat is the greeting
    return [
        after - before
        for chat, asker in chats.items()
        for before, after in zip(asker.at, sent[chat][1:], strict=False)
    ]


def shown(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")


def test_ten_questions_a_second_from_a_hundred_people_lose_nothing(
    bot: ServedBot, capsys: pytest.CaptureFixture[str]
) -> None:
    people = newcomers(bot, 100)
    steadily(people, per_second=10, seconds=60)
    result = waits(bot, people)
    shown(capsys, f"{bot.way}, 10/s from 100 people for 60 s: {result}")
    assert result.lost == 0


@pytest.mark.parametrize(
    ("number", "per_second"),
    [(1000, None), (1000, 50), (10_000, None)],
    ids=["1000 at once", "1000, 50 per second", "10000 at once"],
)
def test_a_flood_from_one_chat_is_told_to_stop_and_others_are_served(
    bot: ServedBot, number: int, per_second: float | None, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = newcomers(bot, OTHERS)
    steadily(idle, per_second=OTHERS, seconds=10)
    calm, before_mb = waits(bot, idle), bot.memory_mb()
    others, (flooder,) = newcomers(bot, OTHERS), newcomers(bot, 1)
    flood = threading.Thread(target=flooded, args=(flooder, number, per_second))
    flood.start()
    steadily(others, per_second=OTHERS, seconds=20)
    flood.join()
    beside = waits(bot, others)
    bot.telegram.wait_until(lambda: not bot.telegram.waiting and told(flooder), PATIENCE_S)
    growth = bot.memory_mb() / before_mb - 1
    how = f"{per_second} per second" if per_second else "at once"
    shown(capsys, f"{bot.way}, {number} from one chat {how}:\n  idle:    {calm}\n  others:  {beside}")
    shown(
        capsys, f"  flooder: {len(flooder.person.sees)} messages; memory {growth:+.1%} of {before_mb:.0f} MB"
    )
    assert (calm.lost, beside.lost) == (0, 0)
    assert USUAL.at_once <= len(flooder.person.sees) < number / 2
    assert told(flooder) == 1
    assert growth < MOST_GROWTH


def told(asker: Asker) -> int:
    """How often somebody heard that the bot skips what they send."""
    return sum(message.text.startswith("Zoveel berichten") for message in asker.person.sees)


def flooded(asker: Asker, number: int, per_second: float | None) -> None:
    """Send all of it, at once or at a rate."""
    if per_second is not None:
        steadily([asker], per_second, number / per_second)
        return
    for count in range(number):
        asker.asks(count)
