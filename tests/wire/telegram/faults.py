"""What can go wrong on the way between a bot and Telegram, made to order."""

from dataclasses import dataclass
from enum import Enum, auto


class Way(Enum):
    """What happens to a call."""

    DROPPED_BEFORE = auto()
    DROPPED_AFTER = auto()
    CUT_OFF = auto()
    LATE = auto()
    ANSWERED = auto()


@dataclass(slots=True)
class Fault:
    """One fault that was ordered. `times`: how often it may still happen (None: no end)."""

    way: Way
    method: str | None
    every: int
    times: int | None
    seconds: float = 0.0
    status: int = 0
    description: str = ""
    retry_after: int | None = None
    body: str | None = None
    processed: bool = False
    seen: int = 0

    def strikes(self, method: str) -> bool:
        """Whether it happens to this call, which is counted."""
        if self.method not in (None, method) or self.times == 0:
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.times = self.times if self.times is None else self.times - 1
        return True


class Faults:
    """Orders for faults. `method` None means every method; of several faults the oldest that strikes happens.

    Each happens to every call, or each `every`th, `times` in all (no end if None).
    """

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def drop_before(self, method: str | None = None, *, every: int = 1, times: int | None = None) -> None:
        """Close the connection before the call is processed."""
        self._order(Fault(Way.DROPPED_BEFORE, method, every, times))

    def drop_after(
        self, method: str | None = None, *, every: int = 1, times: int | None = None, halfway: bool = False
    ) -> None:
        """Process the call, then close without an answer, or `halfway` the answer."""
        self._order(Fault(Way.CUT_OFF if halfway else Way.DROPPED_AFTER, method, every, times))

    def slow(
        self, seconds: float, method: str | None = None, *, every: int = 1, times: int | None = None
    ) -> None:
        """Process the call at once and answer that many seconds later."""
        self._order(Fault(Way.LATE, method, every, times, seconds=seconds))

    def answers(
        self,
        status: int,
        description: str = "",
        method: str | None = None,
        *,
        retry_after: int | None = None,
        body: str | None = None,
        processed: bool = False,
        every: int = 1,
        times: int | None = None,
    ) -> None:
        """Answer with this status and description, or with `body` as it is (the HTML of a gateway).

        `processed`: the call was carried out all the same.
        """
        fault = Fault(Way.ANSWERED, method, every, times, status=status, description=description)
        fault.retry_after, fault.body, fault.processed = retry_after, body, processed
        self._order(fault)

    def clear(self) -> None:
        """From here on everything goes well."""
        self._ordered = []

    def strike(self, method: str) -> Fault | None:
        """The fault that happens to this call, if any."""
        return next((fault for fault in self._ordered if fault.strikes(method)), None)

    def _order(self, fault: Fault) -> None:
        self._ordered = [*self._ordered, fault]
