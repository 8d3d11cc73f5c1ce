"""One life of the bot in a simulated day: `day_life.py FOLDER URL long|short LIFE [POSTGRESQL_FOLDER]`.

The whole bot, as `leernetwerk run` has it, on a real database; only time and the platform are ours. The
platform's memory is in files, which outlive a life: what members said and we confirmed, and what they saw.
"""

import asyncio
import heapq
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import bot.app
import bot.store.local
import scheduler.delivery
from benchmarks.machine import memory_mb
from bot.app import open_app
from bot.contract import Address, MessageRef, Messenger, Reply, TemporaryDeliveryError
from bot.incoming.inbox import Inbox
from bot.platforms import Host, Supervisor
from bot.store import sqlite_file
from bot.telegram import LIMITS
from knowledge_base import load_knowledge_base
from tests.journeys.day_faults import full_disk, locked_file, stopped_server
from tests.journeys.day_plan import DAYS, DOWN_AFTER_KILL_S, HOUR, PLATFORM, Act, Day, Shown, acts, reaction
from tests.virtual_time import JumpingClock, JumpingLoop, tell_the_ticks


@dataclass(frozen=True, slots=True)
class Files:
    """What outlives a life."""

    folder: Path

    @property
    def shown(self) -> Path:
        """What members saw, one JSON array a line."""
        return self.folder / "shown.jsonl"

    @property
    def confirmed(self) -> Path:
        """The ids of messages that the platform may forget."""
        return self.folder / "confirmed.txt"

    @property
    def asked(self) -> Path:
        """The ids of messages that members sent."""
        return self.folder / "asked.txt"

    @property
    def time(self) -> Path:
        """When it is."""
        return self.folder / "time.txt"

    @property
    def memory(self) -> Path:
        """How much memory is in use, by life and hour."""
        return self.folder / "memory.txt"

    def seen(self) -> Iterator[Shown]:
        """Everything that members saw."""
        if self.shown.exists():
            with self.shown.open() as lines:
                yield from (Shown(*json.loads(line)) for line in lines)

    def now(self) -> float:
        """The moment at which the last life ended."""
        return float(self.time.read_text() or 0) if self.time.exists() else 0.0

    def note(self, file: Path, line: str) -> None:
        """Add a line; a kill leaves it there or not."""
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(opened, f"{line}\n".encode())
        finally:
            os.close(opened)

    def pass_time(self, moment: float) -> None:
        """It is this moment now."""
        new = self.time.with_suffix(".new")
        new.write_text(str(moment))
        new.replace(self.time)


class Members:
    """What members say and do, and what the platform holds of it for us."""

    def __init__(self, day: Day, files: Files) -> None:
        self._day = day
        self._files = files
        confirmed = files.confirmed.read_text().split() if files.confirmed.exists() else ()
        self._confirmed = set(confirmed)
        self._asked = set(files.asked.read_text().split()) if files.asked.exists() else set[str]()
        self._coming: list[Act] = []
        for act in acts(day):
            self._will(act)
        for shown in files.seen():
            self.see(shown)

    def see(self, shown: Shown) -> None:
        """Members see a message, and some will do something with it."""
        if act := reaction(shown):
            self._will(act)

    def _will(self, act: Act) -> None:
        if act.name not in self._confirmed and act.moment < self._day.lasts:
            heapq.heappush(self._coming, act)

    async def speak(self, inbox: Inbox) -> None:
        """Let members say what they say when they say it, until the day is over."""
        loop = asyncio.get_running_loop()
        while loop.time() < self._day.lasts:
            if self._coming and self._coming[0].moment <= loop.time():
                self._say(heapq.heappop(self._coming), inbox)
            else:
                await asyncio.sleep(min(5.0, self._day.lasts - loop.time()))
            self._files.pass_time(loop.time())

    def _say(self, act: Act, inbox: Inbox) -> None:
        name = act.name
        if name in self._confirmed:
            return
        if name not in self._asked:
            self._asked.add(name)
            self._files.note(self._files.asked, name)
        inbox.take(act.message).add_done_callback(partial(self._confirm, act))

    def _confirm(self, act: Act, safe: asyncio.Future[None]) -> None:
        if safe.cancelled():
            self._will(act)  # the platform has it still, and brings it again
        else:
            self._confirmed.add(act.name)
            self._files.note(self._files.confirmed, act.name)


class DayMessenger:
    """A platform that takes a moment, is away for a while, and knows no repeats; kills fall in between."""

    def __init__(self, day: Day, files: Files, life: int, members: Members) -> None:
        self._day = day
        self._files = files
        self._life = life
        self._members = members
        self._chance = random.Random(life)
        self._sent = 0
        self._kill_at = next(iter(day.kills[life:]), None)

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        self._sent += 1
        ref = MessageRef(to, f"{self._life}-{self._sent}")
        await self._show(ref, reply, key)
        return ref

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        await self._show(ref, reply, key, is_edit=True)

    async def delete(self, ref: MessageRef) -> None:
        await self._pause()

    async def retire(self, ref: MessageRef) -> None:
        await self._pause()

    async def typing(self, address: Address) -> None:
        pass

    async def _show(self, ref: MessageRef, reply: Reply, key: str, *, is_edit: bool = False) -> None:
        await self._pause()
        moment = asyncio.get_running_loop().time()
        shown = Shown(self._life, moment, ref.address.conversation, key, ref.id, len(reply.choices), is_edit)
        self._files.note(self._files.shown, json.dumps(shown))
        self._members.see(shown)
        if self._kill_at is not None and moment >= self._kill_at:
            self._files.pass_time(moment)
            os.kill(os.getpid(), signal.SIGKILL)
        await self._pause()

    async def _pause(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.02, 0.15))
        if self._day.chat_down.holds(asyncio.get_running_loop().time()):
            raise TemporaryDeliveryError("the platform is away")


class DayPlatform:
    """The platform, with the members on it."""

    name = PLATFORM
    limits = LIMITS
    is_for_one = True
    can_send = True

    def __init__(self, messenger: Messenger, members: Members, day_is_over: asyncio.Event) -> None:
        self.messenger = messenger
        self._members = members
        self._over = day_is_over

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        yield

    async def serve(self, host: Host, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Let members speak until the day is over."""
        inbox = Inbox(host.receive, self.messenger, host.surplus(self.name))
        await inbox.begin()
        ready()
        try:
            await self._members.speak(inbox)
            await asyncio.sleep(2 * HOUR)  # nobody says anything any more; what waits is answered
        finally:
            await inbox.close()
        self._over.set()


def set_clocks(clock: JumpingClock) -> None:
    """Let everything look at our clock, and look for news less often: a day has many seconds."""
    tell_the_ticks(clock, setattr)
    bot.app.NEW_TIPS_WITHIN = timedelta(minutes=1)
    scheduler.delivery.LONGEST_SLEEP = timedelta(seconds=5)
    local: Any = bot.store.local
    local.LOCK_WAIT_S = 0.02  # time stands still while a thread waits


async def weigh(files: Files, life: int) -> None:
    """Note each hour how much memory is in use."""
    while True:
        moment = asyncio.get_running_loop().time()
        files.note(files.memory, f"{life} {moment} {memory_mb()}")
        await asyncio.sleep(HOUR - moment % HOUR)


async def live(folder: Path, url: str, day: Day, life: int, server: Path | None) -> None:
    """Be the bot from now to the next kill, or to the end of the day."""
    loop = asyncio.get_running_loop()
    clock = JumpingClock(loop, day.begins, day.wrong_by)
    set_clocks(clock)
    files = Files(folder)
    members = Members(day, files)
    messenger = DayMessenger(day, files, life, members)
    over = asyncio.Event()
    platform = DayPlatform(messenger, members, over)
    file = sqlite_file(url)
    away = stopped_server(server, day.database_away) if server else locked_file(file, day.database_away)
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(
            open_app(url, {PLATFORM: messenger}, load_knowledge_base(), clock, limits={PLATFORM: LIMITS})
        )
        for work in (away, full_disk(day.disk_full), weigh(files, life)):
            stack.push_async_callback(ended, asyncio.create_task(work))
        if file:
            await app.take_over([PLATFORM])
        async with app.at_work():
            await Supervisor(app.store, app, lambda _: None, over, app.watch.changed).run([platform])


async def ended(task: "asyncio.Task[None]") -> None:
    """Stop what goes on beside the bot."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def main() -> None:
    """Live once."""
    folder, url, name, life, *server = sys.argv[1:]
    moment = Files(Path(folder)).now() + (DOWN_AFTER_KILL_S if int(life) else 0)
    with asyncio.Runner(loop_factory=lambda: JumpingLoop(moment)) as runner:
        runner.run(live(Path(folder), url, DAYS[name](), int(life), Path(server[0]) if server else None))


if __name__ == "__main__":
    main()
