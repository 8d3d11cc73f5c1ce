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
from tests.wire.telegram import Shown

ZONE = ZoneInfo("Europe/Amsterdam")
BEGINS_IN = timedelta(minutes=4)
REMINDED = "PT2M30S"  # before it begins: a minute and a half for all that comes first
PATIENCE_S = 200.0


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(600)
def test_a_meeting_from_the_plan_to_the_end(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    asyncio.run(come_together(bot, fatma, anna))
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


async def come_together(bot: ServedBot, fatma: Member, anna: Member) -> None:
    """A network with its facilitator and a member, who is reminded shortly before."""
    store, now = await open_database(bot.settings["DATABASE_URL"]), SystemClock().now()
    async with store.transaction() as tx:
        network = await tx.networks.add(
            "oost",
            "Netwerk Oost",
            timezone="Europe/Amsterdam",
            language="nl",
            quiet=None,
            reminders=[REMINDED],
        )
        for member, role in ((fatma, Role.FACILITATOR), (anna, Role.MEMBER)):
            person = await tx.people.add(member.person.user.first_name, None, None, "nl", now, started=True)
            await tx.people.place(person, network, role, now)
            sender = str(member.person.id)
            await tx.doors.opened("telegram", sender, sender)
            await tx.doors.belongs_to("telegram", sender, person)
    await store.close()


async def plan_now(bot: ServedBot) -> None:
    """What the bot does each minute, now."""
    store = await open_database(bot.settings["DATABASE_URL"])
    await plan_meetings(store, load_catalogue(), SystemClock().now())
    await store.close()


def says(member: Member, text: str, reply: str) -> Shown:
    """Type something; the first message after it with these words."""
    before = len(member.person.sees)
    member.person.says(text)
    return after(member, before, reply)


def press(member: Member, label: str, reply: str | None, under: Shown | None = None) -> Shown | None:
    """Press a button, under the last message that has it; the first message after it with these words."""
    before = len(member.person.sees)
    message = under or next(shown for shown in reversed(member.person.sees) if label in labels(shown))
    member.person.presses(stands(member, message), label)
    return after(member, before, reply) if reply else None


def hears(bot: ServedBot, member: Member, words: str) -> Shown:
    """Wait for a message with these words, asked for or not."""
    bot.telegram.wait_until(lambda: any(words in shown.text for shown in member.person.sees), PATIENCE_S)
    return next(shown for shown in member.person.sees if words in shown.text)


def after(member: Member, before: int, words: str) -> Shown:
    """The first message after so many that has these words."""
    member.telegram.wait_until(
        lambda: any(words in shown.text for shown in member.person.sees[before:]), PATIENCE_S
    )
    return next(shown for shown in member.person.sees[before:] if words in shown.text)


def stands(member: Member, message: Shown) -> Shown:
    """A message as it is now."""
    return next(shown for shown in member.person.sees if shown.id == message.id)


def labels(message: Shown) -> list[str]:
    """What can be pressed under a message."""
    return [button.label for row in message.keyboard for button in row]
