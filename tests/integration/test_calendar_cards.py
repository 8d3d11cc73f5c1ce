"""What people are told about a meeting's date comes with a file for their calendar."""

from datetime import timedelta
from typing import Any

import pytest
import vobject

from bot.app import App
from bot.contract import Reply
from handlers.meet import meeting_changes
from handlers.meet.meeting_planner import plan_meeting
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from scheduler.meetings import Meeting, NewMeeting
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_network, add_person
from tests.stubs import stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def meeting_id(app: App) -> int:
    """A meeting in five weeks, to which Anna is invited."""
    network = await add_network(app)
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"])
    now = app.clock.now()
    fresh = NewMeeting(
        network, "School", now + timedelta(weeks=5), "PT2H", "Europe/Amsterdam", announced_at=now
    )
    async with app.store.transaction() as tx:
        return await meeting_changes.add(tx, fresh, now, "operator")


async def as_it_is(app: App, meeting_id: int) -> Meeting:
    """The meeting now."""
    async with app.store.reading() as tx:
        found = await tx.meetings.get(meeting_id)
    assert found is not None
    return found


async def told(app: App, messenger: FakeMessenger, meeting_id: int) -> Reply:
    """The one new message."""
    before = len(messenger.shown)
    await plan_meeting(app.store, app.texts, meeting_id, app.clock.now())
    await app.delivery.send_all_due()
    (shown,) = messenger.shown[before:]
    return shown.reply


def calendar_in(reply: Reply) -> Any:
    """The calendar that came with a message."""
    (file,) = reply.attachments
    return vobject.readOne(file.content.decode())


async def test_invitation_move_and_cancellation_are_one_event_in_the_calendar(
    app: App, messenger: FakeMessenger, meeting_id: int
) -> None:
    first = calendar_in(await told(app, messenger, meeting_id))
    meeting = await as_it_is(app, meeting_id)
    async with app.store.transaction() as tx:
        later = meeting.start + timedelta(days=1)
        await meeting_changes.move(tx, meeting, later, app.clock.now(), "operator")
    second = calendar_in(await told(app, messenger, meeting_id))
    meeting = await as_it_is(app, meeting_id)
    async with app.store.transaction() as tx:
        await meeting_changes.cancel(tx, meeting, "ziekte", app.clock.now(), "operator")
    last = calendar_in(await told(app, messenger, meeting_id))
    found = [
        (each.method.value, each.vevent.uid.value, each.vevent.sequence.value, each.vevent.dtstart.value)
        for each in (first, second, last)
    ]
    uid, start = meeting.uid, meeting.start
    assert found == [
        ("REQUEST", uid, "0", start - timedelta(days=1)),
        ("REQUEST", uid, "1", start),
        ("CANCEL", uid, "2", start),
    ]


async def test_reminders_come_without_a_file(
    app: App, clock: FakeClock, messenger: FakeMessenger, meeting_id: int
) -> None:
    await told(app, messenger, meeting_id)
    clock.advance(timedelta(weeks=3, hours=1))
    reminder = await told(app, messenger, meeting_id)
    assert "School" in reminder.text
    assert reminder.attachments == ()
