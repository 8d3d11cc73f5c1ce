"""From settings to a client at work: log in once, go on as the same device, or become a new one.

A device is known by its keys. If they are lost, or older than what the server has seen, nothing can be read
any more and nobody would notice; so each start looks, and starts anew as another device where it must. We
never log out at the end: that would delete the device and its keys.
"""

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nio import AsyncClient, AsyncClientConfig
from nio.crypto import InboundGroupSession, Olm
from nio.store import SqliteStore
from peewee import PeeweeException

from bot.contract import DeliveryError, PermanentDeliveryError
from bot.matrix.client import MatrixClient
from bot.matrix.crosssigning import Identity, are_seeds, ensure_identity, new_seeds
from bot.matrix.errors import (
    LOGGED_OUT,
    VODOZEMAC_ERRORS,
    CredentialsRefused,
    LoggedOut,
    NotAMatrixServer,
    StoreBehind,
    StoreOfAnother,
    code_of,
)
from bot.matrix.hardening import HardenedOlm
from bot.matrix.requests import LONGEST_WAIT_S, Answer, Json, call
from bot.matrix.store import KEYS, KeptSession, StoreFolder, locked_store

log = logging.getLogger(__name__)

DEVICE_NAME = "Leernetwerkbot"
BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND = 400, 401, 403, 404


@dataclass(frozen=True, slots=True)
class Account:
    """What the operator has set: a password, or a token with its device."""

    homeserver: str
    user_id: str
    password: str | None = None
    access_token: str | None = None
    device_id: str | None = None


class Beginning(StrEnum):
    """As which device a session began."""

    RESUMED = "resumed"
    FIRST = "first"
    REPLACED = "replaced"  # the keys of the device before were lost: what was written to it stays unread


@dataclass(frozen=True, slots=True)
class MatrixSession:
    """A client at work. `beginning` and `identity` are for the operator to hear, where they are news."""

    client: MatrixClient
    store: StoreFolder
    beginning: Beginning
    identity: Identity


@asynccontextmanager
async def open_session(
    account: Account, folder: Path, patience_s: float | None = 0
) -> AsyncIterator[MatrixSession]:
    """Be this user's device for the length of the block, with the keys in `folder`, ours alone.

    `patience_s`: how long to wait for another process to let go of the folder; None: as long as it takes.
    Raises AlreadyRunning, a MatrixError with a sentence for the operator, or TemporaryDeliveryError when the
    server can't be reached or asks to wait.
    """
    async with locked_store(folder, patience_s) as store:
        connection = Connection(account, store)
        try:
            yield await connection.begin()
        finally:
            await connection.close()


class Connection:
    """One way to the server, with one device's keys, replaced by another where they are no good."""

    def __init__(self, account: Account, store: StoreFolder) -> None:
        self._account = account
        self._store = store
        self._nio: AsyncClient | None = None

    async def begin(self) -> MatrixSession:
        """Log in or go on, publish our keys, and have them vouched for."""
        kept = self._kept()
        if kept is None:
            return await self._begin_anew(None)
        try:
            await self._check(kept)
            return await self._session(kept, Beginning.RESUMED)
        except (StoreBehind, LoggedOut) as error:
            if self._account.password is None:
                raise
            log.warning("starting as a new Matrix device: %s", type(error).__name__)
        return await self._begin_anew(kept)

    async def close(self) -> None:
        """Let go of connection and store."""
        if self._nio:
            await self._nio.close()
            if self._nio.store:
                self._nio.store.database.close()

    def _kept(self) -> KeptSession | None:
        """The session to go on with: an earlier one, or the token of the settings. Raises StoreOfAnother.

        With a password an earlier session wins: it may have taken the place of the token's.
        """
        kept = self._store.session()
        if kept and kept.user_id != self._account.user_id:
            raise StoreOfAnother(
                f"{self._store.folder} holds the keys of another user: set LEERNETWERK_MATRIX_STORE anew"
            )
        token, device = self._account.access_token, self._account.device_id
        if token is None or device is None or (kept and self._account.password):
            return kept
        return KeptSession(self._account.user_id, device, token)

    async def _begin_anew(self, before: KeptSession | None) -> MatrixSession:
        """Log in as a new device; the first, or in the place of one whose keys are no good."""
        if self._account.password is None:
            raise CredentialsRefused("Set LEERNETWERK_MATRIX_PASSWORD, or a token with its device")
        lost = before is not None or self._store.has_keys
        session = await self._log_in(self._account.password)
        await self.close()
        carried = self._room_keys(before) if before and self._store.has_keys else []
        self._store.put_keys_aside()
        self._store.keep_session(session)
        if before:
            await self._end(before)
        return await self._session(session, Beginning.REPLACED if lost else Beginning.FIRST, carried)

    async def _session(
        self, kept: KeptSession, beginning: Beginning, carried: Iterable[InboundGroupSession] = ()
    ) -> MatrixSession:
        """A client on these keys, and on those carried over. Raises StoreBehind when they are no good."""
        nio, olm = self._open(kept)
        for room_key in carried:
            olm.inbound_group_store.add(room_key)
            olm.store.save_inbound_group_session(room_key)
        client = MatrixClient(nio, olm)
        await client.own_keys.publish()
        self._store.keep_session(kept)
        return MatrixSession(client, self._store, beginning, await self._identity(nio, olm))

    def _open(self, kept: KeptSession) -> tuple[AsyncClient, HardenedOlm]:
        """Connection and keys of a device. Raises StoreBehind when the keys can't be read."""
        self._store.prepare_keys()
        self._nio = nio = connection_to(self._account.homeserver)
        try:
            keys = SqliteStore(
                kept.user_id, kept.device_id, str(self._store.folder), self._store.pickle_key(), KEYS
            )
            nio.store = keys
            nio.olm = olm = HardenedOlm(kept.user_id, kept.device_id, keys)
            nio.encrypted_rooms = keys.load_encrypted_rooms()
        except (PeeweeException, *VODOZEMAC_ERRORS) as error:
            raise StoreBehind(f"The keys in {self._store.folder} can't be read") from error
        nio.restore_login(kept.user_id, kept.device_id, kept.access_token)
        return nio, olm

    def _room_keys(self, before: KeptSession) -> list[InboundGroupSession]:
        """The keys by which a device could read rooms: they do on another too. None when they are damaged.

        So after an older backup was put back, what was written under a key of before can still be read.
        """
        folder, pickle_key = str(self._store.folder), self._store.pickle_key()
        try:
            keys = SqliteStore(before.user_id, before.device_id, folder, pickle_key, KEYS)
            try:
                return list(keys.load_inbound_group_sessions())
            finally:
                keys.database.close()
        except (PeeweeException, *VODOZEMAC_ERRORS):
            return []

    async def _identity(self, nio: AsyncClient, olm: Olm) -> Identity:
        """Have our device vouched for; a server that knows no such thing is no reason to stay away."""
        seeds = self._store.seeds()
        if seeds is None or not are_seeds(seeds):
            self._store.keep_seeds(seeds := new_seeds())
        try:
            return await ensure_identity(nio, olm, seeds, self._account.password)
        except PermanentDeliveryError as error:
            log.warning("the Matrix device could not be signed: %s", error)
            return Identity.UNSIGNED

    async def _check(self, kept: KeptSession) -> None:
        """Whether the server still knows a session, and as ours. Raises a MatrixError."""
        answer = await self._ask(kept.access_token, "GET", "/account/whoami")
        if answer.status == UNAUTHORIZED and code_of(answer.body) in LOGGED_OUT:
            raise LoggedOut(
                "The Matrix server does not know this session (any more): set a new token or a password"
            )
        whose = told(answer, "user_id", self._account.homeserver)
        device = answer.body.get("device_id", kept.device_id)
        if (whose, device) != (kept.user_id, kept.device_id):
            raise CredentialsRefused(f"The Matrix token belongs to {whose}, device {device}: set those")

    async def _log_in(self, password: str) -> KeptSession:
        """A session on a new device. Raises CredentialsRefused."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self._account.user_id},
            "password": password,
            "initial_device_display_name": DEVICE_NAME,
        }
        answer = await self._ask("", "POST", "/login", body)
        if answer.status in (BAD_REQUEST, FORBIDDEN) and code_of(answer.body):
            raise CredentialsRefused("The Matrix server refuses LEERNETWERK_MATRIX_USER with this password")
        token = told(answer, "access_token", self._account.homeserver)
        if answer.body["user_id"] != self._account.user_id:
            raise CredentialsRefused(f"The Matrix server calls this user {answer.body['user_id']}: set that")
        return KeptSession(self._account.user_id, answer.body["device_id"], token)

    async def _end(self, before: KeptSession) -> None:
        """Log a device out that nobody can use any more; if that fails, it merely stays in the list."""
        with suppress(DeliveryError):
            await self._ask(before.access_token, "POST", "/logout", {})

    async def _ask(self, token: str, method: str, where: str, body: Json | None = None) -> Answer:
        """One request on a connection of its own: before there is a device, or about another."""
        nio = connection_to(self._account.homeserver)
        nio.access_token = token
        try:
            return await call(nio, method, where, body)
        finally:
            await nio.close()


def told(answer: Answer, what: str, homeserver: str) -> str:
    """What a Matrix server says in an answer that is a yes. Raises NotAMatrixServer, or a DeliveryError."""
    said = answer.body.get(what)
    if answer.is_ok and isinstance(said, str):
        return said
    if answer.status == NOT_FOUND or answer.is_ok:
        raise NotAMatrixServer(f"{homeserver} is no Matrix server: set LEERNETWERK_MATRIX_HOMESERVER")
    raise answer.refusal()


def connection_to(homeserver: str) -> AsyncClient:
    """nio repeating nothing: the outbox does that, and knows for how long."""
    config = AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0, request_timeout=LONGEST_WAIT_S)
    return AsyncClient(homeserver.rstrip("/"), config=config)
