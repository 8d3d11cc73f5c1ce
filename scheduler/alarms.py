"""When an operator is to hear that something goes wrong, and that it is over. Pure.

Once for each trouble, once when it is over, and not again within a day however often it comes and goes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

LATE = timedelta(minutes=3)
SHARE_OF_DAY = 24  # what is done each day takes minutes at times, so an hour late is late there
ANSWERS_WAIT = timedelta(minutes=5)
MESSAGES_WAIT = timedelta(minutes=15)
DOWN = timedelta(minutes=10)
SETTLED = timedelta(minutes=10)  # as long as a trouble has to stay away before we call it over
TOLD_AGAIN_AFTER = timedelta(days=1)
FIRST_PAUSE = timedelta(seconds=1)
MOST_DOUBLINGS = 20


class What(StrEnum):
    """What can go wrong."""

    TICK = "tick"
    ANSWERS = "answers"
    MESSAGES = "messages"
    PLATFORM = "platform"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """Something that goes wrong; `subject` is the platform, where it is about one."""

    what: What
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """When something that is done again and again was done last (at first: when we began), and its pace."""

    at: datetime
    every: timedelta

    @property
    def due(self) -> datetime:
        """When it is to be done again."""
        return self.at + self.every

    @property
    def bearable(self) -> timedelta:
        """How much too late is no trouble yet."""
        return max(LATE, self.every / SHARE_OF_DAY)

    def late(self, now: datetime) -> timedelta:
        """How long ago it should have been done again; nothing when it is in time."""
        return max(now - self.due, timedelta())


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of the bot at a moment.

    `ticks`: what was done last, by name; `contacts`: when each platform that we serve was last there;
    `answer`, `message`: since when the oldest answer that is due waits, and anything else that is. `clock`:
    when the machine's clock was believed last, if it can't be now.
    """

    ticks: Mapping[str, Done] = field(default_factory=dict)
    contacts: Mapping[str, datetime] = field(default_factory=dict)
    answer: datetime | None = None
    message: datetime | None = None
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a trouble: told when, told as over since, and when it was last seen."""

    at: datetime
    seen: datetime
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """To be told: a trouble since `since`, or that it is over."""

    trouble: Trouble
    since: datetime
    is_over: bool = False


Memory = Mapping[Trouble, Told]
"""What was told."""


def troubles(sight: Sight, now: datetime) -> dict[Trouble, datetime]:
    """What goes wrong now, and since when. By a clock that is not believed nothing else can be judged."""
    if sight.clock:
        return {Trouble(What.CLOCK): sight.clock}
    found: dict[Trouble, datetime] = {}
    late = {
        done.due for done in sight.ticks.values() if now - done.due > max(LATE, done.every / SHARE_OF_DAY)
    }
    if late:
        found[Trouble(What.TICK)] = min(late)
    for platform, contact in sight.contacts.items():
        if now - contact > DOWN:
            found[Trouble(What.PLATFORM, platform)] = contact
    if sight.answer and now - sight.answer > ANSWERS_WAIT:
        found[Trouble(What.ANSWERS)] = sight.answer
    if sight.message and now - sight.message > MESSAGES_WAIT:
        found[Trouble(What.MESSAGES)] = sight.message
    return found


def to_tell(found: Mapping[Trouble, datetime], memory: Memory, now: datetime) -> tuple[list[News], Memory]:
    """What to tell now, and what was told then."""
    news: list[News] = []
    after = {trouble: not_later(told, now) for trouble, told in memory.items()}
    for trouble, since in sorted(found.items()):
        told = after.get(trouble)
        if told is None or (told.is_over and now - told.at >= TOLD_AGAIN_AFTER):
            news.append(News(trouble, since))
            after[trouble] = Told(now, now)
        elif not told.is_over:
            after[trouble] = replace(told, seen=now)
    for trouble, told in sorted(over(after, found, now).items()):
        news.append(News(trouble, told.seen, is_over=True))
        after[trouble] = replace(told, is_over=True)
    return news, without_old(after, now)


def not_later(told: Told, now: datetime) -> Told:
    """What was told in a time that is still to come, by a clock that was wrong, was told now."""
    return replace(told, at=min(told.at, now), seen=min(told.seen, now))


def over(memory: Memory, found: Collection[Trouble], now: datetime) -> dict[Trouble, Told]:
    """What was told, and has stayed away for a while."""
    return {
        trouble: told
        for trouble, told in memory.items()
        if trouble not in found and not told.is_over and now - told.seen >= SETTLED
    }


def without_old(memory: Memory, now: datetime) -> Memory:
    """What was told, without what is over and so long ago that it may be told anew."""
    return {
        trouble: told
        for trouble, told in memory.items()
        if not told.is_over or now - told.at < TOLD_AGAIN_AFTER
    }


def waits_since(not_before: datetime, attempts: int) -> datetime:
    """Since when a message waits that comes due at `not_before` after so many attempts.

    Each attempt that failed moved that moment on, twice as far as the one before.
    """
    tried_for = FIRST_PAUSE * float((1 << min(attempts, MOST_DOUBLINGS)) - 1)
    return not_before - tried_for
