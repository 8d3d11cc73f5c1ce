"""Looking back later or elsewhere, who may, and who may read it."""

import pytest

from bot.app import App
from handlers.people.people import Role
from tests.fakes import FakeClock, FakeMessenger
from tests.people import labels
from tests.reflecting import DAY, FOUR, HOUR, Course, asked, begin, meet, reflection


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four."""
    return await begin(app, messenger, clock, FOUR)


async def test_an_answer_at_another_door_counts_as_well(course: Course) -> None:
    meeting_id = await asked(course)
    async with course.app.store.transaction() as tx:
        await tx.doors.opened("fake", "anna-phone", "chat-anna-phone")
        await tx.doors.belongs_to("fake", "anna-phone", course.people["anna"])
    reply = await course.chat("anna-phone").says("7")
    assert reply.text.startswith("Een 7, genoteerd.")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.mark == 7


async def test_late_answers_come_by_a_command_until_the_next_meeting_begins(course: Course) -> None:
    meeting_id = await asked(course)
    await course.goes_on(10 * DAY)
    anna = course.chat("anna")
    assert "Hoe was **School en wij**" in (await anna.commands("reflectie")).text
    await anna.says("6")
    await anna.says("we moeten beter plannen")
    await anna.presses("Geen stap nu")
    reply = await anna.commands("reflectie")
    assert "Cijfer: 6" in reply.text
    await anna.presses("Andere zin")
    await anna.says("we moeten samen beter plannen")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.takeaway == "we moeten samen beter plannen"
    await meet(course, start=course.clock.now() + HOUR)
    await course.goes_on(2 * HOUR)
    assert (await anna.commands("reflectie")).text.startswith("Er is nu geen bijeenkomst")


async def test_an_old_card_is_closed_when_the_next_meeting_has_begun(course: Course) -> None:
    meeting_id = await asked(course)
    [card] = course.sent_to("anna", course.messenger.shown)
    await meet(course, start=course.clock.now() + HOUR)
    await course.goes_on(2 * HOUR)
    assert (await course.chat("anna").presses("8", card)).text.startswith("Deze vraag is gesloten.")
    assert await reflection(course, "anna", meeting_id) is None


async def test_words_may_be_shown_only_when_their_author_says_so(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    await anna.says("8 - samen eten helpt")
    reply = await anna.presses("Geen stap nu")
    assert labels(reply) == ["Ja, zonder mijn naam"]
    await anna.presses("Ja, zonder mijn naam")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.quotable
    await anna.presses("Toch liever niet")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert not found.quotable


async def test_a_stranger_can_not_reflect(course: Course) -> None:
    await asked(course)
    reply = await course.chat("vera").commands("reflectie")
    assert reply.text.startswith("Hoi. Ik ben er voor de leden")


async def test_somebody_of_another_network_can_not_use_a_card(course: Course) -> None:
    meeting_id = await asked(course)
    async with course.app.store.transaction() as tx:
        await tx.people.remove(course.people["anna"], course.network_id)
        other = await tx.networks.add("west", "West", timezone="Europe/Amsterdam", language="nl")
        await tx.people.place(course.people["anna"], other, Role.MEMBER, course.clock.now())
    [card] = course.sent_to("anna", course.messenger.shown)
    assert (await course.chat("anna").presses("8", card)).text.startswith("Deze vraag is gesloten.")
    assert await reflection(course, "anna", meeting_id) is None
