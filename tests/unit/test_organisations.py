"""Organisations: one name for one organisation, whatever people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.people.organisations import LONGEST, folded, meant, tidy

KNOWN = ["'s Heeren Loo", "Gezinshuis De Linde", "Stichting Het Anker", "Youké", "Pluryn"]


@pytest.mark.parametrize(
    ("typed", "organisation"),
    [
        ("s heerenloo", "'s Heeren Loo"),
        ("'S HEEREN LOO.", "'s Heeren Loo"),
        ("sheeren loo", "'s Heeren Loo"),
        ("gezinshuis de linden", "Gezinshuis De Linde"),
        ("het anker", "Stichting Het Anker"),
        ("youke", "Youké"),
        ("stichting pluryn", "Pluryn"),
        ("Plurijn", None),
        ("Gezinshuis De Brug", None),
        ("Anker", None),
        ("", None),
    ],
)
def test_a_name_means_the_known_organisation_or_a_new_one(typed: str, organisation: str | None) -> None:
    assert meant(typed, KNOWN) == organisation


@given(st.sampled_from(KNOWN), st.booleans(), st.booleans())
def test_capitals_and_spaces_make_no_other_organisation(name: str, loud: bool, apart: bool) -> None:
    typed = name.upper() if loud else name.lower()
    assert meant(" ".join(typed) if apart and "Stichting" not in name else typed, KNOWN) == name


@given(st.text(max_size=600))
def test_a_kept_name_is_one_line_that_can_be_shown(text: str) -> None:
    kept = tidy(text)
    assert len(kept) <= LONGEST
    assert kept == kept.strip()
    assert all(sign.isprintable() for sign in kept)
    assert tidy(kept) == kept


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=8))
def test_whatever_is_typed_means_one_of_the_known_or_none(text: str, known: list[str]) -> None:
    assert meant(text, known) in {*known, None}


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_name_of_signs_alone_is_still_a_name(name: str) -> None:
    assert folded(name)
    assert meant(name, [name]) == name
