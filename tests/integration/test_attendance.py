"""After a meeting: facilitators get the list, confirm it in two taps, and see it over time."""

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from bot.app import App
from bot.contract import Kind, Reply, choice_token
from handlers.attendance.planner import plan_attendance
from handlers.meet.meetings import Presence, Rsvp
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from scheduler.meetings import Answer, NewMeeting
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.people import add_network, add_person, audited, labels, person_at
from tests.stubs import stub_knowledge

START = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
END = START + timedelta(hours=2)
ONLY_FACILITATORS = "Dat kunnen alleen begeleiders van het netwerk."


@pytest.fixture
def app_url(database_url: str) -> str:
    """Each of the databases."""
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network that Fatma facilitates, in which Anna, Bob, Cas and Dia are."""
    network_id = await add_network(app)
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"], organisation="NJi")
    for name, organisation in (
        ("Anna", "De Linde"),
        ("Bob", "De Linde"),
        ("Cas", "De Eik"),
        ("Dia", "De Es"),
    ):
        await add_person(
            app, name, {network_id: Role.MEMBER}, doors=[name.casefold()], organisation=organisation
        )
    return network_id


@pytest.fixture
def fatma(app: App, messenger: FakeMessenger) -> Conversation:
    return Conversation(app, messenger, sender="fatma")


@pytest.fixture
async def meeting(app: App, network: int) -> int:
    """A meeting: Anna comes, Bob doesn't, for Cas comes Karin, Dia and Fatma are silent."""
    meeting_id = await add_meeting(app, network)
    await answers(app, meeting_id, "anna", Answer.YES)
    await answers(app, meeting_id, "bob", Answer.NO)
    await answers(app, meeting_id, "cas", Answer.REPLACED, "Karin")
    return meeting_id


async def add_meeting(app: App, network: int, theme: str = "School", start: datetime = START) -> int:
    """A meeting to which everybody was invited; its id."""
    now = app.clock.now()
    fresh = NewMeeting(network, theme, start, "PT2H", "Europe/Amsterdam", announced_at=now)
    async with app.store.transaction() as tx:
        meeting_id = await tx.meetings.add(fresh, now)
        people = await tx.people.all(network)
        await tx.invitees.invite(meeting_id, [(person.id, f"card-{person.id}", now) for person in people], 1)
    return meeting_id


async def answers(app: App, meeting: int, sender: str, answer: Answer, instead: str | None = None) -> None:
    """Somebody answers."""
    person = await person_at(app, sender)
    async with app.store.transaction() as tx:
        await tx.rsvps.give(Rsvp(meeting, person.id, answer, app.clock.now(), 1, replaced_by_name=instead))


async def statuses(app: App, meeting: int) -> dict[str | None, tuple[Presence, str | None]]:
    """What is noted, by name."""
    async with app.store.reading() as tx:
        found = await tx.attendance.all([meeting])
    return {each.name: (each.status, each.replaced_by) for each in found}


async def is_confirmed(app: App, meeting: int) -> bool:
    """Whether a facilitator said that the list is right."""
    async with app.store.reading() as tx:
        found = await tx.meetings.get(meeting)
    return found is not None and found.attendance_confirmed_at is not None


async def ends(app: App, clock: FakeClock, later: timedelta = timedelta(0)) -> None:
    """The meeting is over, and so long later."""
    clock.advance(END - clock.now() + later)
    await plan_attendance(app.store, app.texts, clock.now())
    await app.delivery.send_all_due()


async def taps(person: Conversation, label: str) -> Reply:
    """Press a button of the card as it stands now; the card that takes its place."""
    card = newest(person)
    position = labels(card.reply).index(label)
    press = person.message(Kind.CHOICE, choice_token(card.key, position), card.ref)
    before = len(person.messenger.shown)
    await person.app.receive(press)
    assert len(person.messenger.shown) == before, "the card is changed in its place"
    return newest(person).reply


def newest(person: Conversation) -> Shown:
    """The last message, as it was sent or as it was edited last."""
    last = person.last()
    edits = [edit for edit in person.messenger.edits if edit.ref == last.ref]
    return edits[-1] if edits else last


# The list


async def test_at_the_end_each_facilitator_gets_the_list_as_the_answers_have_it(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    (shown,) = messenger.shown
    assert shown.ref.address == fatma.address
    assert shown.key == f"meeting-{meeting}/v1/person-{(await person_at(app, 'fatma')).id}/attendance"
    assert "**School**, donderdag 3 december 2026" in shown.reply.text
    assert "Aanwezig (1): Anna (De Linde)" in shown.reply.text
    assert "Vervangen (1): Cas (De Eik) door Karin" in shown.reply.text
    assert "Afwezig (3): Dia (De Es), Bob (De Linde), Fatma (NJi)" in shown.reply.text
    assert labels(shown.reply) == ["Klopt, leg vast", "Iets klopt niet", "Iemand toevoegen"]
    assert shown.reply.sensitive


async def test_it_comes_once_however_often_is_planned(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int
) -> None:
    clock.advance(timedelta(hours=2))
    assert await plan_attendance(app.store, app.texts, clock.now()) == 1
    assert await plan_attendance(app.store, app.texts, clock.now()) == 0
    await app.delivery.send_all_due()
    assert messenger.shown == []
    await ends(app, clock)
    await ends(app, clock)
    assert len(messenger.shown) == 1


async def test_after_a_day_of_downtime_it_still_comes_after_four_days_no_more(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int
) -> None:
    await ends(app, clock, timedelta(days=4))
    assert messenger.shown == []
    clock.advance(timedelta(days=-3))
    await plan_attendance(app.store, app.texts, clock.now())
    await app.delivery.send_all_due()
    assert len(messenger.shown) == 1


async def test_in_quiet_hours_it_waits_for_the_morning(
    app: App, clock: FakeClock, messenger: FakeMessenger, network: int
) -> None:
    await add_meeting(app, network, start=datetime(2026, 12, 3, 19, 0, tzinfo=UTC))
    clock.advance(timedelta(hours=9))
    await plan_attendance(app.store, app.texts, clock.now())
    await app.delivery.send_all_due()
    assert messenger.shown == []
    clock.advance(timedelta(hours=9, minutes=5))
    await app.delivery.send_all_due()
    assert len(messenger.shown) == 1


async def test_of_a_cancelled_meeting_there_is_no_list(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int
) -> None:
    async with app.store.transaction() as tx:
        seen = await tx.meetings.get(meeting)
        assert seen is not None
        await tx.meetings.cancel(seen, None, clock.now())
    await ends(app, clock)
    assert messenger.shown == []


async def test_a_facilitator_who_reads_english_gets_it_in_english(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int
) -> None:
    async with app.store.transaction() as tx:
        await tx.people.change((await person_at(app, "fatma")).id, language="en")
    await ends(app, clock)
    (shown,) = messenger.shown
    assert labels(shown.reply) == ["Right, note it", "Something is wrong", "Add somebody"]


async def test_a_colleague_named_instead_is_expected(
    app: App, clock: FakeClock, messenger: FakeMessenger, network: int, meeting: int
) -> None:
    dia = await person_at(app, "dia")
    bob = await person_at(app, "bob")
    async with app.store.transaction() as tx:
        await tx.rsvps.give(Rsvp(meeting, bob.id, Answer.REPLACED, clock.now(), 1, replaced_by_person=dia.id))
    await ends(app, clock)
    assert "Bob (De Linde) door Dia" in messenger.shown[0].reply.text
    assert "Aanwezig (2): Dia (De Es), Anna (De Linde)" in messenger.shown[0].reply.text


# Two taps


async def test_one_tap_notes_everybody(app: App, clock: FakeClock, meeting: int, fatma: Conversation) -> None:
    await ends(app, clock)
    card = await taps(fatma, "Klopt, leg vast")
    assert "Vastgelegd" in card.text
    assert labels(card) == ["Iets klopt niet", "Iemand toevoegen"]
    assert await is_confirmed(app, meeting)
    assert await statuses(app, meeting) == {
        "Anna": (Presence.PRESENT, None),
        "Bob": (Presence.ABSENT, None),
        "Cas": (Presence.REPLACED, "Karin"),
        "Dia": (Presence.ABSENT, None),
        "Fatma": (Presence.ABSENT, None),
    }
    assert (await audited(app))[-1][1:] == ("attendance", None, f"meeting-{meeting}")


async def test_what_was_noted_before_the_morning_is_not_asked_any_more(
    app: App, clock: FakeClock, messenger: FakeMessenger, network: int, fatma: Conversation
) -> None:
    await add_meeting(app, network, start=datetime(2026, 12, 3, 19, 0, tzinfo=UTC))
    clock.advance(timedelta(hours=9))
    await plan_attendance(app.store, app.texts, clock.now())
    await fatma.commands("aanwezig")
    await fatma.says("1")
    assert "Vastgelegd" in (await fatma.says("1")).text
    before = len(messenger.shown)
    clock.advance(timedelta(hours=12))
    await plan_attendance(app.store, app.texts, clock.now())
    await app.delivery.send_all_due()
    assert len(messenger.shown) == before


async def test_somebody_who_came_after_all_is_two_taps(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    card = await taps(fatma, "Iets klopt niet")
    assert "Dia (De Es): afwezig" in labels(card)
    card = await taps(fatma, "Dia (De Es): afwezig")
    assert "Dia (De Es): aanwezig" in labels(card)
    card = await taps(fatma, "Klaar")
    assert "Aanwezig (2): Dia (De Es), Anna (De Linde)" in card.text
    await taps(fatma, "Klopt, leg vast")
    assert (await statuses(app, meeting))["Dia"] == (Presence.PRESENT, None)


async def test_who_did_not_come_may_have_sent_a_colleague(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iets klopt niet")
    card = await taps(fatma, "Anna (De Linde): aanwezig")
    assert "Anna staat nu op afwezig." in card.text
    card = await taps(fatma, "Er kwam iemand voor Anna")
    assert labels(card) == ["Bob (De Linde)"]
    card = await taps(fatma, "Bob (De Linde)")
    assert "Anna (De Linde): vervangen" in labels(card)
    assert (await statuses(app, meeting))["Anna"] == (Presence.REPLACED, "Bob")


async def test_the_name_of_a_replacement_can_be_typed(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iets klopt niet")
    await taps(fatma, "Anna (De Linde): aanwezig")
    await taps(fatma, "Er kwam iemand voor Anna")
    await fatma.says("  Noor   de Wit ")
    assert (await statuses(app, meeting))["Anna"] == (Presence.REPLACED, "Noor de Wit")


async def test_a_guest_and_a_late_member_are_added(
    app: App, clock: FakeClock, network: int, meeting: int, fatma: Conversation
) -> None:
    await add_person(app, "Els", {network: Role.MEMBER}, organisation="De Es")
    await ends(app, clock)
    card = await taps(fatma, "Iemand toevoegen")
    assert labels(card) == ["Els (De Es)", "Niemand meer"]
    card = await taps(fatma, "Els (De Es)")
    assert "Els staat erbij." in card.text
    await taps(fatma, "Iemand toevoegen")
    reply = await fatma.says("<b>Piet</b>, stichting de linde")
    assert "<b>Piet</b> (De Linde)" in reply.text
    noted = await statuses(app, meeting)
    assert noted["Els"] == noted["<b>Piet</b>"] == (Presence.PRESENT, None)


async def test_a_typed_name_of_a_member_is_that_member(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iemand toevoegen")
    await fatma.says("dia")
    assert await statuses(app, meeting) == {"Dia": (Presence.PRESENT, None)}


async def test_a_guest_can_be_taken_off_again(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iemand toevoegen")
    await fatma.says("Piet")
    await taps(fatma, "Iets klopt niet")
    card = await taps(fatma, "Piet (gast): weghalen")
    assert "Piet (gast): weghalen" not in labels(card)
    assert await statuses(app, meeting) == {}


async def test_the_same_tap_twice_does_the_same(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iets klopt niet")
    card = newest(fatma)
    position = labels(card.reply).index("Anna (De Linde): aanwezig")
    for _ in range(2):
        press = fatma.message(Kind.CHOICE, choice_token(card.key, position), card.ref)
        await app.receive(press)
        assert (await statuses(app, meeting))["Anna"] == (Presence.ABSENT, None)
    assert labels(newest(fatma).reply)[-1] == "Klaar"


async def test_a_second_facilitator_undoes_nothing(
    app: App, messenger: FakeMessenger, network: int, meeting: int, clock: FakeClock
) -> None:
    await add_person(app, "Gerrit", {network: Role.FACILITATOR}, doors=["gerrit"], organisation="NJi")
    await ends(app, clock)
    gerrits = next(shown for shown in messenger.shown if shown.ref.address.conversation == "chat-gerrit")
    async with app.store.transaction() as tx:
        await tx.attendance.note(meeting, (await person_at(app, "anna")).id, Presence.ABSENT)
    gerrit = Conversation(app, messenger, sender="gerrit")
    await app.receive(gerrit.message(Kind.CHOICE, choice_token(gerrits.key, 0), gerrits.ref))
    assert (await statuses(app, meeting))["Anna"] == (Presence.ABSENT, None)


async def test_without_buttons_numbers_and_words_do(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await fatma.says("2")
    reply = await fatma.says("Dia (De Es): afwezig")
    assert "Dia (De Es): aanwezig" in labels(reply)
    await fatma.says("klaar")
    reply = await fatma.says("1")
    assert "Vastgelegd" in reply.text
    assert await is_confirmed(app, meeting)


async def test_a_crowd_is_leafed_through(
    app: App, clock: FakeClock, messenger: FakeMessenger, network: int, fatma: Conversation
) -> None:
    for number in range(200):
        await add_person(app, f"Lid {number:03}", {network: Role.MEMBER}, organisation=f"Huis {number % 30}")
    meeting = await add_meeting(app, network)
    await ends(app, clock)
    assert "en nog 175" in newest(fatma).reply.text
    assert len(newest(fatma).reply.text) < 2000
    await taps(fatma, "Iets klopt niet")
    seen: set[str] = set()
    for _ in range(26):
        seen |= set(labels(newest(fatma).reply))
        await taps(fatma, "Meer namen")
    assert len([label for label in seen if label.endswith(": afwezig")]) == 205
    await taps(fatma, "Klaar")
    await taps(fatma, "Klopt, leg vast")
    assert len(await statuses(app, meeting)) == 205


# Over time


async def test_the_command_shows_the_last_meetings(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    assert "nog geen bijeenkomst gehad" in (await fatma.commands("aanwezig")).text
    await ends(app, clock)
    reply = await fatma.commands("attendance")
    assert "School: nog niet vastgelegd" in reply.text
    reply = await fatma.presses("School, donderdag 3 december 2026, 15.00 uur")
    assert labels(reply)[0] == "Klopt, leg vast"
    await taps(fatma, "Klopt, leg vast")
    assert "School: 1 aanwezig, 1 vervangen, 3 afwezig" in (await fatma.commands("aanwezig")).text


async def test_per_organisation_shows_who_comes_and_who_is_silent(
    app: App, clock: FakeClock, network: int, meeting: int, fatma: Conversation
) -> None:
    meetings = [meeting]
    for weeks in (1, 2):
        meetings.append(await add_meeting(app, network, f"Thema {weeks}", START + timedelta(weeks=weeks)))
        await answers(app, meetings[-1], "cas", Answer.YES)
        await answers(app, meetings[-1], "fatma", Answer.NO)
    await answers(app, meeting, "fatma", Answer.YES)
    clock.advance(timedelta(weeks=4))
    await fatma.commands("aanwezig")
    assert "nog geen aanwezigheid vastgelegd" in (await fatma.presses("Per organisatie")).text
    for number in range(3):
        await fatma.commands("aanwezig")
        await fatma.presses(labels(fatma.last().reply)[number])
        await taps(fatma, "Klopt, leg vast")
    await fatma.commands("aanwezig")
    reply = await fatma.presses("Per organisatie")
    assert "De Eik: 3 van 3, waarvan 1 door een vervanger" in reply.text
    assert "De Linde: 1 van 3\n" in reply.text
    assert "NJi: 1 van 3" in reply.text
    assert "De laatste drie keer of langer niets gehoord: De Es." in reply.text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_the_list_comes_as_a_file(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation, form: str
) -> None:
    await ends(app, clock)
    await taps(fatma, "Klopt, leg vast")
    await fatma.commands("aanwezig")
    reply = await fatma.presses({"csv": "CSV-bestand", "xlsx": "Excel-bestand"}[form])
    (file,) = reply.attachments
    assert file.name == f"aanwezigheid-oost.{form}"
    if form == "csv":
        rows = list(csv.reader(io.StringIO(file.content.decode())))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]
        rows = [[str(cell.value or "") for cell in row] for row in sheet.rows]
    begin = [str(meeting), "2026-12-03T15:00:00+01:00", "School"]
    assert rows == [
        ["meeting_id", "start", "theme", "organisation", "person", "rsvp", "status", "replaced_by"],
        [*begin, "De Eik", "Cas", "replaced", "replaced", "Karin"],
        [*begin, "De Es", "Dia", "", "absent", ""],
        [*begin, "De Linde", "Anna", "yes", "present", ""],
        [*begin, "De Linde", "Bob", "no", "absent", ""],
        [*begin, "NJi", "Fatma", "", "absent", ""],
    ]


# Nobody else


@pytest.mark.parametrize("command", ["aanwezig", "attendance"])
async def test_members_are_refused_kindly(network: int, anna: Conversation, command: str) -> None:
    assert (await anna.commands(command)).text == ONLY_FACILITATORS


async def test_who_is_facilitator_no_more_or_elsewhere_changes_nothing(
    app: App, clock: FakeClock, network: int, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Iemand toevoegen")
    west = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        fatma_id = (await person_at(app, "fatma")).id
        await tx.people.change_role(fatma_id, network, Role.FACILITATOR, Role.MEMBER)
        await tx.people.place(fatma_id, west, Role.FACILITATOR, clock.now())
    assert (await fatma.says("Piet")).text == ONLY_FACILITATORS
    card = newest(fatma)
    await app.receive(fatma.message(Kind.CHOICE, choice_token(card.key, 0), card.ref))
    assert await statuses(app, meeting) == {}
    assert not await is_confirmed(app, meeting)


async def test_a_meeting_that_was_called_off_while_the_list_was_open_has_none(
    app: App, clock: FakeClock, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    async with app.store.transaction() as tx:
        seen = await tx.meetings.get(meeting)
        assert seen is not None
        await tx.meetings.cancel(seen, None, clock.now())
    assert "nog geen lijst" in (await fatma.presses("Klopt, leg vast")).text
    assert await statuses(app, meeting) == {}


async def test_whoever_is_forgotten_only_counts(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting: int, fatma: Conversation
) -> None:
    await ends(app, clock)
    await taps(fatma, "Klopt, leg vast")
    anna = Conversation(app, messenger)
    await anna.commands("vergeetmij")
    await anna.presses("Ja, wis alles")
    reply = await fatma.commands("aanwezig")
    assert "1 aanwezig, 1 vervangen, 3 afwezig" in reply.text
    reply = await fatma.presses("School, donderdag 3 december 2026, 15.00 uur")
    assert "Anna" not in reply.text
    assert "Aanwezig (1): iemand" in reply.text
