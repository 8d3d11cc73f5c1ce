"""A crowd of messages on a clock of paper, let go by the real pace."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.contract import Address
from bot.telegram import LIMITS
from scheduler.pace import Pace

SECOND = timedelta(seconds=1)


def most_within(moments: Sequence[datetime], stretch: timedelta) -> int:
    """The most of these (in order) that lie in any such stretch, its end left out."""
    return max((sum(begin <= moment < begin + stretch for moment in moments) for begin in moments), default=0)


@dataclass
class Message:
    """A message that waits for its turn."""

    id: int
    to: Address
    is_answer: bool
    not_before: datetime
    asked: int = 0
    failures: list[float] = field(default_factory=list)


@dataclass
class Crowd:
    """Messages, and a delivery that claims as the real one does: answers first, then by moment and age."""

    waiting: list[Message]
    now: datetime
    pace: Pace = field(default_factory=lambda: Pace(LIMITS))
    sent: list[tuple[datetime, Message]] = field(default_factory=list)

    def run(self) -> None:
        while self.waiting:
            slot = self.pace.broadcast_at(self.now)
            if due := [message for message in self.waiting if self._may_go_at(message, slot) <= self.now]:
                self._try(
                    min(due, key=lambda message: (not message.is_answer, message.not_before, message.id))
                )
            else:
                self.now = min(self._may_go_at(message, slot) for message in self.waiting)

    def _may_go_at(self, message: Message, slot: datetime) -> datetime:
        return message.not_before if message.is_answer else max(message.not_before, slot)

    def _try(self, message: Message) -> None:
        message.asked += 1
        moment = self.pace.when(message.id, message.to, is_answer=message.is_answer, now=self.now)
        if moment > self.now:
            message.not_before = moment
        elif message.failures:
            message.not_before = self.now + message.failures.pop() * SECOND
            self.pace.block(message.id, message.to, message.not_before, self.now, is_answer=message.is_answer)
        else:
            self.waiting.remove(message)
            self.sent.append((self.now, message))

    def moments(self, to: Address | None = None, *, is_answer: bool | None = None) -> list[datetime]:
        """When messages went: all, or those of one chat or kind."""
        return [
            moment
            for moment, message in self.sent
            if to in (None, message.to) and is_answer in (None, message.is_answer)
        ]
