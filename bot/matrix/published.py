"""Keys that people publish, looked at before nio sees them: what is no key does not exist for us.

nio refuses a whole answer for one odd device in it, or takes a key that no session can be made with and
raises later; either way one member's junk would silence the bot for everyone.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import vodozemac

log = logging.getLogger(__name__)

PublicKey = type[vodozemac.Ed25519PublicKey | vodozemac.Curve25519PublicKey]
ByDevice = dict[str, Any]


def sound_devices(answer: Mapping[str, Any]) -> dict[str, ByDevice]:
    """The devices in an answer to `/keys/query` that can be used, by user and device id."""
    return sound(answer.get("device_keys"), as_device)


def sound_one_time_keys(answer: Mapping[str, Any]) -> dict[str, ByDevice]:
    """The keys in an answer to `/keys/claim` that can be used, by user and device id."""
    return sound(answer.get("one_time_keys"), lambda _user, _device, keys: as_one_time_key(keys))


def sound(by_user: Any, look: Callable[[str, str, Any], Any]) -> dict[str, ByDevice]:
    """What `look` makes of each device's part of an answer, without those that it makes nothing of."""
    found: dict[str, ByDevice] = {}
    for user_id, devices in dictionary(by_user).items():
        seen = {name: look(user_id, name, keys) for name, keys in dictionary(devices).items()}
        found[user_id] = {name: keys for name, keys in seen.items() if keys is not None}
        if unsound := len(seen) - len(found[user_id]):
            log.warning("ignored the keys of %d device(s): they can't be used", unsound)
    return found


def as_device(user_id: str, device_id: str, keys: Any) -> ByDevice | None:
    """A device's identity keys, if they are keys and of that device."""
    told = dictionary(keys)
    own = dictionary(told.get("keys"))
    if (told.get("user_id"), told.get("device_id")) != (user_id, device_id):
        return None
    if not is_key(vodozemac.Ed25519PublicKey, own.get(f"ed25519:{device_id}")):
        return None
    if not is_key(vodozemac.Curve25519PublicKey, own.get(f"curve25519:{device_id}")):
        return None
    return {**told, "unsigned": {}}  # no part of what is signed, and a device's name is nothing to us


def as_one_time_key(keys: Any) -> ByDevice | None:
    """What a claim brought for one device, if a session can be made with it."""
    first = dictionary(next(iter(dictionary(keys).values()), None))
    return dict(keys) if is_key(vodozemac.Curve25519PublicKey, first.get("key")) else None


def is_key(kind: PublicKey, text: Any) -> bool:
    """Whether a text is a public key of this kind."""
    try:
        kind.from_base64(text)
    except (ValueError, TypeError):
        return False
    return True


def dictionary(value: Any) -> dict[str, Any]:
    """A JSON object; an empty one where something else was found."""
    return value if isinstance(value, dict) else {}
