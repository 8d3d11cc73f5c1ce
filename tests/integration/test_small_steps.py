"""The small step, as a conversation: how it went, and a tip that becomes one."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Reply
from handlers.reflect.small_steps import Outcome
from tests.fakes import FakeClock, FakeMessenger
from tests.people import labels
from tests.reflecting import DAY, FOUR, Course, begin, meet, steps


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four."""
    return await begin(app, messenger, clock, FOUR)


async def with_step(course: Course, when: str = "Volgende week") -> None:
    """Anna has a step to be asked about."""
    anna = course.chat("anna")
    await anna.commands("stap")
    await anna.says("als school belt, dan vraag ik wat er goed ging")
    await anna.presses(when)


async def follow_up(course: Course, by: timedelta) -> Reply:
    """What Anna is asked when so much time has passed."""
    [asked_about] = course.sent_to("anna", await course.goes_on(by))
    return asked_about.reply


async def test_at_the_chosen_moment_they_are_asked_how_it_went(course: Course) -> None:
    await with_step(course)
    assert course.sent_to("anna", await course.goes_on(6 * DAY)) == []
    reply = await follow_up(course, DAY)
    assert "Je wilde dit proberen: _als school belt, dan vraag ik wat er goed ging_" in reply.text
    assert labels(reply)[2] == "Niet gelukt, en dat is ook informatie"
    anna = course.chat("anna")
    assert "Wat weet je nu" in (await anna.presses("Niet gelukt, en dat is ook informatie")).text
    assert "Mag het netwerk" in (await anna.says("dat ik eerst rustig moet worden")).text
    assert "Gedeeld" in (await anna.presses("Ja, deel het")).text
    [step] = await steps(course, "anna")
    assert (step.outcome, step.learned, step.shared) == (
        Outcome.NOT_DONE,
        "dat ik eerst rustig moet worden",
        True,
    )


async def test_not_yet_is_asked_once_more_and_then_no_more(course: Course) -> None:
    await with_step(course)
    await follow_up(course, 7 * DAY)
    anna = course.chat("anna")
    assert "over een week" in (await anna.presses("Nog niet gedaan")).text
    await follow_up(course, 7 * DAY)
    assert "niet meer naar" in (await anna.presses("Nog niet gedaan")).text
    for _ in range(10):
        sent = course.sent_to("anna", await course.goes_on(7 * DAY))
        assert [shown for shown in sent if "proberen" in shown.reply.text] == []


async def test_before_the_next_meeting_is_asked_when_there_is_one(course: Course) -> None:
    await with_step(course, "Voor de volgende bijeenkomst")
    await course.goes_on(DAY)
    await meet(course, start=course.clock.now() + 10 * DAY)
    await course.goes_on(timedelta(minutes=1))
    sent = await course.goes_on(8 * DAY)
    assert any("Je wilde dit proberen" in shown.reply.text for shown in course.sent_to("anna", sent))


async def test_an_answer_in_words_to_how_it_went_is_what_they_learned(course: Course) -> None:
    await with_step(course)
    await follow_up(course, 7 * DAY)
    anna = course.chat("anna")
    assert (await anna.says("de mentor was blij met het belletje")).text == "Genoteerd. En is het gelukt?"
    assert "Mag het netwerk" in (await anna.presses("Gelukt")).text
    await anna.presses("Nee, houd het bij mij")
    [step] = await steps(course, "anna")
    assert (step.outcome, step.learned, step.shared) == (
        Outcome.DONE,
        "de mentor was blij met het belletje",
        False,
    )


async def test_a_step_can_be_given_with_the_command(course: Course) -> None:
    anna = course.chat("anna")
    reply = await anna.commands("stap als ik dienst heb, dan bel ik de mentor")
    assert reply.text.startswith("Mooi. Wanneer")
    reply = await anna.commands("stap")
    assert "- als ik dienst heb, dan bel ik de mentor" in reply.text
    await anna.presses("Loslaten")
    [step] = await steps(course, "anna")
    assert step.outcome is Outcome.DROPPED


async def test_nobody_sees_or_changes_the_step_of_another(course: Course) -> None:
    await with_step(course)
    [step] = await steps(course, "anna")
    assert step.text not in (await course.chat("bram").commands("stap")).text
    async with course.app.store.reading() as tx:
        bram = await tx.own_data.subject(course.people["bram"])
        assert step.text not in repr(await tx.own_data.collect(bram))


async def test_a_tip_is_translated_in_four_questions_that_end_in_a_step(course: Course) -> None:
    anna = course.chat("anna")
    await anna.says("Hoe houden we een jongere op dezelfde school?")
    await anna.presses("Vertaal naar mijn praktijk")
    assert (await anna.presses("6")).text.startswith("Wat neem je hiervan mee")
    assert (await anna.says("dat nabijheid telt")).text.startswith("Wat is er bij jullie voor nodig?")
    assert (await anna.presses("Sla over")).text.startswith("Wat kun jij morgen al doen?")
    reply = await anna.says("als ik dienst heb, dan bel ik de mentor")
    assert "- Nu: een 6" in reply.text
    assert "- Mee: dat nabijheid telt" in reply.text
    await anna.presses("Over een maand")
    [step] = await steps(course, "anna")
    assert step.tip
    assert step.text == "als ik dienst heb, dan bel ik de mentor"
