"""A mark is read the way people type it; what is none is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reflect.marks import Between, Mark, NoMark, OutOfRange, read_mark


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", 8),
        (" 8. ", 8),
        ("8/10", 8),
        ("8 / 10", 8),
        ("8 uit de 10", 8),
        ("een 8", 8),
        ("een acht", 8),
        ("acht", 8),
        ("ACHT!", 8),
        ("een achtje", 8),
        ("een dikke acht", 8),
        ("8+", 8),
        ("8-", 8),
        ("cijfer: 8", 8),
        ("ik geef het een 8", 8),
        ("ik zou een 8 geven", 8),
        ("8️⃣", 8),
        ("eight", 8),
        ("I'd say 8", 8),
        ("eight out of ten", 8),
        ("0", 0),
        ("nul", 0),
        ("zero", 0),
        ("een", 1),
        ("één", 1),
        ("10", 10),
        ("10/10", 10),
        ("10,0", 10),
        ("tien", 10),
        ("🔟", 10),
    ],
)
def test_a_mark_is_a_mark_however_it_is_typed(text: str, value: int) -> None:
    assert read_mark(text) == Mark(value)


@pytest.mark.parametrize(
    "text", ["7,5", "7.5", "7½", "zeven en een half", "zevenënhalf", "een 7,5", "7,5/10"]
)
def test_half_a_mark_is_asked_about(text: str) -> None:
    assert read_mark(text) == Between(7, 8)


@pytest.mark.parametrize("text", ["11", "-1", "min 1", "100", "10,5", "-0,5", "9" * 40, "een 12"])
def test_a_number_beyond_the_scale_is_no_mark_and_is_said_to_be(text: str) -> None:
    assert read_mark(text) == OutOfRange()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "👍",
        "goed",
        "8 collega's waren er",
        "8 van de 10 keer gaat het goed",
        "1 op 1 gesprekken helpen",
        "een mooie middag",
        "tiental",
        "06-12345678",
        "8:30",
        "8/12",
        "8 8",
        "Ik neem mee dat we vaker moeten bellen. " * 250,
        "9" * 10_000,
    ],
)
def test_words_are_left_alone(text: str) -> None:
    assert read_mark(text) == NoMark()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("8, want we hebben gelachen", "want we hebben gelachen"),
        ("8 want we hebben gelachen", "we hebben gelachen"),
        ("Een 8. Ik bel school eerder", "Ik bel school eerder"),
        ("8\nIk bel school eerder", "Ik bel school eerder"),
        ("eight - I ring the school sooner", "I ring the school sooner"),
    ],
)
def test_what_is_said_after_a_mark_is_not_lost(text: str, rest: str) -> None:
    assert read_mark(text) == Mark(8, rest)


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_a_judgement_within_the_scale(text: str) -> None:
    match read_mark(text):
        case Mark(value=value):
            assert 0 <= value <= 10
        case Between(low=low, high=high):
            assert 0 <= low < high <= 10


@given(st.integers(min_value=0, max_value=10), st.sampled_from(["", "een ", "cijfer: ", "a "]))
def test_every_mark_of_the_scale_can_be_typed(value: int, before: str) -> None:
    assert read_mark(f"{before}{value}") == Mark(value)
