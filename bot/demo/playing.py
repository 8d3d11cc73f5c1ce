"""Plays the story up to now, day by day, while the bot plans and delivers as it always does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.app import App, open_app
from bot.demo.gathering import gathering
from bot.demo.learning import learning
from bot.demo.messenger import PLATFORM, Unsent
from bot.demo.stage import Cast, Event, Scene
from bot.demo.story import ZONE, Story, noon
from handlers.meet.meeting_planner import plan_meetings
from knowledge_base import KnowledgeBase, load_prompts

LATELY = 21  # days in which something is sent that facilitators see in their account
MARK = "demo"
"""The fact that makes a database a demo, from before anybody is in it."""

LATER = timedelta(minutes=30)  # after what happens at noon, the bot looks what there is to do


@dataclass(slots=True)
class PlayedClock:
    """Tells which moment of the story it is."""

    moment: datetime

    def now(self) -> datetime:
        """The moment that is played."""
        return self.moment


async def play(database_url: str, story: Story, knowledge: KnowledgeBase, now: datetime) -> Cast:
    """Fill an empty database with the story; the ids of who and what is in it. Raises StoreError."""
    today = now.astimezone(ZONE).date()
    clock, cast = PlayedClock(noon(today, story.begins)), Cast()
    happened = [*gathering(story, today), *learning(story, today, load_prompts())]
    waiting = sorted((event for event in happened if event.at <= now), key=moment_of)
    async with open_app(database_url, {PLATFORM: Unsent()}, knowledge, clock) as app:
        async with app.store.transaction() as tx:
            await tx.facts.keep(MARK, now.isoformat())
        for look in looks(happened, today, now):
            while waiting and waiting[0].at <= look:
                await take_place(app, clock, cast, waiting.pop(0))
            clock.moment = look
            await catch_up(app)
    return cast


def moment_of(event: Event) -> datetime:
    """When something happened."""
    return event.at


def looks(happened: Iterable[Event], today: date, now: datetime) -> list[datetime]:
    """When the bot looks what there is to do: on days when something happened, lately each day, and now."""
    days = {(event.at.date() - today).days for event in happened} | set(range(-LATELY, 1))
    daily = (noon(today, day) + LATER for day in sorted(days))
    return [*(look for look in daily if look < now), now]


async def take_place(app: App, clock: PlayedClock, cast: Cast, event: Event) -> None:
    """Let something happen."""
    clock.moment = event.at
    async with app.store.transaction() as tx:
        await event.happens(Scene(tx, cast, app.texts, event.at))


async def catch_up(app: App) -> None:
    """Plan and deliver what is due."""
    await plan_meetings(app.store, app.texts, app.clock.now())
    await app.plan_questions()
    await app.delivery.send_all_due()
