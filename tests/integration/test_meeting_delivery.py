"""A running bot brings the word about a meeting to people, by itself."""

from datetime import timedelta

from bot.app import App
from handlers.meet import meeting_changes
from handlers.people.people import Role
from scheduler.meetings import NewMeeting
from tests.fakes import FakeClock, FakeMessenger
from tests.meetings import AMSTERDAM
from tests.people import add_network, add_person
from tests.waiting import until


async def test_a_running_bot_invites_everybody_once_in_their_own_language(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    network_id = await add_network(app)
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    await add_person(app, "Emma", {network_id: Role.MEMBER}, doors=["emma"], language="en")
    start = clock.now() + timedelta(days=30)
    fresh = NewMeeting(network_id, "School", start, "PT2H", AMSTERDAM, announced_at=clock.now())
    async with app.store.transaction() as tx:
        await meeting_changes.add(tx, fresh, clock.now(), "operator")
    for _ in range(2):
        async with app.at_work():
            await until(lambda: len(messenger.shown) >= 2)
    said = {shown.ref.address.conversation: shown.reply.text for shown in messenger.shown}
    assert len(messenger.shown) == 2
    assert said["chat-anna"].endswith("Kom je?")
    assert said["chat-emma"].endswith("Are you coming?")
