"""How fast a platform lets us talk, and so when a message may go. Pure: time is passed in.

Two things are kept apart. What we plan ourselves (broadcasts) keeps to the platform's limits beforehand. An
answer goes at once, because somebody waits for it; only a chat in which the platform told us to wait, or a
group, has its answers spread out.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.contract import Address

LONG_AGO = datetime.min.replace(tzinfo=UTC)
CAREFUL_FOR = timedelta(minutes=1)
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """One message each `every`, and at most `most` in any stretch of time as long as `within`."""

    every: timedelta
    most: int = 1
    within: timedelta = timedelta(0)


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
    """Slots at a rate: tells when the next one is free instead of refusing. `taken` are the last ones."""

    rate: Rate
    free_at: datetime = LONG_AGO
    taken: deque[datetime] = field(default_factory=deque)

    def next_slot(self, now: datetime) -> datetime:
        """When a message may go."""
        if len(self.taken) < self.rate.most:
            return max(now, self.free_at)
        return max(now, self.free_at, self.taken[-self.rate.most] + self.rate.within)

    def take(self, now: datetime) -> datetime:
        """Take the next slot; when it is."""
        slot = self.next_slot(now)
        self.note(slot, now)
        return slot

    def note(self, moment: datetime, now: datetime) -> None:
        """A message goes at this moment, whether it is a slot or not."""
        self.free_at = max(self.free_at, moment + self.rate.every)
        self.taken.append(moment)
        while len(self.taken) > self.rate.most and self.taken[self.rate.most] <= now:
            self.taken.popleft()

    def hold(self, until: datetime) -> None:
        """No slot before `until`."""
        self.free_at = max(self.free_at, until)

    def give_back(self, now: datetime) -> None:
        """Free the slots that are still to come."""
        self.taken = deque(moment for moment in self.taken if moment <= now)
        self.free_at = self.taken[-1] + self.rate.every if self.taken else LONG_AGO

    def is_at_rest(self, now: datetime) -> bool:
        """Whether what went before makes no difference any more."""
        return self.free_at <= now and (not self.taken or self.taken[-1] + self.rate.within <= now)


@dataclass(slots=True)
class Chat:
    """What is known of one chat: its slots, and which messages wait for theirs.

    Until `careful_until` answers keep to the slots too; until `blocked_until` nothing goes.
    """

    meter: Meter
    careful_until: datetime = LONG_AGO
    blocked_until: datetime = LONG_AGO
    promised: dict[int, datetime] = field(default_factory=dict)

    def is_spread(self, now: datetime) -> bool:
        """Whether answers have to keep to the slots: the platform said so, or others wait for theirs."""
        others_wait = self.meter.free_at > now + self.meter.rate.every
        return others_wait or max(self.careful_until, self.blocked_until) > now

    def put_off(self, message_id: int, until: datetime, now: datetime) -> None:
        """Nothing goes before `until`; then this message and those that wait, in the order of their ids."""
        self.blocked_until = max(self.blocked_until, until)
        self.meter.give_back(now)
        self.meter.hold(self.blocked_until)
        self.promised = {each: self.meter.take(now) for each in sorted({message_id, *self.promised})}

    def is_at_rest(self, now: datetime) -> bool:
        """Whether there is nothing to remember."""
        return max(self.careful_until, self.blocked_until) <= now and self.meter.is_at_rest(now)


class Pace:
    """When messages to one platform may go."""

    def __init__(self, limits: Limits = UNLIMITED) -> None:
        self._limits = limits
        self._broadcasts = Meter(limits.broadcasts)
        self._chats: dict[str, Chat] = {}

    def broadcast_at(self, now: datetime) -> datetime:
        """When the next broadcast may go, to whomever."""
        return self._broadcasts.next_slot(now)

    def when(self, message_id: int, to: Address, *, is_answer: bool, now: datetime) -> datetime:
        """When this message may go.

        A later moment is promised to it: asked again then, it may, unless something in its chat is to be
        tried again first, or too many broadcasts go at that very moment.
        """
        chat = self._chat(to, now)
        slot = chat.promised.pop(message_id, None) or self._slot(chat, to, is_answer=is_answer, now=now)
        if slot <= now and not is_answer:
            slot = self._broadcast_slot(now)
        if slot <= now:
            return now
        chat.promised[message_id] = slot
        return slot

    def hold(self, message_id: int, to: Address, until: datetime, now: datetime) -> None:
        """The platform wants us to wait: nothing to this chat, and no broadcast to any, before `until`."""
        self._chat(to, now).careful_until = until + CAREFUL_FOR
        self._broadcasts.hold(until)
        self.block(message_id, to, until, now)

    def block(self, message_id: int, to: Address, until: datetime, now: datetime) -> None:
        """This message is tried again at `until`, and nothing in its chat overtakes it."""
        self._chat(to, now).put_off(message_id, until, now)

    def _slot(self, chat: Chat, to: Address, *, is_answer: bool, now: datetime) -> datetime:
        if not is_answer or chat.is_spread(now) or self._limits.is_group(to):
            return chat.meter.take(now)
        chat.meter.note(now, now)
        return now

    def _broadcast_slot(self, now: datetime) -> datetime:
        """Taken only by a message that can go, so that none is kept for one that waits for its chat."""
        slot = self._broadcasts.next_slot(now)
        return self._broadcasts.take(now) if slot <= now else slot

    def _chat(self, to: Address, now: datetime) -> Chat:
        if len(self._chats) > MOST_REMEMBERED:
            self._chats = {name: chat for name, chat in self._chats.items() if not chat.is_at_rest(now)}
        rate = self._limits.group if self._limits.is_group(to) else self._limits.person
        return self._chats.setdefault(to.conversation, Chat(Meter(rate)))
