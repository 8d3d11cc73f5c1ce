"""A device made by hand, key by key: it can do what no decent client does."""

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import vodozemac

from tests.wire.synapse import Account, Json

OLM, MEGOLM = "m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"


@dataclass
class Handmade:
    """The keys of one device of `account`."""

    account: Account
    olm: vodozemac.Account = field(default_factory=vodozemac.Account)
    group: vodozemac.GroupSession = field(default_factory=vodozemac.GroupSession)
    sessions: dict[str, vodozemac.Session] = field(default_factory=dict)

    @property
    def curve(self) -> str:
        """The key that messages to this device are encrypted for."""
        return str(self.olm.curve25519_key.to_base64())

    @property
    def signing(self) -> str:
        """The key that this device signs with."""
        return str(self.olm.ed25519_key.to_base64())

    def publishes(
        self, *, curve: str | None = None, signing: str | None = None, signature: str | None = None
    ) -> None:
        """Put the device's keys and their signature on the server, or others in their place."""
        device = self.account.device_id
        keys: Json = {
            "algorithms": [OLM, MEGOLM],
            "device_id": device,
            "user_id": self.account.user_id,
            "keys": {
                f"curve25519:{device}": curve or self.curve,
                f"ed25519:{device}": signing or self.signing,
            },
        }
        signed = self.signed(keys)
        if signature is not None:
            signed["signatures"][self.account.user_id][f"ed25519:{device}"] = signature
        self.account.post("/keys/upload", {"device_keys": signed})

    def offers_keys(self, number: int = 5) -> None:
        """Put one-time keys on the server."""
        self.olm.generate_one_time_keys(number)
        keys = {
            f"signed_curve25519:{name}": self.signed({"key": key.to_base64()})
            for name, key in self.olm.one_time_keys.items()
        }
        self.account.post("/keys/upload", {"one_time_keys": keys})
        self.olm.mark_keys_as_published()

    def encrypts_for(self, user: str, device: str, kind: str, content: Json) -> Json:
        """An olm message to a device, in a session made with a key that is claimed for it."""
        known = self.account.post("/keys/query", {"device_keys": {user: [device]}})
        keys = known["device_keys"][user][device]["keys"]
        theirs = keys[f"curve25519:{device}"]
        payload = {
            "sender": self.account.user_id,
            "sender_device": self.account.device_id,
            "keys": {"ed25519": self.signing},
            "recipient": user,
            "recipient_keys": {"ed25519": keys[f"ed25519:{device}"]},
            "type": kind,
            "content": content,
        }
        number, body = self._session(user, device, theirs).encrypt(json.dumps(payload).encode()).to_parts()
        ciphertext = {theirs: {"type": number, "body": base64.b64encode(body).decode().rstrip("=")}}
        return {"algorithm": OLM, "sender_key": self.curve, "ciphertext": ciphertext}

    def shares_room_key(self, room: str, user: str, device: str, **other: Any) -> None:
        """Give a device the key of what this device says in a room; `other`: what to put in it instead."""
        content = {
            "algorithm": MEGOLM,
            "room_id": room,
            "session_id": self.group.session_id,
            "session_key": self.group.session_key.to_base64(),
            **other,
        }
        message = self.encrypts_for(user, device, "m.room_key", content)
        self.account.sends_to_device("m.room.encrypted", user, device, message)

    def encrypts(self, room: str, text: str) -> Json:
        """A text for a room, encrypted."""
        content = {"msgtype": "m.text", "body": text}
        return self.encrypts_event(room, {"type": "m.room.message", "room_id": room, "content": content})

    def encrypts_event(self, room: str, event: Any) -> Json:
        """Anything at all for a room, encrypted: no server can look whether it is an event."""
        plain = json.dumps(event)
        return {
            "algorithm": MEGOLM,
            "sender_key": self.curve,
            "ciphertext": self.group.encrypt(plain.encode()).to_base64(),
            "session_id": self.group.session_id,
            "device_id": self.account.device_id,
        }

    def signed(self, content: Json) -> Json:
        """Content with this device's signature."""
        canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        signature = self.olm.sign(canonical.encode()).to_base64()
        return {
            **content,
            "signatures": {self.account.user_id: {f"ed25519:{self.account.device_id}": signature}},
        }

    def _session(self, user: str, device: str, theirs: str) -> vodozemac.Session:
        if theirs not in self.sessions:
            wanted = {"one_time_keys": {user: {device: "signed_curve25519"}}}
            claimed = self.account.post("/keys/claim", wanted)["one_time_keys"][user][device]
            self.sessions[theirs] = self.olm.create_outbound_session(
                vodozemac.Curve25519PublicKey.from_base64(theirs),
                vodozemac.Curve25519PublicKey.from_base64(next(iter(claimed.values()))["key"]),
            )
        return self.sessions[theirs]


def says(account: Account, room: str, content: Json, kind: str = "m.room.message") -> str:
    """Send an event without any client; its id."""
    path = f"/rooms/{room}/send/{kind}/{secrets.token_hex(8)}"
    return str(account.put(path, content)["event_id"])


def encrypted_room(account: Account, *invited: str) -> str:
    """A new encrypted room; its id."""
    encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": MEGOLM}}
    body = {"invite": list(invited), "initial_state": [encryption], "preset": "trusted_private_chat"}
    return str(account.post("/createRoom", body)["room_id"])
