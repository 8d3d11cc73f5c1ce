"""Meetings that are moved, called off, changed and prepared; messages to everybody; own reminders."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.fakes import FakeClock, FakeMessenger
from tests.gatherings import START, Circle, gathered
from tests.people import add_network, add_person, audited, labels, person_at
from tests.stubs import stub_knowledge

ONLY_FACILITATORS = "Dat kunnen alleen begeleiders van het netwerk."


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger) -> Circle:
    return await gathered(app, messenger)


async def moves(circle: Circle, name: str, text: str) -> str:
    """Somebody asks for another date; what is asked before it counts."""
    await circle.chat(name).commands("verzetten")
    return (await circle.chat(name).says(text)).text


# Moving


async def test_both_dates_are_shown_with_their_weekdays_before_a_move_counts(circle: Circle) -> None:
    meeting = await circle.plans()
    asked = await moves(circle, "fatma", "vrijdag 25 december 15.30")
    assert "Van: donderdag 17 december 2026, 14.00 uur" in asked
    assert "Naar: vrijdag 25 december 2026, 15.30 uur" in asked
    assert "Let op: Eerste kerstdag." in asked
    assert (await circle.meetings())[0].start == meeting.start
    assert "Het is nu vrijdag 25 december" in (await circle.chat("fatma").says("ja")).text
    [moved] = await circle.meetings()
    assert moved.start == datetime(2026, 12, 25, 14, 30, tzinfo=UTC)
    assert len(await circle.hear()) == 4


async def test_a_day_alone_is_asked_its_time_and_the_same_time_is_offered(circle: Circle) -> None:
    await circle.plans()
    assert "Hoe laat?" in await moves(circle, "fatma", "vrijdag 18 december")
    assert "vrijdag 18 december 2026, 16.15 uur" in (await circle.chat("fatma").says("kwart over vier")).text
    await moves(circle, "fatma", "vrijdag 18 december")
    shown = await circle.pressed("fatma", "vrijdag 18 december 2026, 14.00 uur")
    assert "Naar: vrijdag 18 december 2026, 14.00 uur" in shown.text


@pytest.mark.parametrize(
    "text", ["31 februari", "25:00", "gisteren om 3 uur", "x" * 5000, "<b>", "2026-12-01 14:00"]
)
async def test_a_date_that_cannot_be_moves_nothing(circle: Circle, text: str) -> None:
    await circle.plans()
    await moves(circle, "fatma", text)
    assert [meeting.moves for meeting in await circle.meetings()] == [0]
    assert "Naar: vrijdag 18" in (await circle.chat("fatma").says("18 december 14.00")).text


async def test_of_two_facilitators_the_second_is_refused_and_sees_how_it_is_now(circle: Circle) -> None:
    await circle.plans()
    await moves(circle, "fatma", "vrijdag 18 december 15.00")
    await moves(circle, "gerrit", "maandag 21 december 10.00")
    await circle.chat("gerrit").says("ja")
    reply = await circle.chat("fatma").says("ja, verzet")
    assert reply.text.startswith("Dat was intussen al veranderd. Zo is het nu:")
    assert "maandag 21 december 2026, 10.00 uur" in reply.text
    assert [meeting.moves for meeting in await circle.meetings()] == [1]


async def test_a_cancelled_meeting_is_not_moved_and_a_moved_one_not_cancelled_unseen(circle: Circle) -> None:
    await circle.plans()
    await moves(circle, "gerrit", "maandag 21 december 10.00")
    await circle.chat("fatma").commands("afzeggen")
    await circle.chat("fatma").says("te veel zieken")
    await circle.chat("gerrit").says("ja")
    assert "intussen al veranderd" in (await circle.chat("fatma").says("ja")).text
    await circle.chat("fatma").commands("afzeggen")
    await circle.pressed("fatma", "Zonder reden", "Ja, zeg af")
    assert [meeting.is_cancelled for meeting in await circle.meetings()] == [True]
    assert "geen bijeenkomst gepland" in (await circle.chat("gerrit").commands("verzetten")).text


async def test_a_move_to_the_same_moment_tells_nobody(circle: Circle) -> None:
    await circle.plans()
    await moves(circle, "fatma", "17 december 14.00")
    assert "Daar stond hij al" in (await circle.chat("fatma").says("ja")).text
    assert await circle.hear() == []


async def test_an_old_confirmation_after_the_new_moment_has_passed_moves_nothing(
    circle: Circle, clock: FakeClock
) -> None:
    await circle.plans()
    await moves(circle, "fatma", "4 december 14.00")
    clock.advance(timedelta(days=2))
    assert "al voorbij" in (await circle.chat("fatma").says("ja, verzet")).text
    assert [meeting.moves for meeting in await circle.meetings()] == [0]


async def test_with_more_meetings_it_asks_which_one(circle: Circle) -> None:
    await circle.plans()
    await circle.plans("2027-01-14 14:00 School")
    asked = await circle.chat("fatma").commands("verzetten")
    assert labels(asked) == [
        "donderdag 17 december 2026, 14.00 uur: Vervoer naar school",
        "donderdag 14 januari 2027, 14.00 uur: School",
    ]
    assert "**School**" in (await circle.chat("fatma").says("2")).text


@pytest.mark.parametrize(
    "command", ["verzetten", "move", "afzeggen", "cancel", "bericht", "announce", "plan"]
)
async def test_members_are_refused(circle: Circle, command: str) -> None:
    await circle.plans()
    assert (await circle.chat("anna").commands(command)).text == ONLY_FACILITATORS


# Calling off


async def test_what_members_will_read_is_shown_before_a_meeting_is_off(circle: Circle) -> None:
    await circle.plans()
    await circle.chat("fatma").commands("afzeggen")
    shown = await circle.chat("fatma").says("<b>te veel</b> *zieken*")
    assert r"De reden: <b>te veel</b> \*zieken\*" in shown.text
    assert await circle.hear() == []
    shown = await circle.chat("fatma").says("de zaal is dicht")
    assert "De reden: de zaal is dicht" in shown.text
    await circle.chat("fatma").says("ja")
    assert all(
        "De reden: de zaal is dicht" in text or "The reason: de zaal" in text for text in await circle.hear()
    )


async def test_a_reason_that_is_too_long_is_asked_shorter(circle: Circle) -> None:
    await circle.plans()
    await circle.chat("fatma").commands("afzeggen")
    assert "300 tekens" in (await circle.chat("fatma").says("ziek " * 1000)).text
    assert "Laat maar" in labels(await circle.chat("fatma").says("ziek"))
    assert "alles blijft" in (await circle.chat("fatma").says("laat maar")).text
    assert [meeting.is_cancelled for meeting in await circle.meetings()] == [False]


# Changing


async def test_theme_place_preparers_and_reminders_change_and_the_reminder_says_so(circle: Circle) -> None:
    await circle.plans()
    await circle.chat("fatma").commands("bijeenkomst")
    await circle.pressed("fatma", "Aanpassen", "Het thema")
    assert "**School**" in (await circle.chat("fatma").says("School")).text
    await circle.pressed("fatma", "Aanpassen", "De plaats of link")
    assert "Waar: Ede" in (await circle.chat("fatma").says("Ede")).text
    await circle.pressed("fatma", "Aanpassen", "Wie voorbereidt")
    assert "Voorbereid door: Anna, Bram" in (await circle.chat("fatma").says("anna, bram")).text
    await circle.pressed("fatma", "Aanpassen", "De herinneringen", "1 dag")
    [meeting] = await circle.meetings()
    assert (meeting.theme, meeting.place, meeting.reminders) == ("School", "Ede", ("P1D",))
    assert ("meeting-change", f"meeting-{meeting.id}") in {
        (action, detail) for _, action, _, detail in await audited(circle.app)
    }


async def test_who_may_come_hears_of_another_place_when_the_facilitator_says_so_and_once(
    circle: Circle,
) -> None:
    await circle.plans()
    await circle.presses("anna", "Nee, ik kan niet", circle.card("anna"))
    await circle.chat("fatma").commands("bijeenkomst")
    await circle.pressed("fatma", "Aanpassen", "De plaats of link")
    await circle.chat("fatma").says("Zwolle")
    assert await circle.hear() == []
    noted = circle.last("fatma")
    await circle.presses("fatma", "Vertel het de deelnemers", noted)
    assert circle.last("fatma").reply.text == "Ik vertel het 3 mensen."
    assert await circle.hear("anna") == []
    told = [shown.reply for shown in circle.messenger.shown if "Zwolle" in shown.reply.text]
    assert {reply.text.split("\n")[0] for reply in told if reply.attachments} == {
        "Er is iets veranderd aan de bijeenkomst van Netwerk Oost. Zo is het nu:",
        "Something has changed about the meeting of Netwerk Oost. This is how it is now:",
    }
    await circle.presses("fatma", "Vertel het de deelnemers", noted)
    assert circle.last("fatma").reply.text == "Dat heb ik al verteld."
    assert await circle.hear() == []


async def test_the_length_changes_by_a_tap_or_in_words(circle: Circle) -> None:
    meeting = await circle.plans()
    await circle.chat("fatma").commands("bijeenkomst")
    await circle.pressed("fatma", "Aanpassen", "De duur", "3 uur")
    assert [each.end - each.start for each in await circle.meetings()] == [timedelta(hours=3)]
    await circle.pressed("fatma", "Aanpassen", "De duur")
    await circle.chat("fatma").says("anderhalf uur")
    assert [each.end - each.start for each in await circle.meetings()] == [timedelta(minutes=90)]
    await circle.pressed("fatma", "Aanpassen", "De duur")
    await circle.chat("fatma").says("een week")
    assert [each.sequence for each in await circle.meetings()] == [meeting.sequence + 2]


# Messages


async def test_a_message_is_shown_and_tried_before_everybody_reads_it(circle: Circle) -> None:
    fatma = circle.chat("fatma")
    assert "Typ je bericht" in (await fatma.commands("bericht")).text
    shown = await fatma.says("Neem je *lunch* mee")
    assert r"Neem je \*lunch\* mee" in shown.text
    assert await circle.hear() == []
    await fatma.says("stuur eerst alleen aan mij")
    assert len(await circle.hear()) == 1
    assert "4 mensen" in (await fatma.says("verstuur naar 4 mensen")).text
    heard = await circle.hear()
    assert len(heard) == 4
    assert sum(text.startswith("**Message from the facilitators of Netwerk Oost**") for text in heard) == 1


async def test_a_message_waits_for_the_end_of_the_quiet_hours(circle: Circle, clock: FakeClock) -> None:
    clock.advance(timedelta(hours=9))
    await circle.chat("fatma").commands("bericht Tot morgen allemaal")
    await circle.pressed("fatma", "Verstuur naar 4 mensen")
    assert await circle.hear() == []
    clock.advance(timedelta(hours=10))
    assert len(await circle.hear()) == 4


async def test_a_message_that_is_too_long_or_thrown_away_reaches_nobody(circle: Circle) -> None:
    assert "1.500 tekens" in (await circle.chat("fatma").commands(f"bericht {'school ' * 700}")).text
    await circle.chat("fatma").says("Tot morgen")
    assert "Weggegooid" in (await circle.chat("fatma").says("gooi weg")).text
    assert await circle.hear() == []


async def test_a_message_with_a_child_in_it_is_stopped(circle: Circle) -> None:
    reply = await circle.chat("fatma").commands("bericht bel even over Jayden, 06-12345678")
    assert "06-12345678" in reply.text
    assert await circle.hear() == []


async def test_with_two_networks_a_message_goes_to_the_one_that_was_chosen(circle: Circle) -> None:
    west = await add_network(circle.app, "west", "Netwerk West")
    await add_person(circle.app, "Wim", {west: Role.MEMBER}, doors=["wim"])
    fatma = await person_at(circle.app, "fatma")
    async with circle.app.store.transaction() as tx:
        await tx.people.place(fatma.id, west, Role.FACILITATOR, circle.app.clock.now())
    await circle.chat("fatma").commands("bericht Tot morgen")
    assert "2 mensen" in (await circle.chat("fatma").says("netwerk west")).text
    await circle.chat("fatma").says("1")
    assert len(await circle.hear()) == 2
    assert "Tot morgen" in circle.last("wim").reply.text


# Bringing


async def test_what_is_brought_is_voted_on_and_the_first_three_are_on_the_invitation(circle: Circle) -> None:
    anna, bram = circle.chat("anna"), circle.chat("bram")
    await anna.commands("inbreng Hoe regelen we vervoer?")
    for text in ("Wat zeggen we tegen school?", "Wie belt er?", "Hoe vieren we het?"):
        await anna.commands(f"inbreng {text}")
    await bram.commands("bring")
    assert await circle.presses("bram", "👍 Hoe vieren we het?") == []
    assert "- Hoe vieren we het? 👍 2" in circle.last("bram").reply.text
    await circle.presses("bram", "👍 Hoe vieren we het?")
    assert "- Hoe vieren we het? 👍 1" in circle.last("bram").reply.text
    await circle.presses("bram", "👍 Hoe vieren we het?")
    await circle.plans()
    told = circle.card("anna").reply.text
    assert told.index("Hoe vieren we het?") < told.index("Hoe regelen we vervoer?")
    assert "Wie belt er?" not in told


async def test_bringing_step_by_step_and_the_same_thing_twice(circle: Circle) -> None:
    await circle.chat("anna").commands("inbreng")
    await circle.pressed("anna", "Iets inbrengen")
    assert "jouw vraag staat erbij" in (await circle.chat("anna").says("Wat doen we met de zomer?")).text
    again = await circle.chat("bram").commands("bring wat doen we met de zomer?")
    assert again.text.count("zomer") == 1


async def test_a_facilitator_puts_an_item_on_the_agenda_and_takes_one_away(circle: Circle) -> None:
    await circle.plans()
    await circle.chat("anna").commands("inbreng Eerste vraag")
    await circle.chat("anna").commands("inbreng Tweede vraag")
    await circle.chat("fatma").commands("inbreng")
    shown = await circle.pressed("fatma", "Agenda maken", "Op de agenda: Tweede vraag")
    assert shown.text.index("Tweede vraag 👍 1 (op de agenda)") < shown.text.index("Eerste vraag")
    shown = await circle.pressed("fatma", "Agenda maken", "Haal weg: Eerste vraag")
    assert "Eerste vraag" not in shown.text
    assert "Agenda maken" not in labels(await circle.chat("anna").commands("inbreng"))


async def test_a_question_with_a_child_in_it_is_not_kept(circle: Circle) -> None:
    reply = await circle.chat("anna").commands("inbreng mag Jayden (14) bellen met 06-12345678")
    assert "06-12345678" in reply.text
    assert "nog niets ingebracht" in (await circle.chat("bram").commands("inbreng")).text or (
        "Nothing has been brought" in circle.last("bram").reply.text
    )


async def test_a_question_of_five_thousand_characters_is_asked_shorter(circle: Circle) -> None:
    assert "300 tekens" in (await circle.chat("anna").commands(f"inbreng {'school ' * 700}")).text


# Own reminders


async def test_a_member_chooses_other_reminders_or_none(circle: Circle, clock: FakeClock) -> None:
    await circle.plans(f"{START} Vervoer")
    await circle.presses("anna", "Ja, ik kom")
    await circle.chat("gerrit").says("ja")
    await circle.chat("anna").commands("profiel")
    asked = await circle.pressed("anna", "Mijn herinneringen")
    assert "14 dagen, 2 dagen, 2 uur (zoals het netwerk het doet)" in asked.text
    assert "geen" in (await circle.pressed("anna", "geen")).text
    for _ in range(27):
        clock.advance(timedelta(hours=12))
        await circle.hear()
    reminded = [shown for shown in circle.messenger.shown if "ter herinnering" in shown.reply.text]
    assert any(circle.is_of(shown, "gerrit") for shown in reminded)
    assert not any(circle.is_of(shown, "anna") for shown in reminded)
