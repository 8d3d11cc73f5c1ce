"""A tip is proposed and published, comes up for review, and is done with in two taps; an unused one too."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import comer, hears, labels, press, says, stands
from tests.journeys.together import come_together
from tests.journeys.walks import tip_is_due, week_begins, year_unused

TIP = "Laat een jongere bij aankomst zelf een lamp kiezen voor op de kamer. Zo is er iets van henzelf."
QUESTION = "mag een kind zelf een lamp uitzoeken bij aankomst"
UNUSED = "lastige-vraagstukken"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(1200)
def test_a_tip_is_looked_at_when_it_is_due_and_when_nobody_uses_it(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    url = bot.settings["DATABASE_URL"]
    asyncio.run(come_together(url, "telegram", comer(fatma, Role.FACILITATOR), comer(anna)))
    for somebody in (anna, fatma):
        says(somebody, "/start", "Hoi")
    says(anna, f"/tip {TIP}", "Op welke vraag")
    says(anna, QUESTION, "Wie mag erbij")
    press(anna, "Anna, De Linde", "Dank je wel")
    press(fatma, "Bekijk de tip", "Nog niet geplaatst", hears(bot, fatma, "nieuwe tip"))
    press(fatma, "Plaats de tip", "geplaatst")
    hears(bot, anna, "Je tip is geplaatst")

    asyncio.run(tip_is_due(url))
    asyncio.run(week_begins(url))
    assert "Eén tip om na te kijken" in hears(bot, fatma, "/tip nakijken").text
    listed = says(fatma, "/tip nakijken", "om na te kijken")
    [label] = labels(listed)
    card = press(fatma, label, "Geprobeerd", listed)
    assert card is not None
    assert "Laat een jongere" in card.text
    done = press(fatma, "Klopt nog", "Genoteerd", card)
    assert done is not None
    assert "geen tip om na te kijken" in done.text
    bot.telegram.wait_until(lambda: stands(fatma, card).keyboard == (), 60.0)
    assert bot.rows("SELECT verdict FROM tip_reviews") == [("right",)]
    assert bot.rows("SELECT owner IS NOT NULL FROM tips") == [(1,)]

    asyncio.run(year_unused(url, UNUSED))
    listed = says(fatma, "/tip nakijken", "om na te kijken")
    [label] = labels(listed)
    assert "een jaar niet gebruikt" in label
    press(fatma, label, "niemand geantwoord", listed)
    press(fatma, "Kan weg", "Wat moet die weten")
    press(fatma, "Sla over", "genoteerd voor de beheerder")
    assert bot.rows("SELECT verdict FROM tip_reviews ORDER BY id") == [("right",), ("withdraw",)]
