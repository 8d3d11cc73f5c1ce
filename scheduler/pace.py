"""How fast a platform lets us talk, and so when a message may go. Pure: time is passed in.

Two things are kept apart. What we plan ourselves (broadcasts) keeps to the platform's limits beforehand. An
answer goes at once, because somebody waits for it; only a chat in which the platform told us to wait, or a
group, has its answers spread out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.contract import Address

LONG_AGO = datetime.min.replace(tzinfo=UTC)
CAREFUL_FOR = timedelta(minutes=1)
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """One message each `every`, or `burst` at once when it was quiet before."""

    every: timedelta
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform allows: broadcasts in all, messages to one person, messages to one group."""

    broadcasts: Rate
    person: Rate
    group: Rate
    is_group: Callable[[Address], bool]


UNLIMITED = Limits(Rate(timedelta(0)), Rate(timedelta(0)), Rate(timedelta(0)), lambda _: False)


@dataclass(slots=True)
class Meter:
    """Slots at a rate: a leaky bucket that tells when the next one is free instead of refusing.

    `free_at` is when a slot would be free if none were allowed to go ahead of the rate.
    """

    rate: Rate
    free_at: datetime = LONG_AGO

    def next_slot(self, now: datetime) -> datetime:
        """When a message may go."""
        return max(now, self.free_at - self.rate.every * (self.rate.burst - 1))

    def take(self, now: datetime) -> datetime:
        """Take the next slot; when it is."""
        slot = self.next_slot(now)
        self.free_at = max(self.free_at, slot) + self.rate.every
        return slot

    def hold(self, until: datetime) -> None:
        """No slot before `until`, and from then on one at a time."""
        self.free_at = max(self.free_at, until + self.rate.every * (self.rate.burst - 1))


@dataclass(slots=True)
class Chat:
    """What is known of one chat: its slots, and until when they are kept to for answers too."""

    meter: Meter
    careful_until: datetime = LONG_AGO
    blocked_until: datetime = LONG_AGO

    def is_spread(self, now: datetime) -> bool:
        """Whether answers have to keep to the slots: the platform said so, or others wait for theirs."""
        return self.careful_until > now or self.meter.free_at > now + self.meter.rate.every

    def is_at_rest(self, now: datetime) -> bool:
        """Whether there is nothing to remember."""
        return max(self.meter.free_at, self.careful_until, self.blocked_until) <= now


class Pace:
    """When messages to one platform may go."""

    def __init__(self, limits: Limits = UNLIMITED) -> None:
        self._limits = limits
        self._broadcasts = Meter(limits.broadcasts)
        self._chats: dict[str, Chat] = {}
        self._promised: dict[int, datetime] = {}

    def broadcast_at(self, now: datetime) -> datetime:
        """When the next broadcast may go, to whomever."""
        return self._broadcasts.next_slot(now)

    def when(self, message_id: int, to: Address, *, is_answer: bool, now: datetime) -> datetime:
        """When this message may go. A later moment is promised to it: asked again then, it may."""
        chat = self._chat(to, now)
        promised = self._promised.pop(message_id, None)
        if promised is not None and max(promised, chat.blocked_until) <= now:
            return now
        slot = max(self._slot(chat, to, is_answer=is_answer, now=now), chat.blocked_until)
        if slot > now:
            self._promised[message_id] = slot
        return slot

    def hold(self, to: Address, until: datetime, now: datetime) -> None:
        """The platform wants us to wait: nothing to this chat, and no broadcast to any, before `until`."""
        chat = self._chat(to, now)
        chat.careful_until = until + CAREFUL_FOR
        chat.meter.hold(until)
        self._broadcasts.hold(until)
        self.block(to, until, now)

    def block(self, to: Address, until: datetime, now: datetime) -> None:
        """A message to this chat is tried again at `until`; none goes before it."""
        chat = self._chat(to, now)
        chat.blocked_until = max(chat.blocked_until, until)

    def _slot(self, chat: Chat, to: Address, *, is_answer: bool, now: datetime) -> datetime:
        if not is_answer:
            return max(self._broadcasts.take(now), chat.meter.take(now))
        if chat.is_spread(now) or self._limits.is_group(to):
            return chat.meter.take(now)
        chat.meter.free_at = now + chat.meter.rate.every
        return now

    def _chat(self, to: Address, now: datetime) -> Chat:
        if len(self._chats) > MOST_REMEMBERED:
            self._chats = {name: chat for name, chat in self._chats.items() if not chat.is_at_rest(now)}
        rate = self._limits.group if self._limits.is_group(to) else self._limits.person
        return self._chats.setdefault(to.conversation, Chat(Meter(rate)))
