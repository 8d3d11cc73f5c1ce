"""Runs several commands, each in a process of its own, forked from one that has the imports behind it.

So the tests of a dozen mistakes wait for one start. Reads a JSON list of commands on stdin, each a list of
words with settings in front as in a shell (`LEERNETWERK_LOG_LEVEL=DEBUG run`), and writes a list of
`[exit code, stdout, stderr]`. Run as a script, in the folder that the commands are to run in.
"""

import json
import os
import sys
from itertools import dropwhile, takewhile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from bot.__main__ import main
from knowledge_base import load_knowledge_base


def run(words: list[str]) -> tuple[int, str, str]:
    """Run one command to its end: exit code, stdout, stderr."""
    with TemporaryFile() as out, TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            become(words, out, err)
            sys.exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code, text(out), text(err)


def become(words: list[str], out: IO[bytes], err: IO[bytes]) -> None:
    """Be this command."""
    with Path(os.devnull).open("rb") as nothing:
        for file, standard in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(file.fileno(), standard)
    for setting in takewhile(is_setting, words):
        name, _, value = setting.partition("=")
        os.environ[name] = value
    sys.argv = ["leernetwerk", *dropwhile(is_setting, words)]
    main()


def is_setting(word: str) -> bool:
    """Whether a word sets something for the command after it."""
    return word.startswith("LEERNETWERK_") and "=" in word


def text(file: IO[bytes]) -> str:
    """All that was written to a file."""
    file.seek(0)
    return file.read().decode()


def run_all() -> None:
    """Read the commands, run them, write what became of them."""
    commands = json.load(sys.stdin)
    if any(words[:2] == ["ask", "--json"] for words in commands):
        load_knowledge_base().judge("Wat de eerste vraag moet laden, is dan voor alle geladen.")
    json.dump([run(words) for words in commands], sys.stdout)


if __name__ == "__main__":
    run_all()
