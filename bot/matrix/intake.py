"""What a sync brought, handed on: invitations, who came and went, and what was said, each in its own try."""

import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial

from nio import MatrixRoom, MegolmEvent, SyncResponse
from nio.responses import RoomInfo

from bot.contract import DeliveryError, IncomingMessage, PermanentDeliveryError, TemporaryDeliveryError
from bot.incoming.inbox import Inbox
from bot.matrix import membership
from bot.matrix.background import Background
from bot.matrix.client import MatrixClient
from bot.matrix.direct import DirectChats, others
from bot.matrix.farewell import Farewells
from bot.matrix.hardening import RoomEvent
from bot.matrix.hearing import Hearing, place_of
from bot.matrix.insisting import insisting
from bot.matrix.invitations import Invitations, invitation_to
from bot.matrix.membership import Source, is_fresh_join
from bot.matrix.progress import Done
from bot.matrix.published import dictionary
from bot.matrix.syncing import POLL_S
from bot.matrix.translate import trouble
from bot.matrix.unread import Unread, UnreadEvents, settle

log = logging.getLogger(__name__)

MOST_WAITING = 1000  # messages of one room; who sends more wants no answers
SHORT_POLL_S = 1.0


class Intake:
    """Hands on to the inbox; what comes back is done when the server need not bring it again."""

    def __init__(
        self,
        client: MatrixClient,
        *,
        inbox: Inbox,
        invitations: Invitations,
        farewells: Farewells,
        chats: DirectChats,
        background: Background,
    ) -> None:
        self._client = client
        self._inbox = inbox
        self._invitations = invitations
        self._farewells = farewells
        self._chats = chats
        self._background = background
        self._hearing = Hearing(client)
        self._unread = UnreadEvents(time.monotonic)
        self._told: set[str] = set()
        self._waiting: Counter[str] = Counter()
        self._left_out = 0

    @property
    def poll_s(self) -> float:
        """How long the next sync may wait for something."""
        return SHORT_POLL_S if self._unread.is_urgent else POLL_S

    async def take(self, response: SyncResponse, since: str | None) -> list[Done]:
        """Hand on all that came after `since`. Raises TemporaryDeliveryError when some can't be fetched."""
        parts = [*self._invited(response), *self._put_out(response)]
        for room_id, info in response.rooms.join.items():
            room = self._client.rooms.get(room_id)
            if room is not None:
                parts += await self._room(room, info, since)
        parts += await self._look_again()
        if self._left_out:
            log.warning("left out %d messages of rooms that send too many", self._left_out)
            self._left_out = 0
        return parts

    def _invited(self, response: SyncResponse) -> Iterator[Done]:
        for room_id, info in response.rooms.invite.items():
            if invitation := invitation_to(room_id, info, self._client.user_id):
                yield self._invitations.take(invitation)

    def _put_out(self, response: SyncResponse) -> Iterator[Done]:
        """Rooms that somebody put us out of."""
        for room_id, info in response.rooms.leave.items():
            self._chats.forget(room_id)
            for source in sources([*info.state, *info.timeline.events]):
                gone = membership.membership(source) in membership.GONE
                if gone and source["state_key"] == self._client.user_id != source["sender"]:
                    event_id = str(source.get("event_id"))
                    yield self._inbox.take(membership.went(room_id, source["sender"], event_id))

    async def _room(self, room: MatrixRoom, info: RoomInfo, since: str | None) -> list[Done]:
        try:
            events = await self._events(room, info, since)
            parts = [done async for done in self._changes(room, info, events)]
            changes = map(membership.membership, sources(events))
            somebody_left = any(change in membership.GONE for change in changes)
            if why := self._farewells.objection(room, somebody_left=somebody_left):
                self._farewells.start(self._background, room, why)
                return parts
            said = [done for event in events if (done := await self._hear(event, room))]
        except TemporaryDeliveryError:
            raise
        except Exception:
            log.exception("a room could not be heard")
            return []
        if said:
            self._background.start("a receipt", self._show_read(room.room_id, events, said))
        return parts + said

    async def _events(self, room: MatrixRoom, info: RoomInfo, since: str | None) -> list[RoomEvent]:
        """What happened in a room since, and after we came in; at first ever, only if that was just now."""
        missed: Sequence[RoomEvent] = ()
        if info.timeline.limited and since is not None:
            missed = await self._missed(room.room_id, info, since)
        events = [*missed, *info.timeline.events]
        start = max(0, membership.after_join(sources(events), self._client.user_id) - 1)
        if since is None and not (events and is_fresh_join(events[start].source, self._client.user_id)):
            return []
        return events[start:]

    async def _missed(self, room_id: str, info: RoomInfo, since: str) -> Sequence[RoomEvent]:
        try:
            return await insisting(lambda: self._client.history(room_id, info.timeline.prev_batch, since))
        except PermanentDeliveryError as error:
            log.warning("what was missed in a room can't be fetched: %s", error)
            return ()

    async def _changes(
        self, room: MatrixRoom, info: RoomInfo, events: Sequence[RoomEvent]
    ) -> AsyncIterator[Done]:
        """Who came and went, and rooms that take another's place."""
        people = others(room, self._client.user_id)
        for source in sources(events):
            event_id = str(source.get("event_id"))
            match membership.membership(source):
                case membership.JOIN if len(people) == 1:
                    yield self._inbox.take(membership.came(room.room_id, min(people), event_id))
                case "leave" | "ban" if not people:
                    yield self._inbox.take(membership.went(room.room_id, source["state_key"], event_id))
            if new := replacing_room(source):
                yield self._invitations.enter(new, membership.server_of(str(source.get("sender"))))
        if move := await self._move_to(room, [*info.state, *info.timeline.events]):
            yield self._inbox.take(move)

    async def _move_to(self, room: MatrixRoom, events: Sequence[RoomEvent]) -> IncomingMessage | None:
        """That a room goes on from another: the other must say so too, or anyone could take its place."""
        old = membership.predecessor(sources(events))
        if old is None or old not in self._client.rooms:
            return None
        try:
            tombstone = await insisting(lambda: self._client.state(old, membership.TOMBSTONE))
        except PermanentDeliveryError:
            return None
        if membership.replacement(tombstone) != room.room_id:
            return None
        return membership.moved(old, room.room_id, self._client.user_id)

    async def _hear(self, event: RoomEvent, room: MatrixRoom) -> Done | None:
        if isinstance(event, MegolmEvent):
            return None if event.sender == self._client.user_id else self._unread.add(event, room.room_id)
        try:
            message = await self._hearing.message(event, room)
        except DeliveryError:
            raise
        except Exception:
            log.exception("an event could not be read")
            return None
        return self._hand_on(message) if message else None

    def _hand_on(self, message: IncomingMessage) -> Done | None:
        room_id = message.address.conversation
        if self._waiting[room_id] >= MOST_WAITING:
            self._left_out += 1
            return None
        self._waiting[room_id] += 1
        done = self._inbox.take(message)
        done.add_done_callback(lambda _: self._forget_waiting(room_id))
        return done

    def _forget_waiting(self, room_id: str) -> None:
        self._waiting[room_id] -= 1
        if not self._waiting[room_id]:
            del self._waiting[room_id]

    async def _look_again(self) -> list[Done]:
        """Read what can be read by now, and tell whose message still can't."""
        parts = []
        for unread in self._unread.take_readable(self._client.can_decrypt):
            event, room = self._client.decrypt(unread.event), self._client.rooms.get(unread.room_id)
            if event is None:
                parts += self._tell(unread)
                continue
            done = await self._hear(event, room) if room else None
            parts += follow(unread, done)
        for unread in self._unread.late():
            parts += self._tell(unread)
        return parts

    def _tell(self, unread: Unread) -> list[Done]:
        """Ask for it again, once in a room."""
        room = self._client.rooms.get(unread.room_id)
        if room is None or unread.room_id in self._told:
            return follow(unread, None)
        self._told.add(unread.room_id)
        place, message_id = place_of(room, self._client.user_id), f"unreadable-{unread.room_id}"
        return follow(unread, self._inbox.take(trouble("unreadable", message_id, unread.event.sender, place)))

    async def _show_read(self, room_id: str, events: Sequence[RoomEvent], said: Sequence[Done]) -> None:
        await said[-1]
        await self._client.mark_read(room_id, str(events[-1].source["event_id"]))


def sources(events: Sequence[RoomEvent]) -> list[Source]:
    """Events as the server sent them."""
    return [event.source for event in events]


def replacing_room(source: Source) -> str | None:
    """The room that takes the place of this one, if this event says so."""
    if source.get("type") != membership.TOMBSTONE or source.get("state_key") != "":
        return None
    return membership.replacement(dictionary(source.get("content")))


def follow(unread: Unread, done: Done | None) -> list[Done]:
    """Let an unread event be done when its message is; what there is to wait for."""
    if done is None:
        settle(unread.done)
        return []
    done.add_done_callback(partial(pass_on, unread.done))
    return [done]


def pass_on(later: Done, earlier: Done) -> None:
    """What became of one future becomes of the other."""
    if earlier.cancelled():
        later.cancel()
    else:
        settle(later)
