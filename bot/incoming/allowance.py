"""How much one sender may ask: more than anybody types or forwards at once, less than a program sends.

Each sender has an allowance that is used up message by message and comes back with time. Who is through it
is told so once; what they send meanwhile is not read. It is weighed in memory, when a message comes in, so
that ten thousand messages cost no transaction; another process, or a new one, begins with a full allowance.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.contract import IncomingMessage, Kind


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages at once, and then one more each time that so many seconds passed."""

    at_once: int
    one_more_s: float


USUAL = Rate(100, 1.0)  # a hundred: what Telegram lets people forward at once, and all of a night's downtime
LEAVING = Rate(5, 10.0)  # on top of it, so that a phone gone mad can still be told to stop
LEAVING_WORDS = frozenset({"stop", "vergeetmij", "forgetme"})
NOT_TYPED = (Kind.JOINED, Kind.LEFT, Kind.MOVED, Kind.TROUBLE)  # the platform says so, and we must know
TOLD_AGAIN_S = 600.0
MOST_SENDERS = 10_000  # remembered; forgetting somebody gives a full allowance back


class Verdict(Enum):
    """What becomes of a message."""

    READ = auto()
    TELL = auto()
    """Not read, and its sender is told."""
    SKIP = auto()


@dataclass(frozen=True, slots=True)
class Account:
    """When somebody's allowance is whole again, and when they were last told that it was used up.

    Both in seconds of one clock that never goes back.
    """

    whole_at: float = float("-inf")
    told_at: float = float("-inf")


def spend(account: Account, rate: Rate, now: float) -> Account | None:
    """The account after one more message; None when nothing is left for it."""
    whole_at = max(account.whole_at, now) + rate.one_more_s
    return None if whole_at - now > rate.at_once * rate.one_more_s else replace(account, whole_at=whole_at)


def is_leaving(message: IncomingMessage) -> bool:
    """Whether somebody wants the bot to stop, or to forget them."""
    if message.kind not in (Kind.COMMAND, Kind.TEXT):
        return False
    first, *_ = message.text.split(maxsplit=1) or [""]
    return first.strip("/!.").casefold() in LEAVING_WORDS


class Allowances:
    """What each sender on a platform has left."""

    def __init__(self) -> None:
        self._usual: OrderedDict[str, Account] = OrderedDict()
        self._leaving: OrderedDict[str, Account] = OrderedDict()

    def judge(self, message: IncomingMessage, now: float) -> Verdict:
        """What becomes of a message that comes in now."""
        if message.kind in NOT_TYPED or (
            is_leaving(message) and self._spent(self._leaving, LEAVING, message, now)
        ):
            return Verdict.READ
        if self._spent(self._usual, USUAL, message, now):
            return Verdict.READ
        account = self._usual[message.sender]
        if not message.is_direct or now - account.told_at < TOLD_AGAIN_S:
            return Verdict.SKIP  # a group is not bothered with it
        self._usual[message.sender] = replace(account, told_at=now)
        return Verdict.TELL

    def _spent(
        self, book: OrderedDict[str, Account], rate: Rate, message: IncomingMessage, now: float
    ) -> bool:
        """Take a message off its sender's account, if there is something left."""
        account = book.get(message.sender, Account())
        after = spend(account, rate, now)
        book[message.sender] = after or account
        book.move_to_end(message.sender)
        if len(book) > MOST_SENDERS:
            book.popitem(last=False)
        return after is not None
