"""A day of a learning network, written down beforehand: who says what when, and what goes wrong."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.contract import Address, IncomingMessage, Kind, MessageRef, choice_token

PLATFORM = "fake"
ZONE = "Europe/Amsterdam"
AMSTERDAM = ZoneInfo(ZONE)
MINUTE, HOUR = 60.0, 3600.0
DOWN_AFTER_KILL_S = 90.0
SHARE_OF_COMMANDS = 0.15
MOST_TURNS = 4  # in a dialogue about a meeting that was
SAYS = (
    "school stuurt hem weer naar huis, wat nu?",
    "hoe vaak komt het netwerk bijeen?",
    "ouders betrekken bij school",
    "the school contact person",
    "wat doe ik als ze niet meer wil eten",
    "dank je wel",
    "asdf qwer zxcv",
    "hoe regel ik vervoer naar de dagbesteding",
)
COMMANDS = ("help", "bijeenkomst", "themas", "stap", "profiel", "inbreng een vraag over vervoer naar school")
TAKES_ALONG = "ik wil vaker aan school vragen wat er wel lukt"


class Stretch(NamedTuple):
    """From and to, in seconds since the beginning of the day."""

    begin: float
    end: float

    def holds(self, moment: float) -> bool:
        """Whether a moment lies in it."""
        return self.begin <= moment < self.end


NEVER = Stretch(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Day:
    """What is in a day. Moments are in seconds since `begins`.

    After each of the `kills` the bot is away for a minute and a half. `wrong_clock`: when the clock on the
    wall is wrong, and by how much.
    """

    begins: datetime
    lasts: float
    members: int
    messages: int
    chat_down: Stretch = NEVER
    database_away: Stretch = NEVER
    disk_full: Stretch = NEVER
    kills: tuple[float, ...] = ()
    wrong_clock: tuple[tuple[Stretch, timedelta], ...] = ()

    def wrong_by(self, moment: float) -> timedelta:
        """By how much the clock is wrong."""
        return sum((by for stretch, by in self.wrong_clock if stretch.holds(moment)), timedelta(0))


def sunday(hour: int, minute: int = 0) -> datetime:
    """On Sunday 25 October 2026, in whose night the clocks went back."""
    return datetime(2026, 10, 25, hour, minute)  # noqa: DTZ001 - what clocks on walls show


def seconds(begins: datetime, hour: int, minute: int = 0) -> float:
    """The moment in a day at which clocks show this."""
    return (sunday(hour, minute).replace(tzinfo=AMSTERDAM).astimezone(UTC) - begins).total_seconds()


def stretch(begins: datetime, begin: tuple[int, int], end: tuple[int, int]) -> Stretch:
    """From one hour and minute on the clocks to another."""
    return Stretch(seconds(begins, *begin), seconds(begins, *end))


def long_day() -> Day:
    """From midnight, before the clocks go back, round the clock, with everything that goes wrong."""
    begins = datetime(2026, 10, 24, 22, tzinfo=UTC)  # midnight in Amsterdam
    return Day(
        begins,
        24 * HOUR,
        2000,
        4000,
        chat_down=stretch(begins, (9, 30), (10, 30)),
        database_away=stretch(begins, (10, 33), (10, 35)),
        disk_full=stretch(begins, (16, 1), (16, 2)),
        kills=tuple(seconds(begins, *moment) for moment in ((0, 40), (9, 0), (11, 0), (11, 3))),
        wrong_clock=(
            (stretch(begins, (17, 0), (17, 30)), timedelta(hours=1)),
            (stretch(begins, (19, 0), (19, 40)), timedelta(hours=-1)),
        ),
    )


def short_day() -> Day:
    """A morning."""
    begins = datetime(2026, 10, 25, 8, 40, tzinfo=UTC)  # twenty to ten in Amsterdam
    return Day(
        begins,
        3 * HOUR,
        100,
        200,
        chat_down=stretch(begins, (9, 55), (10, 10)),
        database_away=stretch(begins, (10, 20), (10, 22)),
        disk_full=stretch(begins, (11, 30), (11, 31)),
        kills=tuple(seconds(begins, *moment) for moment in ((10, 40), (11, 0))),
        wrong_clock=(
            (stretch(begins, (11, 45), (11, 55)), timedelta(hours=1)),
            (stretch(begins, (12, 5), (12, 20)), timedelta(hours=-1)),
        ),
    )


def busy_hour() -> Day:
    """Many look back on a meeting while the disk is full: small things find room, others don't."""
    begins = datetime(2026, 10, 25, 14, 55, tzinfo=UTC)  # five to four in Amsterdam
    return Day(begins, 0.4 * HOUR, 1000, 300, disk_full=stretch(begins, (16, 1), (16, 3)))


DAYS = {"long": long_day, "short": short_day, "hour": busy_hour}


class Act(NamedTuple):
    """A member does something at a moment; in the order of moments."""

    moment: float
    name: str
    message: IncomingMessage


class Shown(NamedTuple):
    """What the platform took from the bot, in which of its lives, when, and with how many choices."""

    life: int
    moment: float
    chat: str
    key: str
    ref: str
    choices: int
    is_edit: bool


def acts(day: Day) -> Iterator[Act]:
    """What members say of their own accord."""
    chance = random.Random(1)
    for number in range(day.messages):
        moment = day.lasts * 0.98 * (number + chance.random()) / day.messages
        sender = f"lid-{chance.randrange(day.members)}"
        kind, texts = (Kind.COMMAND, COMMANDS) if chance.random() < SHARE_OF_COMMANDS else (Kind.TEXT, SAYS)
        yield act(moment, message(f"said-{number}", kind, sender, chance.choice(texts)))


def act(moment: float, what: IncomingMessage) -> Act:
    """A message at a moment."""
    return Act(moment, what.id, what)


def message(name: str, kind: Kind, sender: str, text: str, to: str | None = None) -> IncomingMessage:
    """A message of a member in their own chat."""
    address = Address(PLATFORM, f"chat-{sender}")
    ref = MessageRef(address, name) if kind is Kind.TEXT else None
    return IncomingMessage(
        name, kind, sender, address, text, "nl", MessageRef(address, to) if to else None, ref=ref
    )


def reaction(shown: Shown) -> Act | None:
    """What a member does with a message that they see; always the same."""
    chance = random.Random(shown.key)
    turn, share = turn_of(shown.key)
    if turn > MOST_TURNS or shown.is_edit or chance.random() > share:
        return None
    moment = shown.moment + chance.uniform(20, 30 * MINUTE if turn == 1 else MINUTE)
    name = f"turn{turn}-{hashlib.sha256(shown.key.encode()).hexdigest()[:16]}"
    sender = shown.chat.removeprefix("chat-")
    if not shown.choices:
        return act(moment, message(name, Kind.TEXT, sender, TAKES_ALONG))
    token = choice_token(shown.key, chance.randrange(min(shown.choices, 11)))
    return act(moment, message(name, Kind.CHOICE, sender, token, shown.ref))


def turn_of(key: str) -> tuple[int, float]:
    """Which turn of a dialogue an answer to this would be, and how likely one is."""
    if "/person-" in key:
        return 1, 0.5
    if key.startswith(f"{PLATFORM}-turn"):
        return int(key.removeprefix(f"{PLATFORM}-turn")[0]) + 1, 0.8
    return 1, 0.0
