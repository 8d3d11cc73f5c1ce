"""What the bot did not know: counted, told to facilitators once a month, and forgotten."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App, open_app
from bot.store import Database
from handlers.learn.gaps import OTHER, Gap
from handlers.people.people import Role
from scheduler.housekeeping import forget_old
from scheduler.meetings import NewMeeting
from scheduler.planning import plan
from scheduler.retention import RULES
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.lives import everything
from tests.passing_on import chat
from tests.people import add_network, add_person, labels
from tests.stubs import FOUND, SMALL_TALK, SUGGESTED, UNKNOWN, URGENT, stub_knowledge

DECEMBER = date(2026, 12, 1)
PASSED_ON = "Hoeveel zakgeld geven jullie een kind van twaalf?"
KEPT_TO_ONESELF = "Welke kleur tegels past bij onze keuken?"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def app(database_url: str, messenger: FakeMessenger, clock: FakeClock) -> AsyncIterator[App]:
    """The whole bot, on each database."""
    async with open_app(database_url, {"fake": messenger}, stub_knowledge(), clock) as opened:
        yield opened


@pytest.fixture
async def network(app: App) -> int:
    """Anna is a member; Fatma and Gijs facilitate; Hans facilitates elsewhere."""
    network = await add_network(app, quiet=None)
    elsewhere = await add_network(app, "west", "Netwerk West", quiet=None)
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"], language="nl")
    await add_person(app, "Fatma", {network: Role.FACILITATOR}, doors=["fatma"], language="nl")
    await add_person(app, "Gijs", {network: Role.FACILITATOR}, doors=["gijs"], language="en")
    await add_person(app, "Hans", {elsewhere: Role.FACILITATOR}, doors=["hans"], language="nl")
    return network


async def counted(app: App, network: int, month: date = DECEMBER) -> list[Gap]:
    """What was counted."""
    async with app.store.reading() as tx:
        return list(await tx.gaps.of(network, month))


async def overviews(app: App, messenger: FakeMessenger) -> list[Shown]:
    """The monthly overviews that go out now."""
    before = len(messenger.shown)
    await plan(app.store, app.sources, app.clock.now())
    await app.delivery.send_all_due()
    return [shown for shown in messenger.shown[before:] if shown.key.startswith("gaps-")]


def of(shown: list[Shown], name: str) -> list[Shown]:
    """Those for somebody."""
    return [each for each in shown if each.ref.address.conversation == f"chat-{name}"]


def at(moment: datetime, clock: FakeClock) -> None:
    """Let it be this moment."""
    clock.advance(moment - clock.now())


async def test_what_is_not_known_is_counted_and_nothing_else_of_it_is_kept(
    app: App, messenger: FakeMessenger, network: int
) -> None:
    anna = chat(app, messenger, "anna")
    for text in (UNKNOWN, FOUND, SMALL_TALK, URGENT, KEPT_TO_ONESELF):
        await anna.says(text)
    assert await counted(app, network) == [Gap(OTHER, 2)]
    assert await anna.presses("Nee, laat maar")
    await anna.says(SUGGESTED)
    await anna.presses(labels(anna.last().reply)[-1])  # none of these
    assert await counted(app, network) == [Gap(OTHER, 3)]
    rows = await everything(app.store)
    assert {name for row in rows["unknown_counts"] for name in row} == {
        "id",
        "month",
        "network_id",
        "theme",
        "times",
    }
    assert rows["questions"] == []
    assert "tegels" not in str(rows)


async def test_strangers_and_the_month_on_the_clocks_of_the_network(
    app: App, messenger: FakeMessenger, network: int, clock: FakeClock
) -> None:
    await chat(app, messenger, "stranger").says(UNKNOWN)
    assert await counted(app, network) == []
    at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), clock)
    await chat(app, messenger, "anna").says(UNKNOWN)
    assert await counted(app, network, date(2027, 1, 1)) == [Gap(OTHER, 1)]


async def test_a_month_goes_by_and_facilitators_hear_of_it_once(
    app: App, messenger: FakeMessenger, network: int, clock: FakeClock
) -> None:
    anna = chat(app, messenger, "anna")
    await anna.says(KEPT_TO_ONESELF)
    await anna.says(PASSED_ON)
    await anna.presses("Ja, geef door")
    await app.plan_questions()
    async with app.store.transaction() as tx:
        for _ in range(3):
            await tx.gaps.note(DECEMBER, network, "school")

    at(datetime(2026, 12, 31, 9, 0, tzinfo=UTC), clock)
    sent = []
    for _ in range(6 * 24):  # the first working day is the fourth
        sent += [(clock.now(), shown) for shown in await overviews(app, messenger)]
        clock.advance(HOUR)
    assert {moment for moment, _ in sent} == {datetime(2027, 1, 4, 9, 0, tzinfo=UTC)}
    shown = [each for _, each in sent]
    [for_fatma], [for_gijs] = of(shown, "fatma"), of(shown, "gijs")
    assert len(shown) == 2
    assert "**Netwerk Oost: wat ik in december niet wist**" in for_fatma.reply.text
    assert "- Op school blijven: 3 keer\n- Andere onderwerpen: 2 keer" in for_fatma.reply.text
    assert "did not know in December" in for_gijs.reply.text
    for each in shown:
        assert PASSED_ON[:30] in each.reply.text
        assert "tegels" not in each.reply.text
        assert "Anna" not in each.reply.text


async def test_from_the_overview_a_question_goes_on_the_agenda(
    app: App, messenger: FakeMessenger, network: int, clock: FakeClock
) -> None:
    anna, fatma = chat(app, messenger, "anna"), chat(app, messenger, "fatma")
    await anna.says(PASSED_ON)
    await anna.presses("Ja, geef door")
    await app.plan_questions()
    at(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), clock)
    [overview] = of(await overviews(app, messenger), "fatma")
    [label] = labels(overview.reply)
    assert "/plan" in (await fatma.presses(label, overview)).text
    async with app.store.transaction() as tx:
        fresh = NewMeeting(network, "Geld", clock.now() + 9 * DAY, "PT2H", "Europe/Amsterdam")
        meeting_id = await tx.meetings.add(fresh, clock.now())
    assert "staat op de agenda van woensdag 13 januari" in (await fatma.presses(label, overview)).text
    again = await fatma.presses(label, overview)
    assert "Staat op de agenda" in again.text
    async with app.store.reading() as tx:
        assert len(await tx.agenda.for_meeting(network, meeting_id)) == 1
    assert overview.reply in [shown.reply for shown in messenger.shown]  # it stays as it was


async def test_a_month_in_which_everything_was_known_brings_no_message(
    app: App, messenger: FakeMessenger, network: int, clock: FakeClock
) -> None:
    await chat(app, messenger, "anna").says(FOUND)
    at(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), clock)
    assert await overviews(app, messenger) == []


async def test_a_question_that_stays_open_brings_no_message_month_after_month(
    app: App, messenger: FakeMessenger, network: int, clock: FakeClock
) -> None:
    anna = chat(app, messenger, "anna")
    await anna.says(PASSED_ON)
    await anna.presses("Ja, geef door")
    await app.plan_questions()
    at(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), clock)
    assert len(await overviews(app, messenger)) == 2
    at(datetime(2027, 2, 1, 9, 0, tzinfo=UTC), clock)
    assert await overviews(app, messenger) == []


async def test_counts_are_kept_as_long_as_the_rule_says_and_no_longer(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.gaps.note(DECEMBER, 7, "school")
        await tx.gaps.note(DECEMBER, 7, "school")
        await tx.gaps.note(DECEMBER, 8, "school")
        assert await tx.gaps.of(7, DECEMBER) == [Gap("school", 2)]
        assert await tx.gaps.of(7, date(2026, 11, 1)) == []
    [rule] = [rule for rule in RULES if rule.kind == "gaps"]
    two_years_on = datetime(2028, 12, 1, 12, 0, tzinfo=UTC)
    assert await forget_old(store, [rule], two_years_on) == {"gaps": 0}
    assert await forget_old(store, [rule], two_years_on + DAY) == {"gaps": 3}
