"""Invitations: who may come in, as what, how often and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from handlers.people.people import Network, Role
from handlers.texts import Catalogue

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way in. `uses_left` 0: everybody it was meant for is in."""

    id: int
    network: Network
    role: Role
    uses_left: int
    expires_at: datetime


class State(StrEnum):
    """Whether an invitation lets somebody in."""

    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used-up"


def state_of(invitation: Invitation, now: datetime) -> State:
    """Whether an invitation lets somebody in now."""
    if invitation.uses_left < 1:
        return State.USED_UP
    return State.OPEN if invitation.expires_at > now else State.EXPIRED


def may_try_at(wrong: int, last_at: datetime) -> datetime:
    """When somebody who typed so many wrong codes may try again: waits double after the fifth."""
    if wrong < FREE_TRIES:
        return last_at
    doublings = min(wrong - FREE_TRIES, 16)
    return last_at + min(FIRST_WAIT * float(1 << doublings), LONGEST_WAIT)


def bot_name(platform: str) -> str:
    """The name of the fact that says by which name people find the bot on a platform."""
    return f"bot-name-{platform}"


def start_link(name: str, code: str) -> str:
    """The address that opens a chat with the bot on Telegram and sends the code.

    Telegram takes letters, digits, _ and -, at most 64: https://core.telegram.org/bots/features#deep-linking.
    """
    return f"https://t.me/{name}?start={code}"


def invitation_text(texts: Catalogue, invited_to: Network, code: str, link: str | None) -> str:
    """What to send to somebody who is invited, in the language of the network."""
    if link is None:
        return texts.say(invited_to.language, "invitation", network=invited_to.name, code=code)
    return texts.say(
        invited_to.language, "invitation-with-link", network=invited_to.name, code=code, link=link
    )


class Invitations(Protocol):
    """The invitations there are, and who guessed wrongly."""

    async def add(
        self, code: str, network_id: int, role: Role, *, uses: int, expires_at: datetime, by: str
    ) -> int: ...
    async def find(self, code: str) -> Invitation | None: ...
    async def get(self, invitation_id: int) -> Invitation | None: ...
    async def use(self, invitation_id: int, now: datetime) -> bool: ...
    async def add_link(self, code: str, person_id: int, expires_at: datetime) -> None: ...
    async def find_link(self, code: str, now: datetime) -> int | None: ...
    async def use_link(self, code: str, now: datetime) -> int | None: ...
    async def wrong_codes(self, platform: str, sender: str) -> tuple[int, datetime] | None: ...
    async def note_wrong_code(self, platform: str, sender: str, at: datetime) -> None: ...
