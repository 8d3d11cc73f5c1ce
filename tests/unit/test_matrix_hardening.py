"""Signatures of shapes that nio doesn't expect; what a server lets through, another may not."""

from typing import Any

import pytest
import vodozemac

from bot.matrix.hardening import HardenedOlm

ANNA, PHONE, KEY_ID = "@anna:lab.test", "PHONE", "ed25519:PHONE"
ACCOUNT = vodozemac.Account()
KEY = ACCOUNT.ed25519_key.to_base64()
OLM = object.__new__(HardenedOlm)  # checking a signature takes no store


def test_a_right_signature_is_right() -> None:
    signature = ACCOUNT.sign(b'{"key":"x"}').to_base64()
    assert OLM.verify_json({"key": "x", "signatures": {ANNA: {KEY_ID: signature}}}, KEY, ANNA, PHONE)


@pytest.mark.parametrize(
    "signatures",
    [None, 5, [], {}, {ANNA: None}, {ANNA: []}, {ANNA: {}}, {ANNA: {KEY_ID: 5}}, {ANNA: {KEY_ID: "junk"}}],
)
def test_what_is_no_signature_is_a_wrong_one(signatures: Any) -> None:
    assert not OLM.verify_json({"key": "x", "signatures": signatures}, KEY, ANNA, PHONE)


@pytest.mark.parametrize("key", [None, 5, "junk", "A" * 43])
def test_a_key_that_is_none_verifies_nothing(key: Any) -> None:
    signature = ACCOUNT.sign(b'{"key":"x"}').to_base64()
    assert not OLM.verify_json({"key": "x", "signatures": {ANNA: {KEY_ID: signature}}}, key, ANNA, PHONE)
