"""What tests hold in their hands: a Telegram with people in it, for one bot."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from aiohttp import web

from tests.wire.telegram.api import BotApi, Call
from tests.wire.telegram.faults import Faults
from tests.wire.telegram.groups import Group
from tests.wire.telegram.limits import Flood, FloodLimits
from tests.wire.telegram.listening import HOST, Port, with_large_bodies
from tests.wire.telegram.loops import Home, at_home
from tests.wire.telegram.membership import changed_standing
from tests.wire.telegram.people import Person, standing_in
from tests.wire.telegram.refusals import Json
from tests.wire.telegram.shown import Shown
from tests.wire.telegram.state import BOT_ID, Commands, Query, Standing, User, World
from tests.wire.telegram.webhook import Pauses, Webhook

TOKEN = f"{BOT_ID}:TEST-AAHdqTcvCH1vGWJxfSeofSAs0K5P"
HOUR = 3600
OFTEN = 0.002  # seconds between two looks at what a test waits for


class TelegramServer:
    """Telegram for one bot, on a free port of this machine. Made and stopped inside an event loop.

    Everything but `until` may be called from other threads as well.
    """

    def __init__(self) -> None:
        self.home = Home()
        self.token = TOKEN
        bot = User(BOT_ID, "Leernetwerkbot", username="leernetwerk_bot", is_bot=True)
        self._world = World(bot)
        self._api = BotApi(self._world, self.token)
        self._port = Port(
            web.Server(
                self._api.handle,
                request_factory=with_large_bodies,
                handler_cancellation=True,
                access_log=None,
            )
        )

    async def ready(self) -> None:
        """Wait until the bot can call."""
        await self._port.ready()

    async def stop(self) -> None:
        """Close the port and end all calls."""
        await self._api.delivery.stop()
        await self._port.stop()

    # What a bot needs to know.

    @property
    def base_url(self) -> str:
        """The address before the token, as python-telegram-bot's `Bot` wants it."""
        return f"http://{HOST}:{self._port.number}/bot"

    @property
    def bot_username(self) -> str:
        """The bot's name, without @."""
        return self._world.bot.username or ""

    # Who is there.

    @at_home
    def person(self, first_name: str, language_code: str | None = None) -> Person:
        """Somebody who has not yet said anything to the bot."""
        return Person(self._world, self.home, self._world.person(first_name, language_code))

    @at_home
    def group(
        self,
        title: str,
        members: Sequence[Person],
        *,
        kind: Literal["group", "supergroup", "forum"] = "group",
    ) -> Group:
        """A group to which its first member adds the bot."""
        assert members, "somebody must have made the group"
        users = [member.user for member in members]
        forum = kind == "forum"
        chat = self._world.group(title, users, is_super=kind == "supergroup", is_forum=forum)
        chat.standing = Standing.LEFT
        changed_standing(self._world, chat, users[0], Standing.MEMBER)
        return Group(self._world, self.home, chat)

    @at_home
    def pushes(self, update: Json) -> None:
        """Queue an update as it is, whatever the bot allows; it gets the next id unless it has one."""
        self._world.updates.push(update)

    @at_home
    def ages(self, thing: Shown | Query, hours: float) -> None:
        """Let a message, or the press of a button, be that much older."""
        if isinstance(thing, Query):
            thing.asked -= hours * HOUR
        else:
            standing_in(self._world, thing).date -= round(hours * HOUR)

    # What the bot did.

    @property
    def calls(self) -> list[Call]:
        """Every API call, in order of arrival."""
        return self._api.calls

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in list(self._api.calls) if call.method == method]

    @property
    def typing(self) -> Mapping[int, list[str]]:
        """The actions shown in each chat, by its id."""
        return self._world.typing

    @property
    def commands(self) -> Mapping[tuple[str, str], Commands]:
        """Descriptions of commands by name, for each language code ("" for the rest) and scope."""
        return self._world.commands

    @property
    def complaints(self) -> list[str]:
        """What only a mistake in the caller (or here) explains: misspelt parameters, wrong types."""
        return self._world.complaints

    @property
    def waiting(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._world.updates)

    # What can be otherwise.

    @property
    def faults(self) -> Faults:
        """Orders for what goes wrong on the way."""
        return self._api.faults

    @property
    def limits(self) -> FloodLimits | None:
        """The flood limits; none at the start. Setting them starts counting anew."""
        return self._world.flood.limits if self._world.flood else None

    @limits.setter
    def limits(self, limits: FloodLimits | None) -> None:
        self._world.flood = Flood(limits) if limits else None

    @property
    def can_read_all_group_messages(self) -> bool:
        """Whether privacy mode is off."""
        return self._world.can_read_all_group_messages

    @can_read_all_group_messages.setter
    def can_read_all_group_messages(self, can: bool) -> None:
        self._world.can_read_all_group_messages = can

    @property
    def webhook(self) -> Webhook | None:
        """The webhook that the bot set."""
        return self._api.delivery.webhook

    @property
    def pauses(self) -> Pauses:
        """How long a webhook that fails is left alone; holds for the next setWebhook."""
        return self._api.delivery.pauses

    @pauses.setter
    def pauses(self, pauses: Pauses) -> None:
        self._api.delivery.pauses = pauses

    def revoke_token(self) -> None:
        """From here on every call is 401."""
        self._api.is_revoked = True

    @at_home
    def down(self) -> None:
        """Refuse connections."""
        self._port.close()

    @at_home
    def up(self) -> None:
        """Be there again, on the same port."""
        self._port.open()

    # Waiting.

    async def until(self, condition: Callable[[], object], timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait in the server's loop. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not condition():  # noqa: ASYNC110 - what is waited for announces itself to nobody
                await asyncio.sleep(OFTEN)

    def wait_until(self, condition: Callable[[], object], timeout: float = 10) -> None:
        """Wait in another thread. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(OFTEN)
