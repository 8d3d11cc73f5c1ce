"""A tip helped; ten days later its member says what came of it, and others see that."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.app import App
from bot.contract import Language, Reply
from bot.store.tip_tables import tip_uses
from handlers.learn.reviewing import Reason, Verdict, up_for_review
from handlers.learn.tip_uses import TipUse, UseOutcome
from handlers.people.people import Role
from scheduler.meetings import NewMeeting
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.people import add_network, add_person, labels
from tests.reflecting import DAY, HOUR, Course, begin, steps
from tests.tips import LAMP, LAMP_QUESTION, add_tip, lamp_tip

NAMES: Mapping[str, Language | None] = {"frits": None, "anna": None, "bram": None, "cees": None, "emma": "en"}
TITLE = "Laat een jongere bij aankomst zelf een lamp kiezen voor op…"


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of five with a tip of its own; no prompts come in between."""
    course = await begin(app, messenger, clock, NAMES, prompts_every="P8W")
    await add_tip(app, lamp_tip(course.network_id))
    return course


async def is_helped(course: Course, name: str) -> None:
    """Somebody asks, and the tip helps."""
    chat = course.chat(name)
    await chat.says(LAMP_QUESTION)
    await chat.presses(
        "Yes, this helps" if "Yes, this helps" in labels(chat.last().reply) else "Ja, dit helpt"
    )


def asked_about_use(course: Course, name: str, among: list[Shown]) -> list[Reply]:
    """The questions about tips that somebody got."""
    return [shown.reply for shown in course.sent_to(name, among) if shown.key.startswith("tip-use-")]


async def ten_days_later(course: Course, name: str = "anna") -> Reply:
    """What somebody is asked after ten days."""
    [asked] = asked_about_use(course, name, await course.goes_on(10 * DAY))
    return asked


async def use_of(course: Course, name: str, tip: str = "lamp") -> TipUse | None:
    async with course.app.store.reading() as tx:
        return await tx.tip_uses.of(course.people[name], tip)


async def reports(course: Course, *outcomes: UseOutcome) -> None:
    """So many people tried the tip; nobody knows who."""
    async with course.app.store.transaction() as tx:
        for outcome in outcomes:
            row = {"tip": "lamp", "outcome": outcome, "asked": 0, "shared": False}
            await tx._connection.execute(tip_uses.insert().values(row))
    await course.app.practice.refresh()


# Asking


async def test_ten_days_after_a_tip_helped_its_member_is_asked_once(course: Course) -> None:
    await is_helped(course, "anna")
    assert asked_about_use(course, "anna", await course.goes_on(9 * DAY + 23 * HOUR)) == []
    [reply] = asked_about_use(course, "anna", await course.goes_on(HOUR))
    assert f"**{TITLE}**" in reply.text
    assert labels(reply) == ["Werkte", "Werkte niet", "Nog niet", "Lees de tip nog eens"]
    for _ in range(8):
        assert asked_about_use(course, "anna", await course.goes_on(9 * DAY)) == []


async def test_who_says_that_it_worked_and_when_is_thanked(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna = course.chat("anna")
    assert "In welke situatie werkte het?" in (await anna.presses("Werkte")).text
    assert "Dank je wel" in (await anna.says("tijdens de overdracht")).text
    use = await use_of(course, "anna")
    assert use
    assert (use.outcome, use.context, use.shared) == (
        UseOutcome.WORKED,
        "tijdens de overdracht",
        False,
    )


async def test_the_whole_is_there_in_english(course: Course) -> None:
    await is_helped(course, "emma")
    reply = await ten_days_later(course, "emma")
    assert "Ten days ago this tip was of use to you" in reply.text
    emma = course.chat("emma")
    assert "In which situation was it?" in (await emma.presses("It didn't work")).text
    assert "May your sentence stand with the tip" in (await emma.says("during the handover")).text
    assert "A facilitator looks at it first" in (await emma.presses("Yes, add it")).text


async def test_the_situation_can_be_skipped(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna = course.chat("anna")
    await anna.presses("Werkte niet")
    assert "Dank je wel" in (await anna.presses("Sla over")).text
    use = await use_of(course, "anna")
    assert use
    assert (use.outcome, use.context) == (UseOutcome.NOT_WORKED, None)


async def test_not_yet_is_asked_once_more_and_then_no_more(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna = course.chat("anna")
    assert "over tien dagen" in (await anna.presses("Nog niet")).text
    assert "nog één keer" in (await ten_days_later(course)).text
    assert "niet meer naar" in (await anna.presses("Nog niet")).text
    for _ in range(6):
        assert asked_about_use(course, "anna", await course.goes_on(10 * DAY)) == []


async def test_an_answer_in_words_is_the_situation_and_only_the_outcome_is_asked(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna = course.chat("anna")
    assert "En werkte het?" in (await anna.says("er was geen plek voor zoiets")).text
    assert "Mag je zin bij de tip staan" in (await anna.presses("Werkte niet")).text
    await anna.presses("Nee, liever niet")
    use = await use_of(course, "anna")
    assert use
    assert (use.context, use.shared) == ("er was geen plek voor zoiets", False)


async def test_the_outcome_can_be_typed(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    await course.chat("anna").says("werkte niet")
    use = await use_of(course, "anna")
    assert use
    assert use.outcome is UseOutcome.NOT_WORKED


async def test_client_data_in_the_situation_is_held_by_the_guard(course: Course) -> None:
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna = course.chat("anna")
    await anna.presses("Werkte")
    assert "06-12345678" in (await anna.says("bij de moeder van Jayden, bel 06-12345678")).text
    use = await use_of(course, "anna")
    assert use
    assert use.context is None


async def test_a_second_press_or_somebody_elses_changes_nothing(
    course: Course, messenger: FakeMessenger
) -> None:
    await is_helped(course, "anna")
    [shown] = course.sent_to("anna", await course.goes_on(10 * DAY))
    anna = course.chat("anna")
    await anna.presses("Werkte", shown)
    assert "gesloten" in (await anna.presses("Werkte niet", shown)).text
    use = await use_of(course, "anna")
    assert use
    assert use.outcome is UseOutcome.WORKED


# When not


async def test_nobody_is_asked_in_quiet_hours(course: Course) -> None:
    await course.goes_on(14 * HOUR)  # four in the morning
    await is_helped(course, "anna")
    assert asked_about_use(course, "anna", await course.goes_on(10 * DAY)) == []
    assert asked_about_use(course, "anna", await course.goes_on(3 * HOUR)) == []
    assert len(asked_about_use(course, "anna", await course.goes_on(HOUR))) == 1


async def test_nobody_is_asked_on_the_day_of_a_meeting(course: Course) -> None:
    await is_helped(course, "anna")
    start = course.clock.now() + 10 * DAY + 2 * HOUR
    async with course.app.store.transaction() as tx:
        fresh = NewMeeting(course.network_id, "School", start, "PT1H", "Europe/Amsterdam")
        await tx.meetings.add(fresh, course.clock.now())
    assert asked_about_use(course, "anna", await course.goes_on(10 * DAY)) == []
    # The question after the meeting goes first, and this one keeps its distance.
    asked = [len(asked_about_use(course, "anna", await course.goes_on(6 * HOUR))) for _ in range(20)]
    assert sum(asked) == 1
    assert sum(asked[:12]) == 0


async def test_nobody_is_asked_in_a_pause(course: Course) -> None:
    await is_helped(course, "anna")
    await course.goes_on(5 * DAY)
    await course.chat("anna").commands("pauze 2w")
    for _ in range(13):
        assert asked_about_use(course, "anna", await course.goes_on(DAY)) == []
    assert [len(asked_about_use(course, "anna", await course.goes_on(DAY))) for _ in range(3)].count(1) == 1


async def test_two_questions_of_the_bot_do_not_come_close_together(course: Course) -> None:
    anna = course.chat("anna")
    await anna.commands("stap als school belt, dan vraag ik wat er goed ging")
    await anna.presses("Over twee weken")
    await course.goes_on(4 * DAY)
    await is_helped(course, "anna")
    days = [await course.goes_on(DAY) for _ in range(20)]
    about_step = [day for day, sent in enumerate(days) if any(s.key.startswith("step-") for s in sent)]
    about_tip = [day for day, sent in enumerate(days) if asked_about_use(course, "anna", sent)]
    assert len(about_step) == len(about_tip) == 1
    assert about_tip[0] - about_step[0] >= 3


async def test_who_does_not_answer_is_not_asked_about_the_next_tip(course: Course) -> None:
    await add_tip(
        course.app, lamp_tip(course.network_id, tip_id="other", questions=["waar koop je een lamp"])
    )
    await is_helped(course, "anna")
    async with course.app.store.transaction() as tx:
        now = course.clock.now()
        await tx.tip_uses.add(course.people["anna"], course.network_id, "other", now, now + 10 * DAY)
    asked = [len(asked_about_use(course, "anna", await course.goes_on(4 * DAY))) for _ in range(20)]
    assert sum(asked) == 1


async def test_who_left_or_whose_tip_was_withdrawn_is_not_asked(course: Course) -> None:
    await is_helped(course, "anna")
    await is_helped(course, "bram")
    async with course.app.store.transaction() as tx:
        await tx.people.remove(course.people["anna"], course.network_id)
    frits = course.chat("frits")
    await frits.commands("tip wijzig lamp")
    sent = await course.goes_on(5 * DAY)
    await frits.commands("tip wijzig lamp")
    await frits.presses("Trek de tip in")
    sent += await course.goes_on(10 * DAY)
    assert asked_about_use(course, "anna", sent) == asked_about_use(course, "bram", sent) == []
    assert await use_of(course, "anna") is await use_of(course, "bram") is None


async def test_who_says_that_it_did_not_help_after_all_is_not_asked(course: Course) -> None:
    await is_helped(course, "anna")
    await course.chat("anna").says(LAMP_QUESTION)
    await course.chat("anna").presses("Nee, niet echt")
    assert asked_about_use(course, "anna", await course.goes_on(11 * DAY)) == []


# Steps


async def translates(course: Course, when: str) -> None:
    """Anna makes a step of the tip."""
    anna = course.chat("anna")
    await anna.says(LAMP_QUESTION)
    await anna.presses("Vertaal naar mijn praktijk")
    await anna.presses("6")
    await anna.presses("Sla over")
    await anna.presses("Sla over")
    await anna.says("als er iemand komt, dan kiezen we samen een lamp")
    await anna.presses(when)


async def test_a_step_that_came_of_a_tip_counts_as_helped(course: Course) -> None:
    await translates(course, "Liever niet")
    assert TITLE in (await ten_days_later(course)).text


async def test_how_that_step_went_answers_for_the_tip_too(course: Course) -> None:
    await translates(course, "Over twee weken")
    assert asked_about_use(course, "anna", await course.goes_on(10 * DAY)) == []
    await course.goes_on(4 * DAY)
    anna = course.chat("anna")
    await anna.presses("Deels")
    await anna.presses("Sla over")
    [step] = await steps(course, "anna")
    use = await use_of(course, "anna")
    assert use
    assert (step.tip, use.outcome) == ("lamp", UseOutcome.WORKED)
    for _ in range(5):
        assert asked_about_use(course, "anna", await course.goes_on(10 * DAY)) == []


# What others see


async def test_an_answer_shows_how_many_tried_a_tip_from_three_on(course: Course) -> None:
    bram = course.chat("bram")
    await reports(course, UseOutcome.WORKED, UseOutcome.NOT_WORKED)
    assert "probeerden dit" not in (await bram.says(LAMP_QUESTION)).text
    await reports(course, *[UseOutcome.WORKED] * 4, UseOutcome.NOT_WORKED)
    answer = await bram.says(LAMP_QUESTION)
    assert "_7 probeerden dit, bij 5 werkte het._" in answer.text
    assert "Let op" not in answer.text
    emma = await course.chat("emma").says("Can a child choose a lamp for the bedroom, kiezen lamp")
    assert LAMP in answer.text
    assert emma


async def test_a_warning_is_shown_only_when_its_author_and_a_facilitator_agree(course: Course) -> None:
    await reports(course, UseOutcome.WORKED, UseOutcome.WORKED)
    await is_helped(course, "anna")
    await ten_days_later(course)
    anna, bram, frits = (course.chat(name) for name in ("anna", "bram", "frits"))
    await anna.presses("Werkte niet")
    await anna.says("als de groep *net* nieuw is")
    await course.app.practice.refresh()
    assert "Let op" not in (await bram.says(LAMP_QUESTION)).text
    to_share = next(
        shown for shown in reversed(course.messenger.shown) if "Ja, zet het erbij" in labels(shown.reply)
    )
    await anna.presses("Ja, zet het erbij", to_share)
    await course.app.practice.refresh()
    assert "Let op" not in (await bram.says(LAMP_QUESTION)).text
    listed = await frits.commands("tip nakijken")
    assert labels(listed) == [f"{TITLE} (een lid schreef iets)"]
    card = await frits.presses(labels(listed)[0])
    assert "als de groep" in card.text
    assert "Anna" not in card.text
    await frits.presses("Zet de zin erbij")
    await course.app.practice.refresh()
    answer = (await bram.says(LAMP_QUESTION)).text
    assert r"_Let op bij: als de groep \*net\* nieuw is_" in answer


async def test_of_an_erased_person_only_the_number_stays(course: Course) -> None:
    for name in ("anna", "bram", "cees"):
        await is_helped(course, name)
    await course.goes_on(10 * DAY)
    for name in ("anna", "bram", "cees"):
        async with course.app.store.transaction() as tx:
            use = await tx.tip_uses.of(course.people[name], "lamp")
            assert use
            said = {"context": f"zin van {name}", "shared": True, "approved": True}
            await tx.tip_uses.change(use.id, outcome=UseOutcome.NOT_WORKED, **said)
            await tx.expected.close(course.people[name])
    await course.app.practice.refresh()
    assert "zin van cees" in (await course.chat("bram").says(LAMP_QUESTION)).text
    for name in ("anna", "cees"):
        await course.chat(name).commands("vergeetmij")
        await course.chat(name).presses("Ja, wis alles")
    await course.app.practice.refresh()
    answer = (await course.chat("bram").says(LAMP_QUESTION)).text
    assert "_3 probeerden dit, bij niemand werkte het._" in answer
    assert "zin van bram" in answer
    assert "zin van cees" not in answer
    async with course.app.store.reading() as tx:
        rows = (await tx._connection.execute(select(tip_uses))).mappings().all()
    nameless = [row for row in rows if row["person_id"] is None]
    assert len(nameless) == 2
    kept = {"id", "tip", "outcome", "asked", "shared"}
    assert all(row[column] is None for row in nameless for column in row if column not in kept)


# Looking at tips again


async def reviewed(course: Course, chat_name: str = "frits") -> list[str]:
    """What a facilitator finds to look at, by label."""
    return labels(await course.chat(chat_name).commands("tip nakijken"))


async def all_for_review(course: Course) -> list[tuple[str, Reason]]:
    """All that there is to look at, however much it is."""
    async with course.app.store.reading() as tx:
        found = await up_for_review(tx, [course.network_id], course.clock.now().date())
    return [(record.tip, why) for record, why in found]


async def test_a_tip_whose_date_has_come_is_done_with_in_two_taps(course: Course) -> None:
    assert await reviewed(course) == [f"{TITLE} (aan de beurt)"]
    frits = course.chat("frits")
    card = await frits.presses(f"{TITLE} (aan de beurt)")
    assert labels(card) == ["Klopt nog", "Wijzigen", "Trek de tip in"]
    done = await frits.presses("Klopt nog")
    assert "Ik vraag het weer rond 3 december 2027" in done.text
    assert done.choices == ()
    async with course.app.store.reading() as tx:
        stored = await tx.tips.get("lamp")
        person = await tx.people.get(course.people["frits"])
    assert stored
    assert person
    assert (stored.tip.review.isoformat(), stored.owner) == ("2027-12-03", person.pseudonym)


async def test_a_tip_that_often_does_not_work_comes_up_before_its_date(course: Course) -> None:
    await course.chat("frits").commands("tip nakijken")
    await course.chat("frits").presses(f"{TITLE} (aan de beurt)")
    await course.chat("frits").presses("Klopt nog")
    await reports(course, UseOutcome.WORKED, UseOutcome.NOT_WORKED, UseOutcome.NOT_WORKED)
    assert await reviewed(course) == [f"{TITLE} (werkte vaak niet)"]
    card = await course.chat("frits").presses(f"{TITLE} (werkte vaak niet)")
    assert "Geprobeerd: 3. Werkte: 1." in card.text
    await course.chat("frits").presses("Klopt nog")
    assert await reviewed(course) == []


async def test_of_a_tip_in_a_file_the_operator_is_told(course: Course) -> None:
    await course.app.practice.refresh()
    course.clock.advance(400 * DAY)
    frits = course.chat("frits")
    listed = await frits.commands("tip nakijken")
    assert len(listed.choices) == 20
    label = next(label for label in labels(listed) if not label.startswith(TITLE))
    card = await frits.presses(label)
    assert labels(card) == ["Klopt nog", "Moet anders", "Kan weg"]
    await frits.presses("Moet anders")
    assert "genoteerd voor de beheerder" in (await frits.says("de genoemde regeling bestaat niet meer")).text
    async with course.app.store.reading() as tx:
        [told] = await tx.tip_records.told()
    assert (told.network, told.verdict, told.remark) == (
        "oost",
        Verdict.CHANGE,
        "de genoemde regeling bestaat niet meer",
    )
    assert label not in await reviewed(course)


async def test_a_tip_that_nobody_was_answered_with_for_a_year_is_listed(course: Course) -> None:
    async with course.app.store.transaction() as tx:
        stored = await tx.tips.get("lamp")
        assert stored
        late = replace(stored.tip, review=stored.tip.review + 800 * DAY)
        await tx.tips.change("lamp", course.clock.now(), tip=late)
    await course.app.tips.take_in()
    course.clock.advance(300 * DAY)
    await course.chat("bram").says(LAMP_QUESTION)
    await course.app.practice.refresh()
    course.clock.advance(300 * DAY)
    assert ("lamp", Reason.UNUSED) not in await all_for_review(course)
    course.clock.advance(66 * DAY)
    assert ("lamp", Reason.UNUSED) in await all_for_review(course)


async def test_members_and_facilitators_of_other_networks_have_no_say(course: Course, app: App) -> None:
    west = await add_network(app, "west", "Netwerk West")
    await add_person(app, "Greta", {west: Role.FACILITATOR}, doors=["greta"])
    assert "begeleiders" in (await course.chat("anna").commands("tip nakijken")).text
    assert await reviewed(course, "greta") == []
    await is_helped(course, "anna")
    use = await use_of(course, "anna")
    assert use
    async with app.store.transaction() as tx:
        said = {"context": "een zin", "shared": True, "outcome": UseOutcome.NOT_WORKED}
        await tx.tip_uses.change(use.id, **said)
    assert await reviewed(course, "greta") == []
    assert await reviewed(course) == [f"{TITLE} (een lid schreef iets)"]


async def test_the_digest_says_that_there_are_tips_to_look_at(course: Course) -> None:
    assert (
        "Eén tip om na te kijken. Stuur /tip nakijken."
        in (await course.chat("frits").commands("overzicht")).text
    )
    frits = course.chat("frits")
    await frits.commands("tip nakijken")
    await frits.presses(f"{TITLE} (aan de beurt)")
    await frits.presses("Klopt nog")
    assert "nakijken" not in (await frits.commands("overzicht")).text


async def test_looking_at_tips_is_there_in_english(course: Course) -> None:
    async with course.app.store.transaction() as tx:
        await tx.people.change(course.people["frits"], language="en")
    listed = await course.chat("frits").commands("tip review")
    assert listed.text == "One tip to look at again. Choose it, and say whether it is still right."
    await course.chat("frits").presses(f"{TITLE} (due)")
    assert (
        "I will ask again around 3 December 2027" in (await course.chat("frits").presses("Still right")).text
    )
