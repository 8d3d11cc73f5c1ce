"""The bot as a process that serves a real Matrix server, and what members see of it."""

import asyncio
import signal
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.processes import COMMAND, PATIENCE_S, surroundings
from tests.wire.matrix_members import Member, Message
from tests.wire.synapse import PASSWORD, Synapse

READY = "ready matrix"
START_S = 120.0  # patience with a start on a busy machine
LOOK_S = 0.02


class ServedBot:
    """`run` with Matrix in a folder of its own; may be started, killed and started again."""

    def __init__(
        self,
        synapse: Synapse,
        folder: Path,
        *,
        user_id: str | None = None,
        url: str | None = None,
        **chosen: str,
    ) -> None:
        self.user_id = user_id or synapse.register()
        self.folder = folder
        self.database = folder / "data" / "leernetwerk.db"
        self.store = folder / "data" / "matrix"
        self.settings = {
            "MATRIX_HOMESERVER": url or synapse.url,
            "MATRIX_USER": self.user_id,
            "MATRIX_PASSWORD": PASSWORD,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MATRIX_STORE": str(self.store),
        } | chosen
        self.process: subprocess.Popen[bytes] | None = None
        self._lives = 0

    async def starts(self, until: str = READY) -> None:
        """Start the process and wait until it says this."""
        self.begins()
        await self.logs(until, START_S)

    def begins(self) -> None:
        """Start the process and don't wait for it."""
        self._lives += 1
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "run"],
                cwd=self.folder,
                env=surroundings(**{name: value for name, value in self.settings.items() if value}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def logs(self, words: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until this stands in the log of this life."""
        end = time.monotonic() + patience_s
        while words not in self.log:
            assert self.running.poll() is None, f"it ended with {self.running.returncode}: {self.log[-3000:]}"
            assert time.monotonic() < end, f"{words!r} does not come: {self.log[-3000:]}"
            await asyncio.sleep(LOOK_S)

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
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("log-*.txt"))

    @property
    def complaints(self) -> list[str]:
        """What the operator reads, without what is mere information."""
        lines = self.log.splitlines()
        return [line for line in lines if line and " INFO " not in line and not line.startswith("ready ")]

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    async def stops(self, patience_s: float = 30.0) -> tuple[int, float]:
        """Ask it to end, as systemd does: its exit code and how many seconds it took."""
        began = time.monotonic()
        self.running.send_signal(signal.SIGTERM)
        code = await asyncio.to_thread(self.running.wait, patience_s)
        return code, time.monotonic() - began

    async def ends(self, patience_s: float = PATIENCE_S) -> int:
        """Wait until it ends by itself; its exit code."""
        return await asyncio.to_thread(self.running.wait, patience_s)

    def memory_mb(self) -> float:
        """How much memory the process has now (resident)."""
        status = Path(f"/proc/{self.running.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a look into the database file shows."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return database.execute(query, values).fetchall()

    @property
    def _log(self) -> Path:
        return self.folder / f"log-{self._lives}.txt"


@contextmanager
def served_for_all(synapse: Synapse, folder: Path, **chosen: str) -> Iterator[ServedBot]:
    """A bot at work for a whole file of tests, each with its own event loop: a start costs seconds."""
    bot = ServedBot(synapse, folder, **chosen)
    try:
        asyncio.run(bot.starts())
        yield bot
    finally:
        bot.kill()


@asynccontextmanager
async def served(synapse: Synapse, folder: Path, **chosen: Any) -> AsyncIterator[ServedBot]:
    """A bot at work on this server."""
    bot = ServedBot(synapse, folder, **chosen)
    try:
        await bot.starts()
        yield bot
    finally:
        bot.kill()


class Talk:
    """A member in a private chat with the bot, who counts what it says."""

    def __init__(self, member: Member, bot: ServedBot, room: str) -> None:
        self.member = member
        self.bot = bot
        self.room = room
        self._last: str | None = None  # of the bot's messages; a long talk is not read anew for each answer

    async def asks(self, text: str, **more: Any) -> Message:
        """Type something (`more`: further content); the answer."""
        await self.member.says(self.room, text, **more)
        return await self.gets()

    async def reacts(self, to: Message, sign: str) -> Message:
        """Tap a sign under a message; the answer."""
        await self.member.reacts(self.room, to.event_id, sign)
        return await self.gets()

    async def gets(self, replies: int = 1) -> Message:
        """Wait for exactly so many new messages of the bot; the last of them."""
        bot = self.bot.user_id
        shown = await self.member.until(self.room, lambda room: len(room.by(bot)) >= replies, self._last)
        messages = shown.by(bot)
        assert len(messages) == replies, f"unasked: {[message.body for message in messages[replies:]]}"
        self._last = messages[-1].event_id
        return messages[-1]

    async def hears_nothing_more(self, after_s: float = 1.0) -> None:
        """Look on for a while: nothing may come."""
        await asyncio.sleep(after_s)
        unasked = (await self.member.sees(self.room, self._last)).by(self.bot.user_id)
        assert not unasked, [message.body for message in unasked]


async def talk(member: Member, bot: ServedBot) -> Talk:
    """A private, encrypted chat that the member opens, once the bot is in it."""
    room = await member.invites(bot.user_id)
    await joined(member, bot, room)
    return Talk(member, bot, room)


async def joined(member: Member, bot: ServedBot, room: str) -> None:
    """Wait until the bot is in a room."""
    await member.until(room, lambda shown: {"user_id": bot.user_id, "membership": "join"} in shown.members)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
