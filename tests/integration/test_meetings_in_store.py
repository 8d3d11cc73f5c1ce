"""Meetings, answers, agendas, attendance and calendars as they are kept; the same on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.contract import Choice, Reply
from bot.store import Database, Transaction
from bot.store.meeting_tables import calendar_feeds, invitees, meetings, rsvps
from bot.store.tables import choice_list, organisations
from handlers.meet.meetings import Presence, Rsvp
from handlers.people.people import Role
from scheduler.housekeeping import forget_old
from scheduler.meetings import Answer, NewMeeting
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.retention import RULES
from tests.meetings import AMSTERDAM, at

NOW = at("2026-11-10 10:00")
START = at("2026-12-03 14:00")
DAY = timedelta(days=1)
FRESH = NewMeeting(1, "School", START, "PT2H", AMSTERDAM, announced_at=NOW)


@pytest.fixture
async def people(store: Database) -> list[int]:
    """Three members of one network, at one organisation."""
    async with store.transaction() as tx:
        network_id = await tx.networks.add("oost", "Oost", timezone=AMSTERDAM, language="nl")
        linde = await tx.organisations.ensure("De Linde")
        ids = [
            await tx.people.add(name, linde, None, "nl", NOW, started=True) for name in ("An", "Bo", "Cas")
        ]
        for person_id in ids:
            await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    return ids


async def scalar(tx: Transaction, statement: Any) -> Any:
    """One value, straight from the database."""
    return await tx._connection.scalar(statement)


async def answered(tx: Transaction, meeting_id: int, answers: dict[int, Answer]) -> None:
    """These people were invited and answered."""
    await tx.invitees.invite(meeting_id, [(one, f"card-{one}", NOW) for one in answers], 1)
    for person_id, answer in answers.items():
        await tx.rsvps.give(Rsvp(meeting_id, person_id, answer, NOW, 1))


async def test_a_meeting_comes_back_as_it_was_given(store: Database, people: list[int]) -> None:
    fresh = replace(
        FRESH, place="Utrecht", link="https://x.nl", reminders=("P3D",), series="s", created_by="p"
    )
    async with store.transaction() as tx:
        found = await tx.meetings.get(await tx.meetings.add(fresh, NOW))
    assert found
    assert (found.start, found.end) == (START, START + timedelta(hours=2))
    assert (found.local_start, found.timezone) == ("2026-12-03T14:00:00", AMSTERDAM)
    assert (found.place, found.link, found.reminders) == ("Utrecht", "https://x.nl", ("P3D",))
    assert (found.moves, found.sequence, found.status_at(NOW)) == (0, 0, "planned")
    assert found.status_at(found.end) == "past"


async def test_no_reminders_is_something_else_than_those_of_the_network(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        own, network = [
            await tx.meetings.add(replace(FRESH, reminders=reminders), NOW) for reminders in ((), None)
        ]
        found = [await tx.meetings.get(one) for one in (own, network)]
    assert [meeting.reminders for meeting in found if meeting] == [(), None]


async def test_coming_and_past_meetings_are_found_and_cancelled_ones_are_not(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        ids = [await tx.meetings.add(replace(FRESH, start=START + days * DAY), NOW) for days in (7, 0, 14)]
        last = await tx.meetings.get(ids[2])
        assert last
        assert await tx.meetings.cancel(last, "ziek", NOW)
        during = START + timedelta(hours=1)
        assert [one.id for one in await tx.meetings.coming([1], during)] == [ids[1], ids[0]]
        assert [one.id for one in await tx.meetings.coming([2], during)] == []
        after = START + 20 * DAY
        assert [one.id for one in await tx.meetings.over([1], START, after)] == [ids[1], ids[0]]
        assert [one.id for one in await tx.meetings.over([1], START + DAY, after)] == [ids[0]]
        assert [one.id for one in await tx.meetings.all(1)] == [ids[1], ids[0], ids[2]]


async def test_every_meeting_has_its_own_uid_which_stays_when_it_moves(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        ids = [await tx.meetings.add(FRESH, NOW) for _ in range(2)]
        first, second = [await tx.meetings.get(one) for one in ids]
        assert first
        assert second
        assert first.uid != second.uid
        assert await tx.meetings.move(first, START + DAY, NOW)
        moved = await tx.meetings.get(first.id)
    assert moved
    assert (moved.uid, moved.sequence, moved.moves, moved.moved_from) == (first.uid, 1, 1, START)


async def test_the_people_who_prepare_are_those_that_were_named_last(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await tx.meetings.set_preparers(meeting_id, [people[0], people[1], people[1]])
        await tx.meetings.set_preparers(meeting_id, [people[2], people[1]])
        assert await tx.meetings.preparers(meeting_id) == [(people[1], "Bo"), (people[2], "Cas")]


# Answers


async def test_the_last_answer_counts(store: Database, people: list[int]) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await answered(tx, meeting_id, {people[0]: Answer.NO})
        later = Rsvp(meeting_id, people[0], Answer.REPLACED, NOW + DAY, 2, people[1], "Bo")
        await tx.rsvps.give(later)
        assert await tx.rsvps.of(meeting_id, people[0]) == later
        assert await tx.rsvps.all(meeting_id) == [later]
        assert await tx.rsvps.of(meeting_id, people[1]) is None


async def test_who_was_invited_and_says_nothing_is_silent(store: Database, people: list[int]) -> None:
    async with store.transaction() as tx:
        ids = [await tx.meetings.add(FRESH, NOW) for _ in range(2)]
        await answered(tx, ids[0], {people[0]: Answer.YES, people[1]: Answer.MAYBE})
        await tx.invitees.invite(ids[0], [(people[2], "card", NOW)], 1)
        counts = await tx.rsvps.counts(ids, NOW)
    assert {answer: counts[ids[0]].of(answer) for answer in Answer} == {
        Answer.YES: 1,
        Answer.NO: 0,
        Answer.MAYBE: 1,
        Answer.REPLACED: 0,
    }
    assert (counts[ids[0]].silent, counts[ids[1]].silent) == (1, 0)


async def test_who_left_counts_only_for_what_is_over(store: Database, people: list[int]) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await answered(tx, meeting_id, {people[0]: Answer.YES, people[1]: Answer.YES})
        await tx.people.remove(people[0], 1)
        before = (await tx.rsvps.counts([meeting_id], NOW))[meeting_id]
        after = (await tx.rsvps.counts([meeting_id], START + DAY))[meeting_id]
    assert (before.of(Answer.YES), after.of(Answer.YES)) == (1, 2)


async def test_a_card_is_the_message_that_was_named_last(store: Database, people: list[int]) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await answered(tx, meeting_id, {people[0]: Answer.YES})
        assert await tx.invitees.card_key(meeting_id, people[0]) == f"card-{people[0]}"
        await tx.invitees.keep_card(meeting_id, people[0], "other")
        assert await tx.invitees.card_key(meeting_id, people[0]) == "other"
        assert await tx.invitees.card_key(meeting_id, people[1]) is None
        assert await tx.invitees.ids(meeting_id) == {people[0]}


# Agenda and attendance


async def test_the_agenda_has_what_is_chosen_first_and_then_what_most_people_want(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        meeting_id, other = [await tx.meetings.add(FRESH, NOW) for _ in range(2)]
        first, second, third = [
            await tx.agenda.add(1, None, people[0], text, NOW + number * DAY)
            for number, text in enumerate(("uitval", "vervoer", "ouders"))
        ]
        await tx.agenda.add(1, other, people[0], "elders", NOW)
        assert await tx.agenda.vote(second, people[0])
        assert not await tx.agenda.vote(second, people[0])
        assert await tx.agenda.vote(second, people[1])
        await tx.agenda.choose(third, meeting_id, chosen=True)
        items = await tx.agenda.for_meeting(1, meeting_id)
        assert [(item.id, item.votes, item.chosen) for item in items] == [
            (third, 0, True),
            (second, 2, False),
            (first, 0, False),
        ]
        assert await tx.agenda.unvote(second, people[0])
        assert not await tx.agenda.unvote(second, people[0])
        found = await tx.agenda.get(second)
        assert found
        assert found.votes == 1
        await tx.agenda.remove(second)
        assert await tx.agenda.get(second) is None


async def test_who_was_there_is_noted_once_a_person_with_where_they_worked_then(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await tx.attendance.note(meeting_id, people[0], Presence.ABSENT)
        await tx.attendance.note(meeting_id, people[0], Presence.REPLACED, "Gijs")
        guest = await tx.attendance.add_guest(meeting_id, "Gast", None)
        await tx.people.change(people[0], organisation_id=await tx.organisations.ensure("De Beuk"))
        found = await tx.attendance.all([meeting_id])
        await tx.attendance.remove(guest)
        left = await tx.attendance.all([meeting_id])
    assert [(one.name, one.organisation, one.status, one.replaced_by) for one in found] == [
        ("An", "De Linde", Presence.REPLACED, "Gijs"),
        ("Gast", None, Presence.PRESENT, None),
    ]
    assert [one.name for one in left] == ["An"]


async def test_a_calendar_has_one_secret_at_a_time_of_which_only_a_digest_is_kept(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        for token in ("first", "second"):
            await tx.calendar_feeds.renew(people[0], token, NOW)
        assert [await tx.calendar_feeds.owner(token) for token in ("first", "second")] == [None, people[0]]
        assert "second" not in await scalar(tx, select(calendar_feeds.c.token_hash))
        assert await tx.calendar_feeds.revoke(people[0])
        assert not await tx.calendar_feeds.revoke(people[0])
        assert await tx.calendar_feeds.owner("second") is None


# What is left


async def test_head_counts_stay_when_somebody_is_forgotten(store: Database, people: list[int]) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        await answered(tx, meeting_id, {people[0]: Answer.YES, people[1]: Answer.YES})
        await tx.attendance.note(meeting_id, people[0], Presence.PRESENT)
        await tx.own_data.erase(await tx.own_data.subject(people[0]), NOW)
        counts = (await tx.rsvps.counts([meeting_id], START + DAY))[meeting_id]
        [there] = await tx.attendance.all([meeting_id])
        assert await tx.invitees.ids(meeting_id) == {people[1]}
    assert counts.of(Answer.YES) == 2
    assert (there.person_id, there.name, there.organisation, there.status) == (
        None,
        None,
        "De Linde",
        Presence.PRESENT,
    )


async def test_an_organisation_that_goes_takes_its_name_from_the_attendance(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(FRESH, NOW)
        for person_id in people:
            await tx.attendance.note(meeting_id, person_id, Presence.PRESENT)
        for person_id in people:
            await tx.own_data.erase(await tx.own_data.subject(person_id), NOW)
        found = await tx.attendance.all([meeting_id])
        assert await scalar(tx, select(func.count()).select_from(organisations)) == 0
    assert [(one.organisation, one.status) for one in found] == [(None, Presence.PRESENT)] * 3


async def test_names_of_guests_go_after_a_month_and_whose_answer_it_was_after_three_years(
    store: Database, people: list[int]
) -> None:
    async with store.transaction() as tx:
        meeting_id = await tx.meetings.add(replace(FRESH, created_by="p1"), NOW)
        await answered(tx, meeting_id, {people[0]: Answer.YES})
        await tx.rsvps.give(Rsvp(meeting_id, people[0], Answer.REPLACED, NOW, 1, replaced_by_name="Gijs"))
        await tx.attendance.add_guest(meeting_id, "Gast", None)
    end = START + timedelta(hours=2)
    await forget_old(store, RULES, end + 31 * DAY)
    async with store.reading() as tx:
        [rsvp] = await tx.rsvps.all(meeting_id)
        [guest] = await tx.attendance.all([meeting_id])
    assert (rsvp.person_id, rsvp.answer, rsvp.replaced_by_name, guest.name) == (
        people[0],
        Answer.REPLACED,
        None,
        None,
    )
    await forget_old(store, RULES, end + 36 * 31 * DAY)
    async with store.reading() as tx:
        [rsvp] = await tx.rsvps.all(meeting_id)
        assert (rsvp.person_id, rsvp.answer) == (None, Answer.REPLACED)
        assert await scalar(tx, select(func.count()).select_from(invitees)) == 0
        assert await scalar(tx, select(meetings.c.created_by)) is None


# Two who turn out to be one


async def test_what_two_left_at_meetings_is_ones_when_they_are_one(
    store: Database, people: list[int]
) -> None:
    old, new, other = people
    async with store.transaction() as tx:
        both, one = [await tx.meetings.add(FRESH, NOW) for _ in range(2)]
        await answered(tx, both, {old: Answer.NO, new: Answer.YES})
        await tx.rsvps.give(Rsvp(both, old, Answer.MAYBE, NOW + DAY, 1))
        await tx.invitees.invite(one, [(old, f"meeting-{one}/v1/person-{old}/invitation", NOW)], 1)
        await tx.rsvps.give(Rsvp(one, old, Answer.YES, NOW, 1))
        await tx.rsvps.give(Rsvp(one, other, Answer.REPLACED, NOW, 1, replaced_by_person=old))
        await tx.meetings.set_preparers(both, [old, new])
        item_id = await tx.agenda.add(1, one, old, "uitval", NOW)
        await tx.agenda.vote(item_id, old)
        await tx.agenda.vote(item_id, new)
        await tx.attendance.note(one, old, Presence.PRESENT)
        await tx.meetings.hand_over(old, new)
        await tx.people.erase(old)
        answers = {meeting_id: await tx.rsvps.of(meeting_id, new) for meeting_id in (both, one)}
        card = await tx.invitees.card_key(one, new)
        item = await tx.agenda.get(item_id)
        [there] = await tx.attendance.all([one])
        preparers = await tx.meetings.preparers(both)
        replaced = await tx.rsvps.of(one, other)
        assert await scalar(tx, select(func.count()).select_from(rsvps)) == 3
    assert [rsvp.answer for rsvp in answers.values() if rsvp] == [Answer.MAYBE, Answer.YES]
    assert card == f"meeting-{one}/v1/person-{new}/invitation"
    assert item
    assert (item.person_id, item.votes) == (new, 1)
    assert (there.person_id, preparers) == (new, [(new, "Bo")])
    assert replaced
    assert replaced.replaced_by_person == new


async def test_an_invitation_can_be_answered_until_the_meeting_begins(
    store: Database, people: list[int]
) -> None:
    """Lists of choices are closed after a month; a meeting may be further away."""
    start = NOW + 100 * DAY
    reply = Reply("Kom je?", (Choice("Ja", "rsvp:1:yes:1"),))
    async with store.transaction() as tx:
        await tx.doors.belongs_to("fake", "an", people[0])
        await tx.doors.opened("fake", "an", "chat-an")
        await tx.outbox.plan(
            [Planned("k", OutboxKind.INVITATION, ToPerson(people[0]), reply, NOW, start, subject="meeting-1")]
        )
        assert await tx.outbox.claim(("fake",), "me", NOW, broadcasts_to=("fake",))
        assert await scalar(tx, select(choice_list.c.expires_at)) == start
