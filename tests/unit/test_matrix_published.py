"""Which published keys exist for us: those that are keys."""

from typing import Any

import pytest
import vodozemac

from bot.matrix.published import sound_devices, sound_one_time_keys

ACCOUNT = vodozemac.Account()
ANNA = "@anna:lab.test"
KEYS = {
    "curve25519:PHONE": ACCOUNT.curve25519_key.to_base64(),
    "ed25519:PHONE": ACCOUNT.ed25519_key.to_base64(),
}
SOUND: dict[str, Any] = {
    "algorithms": ["m.megolm.v1.aes-sha2"],
    "user_id": ANNA,
    "device_id": "PHONE",
    "keys": KEYS,
    "signatures": {},
}
ONE_TIME_KEY = {"signed_curve25519:AAAAAA": {"key": ACCOUNT.curve25519_key.to_base64(), "signatures": {}}}


def test_a_sound_device_is_kept_without_what_it_calls_itself() -> None:
    devices = {"PHONE": {**SOUND, "unsigned": {"device_display_name": "Anna's telefoon"}}}
    assert sound_devices({"device_keys": {ANNA: devices}}) == {ANNA: {"PHONE": {**SOUND, "unsigned": {}}}}


@pytest.mark.parametrize(
    "device",
    [
        None,
        5,
        [],
        {},
        {**SOUND, "user_id": "@bram:lab.test"},
        {**SOUND, "device_id": "LAPTOP"},
        {**SOUND, "keys": []},
        {**SOUND, "keys": {}},
        {**SOUND, "keys": {**KEYS, "ed25519:PHONE": "junk"}},
        {**SOUND, "keys": {**KEYS, "curve25519:PHONE": 5}},
    ],
)
def test_a_device_that_is_none_takes_no_other_with_it(device: Any) -> None:
    laptop = {
        **SOUND,
        "device_id": "LAPTOP",
        "keys": {name.replace("PHONE", "LAPTOP"): key for name, key in KEYS.items()},
    }
    found = sound_devices({"device_keys": {ANNA: {"PHONE": device, "LAPTOP": laptop}}})
    assert list(found[ANNA]) == ["LAPTOP"]


@pytest.mark.parametrize(
    "keys", [None, 5, {}, {"a": 5}, {"a": {}}, {"a": {"key": 5}}, {"a": {"key": "junk"}}]
)
def test_a_one_time_key_that_is_none_is_left_out(keys: Any) -> None:
    found = sound_one_time_keys({"one_time_keys": {ANNA: {"PHONE": keys, "LAPTOP": ONE_TIME_KEY}}})
    assert found == {ANNA: {"LAPTOP": ONE_TIME_KEY}}


@pytest.mark.parametrize("answer", [{}, {"device_keys": 5}, {"device_keys": {ANNA: 5}}])
def test_an_answer_of_another_shape_has_no_devices(answer: dict[str, Any]) -> None:
    assert not any(sound_devices(answer).values())
