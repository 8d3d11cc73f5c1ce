"""In a terminal looking back goes on whenever the bot is killed: nothing is asked twice, nothing is lost.

What is due is shown when a chat is opened; then the member begins each dialogue, and there are no prompts.
"""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.journeys.looking_back import SCENES, Act, all_is_kept, come_together
from tests.journeys.processes import PATIENCE_S, Chat, killed_at_the_end, start

REFLECTION, FOLLOW_UP, _, TRANSLATION = SCENES
ACTS = (
    Act("/reflectie", "Hoe was"),
    *REFLECTION.acts,
    Act("/stap", "Dit probeer je nu"),
    Act("Zeggen hoe het ging", "Je wilde dit proberen", chosen=True),
    *FOLLOW_UP.acts,
    *TRANSLATION.acts,
)


def recorded(database: Path) -> None:
    """Wait until the bot has noted of all it showed that it was shown."""
    end = time.monotonic() + PATIENCE_S
    with closing(sqlite3.connect(database, timeout=10)) as opened:
        while opened.execute("SELECT 1 FROM outbox WHERE status = 'sending'").fetchall():
            assert time.monotonic() < end, "an answer is on its way for ever"
            time.sleep(0.02)


def one_life(folder: Path, database: Path, acts: Sequence[Act], due: str = "") -> None:
    """See what is `due`, do these acts one after the other, and be killed.

    Nothing of an earlier life comes again.
    """
    with killed_at_the_end(start("chat", "--as", "1", cwd=folder)) as process:
        assert process.stdin
        assert process.stdout
        chat = Chat(process, process.stdin.fileno(), process.stdout.fileno())
        if due:
            chat.sees(due)
        shown = "".join(chat.asks(act.words, act.answer) for act in acts)
        recorded(database)
        process.kill()
        process.wait()
        assert "\n\n\n" not in chat.rest().strip("\n")
    first, *_ = shown.lstrip("\n").split("\n\n\n")
    assert acts[0].answer in first


def looked_back(folder: Path, lives: int) -> None:
    """Go through all of it in so many lives of the bot, each as long as the others."""
    database = folder / "data" / "leernetwerk.db"
    url = f"sqlite:///{database}"
    asyncio.run(come_together(url, "console", "operator", "terminal"))
    cuts = [round(number * len(ACTS) / lives) for number in range(lives + 1)]
    for first, last in pairwise(cuts):
        one_life(folder, database, ACTS[first:last], due="" if first else "9  10")
    asyncio.run(all_is_kept(url, was_asked=False))


@pytest.mark.timeout(600)
def test_looking_back_goes_on_after_a_kill_in_every_dialogue(tmp_path: Path) -> None:
    looked_back(tmp_path, lives=5)


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_looking_back_goes_on_after_a_kill_after_every_answer(tmp_path: Path) -> None:
    looked_back(tmp_path, lives=len(ACTS))
