"""Shows replies in a terminal."""

import itertools
import shutil
import textwrap
from typing import TextIO

from bot.contract import (
    Address,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    Reply,
    shows_positions,
)
from bot.markup import Run, runs

STYLES = {"bold": "\033[1m", "italic": "\033[3m"}
RESET = "\033[0m"


class ConsoleMessenger:
    """Writes to a stream. `styled`: with bold and italic, for eyes; without, for pipes."""

    def __init__(self, stream: TextIO, *, styled: bool) -> None:
        self._stream = stream
        self._styled = styled
        self._numbers = itertools.count(1)

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """Print a reply and its choices, numbered."""
        try:
            self._stream.write(f"\n{self._shown(reply)}\n\n")
            self._stream.flush()
        except BrokenPipeError as error:
            raise PermanentDeliveryError("nobody reads this terminal any more") from error
        return MessageRef(to, f"{key}#{next(self._numbers)}")

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """What is printed is printed."""
        raise NotAllowed("a terminal can't change what it has shown")

    async def delete(self, ref: MessageRef) -> None:
        """What is printed is printed."""
        raise NotAllowed("a terminal can't take back what it has shown")

    async def retire(self, ref: MessageRef) -> None:
        """A list is only text here."""

    async def typing(self, address: Address) -> None:
        """Answers come at once here."""

    def _shown(self, reply: Reply) -> str:
        words = wrapped(reply.text, shutil.get_terminal_size().columns) if self._styled else reply.text
        text = "".join(self._styled_run(run) for run in runs(words))
        return "\n".join([text, *choice_lines(reply), *file_lines(reply)])

    def _styled_run(self, run: Run) -> str:
        if not self._styled or not run.style:
            return run.text
        return f"{STYLES[run.style]}{run.text}{RESET}"


def wrapped(text: str, width: int) -> str:
    """A text in lines that fit, broken between words."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
        for line in text.split("\n")
    )


def choice_lines(reply: Reply) -> list[str]:
    """One line per choice; choices that are numbers themselves together on one line."""
    if not reply.choices:
        return []
    labels = [choice.label for choice in reply.choices]
    if not shows_positions(reply.choices):
        return ["", "  " + "  ".join(labels)]
    return ["", *(f"  {position}. {label}" for position, label in enumerate(labels, 1))]


def file_lines(reply: Reply) -> list[str]:
    """A line per file: a terminal shows that there is one."""
    return [f"[{file.name}, {len(file.content)} bytes]" for file in reply.attachments]
