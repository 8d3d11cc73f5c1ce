"""`/plan` as facilitators have it: step by step, in one line, as a series. Nothing goes out unseen."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.contract import Address, Kind
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.gatherings import Circle, gathered
from tests.people import add_network, audited, labels, person_at
from tests.stubs import FOUND, URGENT, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger) -> Circle:
    return await gathered(app, messenger)


@pytest.fixture
def fatma(circle: Circle) -> Conversation:
    return circle.chat("fatma")


async def test_a_meeting_is_planned_step_by_step_in_words(circle: Circle, fatma: Conversation) -> None:
    assert (await fatma.commands("plan")).text == "Een bijeenkomst voor Netwerk Oost. Wat is het thema?"
    assert "Wanneer is het?" in (await fatma.says("School & thuis: hoe *dan*?")).text
    assert "donderdag 17 december 2026, 14.00 uur" in (await fatma.says("do 17 december 14.00")).text
    assert (await fatma.says("anderhalf uur")).text.startswith("Waar is het?")
    assert (await fatma.says("Utrecht of https://meet.jit.si/oost")).text.startswith("Wie bereidt het voor?")
    shown = await fatma.says("anna en bram")
    assert shown.text.startswith("Zo ziet het eruit, voor 4 mensen:")
    assert r"**School & thuis: hoe \*dan\*?**" in shown.text
    assert await circle.hear() == []
    assert "Gepland" in (await fatma.says("1")).text
    [meeting] = await circle.meetings()
    assert (meeting.theme, meeting.duration) == ("School & thuis: hoe *dan*?", "PT1H30M")
    assert (meeting.place, meeting.link) == ("Utrecht", "https://meet.jit.si/oost")
    assert meeting.start == datetime(2026, 12, 17, 13, tzinfo=UTC)
    [told] = await circle.hear("bram")
    assert "Prepared by: Anna, Bram" in told
    facilitator = await person_at(circle.app, "fatma")
    assert await audited(circle.app) == [
        (facilitator.pseudonym, "meeting-add", None, f"meeting-{meeting.id}")
    ]


async def test_a_meeting_is_planned_step_by_step_with_buttons(circle: Circle, fatma: Conversation) -> None:
    await fatma.commands("plan")
    await fatma.says("Vervoer")
    assert labels(await fatma.says("volgende week"))[0] == "maandag 7 december 2026"
    asked = await fatma.presses("donderdag 10 december 2026")
    assert "Hoe laat" in asked.text
    await fatma.says("14")
    await fatma.presses("3 uur")
    await fatma.presses("Nog niet bekend")
    await fatma.presses("Anna (De Linde)")
    await fatma.presses("Bram (De Linde)")
    await fatma.presses("Toch niet: Anna")
    shown = await fatma.presses("Klaar")
    assert "donderdag 10 december 2026, 14.00 uur tot 17.00 uur" in shown.text
    assert "Voorbereid door: Bram" in shown.text
    await fatma.presses("Verstuur naar 4 mensen")
    assert len(await circle.meetings()) == 1


async def test_a_meeting_is_planned_in_one_line(circle: Circle, fatma: Conversation) -> None:
    shown = await fatma.commands("plan 2026-12-17 14:00 School en thuiszitten | Utrecht")
    assert "**School en thuiszitten**\ndonderdag 17 december 2026, 14.00 uur tot 16.00 uur" in shown.text
    assert labels(shown)[0] == "Verstuur naar 4 mensen"
    await fatma.says("verstuur naar 4 mensen")
    assert [meeting.place for meeting in await circle.meetings()] == ["Utrecht"]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("31 februari 14:00 Vervoer", "Die dag bestaat niet. Welke dag bedoel je?"),
        ("2026-12-17 25:00 Vervoer", "Die tijd bestaat niet. Hoe laat bedoel je? Bijvoorbeeld: 14.30"),
        ("2026-12-01 14:00 Vervoer", "Dat moment is al voorbij. Welke datum bedoel je?"),
        ("20260-12-01 14:00 Vervoer", None),
    ],
)
async def test_what_cannot_be_is_asked_and_the_theme_is_kept(
    circle: Circle, fatma: Conversation, line: str, reply: str | None
) -> None:
    asked = await fatma.commands(f"plan {line}")
    assert reply in (None, asked.text)
    if reply:
        assert "**Vervoer**" in (await fatma.says("17 december 14:00")).text
    assert await circle.meetings() == []


async def test_the_hour_that_the_clocks_skip_or_show_twice_is_asked(fatma: Conversation) -> None:
    asked = await fatma.commands("plan 2027-03-28 02:30 Nachtdienst")
    assert "dat uur bestaat niet" in asked.text
    assert labels(asked) == ["zondag 28 maart 2027, 03.30 uur", "zondag 28 maart 2027, 01.30 uur"]
    asked = await fatma.commands("plan 2027-10-31 02:30 Nachtdienst")
    assert [label.rpartition(", ")[2] for label in labels(asked)] == [
        "de eerste keer (zomertijd)",
        "de tweede keer (wintertijd)",
    ]
    await fatma.says("2")
    shown = await fatma.presses("Verstuur naar 4 mensen")
    assert "Gepland" in shown.text


async def test_a_second_time_around_is_another_moment(circle: Circle, fatma: Conversation) -> None:
    await fatma.commands("plan 2027-10-31 02:30 Nachtdienst")
    await fatma.says("2")
    await fatma.presses("Verstuur naar 4 mensen")
    [meeting] = await circle.meetings()
    assert meeting.start == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("length", ["0 minuten", "een week", "40 uur", "lang", "-2"])
async def test_a_length_that_cannot_be_is_asked_again(fatma: Conversation, length: str) -> None:
    await fatma.commands("plan")
    await fatma.says("Vervoer")
    await fatma.says("17 december 14:00")
    reply = await fatma.says(length)
    assert "Hoe lang duurt het?" in reply.text or "nummer" in reply.text


async def test_words_about_time_are_no_cry_for_help_and_danger_still_is(fatma: Conversation) -> None:
    await fatma.commands("plan")
    await fatma.says("Vervoer")
    await fatma.says("17 december 14:00")
    assert "112" in (await fatma.says(URGENT)).text
    assert "Waar is het?" in (await fatma.says("2 uur")).text


async def test_a_theme_may_be_what_tips_are_about(fatma: Conversation) -> None:
    await fatma.commands("plan")
    assert "Wanneer is het?" in (await fatma.says(FOUND)).text


async def test_a_theme_of_five_thousand_characters_is_refused(fatma: Conversation) -> None:
    await fatma.commands("plan")
    assert "150 tekens" in (await fatma.says("school " * 800)).text
    assert "Wanneer is het?" in (await fatma.says("<b>School</b> & thuis")).text


async def test_a_theme_with_a_child_in_it_does_not_go_out(circle: Circle, fatma: Conversation) -> None:
    reply = await fatma.commands("plan 2026-12-17 14:00 Casus Jayden van 14 | Utrecht")
    assert "Jayden" in reply.text
    shown = await circle.pressed("fatma", "Ja, stuur het zo")
    assert "Jayden" not in shown.text
    assert "donderdag 17 december 2026, 14.00 uur" in shown.text
    async with circle.app.store.reading() as tx:
        step = await tx.steps.current(fatma.address, "fatma", circle.app.clock.now())
    assert step is not None
    assert "Jayden" not in str(step.data)


async def test_a_rehearsal_goes_to_the_planner_alone_and_stores_nothing(
    circle: Circle, fatma: Conversation
) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    await fatma.presses("Stuur eerst alleen aan mij")
    told = await circle.hear()
    assert len(told) == 1
    assert told[0].startswith("_Proef, alleen voor jou:_")
    assert "Dit was een proef" in (await fatma.presses("Ja, ik kom")).text
    assert await circle.meetings() == []


async def test_a_series_shows_every_date_and_each_can_be_moved_or_dropped(
    circle: Circle, fatma: Conversation
) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    await fatma.presses("Maak er een reeks van")
    shown = await fatma.says("elke zes weken, een half jaar")
    assert "5 keer" in shown.text
    assert "2. donderdag 28 januari 2027, 14.00 uur" in shown.text
    await fatma.presses("Een datum veranderen")
    await fatma.says("2")
    shown = await fatma.says("29 januari 2027 13:30")
    assert "2. vrijdag 29 januari 2027, 13.30 uur" in shown.text
    await fatma.presses("Een datum veranderen")
    await fatma.presses("donderdag 22 april 2027, 14.00 uur")
    shown = await fatma.presses("Haal deze datum weg")
    assert "4 keer" in shown.text
    assert "4 bijeenkomsten" in (await fatma.presses("Verstuur naar 4 mensen")).text
    meetings = await circle.meetings()
    assert len({meeting.series for meeting in meetings}) == 1
    assert meetings[0].announced_at == circle.app.clock.now()
    assert meetings[3].announced_at == meetings[3].start - timedelta(weeks=6)


async def test_everybody_hears_the_dates_of_a_series_in_their_language_and_is_invited_to_the_first(
    circle: Circle, fatma: Conversation
) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    await fatma.presses("Maak er een reeks van")
    await fatma.presses("om de twee maanden, een jaar")
    await fatma.presses("Verstuur naar 4 mensen")
    dates, invitation = await circle.hear("bram")
    assert "Wednesday 17 February 2027, 14:00" in dates
    assert "You are invited" in invitation


@pytest.mark.parametrize("rhythm", ["nooit", "elke dag, tien jaar", "elk jaar, een jaar", "x" * 5000])
async def test_a_rhythm_that_makes_no_series_is_asked_again(
    circle: Circle, fatma: Conversation, rhythm: str
) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    await fatma.presses("Maak er een reeks van")
    assert "Hoe vaak" in (await fatma.says(rhythm)).text
    assert await circle.meetings() == []


async def test_free_days_and_full_days_are_pointed_out(circle: Circle, fatma: Conversation) -> None:
    assert "Let op" not in (await fatma.commands("plan 2026-12-17 14:00 Vervoer")).text
    assert "Let op: Eerste kerstdag." in (await fatma.commands("plan 2026-12-25 14:00 Vervoer")).text
    assert "Herfstvakantie in noord" in (await fatma.commands("plan 2027-10-18 14:00 Vervoer")).text
    assert "ken ik nog niet" in (await fatma.commands("plan 2033-03-02 14:00 Vervoer")).text
    await circle.plans()
    assert "op die dag is ook" in (await fatma.commands("plan 2026-12-17 19:00 Iets anders")).text


async def test_everything_can_be_changed_before_it_goes_out(fatma: Conversation) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    await fatma.presses("Iets veranderen")
    await fatma.presses("Het thema")
    assert "**School**" in (await fatma.says("School")).text
    await fatma.presses("Iets veranderen")
    await fatma.presses("De plaats of link")
    assert "Waar: Ede" in (await fatma.says("Ede")).text
    assert "15.00 uur tot 17.00 uur" in (await fatma.says("18 december 15:00")).text


async def test_an_old_button_of_another_draft_changes_nothing(circle: Circle, fatma: Conversation) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    old = circle.last("fatma")
    await fatma.commands("plan 2026-12-18 14:00 School | Ede")
    reply = await circle.presses("fatma", "Verstuur naar 4 mensen", old)
    assert "gesloten" in reply[0].text
    assert await circle.meetings() == []
    assert "Gepland" in (await fatma.says("verstuur naar 4 mensen")).text


async def test_pressing_send_twice_plans_one_meeting(circle: Circle, fatma: Conversation) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    shown = circle.last("fatma")
    await circle.presses("fatma", "Verstuur naar 4 mensen", shown)
    [again] = await circle.presses("fatma", "Verstuur naar 4 mensen", shown)
    assert "gesloten" in again.text
    assert len(await circle.meetings()) == 1


async def test_a_meeting_of_which_the_beginning_passed_meanwhile_is_not_planned(
    circle: Circle, fatma: Conversation, clock: FakeClock
) -> None:
    await fatma.commands("plan 2026-12-04 14:00 Vervoer | Utrecht")
    clock.advance(timedelta(days=3))
    assert "voorbij" in (await fatma.presses("Verstuur naar 4 mensen")).text
    assert await circle.meetings() == []


async def test_stop_leaves_nothing_behind(circle: Circle, fatma: Conversation) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer")
    await fatma.commands("stop")
    assert await circle.meetings() == []


async def test_members_cannot_plan(circle: Circle) -> None:
    reply = await circle.chat("anna").commands("plan 2026-12-17 14:00 Vervoer")
    assert reply.text == "Dat kunnen alleen begeleiders van het netwerk."


async def test_who_is_no_facilitator_any_more_cannot_send_what_was_planned(
    circle: Circle, fatma: Conversation
) -> None:
    await fatma.commands("plan 2026-12-17 14:00 Vervoer")
    async with circle.app.store.transaction() as tx:
        fatma_id = (await person_at(circle.app, "fatma")).id
        await tx.people.change_role(fatma_id, circle.network, Role.FACILITATOR, Role.MEMBER)
    reply = await fatma.says("verstuur naar 4 mensen")
    assert reply.text == "Dat kunnen alleen begeleiders van het netwerk."
    assert await circle.meetings() == []


async def test_with_two_networks_the_line_waits_for_which_it_is(circle: Circle, fatma: Conversation) -> None:
    west = await add_network(circle.app, "west", "Netwerk West")
    async with circle.app.store.transaction() as tx:
        fatma_id = (await person_at(circle.app, "fatma")).id
        await tx.people.place(fatma_id, west, Role.FACILITATOR, circle.app.clock.now())
    asked = await fatma.commands("plan 2026-12-17 14:00 Vervoer | Utrecht")
    assert labels(asked) == ["Netwerk Oost", "Netwerk West"]
    assert "voor één persoon" in (await fatma.says("netwerk west")).text


async def test_planning_in_english(circle: Circle) -> None:
    gerrit = circle.chat("gerrit")
    await gerrit.commands("taal english")
    shown = await gerrit.commands("plan Thursday 17 December 2pm School and home | Utrecht")
    assert "Thursday 17 December 2026, 14:00 to 16:00" in shown.text
    assert "Planned" in (await gerrit.says("send to 4 people")).text


async def test_a_command_in_a_group_goes_on_in_private(
    circle: Circle, app: App, messenger: FakeMessenger
) -> None:
    group = Conversation(app, messenger, sender="fatma", group=Address("fake", "group"))
    await group.sends(group.message(Kind.COMMAND, "plan"))
    assert circle.last("fatma").reply.text.endswith("Wat is het thema?")
    assert "Wanneer is het?" in (await circle.chat("fatma").says("Vervoer")).text
