"""Durations in words."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.contract import Address, IncomingMessage, Kind, Language
from handlers.durations_in_words import in_words
from handlers.texts import load_catalogue
from handlers.turn import Transaction, Turn


@pytest.mark.parametrize(
    ("duration", "dutch", "english"),
    [
        ("P14D", "14 dagen", "14 days"),
        ("P1D", "1 dag", "1 day"),
        ("PT2H", "2 uur", "2 hours"),
        ("PT1H", "1 uur", "1 hour"),
        ("PT15M", "15 minuten", "15 minutes"),
        ("P2W", "2 weken", "2 weeks"),
        ("P1DT12H", "1 dag 12 uur", "1 day 12 hours"),
        ("P1Y", "P1Y", "P1Y"),
        ("P", "P", "P"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_duration_reads_as_people_say_it(duration: str, dutch: str, english: str) -> None:
    assert in_words(turn("nl"), duration) == dutch
    assert in_words(turn("en"), duration) == english


def turn(language: Language) -> Turn:
    """A turn that says things."""
    message = IncomingMessage("1", Kind.TEXT, "anna", Address("fake", "chat"))
    nothing = cast("Transaction", cast("Any", None))
    return Turn(message, datetime(2026, 12, 3, tzinfo=UTC), language, nothing, load_catalogue())
