"""The keys by which others reach our device: its identity, one-time keys, and one to fall back on.

A one-time key serves one new session, and anyone may claim it. nio misses that all are gone (a count of 0),
uploads no fallback key, and uploads before it stores: killed between the two, it would offer keys that it
does not have. Here the private half is stored before the public half is shown.
"""

from collections.abc import Collection, Mapping
from typing import Protocol, cast

import vodozemac
from nio import AsyncClient
from nio.crypto import Olm

from bot.contract import PermanentDeliveryError
from bot.matrix.errors import NotAMatrixServer, StoreBehind
from bot.matrix.requests import Json, call

ALGORITHM = "signed_curve25519"
ENOUGH = 25  # one-time keys on the server; below this they are brought back to twice that
BAD_REQUEST = 400


class FallbackAccount(Protocol):
    """What vodozemac 0.10 has and its type stubs leave out."""

    @property
    def fallback_key(self) -> Mapping[str, vodozemac.Curve25519PublicKey]: ...
    def generate_fallback_key(self) -> None: ...


class OwnKeys:
    """Keeps the server supplied with our keys. Raises a DeliveryError when the server can't be asked."""

    def __init__(self, nio: AsyncClient, olm: Olm) -> None:
        self._nio = nio
        self._olm = olm

    async def publish(self) -> None:
        """Make sure at start that the server has our device, and that our store is the one it knows.

        Raises StoreBehind when it is not: the device is known by other keys, or the store was put back to an
        earlier state (then a new one-time key gets a name that was given out before).
        """
        known = await self._identity_on_server()
        own = self._olm.account.identity_keys["ed25519"]
        if known not in (None, own):
            raise StoreBehind("the server knows our device by other keys")
        body = {"device_keys": self._device_keys()} if known is None else {}
        on_server = await self._upload({})
        await self._upload({**body, "one_time_keys": self._fresh_one_time_keys(max(1, missing(on_server)))})
        self._olm.account.shared = True
        self._olm.save_account()

    async def keep_up(self, on_server: int, unused_fallback: Collection[str] | None) -> None:
        """Replace what was claimed. `unused_fallback`: None when the server says nothing about those."""
        keys: Json = {}
        if on_server < ENOUGH:
            keys["one_time_keys"] = self._fresh_one_time_keys(missing(on_server))
        if unused_fallback is not None and ALGORITHM not in unused_fallback:
            keys["fallback_keys"] = self._fresh_fallback_key()
        if keys:
            await self._upload(keys)

    async def _identity_on_server(self) -> str | None:
        """The signing key by which the server knows our device, if it knows it."""
        user, device = self._nio.user_id, self._nio.device_id
        answer = await call(self._nio, "POST", "/keys/query", {"device_keys": {user: [device]}})
        if not answer.is_ok:
            raise answer.refusal()
        known = answer.body.get("device_keys", {}).get(user, {}).get(device)
        return known["keys"][f"ed25519:{device}"] if known else None

    async def _upload(self, keys: Json) -> int:
        """Upload keys; how many one-time keys the server has then."""
        answer = await call(self._nio, "POST", "/keys/upload", keys)
        if answer.status == BAD_REQUEST and "already exists" in str(answer.body.get("error")):
            raise StoreBehind("a one-time key has a name that was given out before")
        if not answer.is_ok:
            refusal = answer.refusal()
            if isinstance(refusal, PermanentDeliveryError):
                raise NotAMatrixServer("The Matrix server takes no encryption keys; use one that does")
            raise refusal
        if keys:
            self._olm.account.mark_keys_as_published()
            self._olm.save_account()
        return int(answer.body.get("one_time_key_counts", {}).get(ALGORITHM, 0))

    def _fresh_one_time_keys(self, number: int) -> Json:
        """That many new keys, signed; those of an upload that failed count."""
        account = self._olm.account
        unpublished = len(account.one_time_keys["curve25519"])
        if number > unpublished:
            account.generate_one_time_keys(number - unpublished)
        self._olm.save_account()
        keys = account.one_time_keys["curve25519"]
        return {f"{ALGORITHM}:{name}": self._signed({"key": key}) for name, key in keys.items()}

    def _fresh_fallback_key(self) -> Json:
        """A new key for when all others are gone, signed."""
        account = cast("FallbackAccount", self._olm.account._account)
        account.generate_fallback_key()
        self._olm.save_account()
        return {
            f"{ALGORITHM}:{name}": self._signed({"key": key.to_base64(), "fallback": True})
            for name, key in account.fallback_key.items()
        }

    def _device_keys(self) -> Json:
        device = self._nio.device_id
        names = self._olm.account.identity_keys
        return self._signed(
            {
                "algorithms": self._olm._algorithms,
                "device_id": device,
                "user_id": self._nio.user_id,
                "keys": {
                    f"curve25519:{device}": names["curve25519"],
                    f"ed25519:{device}": names["ed25519"],
                },
            }
        )

    def _signed(self, content: Json) -> Json:
        """Content with our device's signature."""
        signature = self._olm.sign_json(content)
        return {**content, "signatures": {self._nio.user_id: {f"ed25519:{self._nio.device_id}": signature}}}


def missing(on_server: int) -> int:
    """How many one-time keys bring the server's number back to the full."""
    return max(0, 2 * ENOUGH - on_server)
