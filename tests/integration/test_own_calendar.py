"""`/kalender`: a secret link that calendars fetch, or a file; what is in it, and who gets in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject

from bot.app import App, open_app
from bot.contract import Reply
from bot.store.tables import metadata
from handlers.calendar.own_calendar import PATH
from handlers.meet.meetings import Rsvp
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from scheduler.meetings import Answer, NewMeeting
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_network, add_person, labels, person_at
from tests.stubs import stub_knowledge

PUBLIC = "https://bot.example.org/oost"
START = datetime(2026, 12, 17, 13, 0, tzinfo=UTC)


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def app(
    database_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> AsyncIterator[App]:
    """The bot on the web, on each database."""
    async with open_app(database_url, {"fake": messenger}, knowledge, clock, public_url=PUBLIC) as opened:
        yield opened


@pytest.fixture
async def network(app: App) -> int:
    """A network in which Anna is."""
    network_id = await add_network(app)
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    return network_id


async def add_meeting(
    app: App, network: int, theme: str = "School", start: datetime = START, *, announced: bool = True
) -> int:
    """A meeting; its id."""
    now = app.clock.now()
    fresh = NewMeeting(
        network, theme, start, "PT2H", "Europe/Amsterdam", announced_at=now if announced else None
    )
    async with app.store.transaction() as tx:
        return await tx.meetings.add(fresh, now)


async def answers(app: App, meeting: int, answer: Answer) -> None:
    """Anna answers."""
    person = await person_at(app, "anna")
    async with app.store.transaction() as tx:
        await tx.rsvps.give(Rsvp(meeting, person.id, answer, app.clock.now(), 1))


def token_in(reply: Reply) -> str:
    """The token in the link that somebody got."""
    assert f"{PUBLIC}{PATH}/" in reply.text
    return reply.text.partition(f"{PUBLIC}{PATH}/")[2].partition(".ics")[0]


async def events(app: App, token: str) -> dict[str, Any]:
    """What a calendar program sees, by title."""
    calendar = await app.calendar(token)
    assert calendar is not None
    return {
        event.summary.value: event
        for event in vobject.readOne(calendar.decode()).components()
        if event.name == "VEVENT"
    }


async def test_the_link_shows_the_meetings_of_all_networks(
    app: App, network: int, anna: Conversation
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        await tx.people.place((await person_at(app, "anna")).id, west, Role.MEMBER, app.clock.now())
    other = await add_network(app, "zuid", "Netwerk Zuid")
    for where, theme in ((network, "School"), (west, "Thuis"), (other, "Niet van Anna")):
        await add_meeting(app, where, theme)
    await add_meeting(app, network, "Nog een plan", announced=False)
    token = token_in(await anna.commands("kalender"))
    assert set(await events(app, token)) == {"School", "Thuis"}


async def test_it_follows_answers_moves_and_cancellations(app: App, network: int, anna: Conversation) -> None:
    declined, cancelled, moved = [await add_meeting(app, network, theme) for theme in "NCM"]
    token = token_in(await anna.commands("calendar"))
    await answers(app, declined, Answer.NO)
    now = app.clock.now()
    async with app.store.transaction() as tx:
        for meeting_id in (cancelled, moved):
            seen = await tx.meetings.get(meeting_id)
            assert seen is not None
            if meeting_id == cancelled:
                await tx.meetings.cancel(seen, "ziekte", now)
            else:
                await tx.meetings.move(seen, START + timedelta(days=7), now)
    found = await events(app, token)
    assert found["Afgemeld: N"].transp.value == "TRANSPARENT"
    assert found["Gaat niet door: C"].status.value == "CANCELLED"
    assert found["M"].dtstart.value == START + timedelta(days=7)
    assert found["M"].sequence.value == "1"


async def test_what_is_more_than_a_year_past_is_left_out(
    app: App, clock: FakeClock, network: int, anna: Conversation
) -> None:
    await add_meeting(app, network)
    token = token_in(await anna.commands("kalender"))
    clock.advance(timedelta(days=370))
    assert set(await events(app, token)) == {"School"}
    clock.advance(timedelta(days=20))
    assert await events(app, token) == {}


async def test_who_leaves_a_network_has_its_meetings_no_more(
    app: App, network: int, anna: Conversation
) -> None:
    await add_meeting(app, network)
    token = token_in(await anna.commands("kalender"))
    async with app.store.transaction() as tx:
        await tx.people.remove((await person_at(app, "anna")).id, network)
    assert await events(app, token) == {}


async def test_a_new_link_ends_the_old_one(app: App, network: int, anna: Conversation) -> None:
    old = token_in(await anna.commands("kalender"))
    again = await anna.commands("kalender")
    assert PUBLIC not in again.text
    assert "3 december 2026" in again.text
    assert labels(again) == ["Nieuwe link", "Link uitzetten", "Stuur een bestand"]
    new = token_in(await anna.presses("Nieuwe link"))
    assert new != old
    assert await app.calendar(old) is None
    assert await app.calendar(new) is not None


async def test_a_link_can_be_switched_off(app: App, network: int, anna: Conversation) -> None:
    token = token_in(await anna.commands("kalender"))
    await anna.commands("kalender")
    assert "werkt niet meer" in (await anna.says("2")).text
    assert await app.calendar(token) is None
    assert token_in(await anna.commands("kalender")) != token


async def test_who_is_forgotten_has_no_calendar_any_more(app: App, network: int, anna: Conversation) -> None:
    token = token_in(await anna.commands("kalender"))
    await anna.commands("vergeetmij")
    await anna.presses("Ja, wis alles")
    assert await app.calendar(token) is None


async def test_the_token_is_kept_nowhere(app: App, network: int, anna: Conversation) -> None:
    reply = await anna.commands("kalender")
    assert reply.sensitive
    token = token_in(reply)
    async with app.store.reading() as tx:
        for table in metadata.sorted_tables:
            assert token not in str((await tx.outbox._connection.execute(table.select())).all())


async def test_in_english_it_is_english(app: App, network: int, anna: Conversation) -> None:
    person = await person_at(app, "anna")
    async with app.store.transaction() as tx:
        await tx.people.change(person.id, language="en")
    await answers(app, await add_meeting(app, network), Answer.NO)
    reply = await anna.commands("calendar")
    assert "your own calendar link" in reply.text
    assert set(await events(app, token_in(reply))) == {"Not coming: School"}


async def test_the_operator_has_no_calendar(app: App, messenger: FakeMessenger, network: int) -> None:
    stranger = Conversation(app, messenger, sender="vreemd")
    assert PUBLIC not in (await stranger.commands("kalender")).text


@pytest.fixture
async def offline(
    sqlite_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> AsyncIterator[App]:
    """The bot, nowhere on the web."""
    async with open_app(sqlite_url, {"fake": messenger}, knowledge, clock) as opened:
        yield opened


async def test_without_a_place_on_the_web_it_is_a_file_and_says_so(
    offline: App, messenger: FakeMessenger
) -> None:
    network = await add_network(offline)
    await add_person(offline, "Anna", {network: Role.MEMBER}, doors=["anna"])
    anna = Conversation(offline, messenger)
    assert "nog niets gepland" in (await anna.commands("kalender")).text
    await add_meeting(offline, network)
    await add_meeting(offline, network, "Voorbij", START - timedelta(days=100))
    reply = await anna.commands("kalender")
    assert "verandert niet mee" in reply.text
    (file,) = reply.attachments
    calendar = vobject.readOne(file.content.decode())
    assert [event.summary.value for event in calendar.vevent_list] == ["School"]
    assert (file.name, calendar.method.value) == ("bijeenkomsten.ics", "PUBLISH")
