"""Being on Matrix: from the first sync to the last place kept."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nio import SyncResponse

from bot.contract import Messenger, TemporaryDeliveryError
from bot.incoming.inbox import Inbox
from bot.matrix.background import Background
from bot.matrix.client import MatrixClient
from bot.matrix.crosssigning import Identity
from bot.matrix.direct import DirectChats
from bot.matrix.errors import MatrixError
from bot.matrix.farewell import Farewells
from bot.matrix.forgetting import Forgetting
from bot.matrix.intake import Intake
from bot.matrix.invitations import Invitations, Policy
from bot.matrix.limits import LIMITS
from bot.matrix.messenger import MatrixMessenger
from bot.matrix.progress import Progress
from bot.matrix.session import Account, Beginning, MatrixSession, open_session
from bot.matrix.translate import PLATFORM
from bot.platforms import CredentialsRefused, Host, Menu
from bot.stopping import until_stopped

log = logging.getLogger(__name__)

NEWS_OF_DEVICE = {
    Beginning.REPLACED: "the Matrix keys were lost or too old, so the bot is on a new device: "
    "some of what was written to the old one may stay unread",
}
NEWS_OF_IDENTITY = {
    Identity.REPLACED: "the bot has a new Matrix identity: members see that, and may have to accept it",
    Identity.UNSIGNED: "the bot's Matrix device is not signed, so some clients shut it out: "
    "set LEERNETWERK_MATRIX_PASSWORD once",
}


@dataclass(frozen=True, slots=True)
class Being:
    """All that works together while the bot is on Matrix."""

    client: MatrixClient
    chats: DirectChats
    inbox: Inbox
    invitations: Invitations
    background: Background
    intake: Intake
    progress: Progress
    forgetting: Forgetting


class Matrix:
    """The bot's account on a Matrix server. Its keys are in `folder`."""

    name = PLATFORM
    limits = LIMITS
    is_for_one = True

    def __init__(self, account: Account, folder: Path, policy: Policy) -> None:
        self._account = account
        self._folder = folder
        self._policy = policy
        self._messenger = MatrixMessenger()
        self.messenger: Messenger = self._messenger

    @property
    def can_send(self) -> bool:
        """Only the process that has the keys can, and only once it is in sync."""
        return self._messenger.is_working

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Nothing can be sent without being in sync, so there is nothing to do before `serve`."""
        yield

    async def serve(self, host: Host, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Answer whoever writes until `stop` is set; then finish what is in hand.

        Waits for a process that has the keys to let go of them. Raises CredentialsRefused, or a DeliveryError
        when the server can't be reached.
        """
        async with AsyncExitStack() as stack:
            try:
                session = await stack.enter_async_context(
                    open_session(self._account, self._folder, patience_s=None)
                )
            except MatrixError as error:
                raise CredentialsRefused(str(error)) from error
            tell(session)
            try:
                await self._be_there(session, host, ready, stop)
            except MatrixError as error:  # the next beginning finds out what helps
                raise TemporaryDeliveryError(str(error)) from error

    async def _be_there(
        self, session: MatrixSession, host: Host, ready: Callable[[], None], stop: asyncio.Event
    ) -> None:
        since = session.store.sync_token()
        first = await session.client.sync(since)
        being = self._being(session, host)
        await being.chats.load()
        async with self._messenger.working(being.client, being.chats, command_names(host.menu)):
            await host.send_waiting()
            await being.inbox.begin()
            ready()
            keeping = asyncio.create_task(being.progress.run())
            forgetting = asyncio.create_task(being.forgetting.run())
            try:
                await until_stopped(listen(being, first, since, partial(host.heard, PLATFORM)), stop)
            finally:
                await being.invitations.close()
                await being.inbox.close()
                await being.background.close()
                keeping.cancel()
                forgetting.cancel()
                await asyncio.gather(keeping, forgetting, return_exceptions=True)
                being.progress.finish()

    def _being(self, session: MatrixSession, host: Host) -> Being:
        client, chats, background = session.client, DirectChats(session.client), Background()
        inbox = Inbox(host.receive, self.messenger, host.surplus(self.name))
        invitations = Invitations(client, self._policy)
        farewells = Farewells(client, self._policy, chats, host.receive)
        intake = Intake(
            client,
            inbox=inbox,
            invitations=invitations,
            farewells=farewells,
            chats=chats,
            background=background,
        )
        forgetting = Forgetting(client, session.store, chats, partial(host.forgotten, PLATFORM))
        progress = Progress(session.store)
        return Being(client, chats, inbox, invitations, background, intake, progress, forgetting)


async def listen(being: Being, first: SyncResponse, since: str | None, heard: Callable[[], None]) -> None:
    """Take in what comes, for ever. Raises LoggedOut, StoreBehind or TemporaryDeliveryError.

    `heard` is called each time that the server answers.
    """
    response = first
    while True:
        being.progress.add(response.next_batch, await being.intake.take(response, since))
        since = response.next_batch
        response = await being.client.sync(since, being.intake.poll_s)
        heard()


def tell(session: MatrixSession) -> None:
    """Let the operator know what members may notice."""
    for news in (NEWS_OF_DEVICE.get(session.beginning), NEWS_OF_IDENTITY.get(session.identity)):
        if news:
            log.warning("%s", news)


def command_names(menu: Menu) -> Collection[str]:
    """The commands in all languages."""
    return {name for commands in menu.values() for name, _ in commands}
