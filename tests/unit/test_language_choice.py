"""Which language somebody means, and which the bot starts with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract import Language
from handlers.language import LANGUAGE_CHOICES, from_code, named_language

WAYS: list[tuple[str, Language]] = [
    ("Nederlands", "nl"),
    ("nederlands", "nl"),
    ("NL", "nl"),
    ("Dutch", "nl"),
    ("  dutch ", "nl"),
    ("English", "en"),
    ("ENGLISH", "en"),
    ("en", "en"),
    ("Engels", "en"),
    ("\tengels\n", "en"),
]


@pytest.mark.parametrize(("said", "meant"), WAYS)
def test_a_language_is_known_by_its_names_in_both_languages(said: str, meant: Language) -> None:
    assert named_language(said) == meant


@pytest.mark.parametrize("said", ["", " ", "Frans", "french", "n", "nlen", "Nederlands English", "🇳🇱"])
def test_what_is_no_language_of_ours_is_no_language(said: str) -> None:
    assert named_language(said) is None


@given(st.text())
def test_any_word_is_a_language_or_not(said: str) -> None:
    assert named_language(said) in ("nl", "en", None)


def test_the_choices_lead_to_the_language_they_name() -> None:
    for choice in LANGUAGE_CHOICES:
        action, _, argument = choice.value.partition(":")
        assert action == "language"
        assert named_language(argument) == named_language(choice.label) is not None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("de", "nl"),
        ("eng", "nl"),
        ("", "nl"),
        (None, "nl"),
    ],
)
def test_a_platform_code_gives_the_nearest_language_else_dutch(code: str | None, expected: Language) -> None:
    assert from_code(code) == expected


@given(st.none() | st.text())
def test_any_platform_code_gives_a_language(code: str | None) -> None:
    assert from_code(code) in ("nl", "en")
