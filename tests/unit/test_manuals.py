"""The manuals for members and facilitators name every command, by both its names."""

import re
from pathlib import Path

from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from handlers.people.access import Who
from knowledge_base.guard import Guard
from tests.stubs import stub_knowledge

DOCS = Path(__file__).parents[2] / "docs"


def named_in(*manuals: str) -> set[str]:
    """The commands that stand in the tables of these manuals."""
    text = "".join((DOCS / manual).read_text(encoding="utf-8") for manual in manuals)
    rows = [line for line in text.splitlines() if line.startswith("| `/")]
    return {name for row in rows for name in re.findall(r"`/(\w+)`", row)}


def test_every_command_is_in_a_manual_and_no_other_is(guard: Guard) -> None:
    commands = answering_table(stub_knowledge(), ShortMemory(), guard).commands
    names = {name for command in commands for name in (command.nl, command.en)}
    assert named_in("handleiding-deelnemer.md", "handleiding-begeleider.md") == names


def test_what_facilitators_alone_may_do_is_in_their_manual(guard: Guard) -> None:
    commands = answering_table(stub_knowledge(), ShortMemory(), guard).commands
    theirs = {command.nl for command in commands if command.who is Who.FACILITATORS}
    assert theirs <= named_in("handleiding-begeleider.md")
    assert not theirs & named_in("handleiding-deelnemer.md")
