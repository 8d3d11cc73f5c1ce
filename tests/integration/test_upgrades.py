"""What another version of the bot left in the database does not stand in anybody's way."""

from datetime import timedelta

from bot.app import App
from handlers.steps import PendingStep
from tests.conversation import Conversation
from tests.fakes import FakeClock


async def test_a_step_that_this_version_does_not_know_costs_one_message_at_most(
    app: App, anna: Conversation, clock: FakeClock
) -> None:
    expires_at = clock.now() + timedelta(days=7)
    async with app.store.transaction() as tx:
        step = PendingStep("of-another-version", {}, "fake-anna-0/answer-1", "nl", expires_at)
        await tx.steps.open(anna.address, anna.sender, step)
    await anna.says("hoi")
    assert "fijn dat je er bent" in (await anna.says("hoi")).text
