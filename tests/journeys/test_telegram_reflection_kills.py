"""On Telegram looking back goes on whenever the bot is killed: nothing is asked twice, nothing is lost."""

import asyncio
import random
import time
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from tests.journeys.looking_back import ACTS, UNASKED, Act, all_is_kept, come_together, numbered
from tests.journeys.telegram_bot import REPLY_S, Member, ServedBot, served
from tests.wire.telegram import Shown

LONGEST_MARGIN_S = 0.1  # longer than one answer takes, so that a kill can fall anywhere in it


def newest(anna: Member, label: str) -> Shown:
    """The newest message with a button of this name."""
    return next(
        shown
        for shown in reversed(anna.person.sees)
        if any(button.label == label for row in shown.keyboard for button in row)
    )


def does(anna: Member, act: Act) -> None:
    """Say something, or press a button."""
    if act.chosen:
        anna.person.presses(newest(anna, act.words), act.words)
    else:
        anna.person.says(act.words)


def hears(anna: Member, before: int, words: str) -> None:
    """Wait for a message with these words, on it or on its buttons, after so many others."""

    def came() -> list[str]:
        return [f"{shown.text}\n{shown.keyboard}" for shown in anna.person.sees[before:]]

    end = time.monotonic() + REPLY_S
    while not any(words in text for text in came()):
        assert time.monotonic() < end, f"{words!r} does not come: {came()}"
        time.sleep(0.02)


def recorded(bot: ServedBot) -> None:
    """Wait until the bot has noted of all it sent that it was sent, so that it sends none of it again."""
    bot.telegram.wait_until(lambda: not bot.rows("SELECT 1 FROM outbox WHERE status = 'sending'"), REPLY_S)


def dies_before(bot: ServedBot, do: Callable[[], None]) -> None:
    """Something is said while the bot is not there."""
    recorded(bot)
    bot.kill()
    do()
    bot.start()


def dies_after(bot: ServedBot, do: Callable[[], None], chance: random.Random) -> None:
    """The bot is killed while it answers."""
    recorded(bot)
    do()
    time.sleep(chance.uniform(0, LONGEST_MARGIN_S))
    bot.kill()
    bot.start()


def looked_back(bot: ServedBot, kills: Collection[int], *, chance: random.Random | None = None) -> int:
    """Go through all of it, with a kill at these acts; how many messages more than needed came."""
    anna, url = Member(bot.telegram), bot.settings["DATABASE_URL"]
    anna.gets(anna.person.starts)
    asyncio.run(come_together(url, "telegram", str(anna.person.id), str(anna.person.id)))
    for first, scene in numbered():
        if scene.begins:
            before = len(anna.person.sees)
            asyncio.run(scene.begins(url))
            hears(anna, before, scene.opening)
        for number, act in enumerate(scene.acts, first):
            before = len(anna.person.sees)
            if number not in kills:
                does(anna, act)
            elif chance:
                dies_after(bot, lambda act=act: does(anna, act), chance)  # type: ignore[misc]
            else:
                dies_before(bot, lambda act=act: does(anna, act))  # type: ignore[misc]
            hears(anna, before, act.answer)
    asyncio.run(all_is_kept(url))
    recorded(bot)
    return len(anna.person.sees) - 1 - ACTS - UNASKED


@pytest.mark.timeout(600)
def test_looking_back_goes_on_after_a_kill_in_every_dialogue(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        assert looked_back(bot, {2, 6, 8, 13}) == 0


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_looking_back_goes_on_after_a_kill_before_every_act(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        assert looked_back(bot, range(ACTS)) == 0


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_looking_back_goes_on_after_a_kill_in_the_middle_of_every_answer(tmp_path: Path) -> None:
    with served(tmp_path) as bot:
        assert 0 <= looked_back(bot, range(ACTS), chance=random.Random(1)) <= ACTS
