"""On Telegram: asked, passed on, answered, made a tip, published; the next who asks gets it from the bot."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.learning import (
    ANSWER,
    GIVEN,
    OTHER_WORDS,
    PATIENCE_S,
    QUESTION,
    answered_at_last,
    second_process,
)
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import comer, hears, labels, press, says
from tests.journeys.together import come_together

MOST_TRIES = 30


@pytest.fixture
def bot(tmp_path: Path, postgresql_url: str) -> Iterator[ServedBot]:
    with served(tmp_path, DATABASE_URL=postgresql_url) as running:
        yield running


@pytest.mark.timeout(1200)
def test_an_answer_becomes_a_tip_that_two_processes_answer_with(bot: ServedBot) -> None:
    anna, bea, fatma = (Member(bot.telegram, name) for name in ("Anna", "Bea", "Fatma"))
    url = bot.settings["DATABASE_URL"]
    people = (comer(anna), comer(bea), comer(fatma, Role.FACILITATOR))
    ids = asyncio.run(come_together(url, "telegram", *people))
    for somebody in (anna, bea, fatma):
        says(somebody, "/start", "Hoi")
    with second_process(bot.folder, ids["Bea"], DATABASE_URL=url) as beside:
        assert GIVEN not in beside.asks(OTHER_WORDS, "2. ", PATIENCE_S)

        offered = says(anna, QUESTION, "")
        if "Ja, geef door" not in labels(offered):
            press(anna, labels(offered)[1], "begeleiders", offered)
        press(anna, "Ja, geef door", "Je krijgt hier antwoord")
        card = hears(bot, fatma, QUESTION)  # within a minute
        press(fatma, "Beantwoord", "Typ je antwoord", card)
        says(fatma, ANSWER, "een tip van maken")
        assert GIVEN in hears(bot, anna, "antwoorden").text

        press(fatma, "Maak er een tip van", "staat klaar als tip")
        preview = press(fatma, "De Linde", "Wat ik ermee antwoord")
        assert preview is not None
        assert "praktijkervaring, De Linde, met toestemming" in preview.text
        press(fatma, "Plaats de tip", "Vanaf nu antwoord ik ermee")

        answer = says(bea, OTHER_WORDS, "")
        for _ in range(MOST_TRIES):  # the tip is taken in within a moment of being published
            answer = answer if GIVEN in answer.text else says(bea, OTHER_WORDS, "")
        assert GIVEN in answer.text
        answered_at_last(beside, OTHER_WORDS, GIVEN)
