"""A month of not knowing: told to a facilitator, put on the agenda in a tap, answered after the meeting."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import comer, hears, labels, passes_on, press, says
from tests.journeys.together import come_together
from tests.journeys.walks import meeting_was, meetings_planned, month_ends

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"
SAID = "Vier euro per week werkt bij de meesten, en het kind houdt zelf een kasboekje bij."


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(1200)
def test_what_nobody_knew_comes_back_as_what_was_said_at_the_meeting(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    url = bot.settings["DATABASE_URL"]
    asyncio.run(come_together(url, "telegram", comer(fatma, Role.FACILITATOR), comer(anna)))
    for somebody in (anna, fatma):
        says(somebody, "/start", "Hoi")
    passes_on(anna, QUESTION)
    hears(bot, fatma, QUESTION)  # within a minute

    asyncio.run(month_ends(url))
    overview = hears(bot, fatma, "niet wist")
    assert "één keer" in overview.text
    [bring] = labels(overview)
    press(fatma, bring, "/plan", overview)

    says(fatma, "/plan over twee weken 14.00 Geld | Utrecht", "Zo ziet het eruit")
    press(fatma, "Verstuur naar 2 mensen", "Gepland")
    press(fatma, bring, "staat op de agenda van", overview)
    asyncio.run(meetings_planned(url))
    assert QUESTION in hears(bot, anna, "Je bent uitgenodigd").text
    assert QUESTION in says(anna, "/inbreng", "Dit brachten jullie in").text

    bot.stop()
    asyncio.run(meeting_was(url, timedelta(days=1, hours=1)))
    bot.start()
    hears(bot, fatma, "Wat is erover gezegd?")
    says(fatma, SAID, "gaat naar wie het vroeg")
    answer = hears(bot, anna, "Het kwam aan bod")
    assert SAID in answer.text
    press(anna, "Ja, dit helpt", "klaar", answer)
    assert bot.rows("SELECT helped FROM questions") == [(1,)]
