"""The bot as an operator runs it: real processes, a real terminal."""

import fcntl
import json
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-m", "bot")
FORKED = (sys.executable, str(Path(__file__).with_name("forked.py")))
PATIENCE_S = 60.0  # the first start after a tip was changed works out the index anew
ROWS, COLUMNS = 50, 200
PROMPT = "\x1b[?2004h"  # the terminal is told to mark pasted text: keys are read from here on
# Makes the pseudo-terminal on stdin the one that Ctrl-C belongs to, then becomes the command.
IN_OWN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True)
class Outcome:
    """What became of a process."""

    code: int
    out: str
    err: str


def surroundings(**chosen: str) -> dict[str, str]:
    """The environment of a process, with settings chosen by name: `LOG_LEVEL="DEBUG"`."""
    fixed = {"COLUMNS": "100", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    return {**os.environ, **fixed, **{f"LEERNETWERK_{name}": value for name, value in chosen.items()}}


def start(
    *arguments: str, cwd: Path, command: Sequence[str] = COMMAND, **chosen: str
) -> subprocess.Popen[bytes]:
    """Start one command; end it with `outcome`, or inside `killed_at_the_end`."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*command, *arguments], cwd=cwd, env=surroundings(**chosen), stdin=pipe, stdout=pipe, stderr=pipe
    )


def outcome(process: subprocess.Popen[bytes], given: bytes | str = b"") -> Outcome:
    """Let a process read what is given, and wait until it ends."""
    data = given.encode() if isinstance(given, str) else given
    with killed_at_the_end(process):
        out, err = process.communicate(data, timeout=PATIENCE_S)
    return Outcome(process.returncode, out.decode(), err.decode())


def leernetwerk(*arguments: str, cwd: Path, given: bytes | str = b"", **chosen: str) -> Outcome:
    """Run one command from start to end."""
    return outcome(start(*arguments, cwd=cwd, **chosen), given)


def together(cwd: Path, *commands: Sequence[str]) -> list[Outcome]:
    """What becomes of several commands that read nothing, in their order. Quick: see `forked`."""
    ran = outcome(start(cwd=cwd, command=FORKED), json.dumps([list(words) for words in commands]))
    assert ran.code == 0, ran.err
    return [Outcome(*result) for result in json.loads(ran.out)]


@contextmanager
def killed_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive the block, whatever happens in it."""
    with process:
        try:
            yield process
        finally:
            process.kill()


class Chat:
    """A conversation with a running process: type, and wait for what shows."""

    def __init__(self, process: subprocess.Popen[bytes], keyboard: int, screen: int) -> None:
        self.process = process
        self.screen = screen
        self._keyboard = keyboard
        self._unseen = b""

    def types(self, keys: str) -> None:
        """Press these keys, as they are."""
        os.write(self._keyboard, keys.encode())

    def sees(self, words: str, patience_s: float = PATIENCE_S) -> str:
        """Wait until these words show; everything that showed since the last time, up to them."""
        wanted, deadline = words.encode(), time.monotonic() + patience_s
        while wanted not in self._unseen:
            assert self._reads_on(deadline), f"{words!r} does not show, but {self._unseen.decode()!r}"
        shown, found, self._unseen = self._unseen.partition(wanted)
        return (shown + found).decode()

    def asks(self, line: str, reply: str, patience_s: float = PATIENCE_S) -> str:
        """Type a line and wait for this in the reply."""
        self.types(f"{line}\n")
        return self.sees(reply, patience_s)

    def rest(self) -> str:
        """Everything that still shows of a process that has ended."""
        deadline = time.monotonic() + PATIENCE_S
        while self._reads_on(deadline):
            pass
        shown, self._unseen = self._unseen, b""
        return shown.decode()

    def ends(self) -> int:
        """Wait until the process has ended; its exit code, negative for a signal."""
        return self.process.wait(60)

    def _reads_on(self, deadline: float) -> bool:
        """Whether something more came before the deadline."""
        if not select.select([self.screen], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        more = b""
        with suppress(OSError):  # how a pseudo-terminal says that its other side has gone
            more = os.read(self.screen, 65536)
        self._unseen += more
        return bool(more)


@contextmanager
def piped_chat(cwd: Path, **chosen: str) -> Iterator[Chat]:
    """`chat` between two pipes."""
    with killed_at_the_end(start("chat", cwd=cwd, **chosen)) as process:
        assert process.stdin
        assert process.stdout
        yield Chat(process, process.stdin.fileno(), process.stdout.fileno())


@contextmanager
def terminal_chat(cwd: Path, **chosen: str) -> Iterator[Chat]:
    """`chat` in a terminal of its own."""
    with terminal_command("chat", cwd=cwd, **chosen) as chat:
        yield chat


@contextmanager
def terminal_command(*arguments: str, cwd: Path, **chosen: str) -> Iterator[Chat]:
    """A command in a terminal of its own."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", IN_OWN_TERMINAL, *COMMAND, *arguments],
        cwd=cwd,
        env=surroundings(**chosen),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        with killed_at_the_end(process):
            yield Chat(process, ours, ours)
    finally:
        os.close(ours)
