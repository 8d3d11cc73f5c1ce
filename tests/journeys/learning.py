"""From a question that nobody can answer to a tip: the words, and another process that hears of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.processes import Chat, killed_at_the_end, start

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"
OTHER_WORDS = "wat krijgt een twaalfjarige bij jullie aan zakgeld, en beheert het kind dat zelf?"
ANSWER = "Vier euro per week. Het kind beheert het zelf, met een schriftje erbij."
GIVEN = "Vier euro per week"
PATIENCE_S = 200.0  # with what the bot does each minute


@contextmanager
def second_process(folder: Path, person_id: int, **chosen: str) -> Iterator[Chat]:
    """Another process on the same database, in which somebody chats."""
    process = start("chat", "--as", str(person_id), cwd=folder, **chosen)
    with killed_at_the_end(process):
        assert process.stdin
        assert process.stdout
        yield Chat(process, process.stdin.fileno(), process.stdout.fileno())


def answered_at_last(chat: Chat, question: str, words: str) -> str:
    """Ask until the answer has these words: another process takes a new tip in within a moment."""
    deadline = time.monotonic() + PATIENCE_S
    while words not in (answer := chat.asks(question, "2. ", PATIENCE_S)):
        assert time.monotonic() < deadline, f"it does not know {words!r}, but says {answer!r}"
        time.sleep(0.2)
    return answer
