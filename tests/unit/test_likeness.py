"""Typing errors in a label are seen through; another word is another word."""

import pytest

from knowledge_base import closest

LABELS = ["ja, geef door", "nee, laat maar", "houd de leerplichtambtenaar dichtbij"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ja, geef dor", 0),
        ("ja geef door", 0),
        ("nee laat maar", 1),
        ("houd de leerplichtambtenar dichtbij", 2),
        ("hou de leerplichtambtenaar dichbij", 2),
    ],
)
def test_a_label_with_a_typing_error_is_that_label(typed: str, meant: int) -> None:
    assert closest(typed, LABELS) == meant


@pytest.mark.parametrize("typed", ["", "ja", "nee", "geef", "wat doet de leerplichtambtenaar?", "laat los"])
def test_something_else_is_no_label(typed: str) -> None:
    assert closest(typed, LABELS) is None


def test_what_could_be_two_labels_is_neither() -> None:
    assert closest("groep 5 en 7", ["groep 5 en 6", "groep 5 en 8"]) is None


def test_without_options_nothing_is_meant() -> None:
    assert closest("ja, geef door", []) is None
