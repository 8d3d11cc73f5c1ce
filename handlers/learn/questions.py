"""Questions that nobody could answer yet, and their way to the facilitators."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.contract import Address, IncomingMessage, Language, MessageRef

MOST_REMEMBERED = 1000
LONGEST_QUESTION = 4000  # characters that are passed on


class QuestionState(StrEnum):
    """How far a question is; closed is one of which the asker said that the answer helped."""

    OPEN = "open"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as facilitators see it; `network` is the key of the network it is for, if that is known.

    `group_id` is the group of questions that are the same in other words, once it is known.
    """

    id: int
    network_id: int | None
    network: str | None
    text: str
    language: Language
    status: str
    asked_at: datetime
    group_id: int | None = None


class Questions(Protocol):
    """The questions that were passed on."""

    async def add(
        self,
        asker: Address,
        sender: str,
        text: str,
        language: Language,
        at: datetime,
        *,
        network_id: int | None = None,
    ) -> int: ...
    async def all(self, network_id: int | None = None) -> Sequence[OpenQuestion]: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody's words, kept in memory until they say what should become of them.

    `ref` is the message they stand in, `answered` the data of the step that they answer.
    """

    text: str
    language: Language
    ref: MessageRef | None = None
    answered: Mapping[str, str] = field(default_factory=dict)


class ShortMemory:
    """The words of the last messages, never written down: they are stored only when their author says so.

    After a restart they are gone, and the author is asked to type them again.
    """

    def __init__(self) -> None:
        self._heard: OrderedDict[tuple[str, str, str], Heard] = OrderedDict()

    def keep(self, message: IncomingMessage, heard: Heard) -> None:
        """Remember what was said in this message."""
        key = (message.address.platform, message.sender, message.id)
        self._heard[key] = heard
        self._heard.move_to_end(key)
        while len(self._heard) > MOST_REMEMBERED:
            self._heard.popitem(last=False)

    def forget(self, platform: str, sender: str) -> None:
        """Know nothing any more of what somebody said."""
        for key in [key for key in self._heard if key[:2] == (platform, sender)]:
            del self._heard[key]

    def drop(self, now: IncomingMessage, message_id: str) -> None:
        """Know nothing any more of what the sender of `now` said in an earlier message."""
        self._heard.pop((now.address.platform, now.sender, message_id), None)

    def recall(self, now: IncomingMessage, message_id: str) -> Heard | None:
        """What the sender of `now` said in an earlier message, if it is still known."""
        return self._heard.get((now.address.platform, now.sender, message_id))
