"""Which choice a person means: by the name of a button, by label, by number."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Address, Choice, choice_token
from handlers.choices import ChoiceList, first_labelled, list_name, parse_token

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
CHAT = Address("fake", "chat-anna")

fast = settings(max_examples=100, deadline=None)
labels = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6)
words = st.text(alphabet=ascii_lowercase, min_size=1)
made_up = st.text() | st.from_regex(r"[\w-]{0,30}:[0-9]{0,5}", fullmatch=True)


def a_list(*choices: str, key: str = "fake-1/answer-1", closed: bool = False) -> ChoiceList:
    """A list with these labels; the value of a choice is `pick:` and its position."""
    shown = tuple(Choice(label, f"pick:{position}") for position, label in enumerate(choices, 1))
    return ChoiceList(key, CHAT, "nl", shown, NOW + timedelta(days=1), closed=closed)


OFFER = a_list("Ja, geef door", "Nee, laat maar")


@fast
@given(st.text(), st.integers(min_value=0, max_value=999))
def test_the_name_of_a_button_says_which_list_and_which_position(key: str, index: int) -> None:
    assert parse_token(choice_token(key, index)) == (list_name(key), index + 1)


@fast
@given(made_up)
def test_a_made_up_name_is_harmless(token: str) -> None:
    parsed = parse_token(token)
    if parsed is None:
        return
    name, position = parsed
    assert re.fullmatch(r"[\w-]+", name, re.ASCII)
    assert 1 <= position <= 1000


@pytest.mark.parametrize(
    "token",
    [
        "",
        ":",
        ":1",
        "name",
        "name:",
        "name:-1",
        "name:1000",
        "name:1:2",
        "name:1 ",
        "name:1\n",
        "na me:1",
        "name:١",
        "näme:1",
        "🎉:1",
        "'; DROP TABLE choice_list; --:1",
        "a" * 100_000,
    ],
)
def test_what_can_be_no_name_of_ours_is_refused(token: str) -> None:
    assert parse_token(token) is None


@fast
@given(labels, st.integers(min_value=-5, max_value=1100))
def test_a_position_is_counted_from_one_and_never_beyond_the_list(names: list[str], position: int) -> None:
    choice = a_list(*names).at(position)
    assert (choice is not None) is (1 <= position <= len(names))
    if choice:
        assert choice.value == f"pick:{position}"


@fast
@given(st.lists(words, min_size=1, max_size=6, unique=True))
def test_every_choice_can_be_typed_as_it_is_shown(names: list[str]) -> None:
    shown = a_list(*names)
    assert [shown.labelled(name) for name in names] == list(shown.choices)


@pytest.mark.parametrize(
    "typed",
    [
        "Ja, geef door",
        "ja, geef door",
        "JA, GEEF DOOR",
        "  ja,   geef\ndoor ",
        "Ja, geef door!",
        "ja, geef door.",
    ],
)
def test_capitals_spaces_and_an_end_sign_make_no_difference(typed: str) -> None:
    assert OFFER.labelled(typed) == OFFER.choices[0]


@pytest.mark.parametrize(
    "typed", ["", "ja", "geef door", "Ja, geef door?", "Ja geef door", "1", "ja, geef doorrr"]
)
def test_a_label_is_the_whole_label(typed: str) -> None:
    assert OFFER.labelled(typed) is None


@pytest.mark.parametrize("typed", ["ja", "Ja", "JA!", " ja. "])
def test_a_label_may_be_shortened_to_what_stands_before_its_comma(typed: str) -> None:
    assert OFFER.begun_with(typed) == OFFER.choices[0]


@pytest.mark.parametrize("typed", ["ja !", "Ja ."])
def test_a_space_before_the_end_sign_makes_no_difference(typed: str) -> None:
    assert OFFER.begun_with(typed) == OFFER.choices[0]


@pytest.mark.parametrize("typed", ["", "j", "jaja", "ja,", "ja hoor", "geef door", "ja?"])
def test_other_beginnings_choose_nothing(typed: str) -> None:
    assert OFFER.begun_with(typed) is None


def test_a_beginning_that_two_labels_share_chooses_nothing() -> None:
    assert a_list("Ja, vandaag", "Ja, morgen", "Nee").begun_with("ja") is None


def picked(lists: Sequence[ChoiceList], text: str) -> tuple[str, str] | None:
    """The key of the list and the label that a text picks from lists, newest first."""
    found = first_labelled(lists, text)
    return (found[0].key, found[1].label) if found else None


def test_a_label_is_looked_for_in_the_newest_list_first() -> None:
    lists = [a_list("Rood", "Blauw", key="new"), a_list("Blauw", "Groen", key="old")]
    assert picked(lists, "blauw") == ("new", "Blauw")
    assert picked(lists, "groen") == ("old", "Groen")
    assert picked(lists, "geel") is None


def test_a_whole_label_of_an_older_list_goes_before_a_short_form_of_the_newest() -> None:
    lists = [a_list("Ja, graag", "Nee", key="new"), a_list("Ja", key="old")]
    assert picked(lists, "ja") == ("old", "Ja")


def test_a_short_form_counts_for_the_newest_list_alone() -> None:
    lists = [a_list("Rood", "Blauw", key="new"), a_list("Ja, graag", "Nee, dank", key="old")]
    assert picked(lists, "ja") is None


@fast
@given(st.lists(labels, max_size=3), st.text())
def test_any_text_picks_a_choice_that_was_shown_or_nothing(shown: list[list[str]], text: str) -> None:
    lists = [a_list(*names, key=str(number)) for number, names in enumerate(shown)]
    found = first_labelled(lists, text)
    assert found is None or found[1] in found[0].choices


def test_a_list_can_be_chosen_from_until_it_expires_or_is_closed() -> None:
    shown = a_list("Ja")
    assert shown.can_be_chosen_from(NOW)
    assert not shown.can_be_chosen_from(shown.expires_at)
    assert not a_list("Ja", closed=True).can_be_chosen_from(NOW)
