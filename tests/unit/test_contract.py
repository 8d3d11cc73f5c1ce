"""The shared words: somebody's own words shown exactly, and short names for choices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Choice, choice_token, escape, shows_positions
from bot.markup import unstyled

anything = st.text() | st.text(alphabet="\\*_a \n")
fast = settings(max_examples=100, deadline=None)


@fast
@given(anything)
def test_escaped_words_are_shown_as_they_were_written(text: str) -> None:
    assert unstyled(escape(text)) == text


@fast
@given(anything, anything)
def test_escaped_words_stay_themselves_between_other_words(text: str, other: str) -> None:
    shown = f"Je schreef: {escape(text)}. **En toen:** {escape(other)}."
    assert unstyled(shown) == f"Je schreef: {text}. En toen: {other}."


@fast
@given(st.text(alphabet=st.characters(exclude_characters="\\*_", exclude_categories=["Cs"])))
def test_words_without_markup_signs_need_no_backslashes(text: str) -> None:
    assert escape(text) == text


@fast
@given(st.text(), st.integers(min_value=0, max_value=999))
def test_a_choice_has_a_short_name_that_every_platform_can_carry(key: str, position: int) -> None:
    token = choice_token(key, position)
    assert len(token.encode("ascii")) <= 28


def test_buttons_in_old_messages_keep_their_names() -> None:
    assert choice_token("telegram-42/answer-1", 3) == "oOEArizbGCcnK8Sq4o3Dgg:3"


@fast
@given(st.text(), st.text(), st.integers(0, 99), st.integers(0, 99))
def test_different_choices_have_different_names(key: str, other: str, first: int, second: int) -> None:
    same_choice = (key, first) == (other, second)
    assert (choice_token(key, first) == choice_token(other, second)) is same_choice


@pytest.mark.parametrize(
    ("labels", "numbered"),
    [
        (["Ja, geef door", "Nee, laat maar"], True),
        (["0", "5", "10"], False),
        (["7"], False),
        (["1", "2", "Weet ik niet"], True),
        (["1,5", "2,5"], True),
        (["-1", "0"], True),
        ([""], True),
    ],
)
def test_only_a_list_of_numbers_is_shown_without_positions(labels: list[str], numbered: bool) -> None:
    assert shows_positions(tuple(Choice(label, "mark:") for label in labels)) is numbered
