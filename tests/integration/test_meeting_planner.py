"""Messages about meetings get into the outbox: once each, whatever happens meanwhile; on both databases."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select

from bot.store import Database, Transaction
from bot.store.tables import outbox
from handlers.meet import meeting_changes
from handlers.meet.meeting_changes import Change
from handlers.meet.meeting_planner import plan_meeting, plan_meetings, replan_for
from handlers.meet.meetings import Rsvp
from handlers.people.people import Role
from handlers.texts import Catalogue, load_catalogue
from scheduler.housekeeping import tidy_outbox
from scheduler.meetings import Answer, Meeting, NewMeeting
from tests.meetings import AMSTERDAM, at, clock

NOW = at("2026-11-10 10:00")
START = at("2026-12-03 14:00")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load_catalogue()


async def network(store: Database, people: int = 2, *, key: str = "oost") -> list[int]:
    """A network with this many members; their ids."""
    async with store.transaction() as tx:
        network_id = await tx.networks.add(key, "Oost", timezone=AMSTERDAM, language="nl")
        return [await add_member(tx, network_id, NOW) for _ in range(people)]


async def add_member(tx: Transaction, network_id: int, moment: datetime) -> int:
    """Somebody new in a network; the id."""
    person_id = await tx.people.add("Anna", None, None, None, moment, started=True)
    await tx.people.place(person_id, network_id, Role.MEMBER, moment)
    return person_id


async def add_meeting(
    store: Database, start: datetime = START, *, announced: bool = True, now: datetime = NOW
) -> int:
    """A meeting of the first network; the id."""
    fresh = NewMeeting(
        1,
        "School",
        start,
        "PT2H",
        AMSTERDAM,
        link="https://x.nl/a_b",
        announced_at=now if announced else None,
    )
    async with store.transaction() as tx:
        return await meeting_changes.add(tx, fresh, now, "operator")


async def get(store: Database, meeting_id: int = 1) -> Meeting:
    """A meeting as it is."""
    async with store.reading() as tx:
        meeting = await tx.meetings.get(meeting_id)
    assert meeting
    return meeting


async def rows(store: Database, person_id: int = 1) -> dict[str, str]:
    """What stands in the outbox for somebody: the status by version and name, such as `v1 invitation`."""
    async with store.reading() as tx:
        found = await tx._connection.execute(
            select(outbox).where(outbox.c.person_id == person_id).order_by(outbox.c.not_before, outbox.c.id)
        )
        parts = [(row.key.split("/"), row.status) for row in found]
    return {f"{key[1]} {key[3]}": status for key, status in parts}


async def row_of(store: Database, key: str) -> Row[Any]:
    """A row of the outbox."""
    async with store.reading() as tx:
        return (await tx._connection.execute(select(outbox).where(outbox.c.key == key))).one()


async def send(store: Database, now: datetime) -> None:
    """Everything that is due has been sent."""
    async with store.transaction() as tx:
        await tx._connection.execute(
            outbox.update()
            .where(outbox.c.status == "pending", outbox.c.not_before <= now)
            .values(status="sent", sent_at=now)
        )


async def pass_time(store: Database, texts: Catalogue, moments: Sequence[datetime]) -> None:
    """Plan, send and tidy at each of these moments."""
    for moment in moments:
        await plan_meetings(store, texts, moment)
        await send(store, moment)
        await tidy_outbox(store, moment)


async def answer(store: Database, texts: Catalogue, given: Answer, now: datetime, person_id: int = 1) -> None:
    """Somebody answers to the meeting."""
    async with store.transaction() as tx:
        meeting = await tx.meetings.get(1)
        assert meeting
        await tx.rsvps.give(Rsvp(1, person_id, given, now, meeting.version))
        await replan_for(tx, texts, 1, person_id, now)


# Invitations and reminders


async def test_everybody_is_invited_when_a_meeting_is_announced(store: Database, texts: Catalogue) -> None:
    await network(store)
    await add_meeting(store)
    assert await plan_meetings(store, texts, NOW) == 2
    row = await row_of(store, "meeting-1/v1/person-1/invitation")
    assert (row.status, row.kind, row.subject, row.network_id) == ("pending", "invitation", "meeting-1", 1)
    assert (row.not_before, row.not_after) == (NOW, START)
    assert "**School**\ndonderdag 3 december 2026, 14.00 uur tot 16.00 uur" in row.reply["text"]
    assert [value for _, value, *_ in row.reply["choices"]] == [
        f"rsvp:1:{name}:1" for name in ("yes", "no", "maybe", "replaced")
    ]


async def test_planning_again_changes_nothing(store: Database, texts: Catalogue) -> None:
    await network(store)
    meeting_id = await add_meeting(store)
    await plan_meetings(store, texts, NOW)
    assert await plan_meetings(store, texts, NOW) == 0
    assert await plan_meeting(store, texts, meeting_id, NOW + MINUTE) == 0


async def test_a_meeting_without_members_is_planned_in_silence(store: Database, texts: Catalogue) -> None:
    await network(store, 0)
    await add_meeting(store)
    assert await plan_meetings(store, texts, NOW) == 0


async def test_somebody_silent_gets_everything_once_in_the_whole_life_of_a_meeting(
    store: Database, texts: Catalogue
) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW + timedelta(hours=hours) for hours in range(25 * 24)])
    assert await rows(store) == {
        f"v1 {name}": "sent"
        for name in ("invitation", "reminder-P14D", "nudge", "reminder-P2D", "reminder-PT2H")
    }
    async with store.reading() as tx:
        assert await tx.meetings.to_plan(START + 100 * DAY) == []


async def test_the_link_is_in_the_last_reminder_and_not_in_the_others(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    await pass_time(store, texts, [NOW, *(NOW + day * DAY for day in range(25))])
    texts_of = {
        name: (await row_of(store, f"meeting-1/v1/person-1/{name}")).reply["text"]
        for name in ("reminder-P2D", "reminder-PT2H", "nudge")
    }
    assert {name: "https://x.nl/a\\_b" in text for name, text in texts_of.items()} == {
        "reminder-P2D": False,
        "reminder-PT2H": True,
        "nudge": False,
    }


async def test_after_downtime_what_is_still_useful_comes_late_and_the_rest_expires_visibly(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    await pass_time(store, texts, [NOW, at("2026-12-02 10:00")])
    await tidy_outbox(store, at("2026-12-02 10:00"))
    found = await rows(store)
    assert found["v1 invitation"] == "sent"
    assert found["v1 reminder-P2D"] == "sent"
    async with store.reading() as tx:
        late = await tx._connection.execute(select(outbox.c.key, outbox.c.not_after, outbox.c.status))
        expired = {row.key.split("/")[3] for row in late if row.not_after < at("2026-12-02 10:00")}
    assert expired == {"reminder-P14D", "nudge"}


async def test_a_meeting_that_is_not_announced_waits_until_it_is(store: Database, texts: Catalogue) -> None:
    await network(store)
    meeting_id = await add_meeting(store, announced=False)
    assert await plan_meetings(store, texts, NOW) == 0
    async with store.transaction() as tx:
        assert await tx.meetings.announce(meeting_id, NOW + DAY, NOW)
        assert not await tx.meetings.announce(meeting_id, NOW, NOW)
    assert await plan_meetings(store, texts, NOW) == 2
    assert (await row_of(store, "meeting-1/v1/person-1/invitation")).not_before == NOW + DAY


async def test_who_comes_later_is_invited_then(store: Database, texts: Catalogue) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW])
    later = at("2026-12-01 16:00")
    await pass_time(store, texts, [later])
    async with store.transaction() as tx:
        person_id = await add_member(tx, 1, later)
    assert await plan_meetings(store, texts, later) == 1
    await pass_time(store, texts, [START - timedelta(hours=1)])
    assert await rows(store, person_id) == {"v1 invitation": "sent", "v1 reminder-PT2H": "sent"}


async def test_a_meeting_announced_the_day_before_is_reminded_of_as_well(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store, now=START - timedelta(hours=20))
    await pass_time(store, texts, [START - timedelta(hours=20)])
    assert await rows(store) == {"v1 invitation": "sent", "v1 reminder-PT2H": "pending"}


async def test_a_large_network_is_planned_in_batches_and_nobody_is_left_out(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1203)
    meeting_id = await add_meeting(store)
    assert await plan_meetings(store, texts, NOW) == 1203
    async with store.reading() as tx:
        assert len(await tx.invitees.ids(meeting_id)) == 1203


async def test_two_planners_at_once_plan_everything_once(store: Database, texts: Catalogue) -> None:
    await network(store, 700)
    await add_meeting(store)
    new = await asyncio.gather(*(plan_meetings(store, texts, NOW) for _ in range(3)))
    assert sum(new) == 700


async def test_after_a_crash_halfway_the_rest_is_planned_and_nothing_twice(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1203)
    await add_meeting(store)
    with pytest.raises(ConnectionError):
        await plan_meetings(CrashingStore(store), texts, NOW)
    assert await plan_meetings(store, texts, NOW + MINUTE) == 703
    assert await plan_meetings(store, texts, NOW + 2 * MINUTE) == 0


class CrashingStore:
    """A database that goes away before the second batch is in."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._batches = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self._batches += 1
        async with self._store.transaction() as tx:
            yield tx
            if self._batches == 2:
                raise ConnectionError("the database went away")

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._store.reading()


async def test_what_was_sent_is_not_sent_again_when_its_account_is_forgotten(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store, START + 300 * DAY)
    async with store.transaction() as tx:
        await tx.people.remind(1, 1, ["P200D", "PT2H"], NOW)
    await pass_time(store, texts, [NOW, NOW + 124 * DAY])
    assert set(await rows(store)) == {"v1 invitation", "v1 reminder-P200D"}
    async with store.transaction() as tx:
        await tx._connection.execute(outbox.delete())
        await tx.networks.change(1, NOW + 125 * DAY, reminders=["P1D"])
        await add_member(tx, 1, NOW + 125 * DAY)
    await pass_time(store, texts, [NOW + 125 * DAY, NOW + 126 * DAY])
    assert await rows(store) == {}
    assert await rows(store, 2) == {"v1 invitation": "sent"}


async def test_a_clock_that_jumps_a_day_ahead_and_back_doubles_and_loses_nothing(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    moments = [NOW + timedelta(hours=6 * step) for step in range(100)]
    jumping = [
        moment + (DAY if step % 3 == 1 else -DAY if step % 3 == 2 else timedelta())
        for step, moment in enumerate(moments)
    ]
    for moment in jumping:
        await plan_meetings(store, texts, moment)
    assert set(await rows(store)) == {
        f"v1 {name}" for name in ("invitation", "reminder-P14D", "nudge", "reminder-P2D", "reminder-PT2H")
    }


# Answers


async def test_who_says_no_is_not_reminded_any_more_also_of_what_was_planned(
    store: Database, texts: Catalogue
) -> None:
    await network(store)
    await add_meeting(store)
    eve = at("2026-12-01 12:00")
    await pass_time(store, texts, [NOW, at("2026-11-19 15:00"), at("2026-11-26 15:00"), eve])
    assert (await rows(store))["v1 reminder-P2D"] == "pending"
    await answer(store, texts, Answer.NO, eve)
    assert (await rows(store))["v1 reminder-P2D"] == "cancelled"
    await pass_time(store, texts, [START - DAY, START - MINUTE])
    assert "v1 reminder-PT2H" not in await rows(store)
    assert (await rows(store, 2))["v1 reminder-PT2H"] == "sent"


async def test_who_thinks_better_of_it_is_reminded_after_all(store: Database, texts: Catalogue) -> None:
    await network(store, 1)
    await add_meeting(store)
    eve = at("2026-12-01 12:00")
    await pass_time(store, texts, [NOW, eve])
    await answer(store, texts, Answer.NO, eve)
    await answer(store, texts, Answer.YES, eve + MINUTE)
    row = await row_of(store, "meeting-1/v1/person-1/reminder-P2D")
    assert (row.status, "Je komt, fijn" in row.reply["text"]) == ("pending", True)


async def test_who_answers_in_time_is_not_nudged(store: Database, texts: Catalogue) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW, at("2026-11-25 15:00")])
    assert (await rows(store))["v1 nudge"] == "pending"
    await answer(store, texts, Answer.MAYBE, at("2026-11-25 16:00"))
    assert (await rows(store))["v1 nudge"] == "cancelled"
    assert (await rows(store, 2))["v1 nudge"] == "pending"


async def test_who_leaves_is_not_reminded(store: Database, texts: Catalogue) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW])
    async with store.transaction() as tx:
        await tx.people.remove(1, 1)
    await pass_time(store, texts, [START - 2 * DAY, START - MINUTE])
    assert set(await rows(store)) == {"v1 invitation"}
    assert (await rows(store, 2))["v1 reminder-PT2H"] == "sent"


async def test_many_who_answer_at_once_and_a_planner_do_not_hold_each_other_up(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 12)
    await add_meeting(store)
    await pass_time(store, texts, [NOW, at("2026-12-01 12:00")])
    eve = at("2026-12-01 12:30")
    async with asyncio.timeout(60):
        await asyncio.gather(
            plan_meetings(store, texts, eve),
            *(answer(store, texts, Answer.NO, eve, person_id) for person_id in range(1, 13)),
        )
    for person_id in range(1, 13):
        assert (await rows(store, person_id))["v1 reminder-P2D"] == "cancelled"


# Own lead times


async def test_a_member_is_reminded_at_their_own_times(store: Database, texts: Catalogue) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW])
    async with store.transaction() as tx:
        await tx.people.remind(1, 1, ["P1D"], NOW + DAY)
        await tx.people.remind(2, 1, [], NOW + DAY)
    await pass_time(store, texts, [NOW + hours * timedelta(hours=6) for hours in range(4, 100)])
    assert set(await rows(store)) == {"v1 invitation", "v1 nudge", "v1 reminder-P1D"}
    assert set(await rows(store, 2)) == {"v1 invitation"}


async def test_reminders_turned_off_take_back_what_waits_and_turned_on_bring_it_back(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    eve = at("2026-12-01 12:00")
    await pass_time(store, texts, [NOW, at("2026-11-29 12:00"), eve])
    for reminders, status in (([], "cancelled"), (None, "pending")):
        async with store.transaction() as tx:
            await tx.people.remind(1, 1, reminders, eve)
        await plan_meetings(store, texts, eve)
        assert (await rows(store))["v1 reminder-P2D"] == status


async def test_new_lead_times_of_a_network_bring_nothing_of_the_past(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    late = at("2026-11-30 12:00")
    await pass_time(store, texts, [NOW, at("2026-11-19 15:00"), late])
    async with store.transaction() as tx:
        await tx.networks.change(1, late, reminders=["P7D", "P1D"])
    await pass_time(store, texts, [late, late + DAY, START - MINUTE])
    found = await rows(store)
    assert "v1 reminder-P7D" not in found
    assert found["v1 reminder-P1D"] == "sent"


# Moved, called off, changed


async def test_a_move_cancels_what_waits_and_tells_everybody_who_was_invited(
    store: Database, texts: Catalogue
) -> None:
    await network(store)
    await add_meeting(store)
    eve = at("2026-12-01 12:00")
    await pass_time(store, texts, [NOW, eve])
    await answer(store, texts, Answer.YES, eve)
    async with store.transaction() as tx:
        moved = await meeting_changes.move(tx, await get(store), at("2026-12-10 14:00"), eve, "operator")
    assert moved is Change.DONE
    await plan_meetings(store, texts, eve)
    assert (await rows(store))["v1 reminder-P2D"] == "cancelled"
    notice = await row_of(store, "meeting-1/v2/person-1/move")
    assert (notice.kind, notice.not_before) == ("move", eve)
    assert "donderdag 3 december 2026, 14.00 uur is verzet" in notice.reply["text"]
    assert "Je zou komen. Kun je dan ook?" in notice.reply["text"]
    await pass_time(store, texts, [eve, at("2026-12-08 15:00"), at("2026-12-10 13:00")])
    assert {name for name in await rows(store) if name.startswith("v2")} == {
        "v2 move",
        "v2 reminder-P2D",
        "v2 reminder-PT2H",
    }
    async with store.reading() as tx:
        counts = (await tx.rsvps.counts([1], eve))[1]
    assert (counts.of(Answer.YES), counts.silent) == (1, 1)


async def test_who_had_not_got_the_invitation_yet_is_invited_to_the_new_date(
    store: Database, texts: Catalogue
) -> None:
    night = at("2026-11-10 22:00")
    await network(store, 1)
    await add_meeting(store, now=night)
    await plan_meetings(store, texts, night)
    async with store.transaction() as tx:
        await meeting_changes.move(tx, await get(store), at("2026-12-10 14:00"), night, "operator")
    await pass_time(store, texts, [night, at("2026-11-11 08:00")])
    assert await rows(store) == {"v1 invitation": "cancelled", "v2 invitation": "sent"}


async def test_who_had_not_heard_of_a_move_hears_of_the_next_one_alone(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    await pass_time(store, texts, [NOW])
    night = at("2026-11-11 23:00")
    for day in ("2026-12-10 14:00", "2026-12-17 14:00"):
        async with store.transaction() as tx:
            await meeting_changes.move(tx, await get(store), at(day), night, "operator")
        await plan_meetings(store, texts, night)
    await pass_time(store, texts, [at("2026-11-12 08:00")])
    assert await rows(store) == {"v1 invitation": "sent", "v2 move": "cancelled", "v3 move": "sent"}


async def test_a_cancelled_meeting_is_told_to_who_was_invited_and_to_nobody_else(
    store: Database, texts: Catalogue
) -> None:
    await network(store)
    await add_meeting(store)
    await pass_time(store, texts, [NOW])
    async with store.transaction() as tx:
        await add_member(tx, 1, NOW + DAY)
        done = await meeting_changes.cancel(tx, await get(store), "te weinig <mensen>", NOW + DAY, "operator")
    assert done is Change.DONE
    assert await plan_meetings(store, texts, NOW + DAY) == 2
    row = await row_of(store, "meeting-1/v1/person-1/cancel")
    assert "gaat niet door.\n\nDe reden: te weinig <mensen>" in row.reply["text"]
    assert await rows(store, 3) == {}
    assert await plan_meetings(store, texts, NOW + 2 * DAY) == 0


async def test_of_two_who_move_a_meeting_at_once_the_second_is_refused(
    store: Database, texts: Catalogue
) -> None:
    await network(store)
    await add_meeting(store)
    seen = await get(store)

    async def move(day: str) -> Change:
        async with store.transaction() as tx:
            return await meeting_changes.move(tx, seen, at(day), NOW, "operator")

    outcomes = await asyncio.gather(move("2026-12-10 14:00"), move("2026-12-11 14:00"))
    assert sorted(outcomes) == [Change.DONE, Change.OUTDATED]
    assert (await get(store)).moves == 1


async def test_what_is_cancelled_under_way_or_the_same_is_not_moved(store: Database) -> None:
    await network(store)
    await add_meeting(store)
    seen = await get(store)
    later = at("2026-12-10 14:00")
    async with store.transaction() as tx:
        assert await meeting_changes.move(tx, seen, START, NOW, "operator") is Change.SAME
        assert await meeting_changes.move(tx, seen, later, START, "operator") is Change.BEGUN
        assert await meeting_changes.cancel(tx, seen, None, NOW, "operator") is Change.DONE
        assert await meeting_changes.cancel(tx, seen, None, NOW, "operator") is Change.OUTDATED
    off = await get(store)
    async with store.transaction() as tx:
        assert await meeting_changes.move(tx, off, later, NOW, "operator") is Change.CANCELLED
        assert await meeting_changes.cancel(tx, off, None, NOW, "operator") is Change.CANCELLED


async def test_a_move_between_two_batches_is_not_missed(store: Database, texts: Catalogue) -> None:
    """Whoever was planned for the old date before it changed is told of the new one."""
    await network(store, 600)
    await add_meeting(store)
    moving = MovingStore(store)
    await plan_meetings(moving, texts, NOW)
    await plan_meetings(store, texts, NOW + MINUTE)
    for person_id in (1, 600):
        waiting = [name for name, status in (await rows(store, person_id)).items() if status == "pending"]
        assert waiting == ["v2 invitation"]


class MovingStore:
    """A database in which somebody moves the meeting after the first batch."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._batches = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self._batches += 1
        if self._batches == 2:
            seen = await get(self._store)
            async with self._store.transaction() as tx:
                await meeting_changes.move(tx, seen, at("2026-12-10 14:00"), NOW, "operator")
        async with self._store.transaction() as tx:
            yield tx

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._store.reading()


async def test_a_change_of_place_reaches_invitations_and_reminders_that_wait(
    store: Database, texts: Catalogue
) -> None:
    await network(store, 1)
    await add_meeting(store)
    eve = at("2026-12-01 12:00")
    await pass_time(store, texts, [NOW, eve])
    async with store.transaction() as tx:
        await add_member(tx, 1, at("2026-12-01 21:30"))
    await plan_meetings(store, texts, at("2026-12-01 21:30"))
    async with store.transaction() as tx:
        await tx.meetings.change(1, at("2026-12-01 21:31"), place="Zwolle")
    await plan_meetings(store, texts, at("2026-12-01 21:31"))
    assert "Zwolle" in (await row_of(store, "meeting-1/v1/person-2/invitation")).reply["text"]
    assert (await get(store)).sequence == 1


async def test_times_are_on_the_clocks_of_who_lives_elsewhere_too(store: Database, texts: Catalogue) -> None:
    async with store.transaction() as tx:
        await tx.networks.add("cur", "Curaçao", timezone="America/Curacao", language="en")
        await tx.networks.add("oost", "Oost", timezone=AMSTERDAM, language="nl")
        person_id = await add_member(tx, 1, NOW)
        await tx.people.place(person_id, 2, Role.MEMBER, NOW)
        await meeting_changes.add(
            tx, NewMeeting(2, "School", START, "PT2H", AMSTERDAM, announced_at=NOW), NOW, "operator"
        )
    await plan_meetings(store, texts, NOW)
    text = (await row_of(store, "meeting-1/v1/person-1/invitation")).reply["text"]
    assert "donderdag 3 december 2026, 14.00 uur tot 16.00 uur (Europe/Amsterdam)" in text
    assert "Bij jou is dat donderdag 3 december 2026, 09.00 uur tot 11.00 uur." in text


async def test_the_wall_time_is_kept_and_turned_into_utc(store: Database) -> None:
    await network(store)
    await add_meeting(store, at("2027-03-29 14:00"))
    await add_meeting(store, at("2027-03-26 14:00"))
    after, before = await get(store, 1), await get(store, 2)
    assert (before.local_start, before.start.hour) == ("2027-03-26T14:00:00", 13)
    assert (after.local_start, after.start.hour) == ("2027-03-29T14:00:00", 12)
    assert clock(after.end) == "2027-03-29 16:00"
