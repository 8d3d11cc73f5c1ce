"""Light Markdown taken apart: what is bold, what is italic, and what is somebody's own sign."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import escape
from bot.markup import Run, runs, unstyled

signs = st.text(alphabet="ab \\*_\n.", max_size=30)
words = signs | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("gewoon", [Run("gewoon")]),
        ("**vet**", [Run("vet", "bold")]),
        ("_schuin_", [Run("schuin", "italic")]),
        ("een **vet** woord", [Run("een "), Run("vet", "bold"), Run(" woord")]),
        ("**a** _b_", [Run("a", "bold"), Run(" "), Run("b", "italic")]),
        ("**a**_b_", [Run("a", "bold"), Run("b", "italic")]),
        ("**twee\nregels**", [Run("twee\nregels", "bold")]),
        ("(_Bron_)", [Run("("), Run("Bron", "italic"), Run(")")]),
        (r"**5 \* 3**", [Run("5 * 3", "bold")]),
        (r"_een\_naam_", [Run("een_naam", "italic")]),
        (r"**C:\\data**", [Run(r"C:\data", "bold")]),
    ],
)
def test_a_text_falls_into_stretches(text: str, expected: list[Run]) -> None:
    assert list(runs(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "een_lange_naam",
        "een_naam_ met een staart",
        "een _naam_tje",
        "https://voorbeeld.nl/een_pad_met_streepjes",
        "5 * 3 * 2",
        "*half*",
        "**niet af",
        "niet af**",
        "_niet af",
        "____",
        "****",
        r"C:\data",
        "eindigt op \\",
        "<b>geen HTML</b> & zo",
    ],
)
def test_what_is_no_markup_stays_as_it_is(text: str) -> None:
    assert unstyled(text) == text
    assert all(run.style == "" for run in runs(text))


def test_an_escaped_sign_starts_no_markup() -> None:
    assert unstyled(r"\*\*niet vet\*\* en \_niet schuin\_") == "**niet vet** en _niet schuin_"
    assert all(run.style == "" for run in runs(r"\*\*niet vet\*\* en \_niet schuin\_"))


@settings(max_examples=100, deadline=None)
@given(words)
def test_somebodys_own_words_are_shown_exactly(text: str) -> None:
    assert unstyled(escape(text)) == text
    assert all(run.style == "" for run in runs(escape(text)))


@settings(max_examples=100, deadline=None)
@given(words, words.filter(bool), st.sampled_from([("**", "bold"), ("_", "italic")]))
def test_somebodys_own_words_can_stand_before_and_inside_markup(
    before: str, inside: str, mark: tuple[str, str]
) -> None:
    sign, style = mark
    shown = list(runs(f"{escape(before)} {sign}{escape(inside)}{sign}"))
    assert shown[-1] == Run(inside, style)
    assert "".join(run.text for run in shown[:-1]) == f"{before} "


@settings(max_examples=100, deadline=None)
@given(words)
def test_any_text_at_all_can_be_taken_apart(text: str) -> None:
    shown = list(runs(text))
    assert all(run.text and run.style in ("", "bold", "italic") for run in shown)
    assert len(unstyled(text)) <= len(text)


def test_a_long_text_full_of_loose_signs_is_read_in_no_time() -> None:
    text = "**a _b \\" * 2_000
    assert unstyled(text).count("a") == 2_000
