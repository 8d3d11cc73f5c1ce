"""One meeting from wire to wire: planned, invited, answered, reminded, moved, called off."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from bot.store import open_database
from handlers.meet.meeting_planner import plan_meetings
from handlers.people.people import Role
from handlers.texts import load_catalogue
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.telegram_talk import PATIENCE_S, comer, hears, press, says, stands
from tests.journeys.together import come_together

ZONE = ZoneInfo("Europe/Amsterdam")
BEGINS_IN = timedelta(minutes=4)
REMINDED = "PT2M30S"  # before it begins: a minute and a half for all that comes first


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(600)
def test_a_meeting_from_the_plan_to_the_end(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    people = (comer(fatma, Role.FACILITATOR), comer(anna))
    asyncio.run(come_together(bot.settings["DATABASE_URL"], "telegram", *people, reminders=[REMINDED]))
    says(anna, "/start", "Hoi")
    starts = (datetime.now(ZONE) + BEGINS_IN).replace(microsecond=0)
    says(fatma, f"/plan {starts:%Y-%m-%d %H:%M:%S} School & <b>thuis</b> | Utrecht", "Zo ziet het eruit")
    press(fatma, "Verstuur naar 2 mensen", "Gepland")
    asyncio.run(plan_now(bot))
    card = hears(bot, anna, "Je bent uitgenodigd")
    assert "School & <b>thuis</b>" in card.text

    press(anna, "Ja, ik kom", None, card)
    bot.telegram.wait_until(lambda: "Je komt, fijn" in stands(anna, card).text, PATIENCE_S)
    assert sum("Je bent uitgenodigd" in shown.text for shown in anna.person.sees) == 1
    bot.kill()
    bot.start()
    assert "Je komt, fijn" in says(anna, "wanneer is de volgende?", "Er komt tot nu toe").text

    hears(bot, anna, "ter herinnering")

    says(fatma, "/verzetten", "Wanneer wordt het?")
    bot.kill()
    bot.start()
    says(fatma, "over zes weken 14.00", "mensen krijgen bericht")
    press(fatma, "Ja, verzet", "Verzet. Het is nu")
    asyncio.run(plan_now(bot))
    moved = hears(bot, anna, "is verzet")
    assert "Je zou komen. Kun je dan ook?" in moved.text
    press(anna, "Nee, ik kan niet", None, moved)
    bot.telegram.wait_until(lambda: "Je kunt niet" in stands(anna, moved).text, PATIENCE_S)

    says(fatma, "/afzeggen", "Wat is de reden?")
    says(fatma, "te veel zieken", "Zal ik hem afzeggen?")
    press(fatma, "Ja, zeg af", "Afgezegd")
    asyncio.run(plan_now(bot))
    assert "te veel zieken" in hears(bot, anna, "gaat niet door").text


async def plan_now(bot: ServedBot) -> None:
    """What the bot does each minute, now."""
    store = await open_database(bot.settings["DATABASE_URL"])
    await plan_meetings(store, load_catalogue(), SystemClock().now())
    await store.close()
