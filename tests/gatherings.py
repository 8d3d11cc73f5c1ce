"""A network with people in it, and what they hear about its meetings."""

from bot.app import App
from bot.contract import Kind, Reply, choice_token
from handlers.meet.meeting_planner import plan_meetings
from handlers.people.people import Role
from scheduler.meetings import Meeting
from tests.conversation import Conversation
from tests.fakes import FakeMessenger, Shown
from tests.people import add_network, add_person

START = "2026-12-17 14:00"


class Circle:
    """Netwerk Oost: Fatma and Gerrit facilitate, Anna and Bram are colleagues."""

    def __init__(self, app: App, messenger: FakeMessenger, network: int) -> None:
        self.app = app
        self.messenger = messenger
        self.network = network
        self._chats: dict[str, Conversation] = {}

    def chat(self, name: str) -> Conversation:
        """Somebody's chat with the bot."""
        return self._chats.setdefault(name, Conversation(self.app, self.messenger, sender=name))

    async def hear(self, name: str | None = None) -> list[str]:
        """What the members, or one of them, are told now, without asking."""
        await plan_meetings(self.app.store, self.app.texts, self.app.clock.now())
        before = len(self.messenger.shown)
        await self.app.delivery.send_all_due()
        fresh = self.messenger.shown[before:]
        return [shown.reply.text for shown in fresh if name is None or self.is_of(shown, name)]

    def is_of(self, shown: Shown, name: str) -> bool:
        """Whether a message stands in somebody's chat."""
        return shown.ref.address.conversation == f"chat-{name}"

    def last(self, name: str) -> Shown:
        """The last message in somebody's chat, as it is now."""
        return [shown for shown in self.messenger.shown if self.is_of(shown, name)][-1]

    def card(self, name: str) -> Shown:
        """The last message in somebody's chat that asks whether they come."""
        cards = [shown for shown in self.messenger.shown if self.is_of(shown, name) and answers(shown.reply)]
        return cards[-1]

    async def presses(self, name: str, label: str, of: Shown | None = None) -> list[Reply]:
        """Press a button as a platform passes it on; what is shown anew, and not what is edited."""
        shown = of or self.last(name)
        edits = [edit.key for edit in self.messenger.edits if edit.ref == shown.ref]
        key = edits[-1] if edits else shown.key
        labels = [choice.label for choice in shown.reply.choices]
        chat = self.chat(name)
        return await chat.sends(chat.message(Kind.CHOICE, choice_token(key, labels.index(label)), shown.ref))

    async def pressed(self, name: str, *labels: str) -> Reply:
        """Press one button after the other, each under the last message; what stands there in the end."""
        for label in labels:
            await self.presses(name, label)
        return self.last(name).reply

    async def plans(self, line: str = f"{START} Vervoer naar school | Utrecht") -> Meeting:
        """Fatma plans a meeting, and the invitations go out."""
        await self.chat("fatma").commands(f"plan {line}")
        await self.presses("fatma", "Verstuur naar 4 mensen")
        await self.hear()
        return (await self.meetings())[-1]

    async def plans_in(self, network: str, line: str = f"{START} Vervoer | Utrecht") -> None:
        """Fatma, who facilitates more than one network, plans a meeting in one of them."""
        await self.chat("fatma").commands(f"plan {line}")
        reply = await self.pressed("fatma", network)
        await self.presses("fatma", reply.choices[0].label)
        await self.hear()

    async def meetings(self) -> list[Meeting]:
        """Every meeting of the network."""
        async with self.app.store.reading() as tx:
            return await tx.meetings.all(self.network)

    async def answer(self, name: str) -> str | None:
        """What somebody answered to the first meeting."""
        [meeting, *_] = await self.meetings()
        async with self.app.store.reading() as tx:
            person = (await tx.people.at_door("fake", name)).person
            assert person
            rsvp = await tx.rsvps.of(meeting.id, person.id)
        return rsvp.answer if rsvp else None


def answers(reply: Reply) -> bool:
    """Whether a message asks whether somebody comes."""
    return any(choice.value.startswith("rsvp:") for choice in reply.choices)


async def gathered(app: App, messenger: FakeMessenger) -> Circle:
    """Netwerk Oost with its four people."""
    network = await add_network(app)
    await add_person(app, "Fatma", {network: Role.FACILITATOR}, doors=["fatma"], organisation="NJi")
    await add_person(app, "Gerrit", {network: Role.FACILITATOR}, doors=["gerrit"], organisation="NJi")
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"])
    await add_person(app, "Bram", {network: Role.MEMBER}, doors=["bram"], language="en")
    return Circle(app, messenger, network)
