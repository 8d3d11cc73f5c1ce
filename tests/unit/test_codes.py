"""Codes: easy to type in many ways, hard to guess, kept only as a digest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.people.codes import ALPHABET, LENGTH, bare, digest, looks_like_code, new_code

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_is_two_groups_of_five() -> None:
    first, _, second = new_code().partition("-")
    assert len(first) == len(second) == 5


def test_codes_hold_nothing_that_looks_like_something_else() -> None:
    assert not set("IO01") & set("".join(new_code() for _ in range(200)))


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


@given(codes, st.sampled_from(["-", " ", "", "_", ". "]), st.booleans())
def test_a_code_is_the_same_however_it_is_typed(code: str, between: str, small: bool) -> None:
    typed = f" {code[:5]}{between}{code[5:]} "
    typed = typed.lower() if small else typed
    assert looks_like_code(typed)
    assert digest(typed) == digest(code)


@given(codes, codes)
def test_different_codes_have_different_digests(one: str, other: str) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@given(codes)
def test_a_digest_does_not_tell_the_code(code: str) -> None:
    assert code not in digest(code).upper()


@given(st.text(max_size=200))
def test_whatever_somebody_types_can_be_compared(text: str) -> None:
    assert digest(text) == digest(bare(text))
    if looks_like_code(text):
        assert len(bare(text)) == LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hoi",
        "ABCDE",
        "ABCDE-FGHJ",
        "ABCDE-FGHJKL",
        "ABCDE-FGHJ0",
        "school stuurt hem naar huis",
        "-" * 500,
    ],
)
def test_other_texts_are_no_codes(text: str) -> None:
    assert not looks_like_code(text)
