"""Which messages about a meeting are due, and when: nothing lost, nothing doubled, nobody woken."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.meetings import (
    AHEAD,
    Answer,
    MeetingStatus,
    due,
    next_look,
    timetable,
)
from scheduler.outbox import OutboxKind
from scheduler.quiet import quiet_hours
from tests.meetings import AMSTERDAM, DEFAULT, LONG_AGO, NIGHT, ZONE, at, clock, meeting, member, sent

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LEADS = st.lists(st.sampled_from(["P1M", "P14D", "P7D", "P2D", "P1D", "PT12H", "PT2H", "PT30M"]), max_size=5)


# When reminders come


def test_reminders_come_at_their_lead_times_and_a_nudge_a_week_before() -> None:
    found = sent(meeting(), member())
    assert {name: clock(message.not_before) for name, message in found.items()} == {
        "reminder-P14D": "2026-11-19 14:00",
        "nudge": "2026-11-26 14:00",
        "reminder-P2D": "2026-12-01 14:00",
        "reminder-PT2H": "2026-12-03 12:00",
    }


def test_each_is_of_use_until_the_next_one_or_the_meeting() -> None:
    found = sent(meeting(), member())
    assert found["reminder-P14D"].not_after == found["reminder-P2D"].not_before
    assert found["nudge"].not_after == found["reminder-P2D"].not_before
    assert found["reminder-P2D"].not_after == found["reminder-PT2H"].not_before
    assert found["reminder-PT2H"].not_after == meeting().start


def test_only_the_shortest_carries_the_link() -> None:
    found = sent(meeting(), member())
    assert [name for name, message in found.items() if message.carries_link] == ["reminder-PT2H"]


def test_the_keys_say_meeting_version_person_and_lead_time() -> None:
    found = sent(meeting(moves=2), member(version=3))
    assert found["reminder-P2D"].key == "meeting-12/v3/person-7/reminder-P2D"
    assert found["nudge"].key == "meeting-12/v3/person-7/nudge"


def test_what_is_due_in_the_quiet_hours_comes_when_they_end() -> None:
    found = sent(meeting("2026-12-03 09:30"), member())
    assert clock(found["reminder-PT2H"].not_before) == "2026-12-03 08:00"


def test_what_would_then_come_too_late_comes_just_before_they_begin() -> None:
    found = sent(meeting("2026-12-03 07:30"), member())
    assert clock(found["reminder-PT2H"].not_before) == "2026-12-02 20:55"


def test_two_reminders_at_one_moment_are_one() -> None:
    found = sent(meeting("2026-12-03 08:30"), member(), reminders=("PT2H", "PT1H"))
    assert list(found) == ["nudge", "reminder-PT1H"]


def test_a_reminder_longer_ago_than_a_double_is_not_doubled() -> None:
    found = sent(meeting(), member(), reminders=("P2D", "P2D"))
    assert [name for name in found if name.startswith("reminder")] == ["reminder-P2D"]


def test_without_reminders_nobody_is_nudged_either() -> None:
    assert sent(meeting(), member(), reminders=()) == {}


def test_a_reminder_at_about_that_time_is_nudge_enough() -> None:
    assert "nudge" not in sent(meeting(), member(), reminders=("P7D", "PT2H"))


@pytest.mark.parametrize("year", range(2026, 2033))
@pytest.mark.parametrize("month", [3, 10])
@pytest.mark.parametrize("after", range(15))
def test_days_before_a_meeting_are_at_the_same_wall_time_across_clock_changes(
    year: int, month: int, after: int
) -> None:
    change = last_sunday(year, month)
    begin = datetime.combine(change + timedelta(days=after), datetime.min.time().replace(hour=14))
    found = sent(meeting(f"{begin:%Y-%m-%d %H:%M}"), member(), LONG_AGO)
    for days in (2, 14):
        expected = begin - timedelta(days=days)
        assert clock(found[f"reminder-P{days}D"].not_before) == f"{expected:%Y-%m-%d %H:%M}"
    assert found["reminder-PT2H"].not_before == meeting(f"{begin:%Y-%m-%d %H:%M}").start - 2 * HOUR


@pytest.mark.parametrize("year", range(2026, 2033))
def test_a_meeting_on_the_night_of_a_clock_change_is_announced_in_real_hours(year: int) -> None:
    for month, gained in ((3, -1), (10, 1)):
        change = last_sunday(year, month)
        early = meeting(f"{change:%Y-%m-%d} 04:00")
        found = sent(early, member(), hours=None, reminders=("PT4H",))
        asleep = early.start - found["reminder-PT4H"].not_before
        assert asleep == 4 * HOUR
        assert clock(found["reminder-PT4H"].not_before)[-5:] == f"{(0 + gained) % 24:02}:00"


def last_sunday(year: int, month: int) -> date:
    """When the clocks change."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


# Who gets what


@pytest.mark.parametrize("answer", [Answer.NO, Answer.REPLACED])
def test_who_stays_away_is_not_reminded(answer: Answer) -> None:
    assert sent(meeting(), member(answer=answer, answered_version=1)) == {}


@pytest.mark.parametrize("answer", [Answer.YES, Answer.MAYBE])
def test_who_answered_is_reminded_and_not_nudged(answer: Answer) -> None:
    found = sent(meeting(), member(answer=answer, answered_version=1))
    assert list(found) == ["reminder-P14D", "reminder-P2D", "reminder-PT2H"]


def test_nothing_of_before_the_invitation_comes() -> None:
    found = sent(meeting(), member(invited_at=at("2026-11-25 10:00")))
    assert list(found) == ["reminder-P2D", "reminder-PT2H"]  # and no nudge a day after the invitation


def test_who_is_not_invited_yet_gets_the_invitation_and_what_follows_it() -> None:
    now = at("2026-11-28 15:00")
    found = sent(meeting(announced_at=now), member(invited_at=None, version=0), now)
    assert list(found) == ["invitation", "reminder-P2D", "reminder-PT2H"]
    assert (found["invitation"].not_before, found["invitation"].not_after) == (now, meeting().start)


def test_an_invitation_waits_for_the_morning() -> None:
    now = at("2026-11-28 23:00")
    found = sent(meeting(), member(invited_at=None, version=0), now)
    assert clock(found["invitation"].not_before) == "2026-11-29 08:00"


def test_a_meeting_that_is_not_announced_is_nobodys_business() -> None:
    assert sent(meeting(announced_at=None), member(invited_at=None, version=0)) == {}


def test_a_meeting_to_be_announced_later_is_announced_then() -> None:
    later = at("2026-11-10 10:00")
    found = sent(meeting(announced_at=later), member(invited_at=None, version=0))
    assert found["invitation"].not_before == later


def test_of_a_meeting_that_has_begun_nothing_more_is_said() -> None:
    late = meeting().start
    assert sent(meeting(), member(), late) == {}
    assert sent(meeting(status=MeetingStatus.CANCELLED), member(), late) == {}


# Moved and called off


def test_who_was_told_of_the_old_date_is_told_of_the_new_one() -> None:
    now = at("2026-11-30 12:00")
    moved = meeting("2026-12-10 14:00", moves=1, moved_from=at("2026-12-03 14:00"))
    found = sent(moved, member(), now)
    assert (found["move"].key, found["move"].not_before) == ("meeting-12/v2/person-7/move", now)
    assert found["move"].not_after == moved.start


def test_who_was_never_told_is_invited_to_the_new_date() -> None:
    moved = meeting("2026-12-10 14:00", moves=1, moved_from=at("2026-12-03 14:00"))
    found = sent(moved, member(invited_at=None, version=0))
    assert found["invitation"].key == "meeting-12/v2/person-7/invitation"
    assert "move" not in found


def test_who_could_not_come_hears_of_the_move_and_is_not_reminded_until_they_can() -> None:
    moved = meeting("2026-12-10 14:00", moves=1, moved_from=at("2026-12-03 14:00"))
    assert list(sent(moved, member(answer=Answer.NO, answered_version=1))) == ["move"]


def test_everybody_who_was_invited_is_told_that_it_is_off() -> None:
    off = meeting(status=MeetingStatus.CANCELLED)
    for answer in (None, *Answer):
        assert list(sent(off, member(answer=answer))) == ["cancel"]
    assert sent(off, member(invited_at=None, version=0)) == {}
    assert sent(off, member(cancel_told=True)) == {}


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-12-02 23:00", "2026-12-03 08:00"),  # fifteen hours before
        ("2026-12-03 02:30", "2026-12-03 02:30"),  # less than twelve
        ("2026-12-02 15:00", "2026-12-02 15:00"),
    ],
)
def test_near_the_meeting_people_are_told_at_night_too(now: str, told: str) -> None:
    off = meeting(status=MeetingStatus.CANCELLED)
    assert clock(sent(off, member(), at(now))["cancel"].not_before) == told


def test_a_move_is_urgent_when_the_old_date_is_near() -> None:
    now = at("2026-12-03 02:30")
    moved = meeting("2026-12-10 14:00", moves=1, moved_from=at("2026-12-03 14:00"))
    assert sent(moved, member(), now)["move"].not_before == now


# What it is time to plan


def test_a_message_is_planned_a_day_before_and_once() -> None:
    messages = list(sent(meeting(), member()).values())
    reminder = at("2026-12-01 14:00")
    before = due(messages, reminder - 2 * DAY, reminder - timedelta(minutes=1))
    then = due(messages, reminder - timedelta(minutes=1), reminder)
    after = due(messages, reminder, reminder + DAY)
    assert [[message.key.rpartition("/")[2] for message in one] for one in (before, then, after)] == [
        [],
        ["reminder-P2D"],
        [],
    ]


def test_after_downtime_what_was_missed_is_planned_too() -> None:
    now = at("2026-12-02 10:00")
    found = due(sent(meeting(), member(), now).values(), at("2026-11-15 10:00"), now + AHEAD)
    assert [message.key.rpartition("/")[2] for message in found] == ["reminder-P14D", "nudge", "reminder-P2D"]
    assert [message.not_after < now for message in found] == [True, True, False]  # the first two expire


@given(
    days=st.integers(min_value=1, max_value=2000),
    minutes=st.integers(min_value=0, max_value=24 * 60 - 1),
    leads=st.lists(
        st.sampled_from(["P1M", "P14D", "P7D", "P2D", "P1D", "PT12H", "PT2H", "PT30M"]), max_size=5
    ),
    quiet=st.sampled_from([None, "21:00-08:00", "13:00-14:00", "00:00-23:59"]),
    steps=st.lists(st.integers(min_value=1, max_value=5000), min_size=1, max_size=30),
)
def test_however_the_planner_is_woken_every_message_is_planned_exactly_once(
    days: int, minutes: int, leads: list[str], quiet: str | None, steps: list[int]
) -> None:
    begin = LONG_AGO + timedelta(days=days, minutes=minutes)
    about = meeting(f"{begin.astimezone(ZONE):%Y-%m-%d %H:%M}", announced_at=LONG_AGO)
    slots = timetable(about, leads, quiet_hours(quiet, AMSTERDAM))
    wanted = [slot.name for slot in slots if slot.not_before > LONG_AGO]
    planned: list[str] = []
    until, now = LONG_AGO, LONG_AGO
    for step in [*steps, 10_000 * 24 * 60]:
        now += timedelta(minutes=step)
        look = next_look(about, [slots], until)
        if look is None or look > now:
            continue
        planned += [slot.name for slot in slots if until < slot.not_before <= now + AHEAD]
        until = max(until, now + AHEAD)
    assert planned == wanted


@given(
    days=st.integers(min_value=0, max_value=400),
    minutes=st.integers(min_value=0, max_value=24 * 60 - 1),
    leads=st.lists(
        st.sampled_from(["P1M", "P14D", "P7D", "P2D", "P1D", "PT12H", "PT2H", "PT30M"]), max_size=5
    ),
)
def test_no_two_reminders_are_of_use_at_once_and_none_comes_after_the_beginning(
    days: int, minutes: int, leads: list[str]
) -> None:
    begin = LONG_AGO + timedelta(days=days, minutes=minutes)
    about = meeting(f"{begin.astimezone(ZONE):%Y-%m-%d %H:%M}")
    slots = [slot for slot in timetable(about, leads, NIGHT) if slot.kind is OutboxKind.REMINDER]
    assert all(one.not_before < one.not_after for one in slots)
    assert all(one.not_after <= two.not_before for one, two in itertools.pairwise(slots))
    assert sum(slot.carries_link for slot in slots) == bool(slots)
    assert all(slot.not_after <= about.start for slot in slots)


def test_with_nothing_left_the_planner_is_not_woken() -> None:
    slots = timetable(meeting(), DEFAULT, NIGHT)
    assert next_look(meeting(), [slots], meeting().start) is None
    assert next_look(meeting(status=MeetingStatus.CANCELLED), [slots], LONG_AGO) is None
    assert next_look(meeting(announced_at=None), [slots], LONG_AGO) is None


def test_the_planner_is_woken_a_day_before_the_first_thing_to_come() -> None:
    slots = timetable(meeting(), DEFAULT, NIGHT)
    assert next_look(meeting(), [slots], LONG_AGO) == at("2026-11-18 14:00")
    later = meeting(announced_at=at("2026-11-10 10:00"))
    assert next_look(later, [slots], LONG_AGO) == at("2026-11-09 10:00")


def test_a_member_elsewhere_is_reminded_at_the_same_moment() -> None:
    curacao = ZoneInfo("America/Curacao")
    found = sent(meeting(), member(timezone="America/Curacao"))
    assert found["reminder-PT2H"].not_before.astimezone(curacao).hour == 7
    assert found["reminder-PT2H"].not_before.astimezone(UTC).hour == 11
