"""What makes words with a number behind them a house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.guard.lexicon import load_lexicon
from knowledge_base.guard.spans import Level
from knowledge_base.guard.street_names import houses, streets_by_points
from knowledge_base.guard.vocabulary import load_vocabulary

LEXICON, VOCABULARY = load_lexicon(), load_vocabulary()


def streets(text: str) -> list[tuple[str, Level]]:
    """The houses that enough speaks for, each with its level."""
    found = streets_by_points(text, VOCABULARY, LEXICON)
    return [(text[start:end], level) for start, end, level in found]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("ze slaapt bij Hoge Wei 230 b vannacht", "Hoge Wei 230 b"),
        ("straat + nr van broer: oude gracht 79b", "oude gracht 79b"),
        ("adres vader Zandpad 202C", "Zandpad 202C"),
        ("zegt dat ze op bovenkamp huisnummer 17 woont", "bovenkamp huisnummer 17"),
        ("familie aan de Tussen de Bogen 12", "Tussen de Bogen 12"),
    ],
)
def test_a_house_is_found_with_all_words_of_its_street(text: str, house: str) -> None:
    assert house in [found for found, _ in streets(text)]


def test_the_more_speaks_for_a_house_the_surer_it_is() -> None:
    assert streets("moeder woont op oude wal 9a") == [("oude wal 9a", Level.CERTAIN)]
    assert streets("wie gaat er naar de oude wal 9") == [("oude wal 9", Level.POSSIBLE)]
    assert streets("een oude wal 9 jaar later") == []


@pytest.mark.parametrize("text", ["zij woont op groep 7a", "in lokaal 12b bij moeder", "woont bij Pieter 14"])
def test_rooms_groups_and_ages_are_no_houses(text: str) -> None:
    assert not streets(text)


@given(st.text(alphabet=st.sampled_from("aBé '.,-12\n9:(oude wal nr"), max_size=80))
def test_every_house_is_where_it_says(text: str) -> None:
    for house in houses(text):
        stretch = text[house.start : house.end]
        assert stretch.startswith(" ".join(house.words))
        assert stretch.endswith(house.number)
