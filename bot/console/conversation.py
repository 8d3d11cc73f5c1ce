"""What somebody types in a terminal, or sends through a pipe, as messages."""

import asyncio
import os
import stat
import sys
import uuid
from collections.abc import AsyncIterator

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory

from bot.contract import Address, IncomingMessage, Kind

PLATFORM = "console"
ADDRESS = Address(PLATFORM, "terminal")
OPERATOR = "operator"
LONGEST_LINE_BYTES = 1 << 26


def incoming(line: str) -> IncomingMessage:
    """One typed line: a command when it starts with a slash."""
    text = line.rstrip("\r\n")
    kind, words = (Kind.COMMAND, text[1:]) if is_command(text) else (Kind.TEXT, text)
    return IncomingMessage(uuid.uuid4().hex, kind, OPERATOR, ADDRESS, words)


def is_command(text: str) -> bool:
    """Whether a line is meant as a command: `/help`, not `/` or `/ 2`."""
    return text.startswith("/") and text[1:2].isalpha()


def greeting() -> str:
    """What the terminal shows first."""
    return "Leernetwerkbot. Typ je vraag, of /help. Ask in English if you like.\nStoppen: Ctrl-D."


def lines() -> AsyncIterator[str]:
    """The lines that are typed, with arrow keys and history at a keyboard, or piped."""
    return typed_lines() if sys.stdin.isatty() else piped_lines()


async def typed_lines() -> AsyncIterator[str]:
    """Lines from a keyboard, until Ctrl-D or Ctrl-C. The history is not written to disk."""
    session: PromptSession[str] = PromptSession("> ", history=InMemoryHistory())
    while True:
        try:
            yield await session.prompt_async()
        except (EOFError, KeyboardInterrupt):
            return


async def piped_lines() -> AsyncIterator[str]:
    """Lines from a pipe or a file, until it ends."""
    if not makes_wait(os.fstat(sys.stdin.fileno()).st_mode):
        for line in sys.stdin:
            yield line
        return
    # No thread waits for the pipe: one that did would keep a process from ending when it is told to.
    reader = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while piped := await reader.readline():
        yield piped.decode("utf-8", errors="replace")


def makes_wait(mode: int) -> bool:
    """Whether somebody at the other end decides when there is more: a pipe or a socket, not a file."""
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
