"""How long what is kept: to the day, on both databases, and what becomes of it then."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.contract import Address, Choice, IncomingMessage, Kind, MessageRef
from bot.store import Database, Transaction
from bot.store.tables import audit, feedback, organisations
from handlers.choices import LIST_OPEN_FOR, ChoiceList
from handlers.learn.tips import StoredTip, TipStatus
from handlers.meet.meetings import Rsvp
from handlers.people.people import Function, Role
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.steps import STEP_OPEN_FOR, PendingStep
from scheduler.housekeeping import forget_old, overdue
from scheduler.meetings import Answer, NewMeeting
from scheduler.retention import RULES, rules_with
from scheduler.rounds import AskedState
from tests.outbox_rows import ANNA, NOW, planned, statuses
from tests.tips import lamp_tip

A_MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)
UTC_ZONE = ZoneInfo("UTC")
Filling = Callable[[Transaction], Awaitable[object]]


async def add_network(tx: Transaction) -> int:
    """A network."""
    return await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")


async def add_person(tx: Transaction) -> int:
    """Anna, at her door, in no network."""
    linde = await tx.organisations.ensure("De Linde")
    person_id = await tx.people.add("Anna", linde, Function.OTHER, "nl", NOW, started=True)
    await tx.doors.belongs_to("fake", "anna", person_id)
    return person_id


async def send_message(tx: Transaction) -> None:
    """A message that has arrived."""
    claimed = await tx.outbox.plan_claimed(planned("sent"), "me", NOW)
    await tx.outbox.record_sent(claimed, MessageRef(ANNA, "m1"), NOW)


async def invite(tx: Transaction) -> None:
    """An invitation that expires now."""
    network_id = await add_network(tx)
    await tx.invitations.add("ABCDE-FGHJK", network_id, Role.MEMBER, uses=1, expires_at=NOW, by="operator")


async def prompt(tx: Transaction) -> None:
    """A prompt that Anna got today."""
    network_id, person_id = await add_network(tx), await add_person(tx)
    today = NOW.date()
    asked = AskedPrompt(person_id, network_id, today, "small-success", today, AskedState.ASKED)
    await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    await tx.prompt_answers.asked([asked])


async def look_back(tx: Transaction) -> None:
    """Anna's reflection on a meeting."""
    meeting_id, person_id = await hold_meeting(tx), await add_person(tx)
    meeting = await tx.meetings.get(meeting_id)
    assert meeting
    await tx.people.place(person_id, meeting.network_id, Role.MEMBER, NOW)
    await tx.reflections.note(person_id, meeting.network_id, meeting_id, NOW, mark=8)


async def hold_meeting(tx: Transaction) -> int:
    """A meeting that ends now; the id."""
    network_id = await add_network(tx)
    fresh = NewMeeting(network_id, "School", NOW - timedelta(hours=2), "PT2H", "Europe/Amsterdam")
    return await tx.meetings.add(fresh, NOW - DAY)


async def meet(tx: Transaction) -> None:
    """Anna said that she would come to a meeting."""
    meeting_id, person_id = await hold_meeting(tx), await add_person(tx)
    await tx.rsvps.give(Rsvp(meeting_id, person_id, Answer.YES, NOW - DAY, 1))


async def bring_guest(tx: Transaction) -> None:
    """Somebody came along to a meeting."""
    await tx.attendance.add_guest(await hold_meeting(tx), "Gijs", None)


async def bring(tx: Transaction) -> None:
    """Anna brought a question."""
    network_id, person_id = await add_network(tx), await add_person(tx)
    await tx.agenda.add(network_id, None, person_id, "Wat doe je bij uitval?", NOW)


async def try_tip(tx: Transaction) -> None:
    """A tip helped Anna."""
    network_id, person_id = await add_network(tx), await add_person(tx)
    await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    await tx.tip_uses.add(person_id, network_id, "rust", NOW, NOW + DAY)


FILLINGS: dict[str, Filling] = {
    "members": add_person,
    "visitors": lambda tx: tx.doors.speak("fake", "vera", "en"),
    "questions": lambda tx: tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW),
    "reflections": look_back,
    "prompts": prompt,
    "tips": lambda tx: tx.tips.add(StoredTip(lamp_tip(None), TipStatus.DRAFT, "schuilnaam", NOW)),
    "experiences": try_tip,
    "opinions": lambda tx: tx.feedback.give("fake", "anna", "rust", helped=True, at=NOW),
    "messages": send_message,
    "lists": lambda tx: tx.choices.add(
        ChoiceList("list", ANNA, "nl", (Choice("Ja", "yes:"),), NOW + LIST_OPEN_FOR)
    ),
    "steps": lambda tx: tx.steps.open(
        ANNA, "anna", PendingStep("question", {}, "list", "nl", NOW + STEP_OPEN_FOR)
    ),
    "attendance": meet,
    "guests": bring_guest,
    "agenda": bring,
    "handled": lambda tx: tx.handled.add("fake", "1", NOW),
    "invitations": invite,
    "wrong-codes": lambda tx: tx.invitations.note_wrong_code("fake", "anna", NOW),
    "surplus": lambda tx: tx.surplus.add(
        [IncomingMessage("1", Kind.TEXT, "anna", Address("fake", "chat-anna"), "hoi")], NOW
    ),
    "audit": lambda tx: tx.audit.note("operator", "set", NOW),
}


def test_every_rule_is_tried_here() -> None:
    by_day = {"guard-counts", "gaps"}  # in test_guard_in_store and test_knowledge_gaps
    assert set(FILLINGS) == {rule.kind for rule in RULES} - by_day


# What is kept with its day alone counts from the end of that day.
SINCE = {"prompts": datetime.combine(NOW.date() + DAY, time(0), UTC) - A_MOMENT}


@pytest.mark.parametrize("kind", FILLINGS)
async def test_what_is_kept_is_kept_as_long_as_the_rule_says_and_no_longer(
    store: Database, kind: str
) -> None:
    async with store.transaction() as tx:
        await FILLINGS[kind](tx)
        await tx.retention.note_leavers(NOW)
    [rule] = [rule for rule in RULES if rule.kind == kind]
    last = rule.period.after(SINCE.get(kind, NOW), UTC_ZONE)
    assert await overdue(store, [rule], last) == {kind: 0}
    assert await forget_old(store, [rule], last) == {kind: 0}
    assert await overdue(store, [rule], last + A_MOMENT) == {kind: 1}
    assert await forget_old(store, [rule], last + A_MOMENT) == {kind: 1}
    assert await overdue(store, [rule], last + 10 * A_MOMENT) == {kind: 0}
    assert await forget_old(store, [rule], last + 1000 * DAY) == {kind: 0}


async def test_an_opinion_past_its_time_counts_on_without_saying_whose_it_was(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.feedback.give("fake", "anna", "rust", helped=True, at=NOW)
        await tx.feedback.give("fake", "bram", "rust", helped=False, at=NOW)
    await forget_old(store, RULES, NOW + 400 * DAY)
    async with store.reading() as tx:
        rows = (await tx._connection.execute(select(feedback))).all()
    assert sorted(row.helped for row in rows) == [False, True]
    assert not {row.sender for row in rows} & {"anna", "bram"}


async def test_whoever_left_every_network_is_erased_after_a_month_and_that_is_noted(store: Database) -> None:
    async with store.transaction() as tx:
        network_id = await add_network(tx)
        person_id = await add_person(tx)
        await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    await forget_old(store, RULES, NOW + 100 * DAY)
    async with store.transaction() as tx:
        person = await tx.people.get(person_id)
        assert person
        await tx.people.remove(person_id, network_id)
    await forget_old(store, RULES, NOW + 101 * DAY)
    await forget_old(store, RULES, NOW + 131 * DAY)
    async with store.reading() as tx:
        assert await tx.people.get(person_id)
    await forget_old(store, RULES, NOW + 132 * DAY)
    async with store.reading() as tx:
        assert await tx.people.get(person_id) is None
        assert (await tx.people.at_door("fake", "anna")).person is None
        assert (await tx._connection.execute(select(organisations))).all() == []
        [note] = (await tx._connection.execute(select(audit))).all()
    assert (note.actor, note.action, note.subject) == ("retention", "erase", person.pseudonym)


async def test_whoever_comes_back_in_time_stays(store: Database) -> None:
    async with store.transaction() as tx:
        network_id = await add_network(tx)
        person_id = await add_person(tx)
    await forget_old(store, RULES, NOW)
    async with store.transaction() as tx:
        await tx.people.place(person_id, network_id, Role.MEMBER, NOW + 20 * DAY)
    await forget_old(store, RULES, NOW + 40 * DAY)
    async with store.transaction() as tx:
        await tx.people.remove(person_id, network_id)
    await forget_old(store, RULES, NOW + 60 * DAY)
    async with store.reading() as tx:
        assert await tx.people.get(person_id)


async def test_what_is_still_to_be_sent_is_never_forgotten(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.outbox.plan([planned("waiting")])
    await forget_old(store, RULES, NOW + 1000 * DAY)
    assert await statuses(store) == {"waiting": "pending"}


async def test_a_period_can_be_set(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW)
    assert (await overdue(store, rules_with("questions=P1W"), NOW + 8 * DAY))["questions"] == 1
    assert (await overdue(store, rules_with("audit=P1W"), NOW + 8 * DAY))["questions"] == 0
