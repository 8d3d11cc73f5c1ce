"""A question from wire to wire: asked, passed on, picked up, answered, and it helps."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import comer, hears, labels, press, says
from tests.journeys.together import come_together

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(900)
def test_a_question_from_asking_to_helped(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    people = (comer(fatma, Role.FACILITATOR), comer(anna))
    asyncio.run(come_together(bot.settings["DATABASE_URL"], "telegram", *people))
    says(anna, "/start", "Hoi")
    says(fatma, "/start", "Hoi")
    offered = says(anna, QUESTION, "")
    if "Ja, geef door" not in labels(offered):
        press(anna, labels(offered)[1], "begeleiders", offered)
    press(anna, "Ja, geef door", "Je krijgt hier antwoord")

    card = hears(bot, fatma, QUESTION)  # within a minute
    press(fatma, "Ik pak hem op", None, card)
    bot.telegram.wait_until(lambda: any("Fatma pakt" in shown.text for shown in fatma.person.sees), 60.0)
    bot.kill()
    bot.start()
    says(fatma, "/vragen", "Opgepakt")
    press(fatma, next(label for label in labels(fatma.person.sees[-1]) if "zakgeld" in label), "Fatma pakt")
    press(fatma, "Beantwoord", "Typ je antwoord")
    says(fatma, "Vier euro per week, en het kind beheert het.", "gaat naar wie het vroeg")

    answer = hears(bot, anna, "Vier euro per week")
    assert "Helpt dit?" in answer.text
    press(anna, "Ja, dit helpt", "klaar", answer)
    assert bot.rows("SELECT helped FROM questions") == [(1,)]
