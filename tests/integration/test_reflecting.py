"""Looking back on a meeting, as a conversation: a mark, a sentence and a step."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.app import App, open_app
from bot.contract import Kind, Reply
from knowledge_base import KnowledgeBase
from scheduler.meetings import Answer
from tests.fakes import FakeClock, FakeMessenger
from tests.people import labels
from tests.reflecting import DAY, FOUR, HOUR, Course, asked, begin, meet, reflection, steps

MARKS = [str(mark) for mark in range(11)]


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four."""
    return await begin(app, messenger, clock, FOUR)


async def test_an_hour_after_a_meeting_everybody_is_asked_in_their_own_language(course: Course) -> None:
    await meet(course)
    assert await course.goes_on(2 * HOUR + timedelta(minutes=59)) == []
    sent = await course.goes_on(timedelta(minutes=1))
    assert len(sent) == 4
    [to_anna], [to_emma] = course.sent_to("anna", sent), course.sent_to("emma", sent)
    assert "Hoe was **School en wij** voor jou?" in to_anna.reply.text
    assert "How was **School en wij** for you?" in to_emma.reply.text
    assert labels(to_anna.reply) == MARKS
    assert to_anna.key.startswith("meeting-1/v1/person-")
    assert to_anna.key.endswith("/reflection")
    assert await course.goes_on() == []


async def test_who_was_not_there_is_not_asked_but_hears_of_it_the_next_day(course: Course) -> None:
    await meet(course, answers={"anna": Answer.NO, "bram": Answer.REPLACED, "emma": Answer.MAYBE})
    sent = await course.goes_on(3 * HOUR)
    assert sorted(shown.ref.address.conversation for shown in sent) == ["chat-emma", "chat-frits"]
    recaps = await course.day_by_hours(24)
    assert sorted(shown.ref.address.conversation for shown in recaps) == ["chat-anna", "chat-bram"]
    [recap] = course.sent_to("anna", recaps)
    assert recap.reply.text.startswith("Je was er niet bij **School en wij** van Netwerk Oost.")
    assert "Iets om te proberen: " in recap.reply.text


async def test_a_reflection_takes_two_taps_and_two_texts(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    [card] = course.sent_to("anna", course.messenger.shown)
    reply = await anna.presses("8", card)
    assert (
        reply.text
        == "Een 8, genoteerd. Wat neem je mee? Eén zin is genoeg, zonder namen van kinderen of ouders."
    )
    reply = await anna.says("dat we school vaker moeten bellen")
    assert reply.text.startswith("Genoteerd. Welke kleine stap probeer je?")
    reply = await anna.says("als het maandag is, dan bel ik de mentor")
    assert reply.text == "Mooi. Wanneer zal ik vragen hoe het ging?"
    reply = await anna.presses("Over twee weken")
    assert "Goed, dan vraag ik ernaar." in reply.text
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert (found.mark, found.takeaway, found.quotable) == (8, "dat we school vaker moeten bellen", False)
    [step] = await steps(course, "anna")
    assert (step.meeting_id, step.ask_at) == (meeting_id, course.clock.now() + 14 * DAY)


async def test_one_text_with_a_mark_and_a_sentence_is_enough(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    reply = await anna.says("een 8, ik ga school vaker bellen")
    assert reply.text.startswith("Een 8, genoteerd. Welke kleine stap probeer je?")
    reply = await anna.presses("Geen stap nu")
    assert reply.text.startswith("Dank je wel.")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert (found.mark, found.takeaway) == (8, "ik ga school vaker bellen")


async def test_a_plain_text_counts_as_what_they_take_along(course: Course) -> None:
    meeting_id = await asked(course)
    reply = await course.chat("anna").says("we zijn het vaker eens dan ik dacht")
    assert reply.text.startswith("Genoteerd. Welke kleine stap")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert (found.mark, found.takeaway) == (None, "we zijn het vaker eens dan ik dacht")


@pytest.mark.parametrize(
    ("text", "mark"), [("acht", 8), ("8/10", 8), ("een acht", 8), ("0", 0), ("10", 10), ("8️⃣", 8)]
)
async def test_a_mark_can_be_typed(course: Course, text: str, mark: int) -> None:
    meeting_id = await asked(course)
    await course.chat("anna").says(text)
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.mark == mark


@pytest.mark.parametrize("text", ["11", "-1", "een 12", "100"])
async def test_a_number_that_is_no_mark_is_asked_again(course: Course, text: str) -> None:
    meeting_id = await asked(course)
    reply = await course.chat("anna").says(text)
    assert "0 tot en met 10" in reply.text
    assert await reflection(course, "anna", meeting_id) is None
    await course.chat("anna").says("7")
    assert await reflection(course, "anna", meeting_id)


async def test_half_a_mark_is_asked_about(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    assert labels(await anna.says("7,5")) == ["7", "8"]
    await anna.says("8")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.mark == 8


async def test_a_mark_can_be_changed_by_tapping_another(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    [card] = course.sent_to("anna", course.messenger.shown)
    await anna.presses("8", card)
    await anna.presses("8", card)
    await anna.presses("3", card)
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.mark == 3


async def test_an_essay_is_kept_as_far_as_it_is_useful(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    await anna.says("Zo hebben wij veel geleerd van de dag. " * 270)
    await anna.presses("Mijn antwoord")
    found = await reflection(course, "anna", meeting_id)
    assert found
    assert found.takeaway
    assert len(found.takeaway) <= 2000


async def test_a_greeting_is_no_answer(course: Course) -> None:
    meeting_id = await asked(course)
    reply = await course.chat("anna").says("hoi")
    assert "fijn dat je er bent" in reply.text
    assert await reflection(course, "anna", meeting_id) is None
    await course.chat("anna").says("ik ga er vaker op letten")
    assert await reflection(course, "anna", meeting_id)


async def test_a_new_question_is_not_taken_for_an_answer(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    reply = await anna.says("Hoe houden we een jongere op dezelfde school?")
    assert labels(reply) == ["Mijn antwoord", "Nieuwe vraag"]
    assert "_Bron" in (await anna.presses("Nieuwe vraag")).text
    assert await reflection(course, "anna", meeting_id) is None


async def test_who_answered_is_expected_to_answer_no_more_whatever_is_planned_next(
    course: Course,
) -> None:
    await asked(course)
    anna = course.chat("anna")
    await anna.says("8 - samen eten helpt")
    await anna.presses("Geen stap nu")
    await course.goes_on(timedelta(minutes=1))
    assert "_Bron" in (await anna.says("Hoe houden we een jongere op dezelfde school?")).text


async def test_who_named_a_child_is_told_and_nothing_is_kept(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    reply = await anna.says("dat jayden van 14 weer naar school wil")
    assert await reflection(course, "anna", meeting_id) is None
    assert "jayden" in reply.text.casefold()
    async with course.app.store.reading() as tx:
        assert not await tx.reflections.in_network(course.network_id)


async def test_a_photo_gets_a_friendly_no(course: Course) -> None:
    await asked(course)
    anna = course.chat("anna")
    [reply] = await anna.sends(anna.message(Kind.MEDIA))
    assert reply.text.startswith("Ik lees alleen tekst.")


async def test_who_stops_is_asked_nothing_more(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    assert (await anna.commands("stop")).text.startswith("Goed, we stoppen hiermee.")
    await anna.says("dit is geen antwoord meer maar een los berichtje")
    assert await reflection(course, "anna", meeting_id) is None


async def test_every_step_of_the_dialogue_survives_a_restart(
    sqlite_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> None:
    """Between any two messages the bot is another process, which remembers nothing."""
    async with open_app(sqlite_url, {"fake": messenger}, knowledge, clock) as app:
        course = await begin(app, messenger, clock, {"frits": None, "anna": None})
        meeting_id = await asked(course)
    anna = course.chat("anna")
    [card] = course.sent_to("anna", messenger.shown)
    acts: list[Callable[[], Awaitable[Reply]]] = [
        lambda: anna.presses("8", card),
        lambda: anna.says("samen eten helpt"),
        lambda: anna.says("als het zondag is, dan kook ik met de groep"),
        lambda: anna.presses("Volgende week"),
        lambda: anna.presses("Ja, zonder mijn naam"),
    ]
    for act in acts:
        async with open_app(sqlite_url, {"fake": messenger}, knowledge, clock) as app:
            anna.app = app
            await act()
    async with open_app(sqlite_url, {"fake": messenger}, knowledge, clock) as app:
        course.app = app
        found = await reflection(course, "anna", meeting_id)
        assert found
        assert (found.mark, found.takeaway, found.quotable) == (8, "samen eten helpt", True)
        [step] = await steps(course, "anna")
        assert step.ask_at == clock.now() + 7 * DAY
