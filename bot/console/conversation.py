"""What somebody types in a terminal, or sends through a pipe, as messages."""

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory

from bot.contract import Address, IncomingMessage, Kind

PLATFORM = "console"
ADDRESS = Address(PLATFORM, "terminal")
OPERATOR = "operator"


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
    """Lines from a pipe, until it ends."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
