"""`/bezorging`: facilitators see who got what was sent, who did not, why, and what to do."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import PermanentDeliveryError
from bot.telegram.errors import FORBIDDEN, GONE
from handlers.meet.accounts import why
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import OutboxKind, ToPerson
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import NOW, claim, plan, planned
from tests.people import add_network, add_person, labels
from tests.stubs import stub_knowledge

BLOCKED = PermanentDeliveryError("blocked", gone=True)


@pytest.fixture
def app_url(database_url: str) -> str:
    """Both databases."""
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network that Fatma facilitates."""
    network_id = await add_network(app)
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"], language="nl")
    return network_id


@pytest.fixture
def fatma(app: App, messenger: FakeMessenger, network: int) -> Conversation:
    return Conversation(app, messenger, sender="fatma")


async def add_members(app: App, network: int, *names: str) -> list[int]:
    """Members of the network; their ids."""
    return [await add_person(app, name, {network: Role.MEMBER}, doors=[name.lower()]) for name in names]


async def plan_reminders(
    app: App, network: int, people: list[int], lead: str = "P2D", kind: OutboxKind = OutboxKind.REMINDER
) -> None:
    """A reminder of a meeting for these people."""
    await plan(
        app.store,
        *(
            planned(
                f"meeting-1/v1/person-{person}/{kind}-{lead}",
                to=ToPerson(person),
                kind=kind,
                subject="meeting-1",
                network_id=network,
            )
            for person in people
        ),
    )


async def test_it_counts_first_and_then_says_who_did_not_get_it_and_what_to_do(
    app: App, fatma: Conversation, network: int, messenger: FakeMessenger
) -> None:
    await plan_reminders(app, network, await add_members(app, network, "Anna", "Bram", "Carla"))
    messenger.fail_next(BLOCKED)
    await app.delivery.send_all_due()
    reply = await fatma.commands("bezorging")
    assert "- Herinnering, 3 december 2026: 2 kregen het, 1 niet." in reply.text
    assert labels(reply) == ["Herinnering, 3 december 2026"]
    reply = await fatma.says("1")
    assert "Niet gekregen:\n- Anna (De Linde): dit lid blokkeerde de bot. Bel even." in reply.text
    assert "Wel gekregen: Bram, Carla" in reply.text
    assert (await fatma.presses("Terug naar het overzicht")).text.startswith("**Netwerk Oost**")


async def test_each_broadcast_is_counted_by_itself_the_last_one_first(
    app: App, fatma: Conversation, network: int, clock: FakeClock
) -> None:
    people = await add_members(app, network, "Anna", "Bram")
    await plan_reminders(app, network, people, kind=OutboxKind.INVITATION)
    await app.delivery.send_all_due()
    clock.advance(timedelta(days=1))
    await plan_reminders(app, network, people)
    await plan_reminders(app, network, people[:1], lead="PT2H")
    await app.delivery.send_all_due()
    lines = (await fatma.commands("bezorging")).text.splitlines()
    assert sorted(lines[2:4]) == [
        "- Herinnering, 4 december 2026: 1 kregen het, 0 niet.",
        "- Herinnering, 4 december 2026: 2 kregen het, 0 niet.",
    ]
    assert lines[4] == "- Uitnodiging, 3 december 2026: 2 kregen het, 0 niet."


async def test_what_waits_is_withdrawn_or_may_have_come_twice_is_told(
    app: App, fatma: Conversation, network: int
) -> None:
    people = await add_members(app, network, "Anna", "Bram", "Carla")
    await plan_reminders(app, network, people)
    await claim(app.store)
    async with app.store.transaction() as tx:
        await tx.outbox.release(["fake"])
        await tx.outbox.cancel_open("meeting-1", person_id=people[2])
    text = (await fatma.commands("bezorging")).text
    assert "0 kregen het, 0 niet, 2 wachten nog, één hoefde niet meer." in text
    assert "Eén lid kreeg het misschien twee keer." in text
    assert "Nog onderweg: Anna, Bram" in (await fatma.says("1")).text


async def test_a_fault_is_told_with_what_the_operator_needs_to_know(
    app: App, fatma: Conversation, network: int, messenger: FakeMessenger
) -> None:
    await plan_reminders(app, network, await add_members(app, network, "Anna"))
    messenger.fail_next(PermanentDeliveryError("refused by Telegram"))
    await app.delivery.send_all_due()
    await fatma.commands("bezorging")
    assert "geef dit door aan de beheerder: refused by Telegram" in (await fatma.says("1")).text


async def test_a_pause_is_no_reason_to_worry(
    app: App, fatma: Conversation, network: int, clock: FakeClock
) -> None:
    people = await add_members(app, network, "Anna")
    async with app.store.transaction() as tx:
        await tx.people.change(people[0], paused_until=NOW + timedelta(days=7))
    await plan_reminders(app, network, people, kind=OutboxKind.PROMPT)
    await tidy_outbox(app.store, clock.now())
    await fatma.commands("bezorging")
    assert "- Anna (De Linde): dit lid heeft een pauze aanstaan." in (await fatma.says("1")).text


async def test_a_facilitator_sees_only_their_network_and_who_is_in_it(
    app: App, fatma: Conversation, network: int
) -> None:
    other = await add_network(app, "west", "Netwerk West")
    await plan_reminders(app, other, await add_members(app, other, "Willem"))
    [left] = await add_members(app, network, "Lia")
    await plan_reminders(app, network, [left], lead="P14D")
    await app.delivery.send_all_due()
    async with app.store.transaction() as tx:
        await tx.people.remove(left, network)
    reply = await fatma.commands("bezorging")
    assert reply.text == "Er ging de laatste 30 dagen niets uit naar de leden van **Netwerk Oost**."


async def test_a_forged_choice_shows_nothing_of_another_network(
    app: App, fatma: Conversation, network: int
) -> None:
    other = await add_network(app, "west", "Netwerk West")
    await plan_reminders(app, other, await add_members(app, other, "Willem"))
    await plan_reminders(app, network, await add_members(app, network, "Anna"))
    reply = await fatma.commands("bezorging")
    name = "meeting-1/v1/reminder-P2D"
    assert [choice.value for choice in reply.choices] == [f"delivery-of:{network} {name}"]
    text = (await fatma.says("1")).text
    assert "Anna" in text
    assert "Willem" not in text


async def test_members_are_refused(app: App, messenger: FakeMessenger, network: int) -> None:
    await add_members(app, network, "Anna")
    anna = Conversation(app, messenger, sender="anna")
    assert (await anna.commands("bezorging")).text == "Dat kunnen alleen begeleiders van het netwerk."


async def test_whoever_facilitates_two_networks_is_asked_which(
    app: App, fatma: Conversation, network: int
) -> None:
    other = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        fatma_id = (await tx.people.all(network))[0].id
        await tx.people.place(fatma_id, other, Role.FACILITATOR, NOW)
    assert labels(await fatma.commands("delivery")) == ["Netwerk Oost", "Netwerk West"]
    assert "Netwerk West" in (await fatma.presses("Netwerk West")).text


async def test_of_many_a_page_is_shown(app: App, fatma: Conversation, network: int, clock: FakeClock) -> None:
    people = await add_members(app, network, *(f"Lid{number:03}" for number in range(60)))
    async with app.store.transaction() as tx:
        for person in people[:30]:
            await tx.doors.release(person, "fake", f"lid{people.index(person):03}")
    await plan_reminders(app, network, people)
    await tidy_outbox(app.store, clock.now())
    await fatma.commands("bezorging")
    text = (await fatma.says("1")).text
    assert "0 kregen het, 30 niet, 30 wachten nog." in text
    assert text.count("En nog 10.") == 2
    assert len(text) < 4096


async def test_names_and_organisations_are_shown_as_they_are(
    app: App, fatma: Conversation, network: int, clock: FakeClock
) -> None:
    person = await add_person(app, "<b>*Eva*</b>", {network: Role.MEMBER}, organisation="De _Els_")
    await plan_reminders(app, network, [person])
    await tidy_outbox(app.store, clock.now())
    await fatma.commands("bezorging")
    assert r"- <b>\*Eva\*</b> (De \_Els\_): er is geen app meer" in (await fatma.says("1")).text


@pytest.mark.parametrize("reason", [*FORBIDDEN.values(), *GONE.values()])
def test_every_way_in_which_telegram_loses_somebody_has_an_advice_of_its_own(reason: str) -> None:
    about_groups = ("group deleted", "may not write in the group")
    assert (why(reason) == "technical") == (reason in about_groups)


@pytest.mark.parametrize("reason", [None, "", "refused by Telegram", "x" * 5000])
def test_what_nobody_foresaw_is_for_the_operator(reason: str | None) -> None:
    assert why(reason) == "technical"
