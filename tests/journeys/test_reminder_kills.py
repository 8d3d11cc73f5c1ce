"""No reminder is lost on Telegram, and hardly any comes twice, whenever the bot is killed."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.delivery import MOST_IN_FLIGHT
from tests.journeys.reminders import Seen, add_people, plan_reminders, words
from tests.journeys.telegram_bot import ServedBot, served
from tests.journeys.telegram_tally import askers
from tests.wire.telegram import Person

LONGEST_MARGIN_S = 0.05  # longer than one sending takes, so that a kill can fall anywhere in it
ONE_LIFE_S = 120.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What members saw of it, and what the delivery account says of it; `most`: doubled by one kill."""

    kills: int
    lost: int
    doubled: int
    most: int
    counted: int
    not_sent: int

    def __str__(self) -> str:
        return (
            f"kills={self.kills} lost={self.lost} doubled={self.doubled} most_by_one_kill={self.most} "
            f"maybe_twice_in_account={self.counted} not_sent_in_account={self.not_sent}"
        )


class Watch:
    """Looks into the chats, and notes the reminders that came since it looked last."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._looked_at = {person: len(person.sees) for person in people}
        self.seen = Seen()

    def look(self, life: int) -> None:
        """Note what came in this life of the bot."""
        for person, known in self._looked_at.items():
            shown = person.sees
            self.seen.texts += [(life, message.text) for message in shown[known:]]
            self._looked_at[person] = len(shown)


def reminded_while_killed(folder: Path, *, members: int, kills: int, seed: int) -> Killed:
    """Let reminders go out to the members, kill the bot so often while they do, and count."""
    chance = random.Random(seed)
    with served(folder) as bot:
        url, people = bot.settings["DATABASE_URL"], [asker.person for asker in askers(bot, members)]
        ids = asyncio.run(add_people(url, "telegram", [str(person.id) for person in people]))
        watch = Watch(people)
        asyncio.run(plan_reminders(url, ids))
        for life, moment in enumerate(sorted(chance.randrange(members - 2) for _ in range(kills))):
            wait_until_sent(bot, moment)
            time.sleep(chance.uniform(0, LONGEST_MARGIN_S))
            bot.kill()
            time.sleep(0.05)  # what was on its way arrives all the same
            watch.look(life)
            bot.start()
        wait_until_sent(bot, members)
        time.sleep(2)  # a tick of delivery, in case something is sent again
        watch.look(kills)
        return killed(bot, watch.seen, members, kills)


def killed(bot: ServedBot, seen: Seen, members: int, kills: int) -> Killed:
    """The count."""
    doubles = seen.doubles_by_life()
    [[counted]] = bot.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND lapsed > 0")
    return Killed(
        kills,
        seen.lost(members),
        doubles.total(),
        max(doubles.values(), default=0),
        counted,
        members - noted_as_sent(bot),
    )


def noted_as_sent(bot: ServedBot) -> int:
    """How many reminders were sent, by the delivery account."""
    [[sent]] = bot.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND status = 'sent'")
    return int(sent)


def wait_until_sent(bot: ServedBot, number: int) -> None:
    """Wait until that many reminders were sent."""
    end = time.monotonic() + ONE_LIFE_S
    while noted_as_sent(bot) < number:
        assert time.monotonic() < end, f"no more reminders: {bot.log[-3000:]}"
        time.sleep(0.005)


def check(result: Killed) -> None:
    """The promise to members, and to facilitators."""
    assert (result.lost, result.not_sent) == (0, 0)
    assert result.doubled <= result.kills
    assert result.most <= MOST_IN_FLIGHT
    assert result.counted >= result.doubled


def test_what_a_reminder_says_names_it() -> None:
    assert words(1) != words(11)


@pytest.mark.timeout(600)
def test_every_reminder_comes_whenever_the_bot_is_killed(tmp_path: Path) -> None:
    check(reminded_while_killed(tmp_path, members=60, kills=5, seed=1))


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_every_reminder_comes_through_two_hundred_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = reminded_while_killed(tmp_path, members=500, kills=200, seed=2)
    with capsys.disabled():
        print(f"\ntelegram, 500 reminders: {result}")
    check(result)
