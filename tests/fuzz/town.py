"""A bot with networks in it, of which every failure inside comes to light."""

import itertools
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, open_app
from handlers.people.people import Role
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_network, add_person
from tests.stubs import stub_knowledge

ANNA_ON = {
    "telegram": "1099511627783",
    "matrix": "@anna:lab.test",
}  # as the updates and events there name her


class Failures(logging.Handler):
    """The errors that the bot would hide behind an apology."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error, unless it is that the platform's own form could not be read."""
        if record.name != "bot.telegram.intake" and record.exc_info and record.exc_info[1]:
            self.found.append(record.exc_info[1])


@dataclass(frozen=True, slots=True)
class Town:
    """The bot, what it says, and what went wrong in it."""

    app: App
    clock: FakeClock
    messengers: Mapping[str, FakeMessenger]
    failures: Failures
    numbers: Iterator[int]

    @property
    def messenger(self) -> FakeMessenger:
        """The platform without peculiarities."""
        return self.messengers["fake"]

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Raises what went wrong inside, in the block."""
        self.failures.found.clear()
        yield
        if self.failures.found:
            raise self.failures.found[0]

    async def settle(self) -> tuple[str, str]:
        """A network with a facilitator and two members; how the facilitator and one member are called."""
        number = next(self.numbers)
        network = await add_network(self.app, f"oost-{number}", f"Netwerk {number}")
        facilitator, member = f"fatma-{number}", f"anna-{number}"
        await add_person(self.app, "Fatma", {network: Role.FACILITATOR}, doors=[facilitator])
        await add_person(self.app, "Anna", {network: Role.MEMBER}, doors=[member])
        await add_person(self.app, "Bram", {network: Role.MEMBER}, doors=[f"bram-{number}"], language="en")
        return facilitator, member


@asynccontextmanager
async def opened_town(folder: Path) -> AsyncIterator[Town]:
    """A bot on three platforms; on two of them Anna is its operator, who may do everything."""
    clock, messengers = FakeClock(), {name: FakeMessenger() for name in ("fake", *ANNA_ON)}
    trusted = dict.fromkeys(ANNA_ON.items())
    async with open_app(
        f"sqlite:///{folder / 'town.db'}", messengers, stub_knowledge(), clock, trusted=trusted
    ) as app:
        await add_network(app)
        yield Town(app, clock, messengers, Failures(), itertools.count(1))
