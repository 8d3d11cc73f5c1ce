"""Stand-ins for the clock and for a chat platform. The platform is strict: it shows exactly what was sent."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.contract import Address, DeliveryError, MessageRef, NotAllowed, Reply


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
