"""Flood limits. Telegram publishes no exact ones; these are what its FAQ for bots and bot authors report."""

import math
from collections import deque
from dataclasses import dataclass
from typing import Literal, Protocol

from tests.wire.telegram.refusals import too_many


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """How many messages may be sent. `window`: "sliding" counts what was sent in the last second or minute;
    "bucket" lets as many through at once and then refills evenly. Only messages that were sent count."""

    per_second: int = 30
    per_chat_per_second: int = 1
    per_group_per_minute: int = 20
    window: Literal["sliding", "bucket"] = "sliding"


class Window(Protocol):
    """One limit that is being counted."""

    def wait(self, now: float) -> float:
        """Seconds until there is room for one more; 0 if there is now."""
        ...

    def take(self, now: float) -> None:
        """Count one."""
        ...


class SlidingWindow:
    """At most `most` in any stretch of `period` seconds."""

    def __init__(self, most: int, period: float) -> None:
        self._most = most
        self._period = period
        self._taken: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until the oldest one falls out of the window."""
        while self._taken and self._taken[0] <= now - self._period:
            self._taken.popleft()
        return self._taken[0] + self._period - now if len(self._taken) >= self._most else 0.0

    def take(self, now: float) -> None:
        """Count one."""
        self._taken.append(now)


class Bucket:
    """A bucket of `most` tokens that fills up evenly in `period` seconds."""

    def __init__(self, most: int, period: float) -> None:
        self._most = most
        self._rate = most / period
        self._tokens = float(most)
        self._at = 0.0

    def wait(self, now: float) -> float:
        """Seconds until there is a whole token."""
        self._tokens = min(self._most, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._tokens) / self._rate)

    def take(self, now: float) -> None:
        """Take a token out."""
        self._tokens -= 1


class Flood:
    """Counts what was sent against the limits."""

    def __init__(self, limits: FloodLimits) -> None:
        self.limits = limits
        self._windows: dict[tuple[str, int], Window] = {}

    def spend(self, chat_id: int, *, is_group: bool, now: float) -> None:
        """Count one message to a chat. Raises Refused (429) if that is too many, and counts nothing then."""
        windows = [
            self._window("all", 0, self.limits.per_second, 1),
            self._window("chat", chat_id, self.limits.per_chat_per_second, 1),
        ]
        if is_group:
            windows.append(self._window("group", chat_id, self.limits.per_group_per_minute, 60))
        if (wait := max(window.wait(now) for window in windows)) > 0:
            raise too_many(math.ceil(wait))
        for window in windows:
            window.take(now)

    def _window(self, kind: str, chat_id: int, most: int, period: float) -> Window:
        key = (kind, chat_id)
        if key not in self._windows:
            made = Bucket if self.limits.window == "bucket" else SlidingWindow
            self._windows[key] = made(most, period)
        return self._windows[key]
