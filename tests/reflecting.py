"""A network that met, for conversations in which people look back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.app import App
from bot.contract import Language
from handlers.meet.meetings import Rsvp
from handlers.people.people import Role
from handlers.reflect.reflections import Reflection
from handlers.reflect.small_steps import SmallStep
from scheduler.meetings import Answer, NewMeeting
from scheduler.planning import plan
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.people import add_network, add_person

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FOUR: Mapping[str, Language | None] = {"frits": None, "anna": None, "bram": None, "emma": "en"}


@dataclass
class Course:
    """A bot that plans and delivers while a clock goes on, and the people who talk with it."""

    app: App
    messenger: FakeMessenger
    clock: FakeClock
    network_id: int
    people: dict[str, int]
    chats: dict[str, Conversation] = field(default_factory=dict)

    async def goes_on(self, by: timedelta = timedelta(0)) -> list[Shown]:
        """Let time pass, plan, and deliver what is due; what was sent."""
        self.clock.advance(by)
        before = len(self.messenger.shown)
        await plan(self.app.store, self.app.sources, self.clock.now())
        await self.app.delivery.send_all_due()
        return self.messenger.shown[before:]

    async def day_by_hours(self, hours: int) -> list[Shown]:
        """Let hours pass one by one; all that was sent."""
        return [shown for _ in range(hours) for shown in await self.goes_on(HOUR)]

    def chat(self, name: str) -> Conversation:
        """Somebody's own chat."""
        return self.chats.setdefault(name, Conversation(self.app, self.messenger, sender=name))

    def sent_to(self, name: str, among: list[Shown]) -> list[Shown]:
        """What was sent to somebody."""
        return [shown for shown in among if shown.ref.address.conversation == f"chat-{name}"]


async def begin(
    app: App,
    messenger: FakeMessenger,
    clock: FakeClock,
    names: Mapping[str, Language | None],
    **settings: Any,
) -> Course:
    """A network of these people; the first is a facilitator."""
    network_id = await add_network(app, **settings)
    people = {
        name: await add_person(
            app,
            name.capitalize(),
            {network_id: Role.MEMBER if number else Role.FACILITATOR},
            doors=[name],
            language=language,
        )
        for number, (name, language) in enumerate(names.items())
    }
    return Course(app, messenger, clock, network_id, people)


async def meet(
    course: Course, *, start: datetime | None = None, answers: Mapping[str, Answer] | None = None
) -> int:
    """A meeting of two hours that begins now; the id."""
    fresh = NewMeeting(
        course.network_id, "School en wij", start or course.clock.now(), "PT2H", "Europe/Amsterdam"
    )
    async with course.app.store.transaction() as tx:
        meeting_id = await tx.meetings.add(fresh, course.clock.now())
        for name, answer in (answers or {}).items():
            await tx.rsvps.give(Rsvp(meeting_id, course.people[name], answer, course.clock.now(), 1))
    return meeting_id


async def reflection(course: Course, name: str, meeting_id: int) -> Reflection | None:
    """What somebody said of a meeting."""
    async with course.app.store.reading() as tx:
        return await tx.reflections.of(course.people[name], meeting_id)


async def steps(course: Course, name: str) -> list[SmallStep]:
    """All steps of somebody."""
    async with course.app.store.reading() as tx:
        return [
            step
            for step in await tx.small_steps.in_network(course.network_id)
            if step.person_id == course.people[name]
        ]


async def asked(course: Course) -> int:
    """An hour after a meeting, everybody is asked; the meeting's id."""
    meeting_id = await meet(course)
    assert await course.goes_on(2 * HOUR) == []
    await course.goes_on(HOUR)
    return meeting_id
