"""Members fill an agenda: asked at an invitation, alike put together, picked, and shown to everybody."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import comer, hears, labels, passes_on, press, says, stands
from tests.journeys.together import come_together
from tests.journeys.walks import meetings_planned

OPEN = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"
ALIKE = "hoeveel zakgeld geven jullie aan een kind van twaalf en wie beheert dat"
BROUGHT = "Hoe vieren jullie Sinterklaas met kinderen die er niet bij willen zijn?"
OTHER = "Wie betaalt bij jullie de fiets?"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(1200)
def test_an_agenda_is_made_of_what_members_ask(bot: ServedBot) -> None:
    fatma, anna, bea = (Member(bot.telegram, name) for name in ("Fatma", "Anna", "Bea"))
    url = bot.settings["DATABASE_URL"]
    asyncio.run(come_together(url, "telegram", comer(fatma, Role.FACILITATOR), comer(anna), comer(bea)))
    for somebody in (anna, bea, fatma):
        says(somebody, "/start", "Hoi")
    passes_on(anna, OPEN)
    passes_on(bea, ALIKE)
    says(fatma, "/plan over twee weken 14.00 Samen leven | Utrecht", "Zo ziet het eruit")
    press(fatma, "Verstuur naar 3 mensen", "Gepland")
    asyncio.run(meetings_planned(url))
    card = hears(bot, anna, "Je bent uitgenodigd")

    press(anna, "Ja, ik kom", None, card)
    bot.telegram.wait_until(lambda: "Je komt, fijn" in stands(anna, card).text, 60.0)
    empty = says(anna, "/inbreng", "nog niets ingebracht")
    press(anna, "Iets inbrengen", "Wat wil je inbrengen", empty)
    says(anna, BROUGHT, "jouw vraag staat erbij")
    says(bea, f"/inbreng {BROUGHT.lower()}", "stond er al")
    says(bea, f"/inbreng {OTHER}", "jouw vraag staat erbij")
    listed = bea.person.sees[-1]
    assert listed.text.casefold().count("sinterklaas") == 1
    assert "👍 2" in listed.text
    says(anna, "/inbreng", "Dit brachten jullie in")
    press(anna, f"👍 {OTHER}", None)
    bot.telegram.wait_until(lambda: f"{OTHER} 👍 2" in anna.person.sees[-1].text, 60.0)

    asked = hears(bot, fatma, "Deze open vragen lijken erop")  # within a minute
    press(fatma, next(label for label in labels(asked) if label.startswith("Zelfde als")), None, asked)
    bot.telegram.wait_until(lambda: "2 leden stelden hem" in stands(fatma, asked).text, 60.0)
    press(fatma, "Op de agenda", None, asked)
    bot.telegram.wait_until(lambda: "Staat op de agenda" in stands(fatma, asked).text, 60.0)
    making = says(fatma, "/inbreng", "Dit brachten jullie in")
    press(fatma, "Agenda maken", "Wat komt er op de agenda", making)
    chosen = press(fatma, f"Op de agenda: {OTHER}", "(op de agenda)")
    assert chosen is not None

    agenda = says(bea, "wanneer is de volgende bijeenkomst?", "Samen leven").text
    places = [agenda.index(each) for each in (OTHER, OPEN, "Sinterklaas")]  # picked first, then by votes
    assert places == sorted(places)
