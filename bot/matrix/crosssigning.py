"""An identity that vouches for our device: master, self-signing and user-signing key. nio has none of it.

Without, clients show a warning beside all we say, and those that leave out devices which their owner has not
signed (MSC4153) neither read us nor let us read them. Keys and signatures: Matrix specification 1.16,
"Cross-signing".
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Random import get_random_bytes
from Crypto.Signature import eddsa
from nio import AsyncClient
from nio.crypto import Olm

from bot.matrix.published import dictionary
from bot.matrix.requests import Json, ask, call

MASTER, SELF_SIGNING, USER_SIGNING = "master", "self_signing", "user_signing"
USAGES = (MASTER, SELF_SIGNING, USER_SIGNING)
SEED_BYTES = 32
UNAUTHORIZED = 401

Seeds = Mapping[str, str]


class Identity(StrEnum):
    """What became of our identity on the server."""

    KEPT = "kept"  # all was in place
    DEVICE_SIGNED = "device signed"  # the identity was there, this device is new in it
    CREATED = "created"  # the first identity of this user
    REPLACED = "replaced"  # there was another, whose keys we don't have: members see that we changed
    UNSIGNED = "unsigned"  # there is another, and replacing it takes the password: some clients shut us out


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One of the three keys."""

    usage: str
    key: ECC.EccKey

    @property
    def public(self) -> str:
        """The public half, unpadded base64."""
        return unpadded(self.key.public_key().export_key(format="raw"))

    def sign(self, signed: Json, user_id: str) -> Json:
        """`signed` with our signature added to those it has."""
        return with_signature(signed, user_id, self.public, unpadded(self._signature(signed)))

    def as_published(self, user_id: str) -> Json:
        """The public half as it is uploaded."""
        return {"user_id": user_id, "usage": [self.usage], "keys": {f"ed25519:{self.public}": self.public}}

    def _signature(self, signed: Json) -> bytes:
        return eddsa.new(self.key, "rfc8032").sign(canonical(signed).encode())


def new_seeds() -> dict[str, str]:
    """The secret from which an identity is made, to be kept with the same care as the key store."""
    return {usage: b64encode(get_random_bytes(SEED_BYTES)).decode() for usage in USAGES}


def are_seeds(found: Seeds) -> bool:
    """Whether an identity can be made from these."""
    try:
        return all(len(b64decode(found[usage])) == SEED_BYTES for usage in USAGES)
    except (KeyError, ValueError, TypeError):
        return False


async def ensure_identity(nio: AsyncClient, olm: Olm, seeds: Seeds, password: str | None) -> Identity:
    """Make sure that the identity made from `seeds` is on the server and vouches for our device.

    Harmless to repeat. Our device's keys must be on the server. Raises a DeliveryError.
    """
    user, device = nio.user_id, str(nio.device_id)
    keys = {usage: signing_key(usage, seeds[usage]) for usage in USAGES}
    known = await ask(nio, "POST", "/keys/query", {"device_keys": {user: []}})
    published = dictionary(dictionary(known.get("master_keys")).get(user))
    own = known["device_keys"][user][device]
    outcome = Identity.KEPT
    if f"ed25519:{keys[MASTER].public}" not in dictionary(published.get("keys")):
        if not await upload_identity(nio, olm, keys, password):
            return Identity.UNSIGNED
        outcome = Identity.REPLACED if published else Identity.CREATED
    if not is_signed(own, user, keys[SELF_SIGNING]):
        await upload_signature(nio, own, keys[SELF_SIGNING])
        outcome = Identity.DEVICE_SIGNED if outcome is Identity.KEPT else outcome
    return outcome


async def upload_identity(
    nio: AsyncClient, olm: Olm, keys: Mapping[str, SigningKey], password: str | None
) -> bool:
    """Put our three keys on the server. False when that takes a password that we don't have."""
    body = identity(nio.user_id, str(nio.device_id), olm, keys)
    answer = await call(nio, "POST", "/keys/device_signing/upload", body)
    if answer.status == UNAUTHORIZED and "session" in answer.body:
        if password is None:
            return False
        body["auth"] = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": nio.user_id},
            "password": password,
            "session": answer.body["session"],
        }
        answer = await call(nio, "POST", "/keys/device_signing/upload", body)
        if answer.status == UNAUTHORIZED:
            return False
    if not answer.is_ok:
        raise answer.refusal()
    return True


def identity(user_id: str, device_id: str, olm: Olm, keys: Mapping[str, SigningKey]) -> Json:
    """The three public keys: the master key signs the others, the device signs the master key."""
    master = keys[MASTER]
    vouched = master.as_published(user_id)
    vouched = with_signature(vouched, user_id, device_id, olm.account.sign(canonical(vouched)))
    others = {
        f"{usage}_key": master.sign(keys[usage].as_published(user_id), user_id)
        for usage in (SELF_SIGNING, USER_SIGNING)
    }
    return {f"{MASTER}_key": vouched, **others}


async def upload_signature(nio: AsyncClient, device: Json, key: SigningKey) -> None:
    """Let our identity vouch for our device."""
    bare = {name: device[name] for name in ("algorithms", "device_id", "keys", "user_id")}
    body = {nio.user_id: {nio.device_id: key.sign(bare, nio.user_id)}}
    await ask(nio, "POST", "/keys/signatures/upload", body)


def is_signed(device: Json, user_id: str, key: SigningKey) -> bool:
    """Whether a device on the server has a signature of this key."""
    own = dictionary(dictionary(device.get("signatures")).get(user_id))
    return f"ed25519:{key.public}" in own


def signing_key(usage: str, seed: str) -> SigningKey:
    """The key that a seed makes. Raises ValueError for what is no seed."""
    return SigningKey(usage, ECC.construct(curve="Ed25519", seed=b64decode(seed)))


def with_signature(signed: Json, user_id: str, key_name: str, signature: str) -> Json:
    """`signed` with one signature more."""
    signatures = dictionary(signed.get("signatures"))
    own = {**dictionary(signatures.get(user_id)), f"ed25519:{key_name}": signature}
    return {**signed, "signatures": {**signatures, user_id: own}}


def canonical(signed: Mapping[str, Any]) -> str:
    """The form in which JSON is signed: sorted, without spaces, without what is no part of it."""
    bare = {name: value for name, value in signed.items() if name not in ("signatures", "unsigned")}
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def unpadded(raw: bytes) -> str:
    """Base64 as Matrix writes it."""
    return b64encode(raw).decode().rstrip("=")
