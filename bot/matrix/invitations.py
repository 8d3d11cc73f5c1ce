"""Answers invitations: into the room or not, tried again until it is settled.

A server shows an invitation once. So each is a part of the response that brought it: until it is settled, a
restart brings it again.
"""

import asyncio
import logging
from dataclasses import dataclass

from nio import InviteMemberEvent
from nio.responses import InviteInfo

from bot.contract import DeliveryError
from bot.incoming.lanes import Lanes
from bot.matrix.client import MatrixClient
from bot.matrix.insisting import insisting
from bot.matrix.membership import server_of
from bot.matrix.progress import Done

log = logging.getLogger(__name__)

MOST_ROOMS_SHARED = 300  # with one person: more are no conversations
MOST_STRANGERS = 1000
MOST_ATTEMPTS = 20  # about a quarter of an hour
PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class Policy:
    """With whom the bot talks, and where. `servers` None: people of any server."""

    servers: frozenset[str] | None
    allows_plain: bool = False

    def allows(self, user_id: str) -> bool:
        """Whether somebody may talk with the bot."""
        return self.servers is None or server_of(user_id) in self.servers


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody asks the bot into a room, perhaps to talk with it alone."""

    room_id: str
    inviter: str
    is_direct: bool


class Invitations:
    """Those of one person one after the other, people side by side."""

    def __init__(self, client: MatrixClient, policy: Policy) -> None:
        self._client = client
        self._policy = policy
        self._lanes = Lanes()
        self._strangers: set[str] = set()

    def take(self, invitation: Invitation) -> Done:
        """Answer an invitation in its turn. The future is done when it is settled."""
        settled = asyncio.get_running_loop().create_future()
        self._lanes.put(invitation.inviter, lambda: self._settle(invitation, settled))
        return settled

    def enter(self, room_id: str, via: str) -> Done:
        """Enter a room that takes the place of one we are in, where it lets us; else we are invited to it."""
        settled = asyncio.get_running_loop().create_future()
        self._lanes.put(room_id, lambda: self._enter(room_id, via, settled))
        return settled

    async def close(self) -> None:
        """Leave the rest to the next start."""
        await self._lanes.close(PATIENCE_S)

    async def _settle(self, invitation: Invitation, settled: Done) -> None:
        if self._is_welcome(invitation):
            await self._enter(invitation.room_id, server_of(invitation.inviter), settled)
            return
        try:
            await insisting(lambda: self._client.leave(invitation.room_id))
        except DeliveryError as error:
            log.warning("an invitation could not be declined: %s", type(error).__name__)
        settled.set_result(None)

    async def _enter(self, room_id: str, via: str, settled: Done) -> None:
        try:
            await insisting(lambda: self._client.join(room_id, via), MOST_ATTEMPTS)
        except DeliveryError as error:
            log.warning("a room could not be entered: %s", error)
        settled.set_result(None)

    def _is_welcome(self, invitation: Invitation) -> bool:
        """Whether to enter. Into a private chat with a stranger too, but once: to say why not to stay."""
        if self._policy.allows(invitation.inviter):
            return self._rooms_with(invitation.inviter) < MOST_ROOMS_SHARED
        if not invitation.is_direct or invitation.inviter in self._strangers:
            return False
        if len(self._strangers) >= MOST_STRANGERS:
            self._strangers.clear()
        self._strangers.add(invitation.inviter)
        return True

    def _rooms_with(self, user_id: str) -> int:
        return sum(user_id in room.users for room in self._client.rooms.values())


def invitation_to(room_id: str, info: InviteInfo, user_id: str) -> Invitation | None:
    """The invitation of `user_id` to a room, if it says who invites."""
    for event in info.invite_state:
        if isinstance(event, InviteMemberEvent) and event.state_key == user_id:
            return Invitation(room_id, event.sender, event.content.get("is_direct") is True)
    return None
