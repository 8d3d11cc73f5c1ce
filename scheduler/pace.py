"""How fast a platform lets us talk, and so when a message may go. Pure: time is passed in.

Two things are kept apart. What we plan ourselves (broadcasts) keeps to the platform's limits beforehand. An
answer goes at once, because somebody waits for it; only a chat in which the platform told us to wait, or a
group, has its answers spread out.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.contract import Address

LONG_AGO = datetime.min.replace(tzinfo=UTC)
CAREFUL_FOR = timedelta(minutes=1)
MOST_REMEMBERED = 10_000
SET_BACK = timedelta(seconds=10)  # a clock that is only corrected goes back by less


@dataclass(frozen=True, slots=True)
class Rate:
    """One message each `every`, and at most `most` in any stretch of time as long as `within`.

    A message that goes late, by no more than `catch_up`, makes none of those after it late.
    """

    every: timedelta
    most: int = 1
    within: timedelta = timedelta(0)
    catch_up: timedelta = timedelta(0)


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
        is_little_late = slot - self.free_at <= self.rate.catch_up
        planned = self.free_at if is_little_late else slot
        self.note(slot, now)
        if is_little_late:
            self.free_at = planned + self.rate.every
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


@dataclass(frozen=True, slots=True)
class Promise:
    """When a message may go, and whether that is a slot of the chat's meter."""

    moment: datetime
    is_slot: bool
    is_answer: bool


@dataclass(slots=True)
class Chat:
    """What is known of one chat: its slots, and which messages wait for theirs.

    Until `careful_until` answers keep to the slots too; until `blocked_until` nothing goes.
    """

    meter: Meter
    careful_until: datetime = LONG_AGO
    blocked_until: datetime = LONG_AGO
    promised: dict[int, Promise] = field(default_factory=dict)

    def is_spread(self, now: datetime) -> bool:
        """Whether answers have to keep to the slots: the platform said so, or others wait for theirs."""
        return self.careful_until > now or any(
            promise.is_slot and promise.is_answer and promise.moment > now
            for promise in self.promised.values()
        )

    def put_off(self, message_id: int, first: Promise, now: datetime) -> None:
        """Nothing goes before that moment; then this message and those that wait, in the order of ids."""
        self.blocked_until = max(self.blocked_until, first.moment)
        self.meter.give_back(now)
        self.meter.hold(self.blocked_until)
        self.promised[message_id] = first
        for each, old in sorted(self.promised.items()):
            is_slot = old.is_slot or self.careful_until > now
            self.promised[each] = self.promise(now, is_slot=is_slot, is_answer=old.is_answer)

    def promise(self, now: datetime, *, is_slot: bool, is_answer: bool) -> Promise:
        """The next moment for a message: a slot, or as soon as nothing blocks the way."""
        if is_slot:
            return Promise(self.meter.take(now), is_slot, is_answer)
        moment = max(now, self.blocked_until)
        self.meter.note(moment, now)
        return Promise(moment, is_slot, is_answer)

    def is_at_rest(self, now: datetime) -> bool:
        """Whether there is nothing to remember."""
        return max(self.careful_until, self.blocked_until) <= now and self.meter.is_at_rest(now)


class Pace:
    """When messages to one platform may go."""

    def __init__(self, limits: Limits = UNLIMITED) -> None:
        self._limits = limits
        self._broadcasts = Meter(limits.broadcasts)
        self._chats: dict[str, Chat] = {}
        self._looked_at = LONG_AGO

    def broadcast_at(self, now: datetime) -> datetime:
        """When the next broadcast may go, to whomever."""
        self._heed(now)
        return self._broadcasts.next_slot(now)

    def when(self, message_id: int, to: Address, *, is_answer: bool, now: datetime) -> datetime:
        """When this message may go.

        A later moment is promised to it: asked again then, it may, unless something in its chat is to be
        tried again first, or too many broadcasts go at that very moment.
        """
        self._heed(now)
        chat = self._chat(to, now)
        in_slots = not is_answer or chat.is_spread(now) or self._limits.is_group(to)
        kept = chat.promised.pop(message_id, None)
        promise = kept or chat.promise(now, is_slot=in_slots, is_answer=is_answer)
        if promise.moment <= now and not is_answer:
            promise = replace(promise, moment=self._broadcast_slot(now))
        if promise.moment <= now:
            return now
        chat.promised[message_id] = promise
        return promise.moment

    def hold(self, message_id: int, to: Address, until: datetime, now: datetime, *, is_answer: bool) -> None:
        """The platform wants us to wait: nothing to this chat, and no broadcast to any, before `until`."""
        self._chat(to, now).careful_until = until + CAREFUL_FOR
        self._broadcasts.hold(until)
        self.block(message_id, to, until, now, is_answer=is_answer)

    def block(self, message_id: int, to: Address, until: datetime, now: datetime, *, is_answer: bool) -> None:
        """This message is tried again at `until`, and nothing in its chat overtakes it."""
        first = Promise(until, not is_answer or self._limits.is_group(to), is_answer)
        self._chat(to, now).put_off(message_id, first, now)

    def _heed(self, now: datetime) -> None:
        """When the clock was set back, what is noted lies in the future, and would hold up all until then."""
        if now + SET_BACK < self._looked_at:
            self._broadcasts, self._chats = Meter(self._limits.broadcasts), {}
        self._looked_at = now

    def _broadcast_slot(self, now: datetime) -> datetime:
        """Taken only by a message that can go, so that none is kept for one that waits for its chat."""
        slot = self._broadcasts.next_slot(now)
        return self._broadcasts.take(now) if slot <= now else slot

    def _chat(self, to: Address, now: datetime) -> Chat:
        if len(self._chats) > MOST_REMEMBERED:
            self._chats = {name: chat for name, chat in self._chats.items() if not chat.is_at_rest(now)}
        rate = self._limits.group if self._limits.is_group(to) else self._limits.person
        return self._chats.setdefault(to.conversation, Chat(Meter(rate)))
