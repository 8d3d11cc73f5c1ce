"""The conversations in the manuals, as they are had with the bot itself."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.app import App, open_app
from bot.contract import Kind, Reply
from handlers.attendance.planner import plan_attendance
from handlers.meet.meeting_planner import plan_meetings
from knowledge_base import KnowledgeBase
from knowledge_base.guard import Guard
from scheduler.planning import plan
from tests.fakes import FakeClock, FakeMessenger
from tests.gatherings import Circle, gathered
from tests.pictures.bubbles import Said

HOUR = timedelta(hours=1)
PLAN = "plan 2026-12-17 14:00 Naar school, ook als het schuurt | Utrecht"


@dataclass
class Scene:
    """Netwerk Oost with Fatma and Gerrit, who facilitate, and Anna and Bram; and what was said."""

    app: App
    circle: Circle
    clock: FakeClock
    said: list[Said] = field(default_factory=list)

    async def types(self, name: str, text: str) -> None:
        """Somebody types something; with the answer it is part of the picture."""
        self.said.append(Said(text, mine=True))
        chat = self.circle.chat(name)
        kind, words = (Kind.COMMAND, text[1:]) if text.startswith("/") else (Kind.TEXT, text)
        self.said += [shown(reply) for reply in await chat.sends(chat.message(kind, words))]

    async def taps(self, name: str, label: str) -> None:
        """Somebody taps a button under the last message; the tap is drawn as if it were said."""
        self.said.append(Said(label, mine=True))
        await self.circle.presses(name, label)
        self.hears(name)

    def hears(self, name: str) -> None:
        """The last message in somebody's chat, as it is now."""
        self.said.append(shown(self.circle.last(name).reply))

    async def hours_pass(self, hours: int) -> None:
        """The clock goes on, and the bot sends what comes due."""
        for _ in range(hours):
            self.clock.advance(HOUR)
            now = self.clock.now()
            await plan_meetings(self.app.store, self.app.texts, now)
            await plan_attendance(self.app.store, self.app.texts, now)
            await self.app.plan_questions()
            await plan(self.app.store, self.app.sources, now)
            await self.app.delivery.send_all_due()


def shown(reply: Reply) -> Said:
    """What the bot says, as it is drawn."""
    return Said(reply.text, choices=[choice.label for choice in reply.choices])


async def a_question(scene: Scene) -> None:
    """A hurried question, and a tip."""
    await scene.types("anna", "school stuurt m weer naar huis wat nu")


async def not_known(scene: Scene) -> None:
    """The bot does not know, and passes the question on."""
    await scene.types("anna", "wie heeft ervaring met een eigen moestuin op de groep")
    await scene.taps("anna", "Ja, geef door")


async def a_name(scene: Scene) -> None:
    """A name is not stored; the bot offers the question without it."""
    await scene.circle.plans(PLAN.removeprefix("plan "))
    await scene.types("anna", "/inbreng Daan de Vries wil al weken niet naar school, wat werkt dan?")
    await scene.taps("anna", "Ja")


async def an_invitation(scene: Scene) -> None:
    """An invitation that is answered with a tap."""
    await scene.circle.plans(PLAN.removeprefix("plan "))
    scene.said.append(shown(scene.circle.card("anna").reply))
    await scene.taps("anna", "Ja, ik kom")


async def planning(scene: Scene) -> None:
    """A facilitator plans a meeting in one line."""
    await scene.types("fatma", f"/{PLAN}")


async def looking_back(scene: Scene) -> None:
    """One minute after a meeting."""
    await scene.circle.plans(PLAN.removeprefix("plan "))
    await scene.circle.presses("anna", "Ja, ik kom", scene.circle.card("anna"))
    await scene.hours_pass(14 * 24 + 4)
    scene.hears("anna")
    await scene.taps("anna", "8")
    await scene.types("anna", "Eerst koffie drinken met de mentor, dan pas praten over regels.")


async def the_questions(scene: Scene) -> None:
    """A facilitator sees what members asked."""
    await scene.circle.chat("anna").says("wie heeft ervaring met een eigen moestuin op de groep")
    await scene.circle.pressed("anna", "Ja, geef door")
    await scene.hours_pass(1)
    await scene.types("fatma", "/vragen")


async def who_comes(scene: Scene) -> None:
    """A facilitator sees who comes."""
    await scene.circle.plans(PLAN.removeprefix("plan "))
    await scene.circle.presses("anna", "Ja, ik kom", scene.circle.card("anna"))
    await scene.types("fatma", "/bijeenkomst")


SCENES: Mapping[str, Callable[[Scene], Awaitable[None]]] = {
    "vraag": a_question,
    "onbekend": not_known,
    "naam": a_name,
    "uitnodiging": an_invitation,
    "plannen": planning,
    "terugblik": looking_back,
    "vragen": the_questions,
    "wie-komt": who_comes,
}


@asynccontextmanager
async def stage(knowledge: KnowledgeBase, guard: Guard) -> AsyncIterator[Scene]:
    """A bot with a network in it, for one scene."""
    messenger, clock = FakeMessenger(), FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'scene.db'}"
        async with open_app(url, {"fake": messenger}, knowledge, clock, guard=guard) as app:
            yield Scene(app, await gathered(app, messenger), clock)


async def played(name: str, knowledge: KnowledgeBase, guard: Guard) -> list[Said]:
    """What is said in a scene."""
    async with stage(knowledge, guard) as scene:
        await SCENES[name](scene)
        return scene.said
