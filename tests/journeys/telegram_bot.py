"""The bot as a process that serves a Telegram of our own, and members who say one thing at a time."""

import re
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.processes import COMMAND, PATIENCE_S, surroundings
from tests.wire.telegram import Button, Group, Person, Shown, TelegramServer, threaded_telegram_server

READY = "ready telegram"
START_S = 180.0  # patience with a start on a busy machine
REPLY_S = 60.0  # patience with one answer
QUIET_S = 0.4  # how long we look on before we believe that nothing comes
SECRET = "een-geheim_123"
POLLING, WEBHOOK = "polling", "webhook"


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServedBot:
    """`run` with Telegram in a folder of its own; may be started, killed and started again."""

    def __init__(self, telegram: TelegramServer, folder: Path, way: str = POLLING, **chosen: str) -> None:
        self.telegram = telegram
        self.folder = folder
        self.way = way
        self.database = folder / "data" / "leernetwerk.db"
        self.port = free_port()
        self.hook = f"http://127.0.0.1:{self.port}/telegram-hook"
        self.settings = {
            "TELEGRAM_TOKEN": telegram.token,
            "TELEGRAM_BASE_URL": telegram.base_url,
            "DATABASE_URL": f"sqlite:///{self.database}",
        } | chosen
        if way == WEBHOOK:
            self.settings |= {"TELEGRAM_WEBHOOK_URL": self.hook, "TELEGRAM_WEBHOOK_SECRET": SECRET}
            self.settings |= {"HTTP_LISTEN": f"127.0.0.1:{self.port}"}
        self.process: subprocess.Popen[bytes] | None = None
        self._log = folder / "stderr.txt"
        self._lives = 0

    def begin(self) -> None:
        """Start the process and don't wait for it."""
        self._lives += 1
        self._log = self.folder / f"stderr-{self._lives}.txt"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "run"],
                cwd=self.folder,
                env=surroundings(**self.settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def start(self) -> None:
        """Start the process and wait until it serves."""
        self.begin()
        self.logs(READY, START_S)

    def logs(self, words: str, patience: float = PATIENCE_S) -> None:
        """Wait until this stands in the log of this life."""
        end = time.monotonic() + patience
        while words not in self.log:
            assert self.running.poll() is None, f"it ended with {self.running.returncode}: {self.log}"
            assert time.monotonic() < end, f"{words!r} does not come: {self.log[-3000:]}"
            time.sleep(0.02)

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The process of this life."""
        assert self.process is not None, "it was never started"
        return self.process

    @property
    def log(self) -> str:
        """What the process wrote in this life."""
        return self._log.read_text(errors="replace")

    @property
    def all_logs(self) -> str:
        """What it wrote in all its lives."""
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("stderr-*.txt"))

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.running.kill()
        self.running.wait()

    def stop(self, patience: float = 30) -> tuple[int, float]:
        """Ask it to end, as systemd does: its exit code and how many seconds it took."""
        began = time.monotonic()
        self.running.terminate()
        return self.running.wait(patience), time.monotonic() - began

    def ends(self, patience: float = PATIENCE_S) -> int:
        """Wait until it ends by itself; its exit code."""
        return self.running.wait(patience)

    def memory_mb(self) -> float:
        """How much memory the process has now (resident)."""
        status = Path(f"/proc/{self.running.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a look into the database file shows."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return database.execute(query, values).fetchall()


@contextmanager
def served(folder: Path, way: str = POLLING, **chosen: str) -> Iterator[ServedBot]:
    """A Telegram and the bot serving it; in the end the bot must have used the API as it is meant."""
    with threaded_telegram_server() as telegram:
        bot = ServedBot(telegram, folder, way, **chosen)
        try:
            bot.start()
            yield bot
            assert telegram.complaints == []
        finally:
            if bot.process is not None:
                bot.kill()


class Member:
    """Somebody in a private chat with the bot, who counts what it says."""

    def __init__(
        self, telegram: TelegramServer, name: str = "Anna", language_code: str | None = "nl"
    ) -> None:
        self.telegram = telegram
        self.person: Person = telegram.person(name, language_code)
        self._seen = 0

    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        return self.person.sees[-1]

    def gets(self, act: Callable[[], object], replies: int = 1) -> Shown:
        """Do something and wait for exactly so many new messages; the last of them."""
        assert len(self.person.sees) == self._seen, f"unasked: {self.person.sees[self._seen :]}"
        act()
        self._seen += replies
        self.telegram.wait_until(lambda: len(self.person.sees) >= self._seen, REPLY_S)
        return self.last

    def asks(self, text: str, replies: int = 1) -> Shown:
        """Type something; the answer."""
        return self.gets(lambda: self.person.says(text), replies)

    def presses(self, button: Button, under: Shown | None = None, replies: int = 1) -> Shown:
        """Press a button; the answer. The press must be confirmed, else the button keeps turning."""
        message = under or self.last
        queries = []
        shown = self.gets(lambda: queries.append(self.person.presses_data(message, button.data)), replies)
        self.telegram.wait_until(lambda: queries[0].answered, REPLY_S)
        return shown

    def sees_nothing_new(self, after: float = QUIET_S) -> None:
        """Look on for a while: nothing may come."""
        time.sleep(after)
        assert len(self.person.sees) == self._seen, f"unasked: {self.person.sees[self._seen :]}"


def button(message: Shown, number: int) -> Button:
    """A button in reading order, from 0 (or from the end with -1)."""
    return [each for row in message.keyboard for each in row][number]


def now_stands(where: Person | Group, message: Shown) -> Shown:
    """A message of the bot as it is now."""
    return next(each for each in where.sees if each.id == message.id)


def title(message: Shown) -> str:
    """The first line, which in a tip is its title."""
    return message.text.split("\n", 1)[0]


def without_position(label: str) -> str:
    """The label of a suggestion without the number before it, if it has one."""
    return re.sub(r"^\d+[.)]\s*", "", label)
