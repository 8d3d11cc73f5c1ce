"""Looking back on a meeting, as a conversation: a mark, a sentence, a step, and how it went."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.app import App, open_app
from bot.contract import Kind, Reply
from handlers.people import Role
from handlers.reflections import Reflection
from handlers.small_steps import Outcome, SmallStep
from knowledge_base import KnowledgeBase
from scheduler.meetings import Answer
from tests.fakes import FakeClock, FakeMessenger
from tests.people import labels
from tests.reflecting import DAY, HOUR, Course, begin, meet

MARKS = [str(mark) for mark in range(11)]


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four."""
    names = {"frits": None, "anna": None, "bram": None, "emma": "en"}
    return await begin(app, messenger, clock, names)  # type: ignore[arg-type] # mypy widens the dict


async def reflection(course: Course, name: str, meeting_id: int) -> Reflection | None:
    """What somebody said of a meeting."""
    async with course.app.store.reading() as tx:
        return await tx.reflections.of(course.people[name], meeting_id)


async def steps(course: Course, name: str) -> list[SmallStep]:
    """All steps of somebody."""
    async with course.app.store.reading() as tx:
        return [
            step
            for step in await tx.small_steps.in_network(course.network_id)
            if step.person_id == course.people[name]
        ]


async def asked(course: Course) -> int:
    """An hour after a meeting, everybody is asked; the meeting's id."""
    meeting_id = await meet(course)
    assert await course.goes_on(2 * HOUR) == []
    await course.goes_on(HOUR)
    return meeting_id


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


# The step


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


async def test_who_stops_is_asked_nothing_more(course: Course) -> None:
    meeting_id = await asked(course)
    anna = course.chat("anna")
    assert (await anna.commands("stop")).text.startswith("Goed, we stoppen hiermee.")
    await anna.says("dit is geen antwoord meer maar een los berichtje")
    assert await reflection(course, "anna", meeting_id) is None


# What a restart leaves


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


# A tip for one's own practice


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


# For facilitators


async def test_the_digest_says_what_to_do_and_what_went_well_on_monday_morning(course: Course) -> None:
    await asked(course)
    await course.chat("anna").says("8 - samen eten helpt")
    reply = await course.chat("frits").commands("overzicht")
    assert reply.text.count("\n- ") <= 3
    assert "Er staat geen bijeenkomst gepland" in reply.text
    sent = [shown for _ in range(30) for shown in await course.goes_on(4 * HOUR)]
    assert {shown.ref.address.conversation for shown in sent if shown.key.startswith("digest-")} == {
        "chat-frits"
    }
    assert len([shown for shown in sent if shown.key.startswith("digest-")]) == 1


async def test_the_harvest_is_for_facilitators_with_a_picture_and_files(course: Course) -> None:
    await asked(course)
    await course.chat("anna").says("8 - samen eten helpt")
    assert (await course.chat("anna").commands("oogst")).text.startswith("Dat kunnen alleen begeleiders")
    frits = course.chat("frits")
    reply = await frits.commands("oogst")
    assert reply.text.startswith("**Oogst van Netwerk Oost")
    assert reply.attachments[0].content.startswith(b"\x89PNG")
    page = await frits.presses("Als pagina om te printen")
    assert b"<!doctype html>" in page.attachments[0].content
    assert b"samen eten helpt" not in page.attachments[0].content
