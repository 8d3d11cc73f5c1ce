"""A question from wire to wire: asked, passed on, picked up, answered, and it helps."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.store import open_database
from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot, served
from tests.journeys.test_telegram_meeting import hears, labels, press, says

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.timeout(900)
def test_a_question_from_asking_to_helped(bot: ServedBot) -> None:
    fatma, anna = Member(bot.telegram, "Fatma"), Member(bot.telegram, "Anna")
    asyncio.run(come_together(bot, fatma, anna))
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


async def come_together(bot: ServedBot, fatma: Member, anna: Member) -> None:
    """A network with its facilitator and a member, at any hour of the day."""
    store, now = await open_database(bot.settings["DATABASE_URL"]), SystemClock().now()
    async with store.transaction() as tx:
        network = await tx.networks.add(
            "oost", "Netwerk Oost", timezone="Europe/Amsterdam", language="nl", quiet=None
        )
        for member, role in ((fatma, Role.FACILITATOR), (anna, Role.MEMBER)):
            person = await tx.people.add(member.person.user.first_name, None, None, "nl", now, started=True)
            await tx.people.place(person, network, role, now)
            sender = str(member.person.id)
            await tx.doors.opened("telegram", sender, sender)
            await tx.doors.belongs_to("telegram", sender, person)
    await store.close()
