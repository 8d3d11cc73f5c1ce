"""One process at a time: a lock of the operating system, which lets go when its holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process does what this one was asked to do. The message says the way out."""


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock `path` for the length of the block, if nobody else does. Says whether it is ours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
