"""Stand-ins for the clock and for a chat platform. The platform is strict: it shows exactly what was sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.contract import Address, DeliveryError, IncomingMessage, MessageRef, NotAllowed, Reply


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


@dataclass(frozen=True)
class Shown:
    """A message as it stands in a chat."""

    ref: MessageRef
    reply: Reply
    key: str


class FakeMessenger:
    """A chat platform in memory. It recognises no repeats, so a double sending shows as a double."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.edits: list[Shown] = []
        self.retired: list[MessageRef] = []
        self.theirs: list[MessageRef] = []
        self._failures: list[Exception] = []
        self._said = 0

    def fail_next(self, *errors: Exception) -> None:
        """Let the next sendings fail with these errors, in this order."""
        self._failures.extend(errors)

    def said(self, address: Address) -> MessageRef:
        """A message that a member puts into a chat."""
        self._said += 1
        self.theirs.append(MessageRef(address, f"theirs-{self._said}"))
        return self.theirs[-1]

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        self._maybe_fail()
        ref = MessageRef(to, f"m{len(self.shown) + 1}")
        self.shown.append(Shown(ref, reply, key))
        return ref

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        self._maybe_fail()
        index = self._index_of(ref)
        self.shown[index] = Shown(ref, reply, self.shown[index].key)
        self.edits.append(Shown(ref, reply, key))

    async def delete(self, ref: MessageRef) -> None:
        self._maybe_fail()
        if ref in self.theirs:
            self.theirs.remove(ref)
        else:
            del self.shown[self._index_of(ref)]

    async def retire(self, ref: MessageRef) -> None:
        self._maybe_fail()
        self.retired.append(ref)

    async def typing(self, address: Address) -> None:
        pass

    def _index_of(self, ref: MessageRef) -> int:
        for index, message in enumerate(self.shown):
            if message.ref == ref:
                return index
        raise NotAllowed("no such message")

    def _maybe_fail(self) -> None:
        if self._failures:
            raise self._failures.pop(0)


class Outage(DeliveryError):
    """An error that is none of the four that delivery knows."""


class FakeKept:
    """A store for what comes faster than it can be read, that may be away."""

    def __init__(self, *messages: IncomingMessage) -> None:
        self.rows = dict(enumerate(messages))
        self.away = False
        self.most_at_once = 0
        self._next = len(messages)

    async def add(self, messages: Sequence[IncomingMessage]) -> None:
        self._maybe_fail()
        known = {message.id for message in self.rows.values()}
        for message in messages:
            if message.id not in known:
                self.rows[self._next] = message
                self._next += 1
        self.most_at_once = max(self.most_at_once, len(messages))

    async def oldest(self, conversation: str, most: int) -> Sequence[tuple[int, IncomingMessage]]:
        self._maybe_fail()
        of_chat = [row for row in self.rows.items() if row[1].address.conversation == conversation]
        return of_chat[:most]

    async def drop(self, numbers: Collection[int]) -> None:
        self._maybe_fail()
        for number in numbers:
            del self.rows[number]

    async def conversations(self) -> Collection[str]:
        self._maybe_fail()
        return {message.address.conversation for message in self.rows.values()}

    def _maybe_fail(self) -> None:
        if self.away:
            raise ConnectionError("the database is away")
