"""Networks with people in them, for conversations that need some."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from bot.app import App
from bot.contract import Language, Reply
from bot.store.tables import audit
from handlers.people.people import Function, Person, Role
from tests.conversation import Conversation
from tests.fakes import FakeMessenger


async def add_network(app: App, key: str = "oost", name: str = "Netwerk Oost", **settings: Any) -> int:
    """A network; its id."""
    async with app.store.transaction() as tx:
        return await tx.networks.add(
            key, name, **{"timezone": "Europe/Amsterdam", "language": "nl", **settings}
        )


async def add_person(
    app: App,
    name: str,
    places: Mapping[int, Role],
    *,
    doors: Sequence[str] = (),
    organisation: str = "De Linde",
    language: Language | None = None,
    started: bool = True,
) -> int:
    """Somebody in these networks, at these doors of the fake platform; the id."""
    async with app.store.transaction() as tx:
        organisation_id = await tx.organisations.ensure(organisation)
        person_id = await tx.people.add(
            name, organisation_id, Function.PRACTITIONER, language, app.clock.now(), started=started
        )
        for network_id, role in places.items():
            await tx.people.place(person_id, network_id, role, app.clock.now())
        for sender in doors:
            await tx.doors.opened("fake", sender, f"chat-{sender}")
            await tx.doors.belongs_to("fake", sender, person_id)
    return person_id


async def add_invitation(
    app: App,
    network_id: int,
    code: str = "ABCDE-FGHJK",
    *,
    role: Role = Role.MEMBER,
    uses: int = 10,
    days: int = 30,
) -> str:
    """An invitation; its code."""
    async with app.store.transaction() as tx:
        expires_at = app.clock.now() + timedelta(days=days)
        await tx.invitations.add(code, network_id, role, uses=uses, expires_at=expires_at, by="operator")
    return code


async def everybody(app: App, network_id: int | None = None) -> list[Person]:
    """Everybody, or everybody in a network."""
    async with app.store.reading() as tx:
        return await tx.people.all(network_id)


async def person_at(app: App, sender: str, platform: str = "fake") -> Person:
    """Who is behind a door."""
    async with app.store.reading() as tx:
        visitor = await tx.people.at_door(platform, sender)
    assert visitor.person is not None
    return visitor.person


async def audited(app: App) -> list[tuple[str, str, str | None, str | None]]:
    """What stands in the audit: who, what, about whom, and the detail."""
    async with app.store.reading() as tx:
        rows = await tx.audit._connection.execute(sa.select(audit).order_by(audit.c.id))
        return [(row.actor, row.action, row.subject, row.detail) for row in rows]


async def told(app: App, messenger: FakeMessenger, sender: str) -> list[str]:
    """What somebody is told, without asking, by what waits to be delivered."""
    before = len(messenger.shown)
    await app.delivery.send_all_due()
    return [
        shown.reply.text
        for shown in messenger.shown[before:]
        if shown.ref.address.conversation == f"chat-{sender}"
    ]


def labels(reply: Reply) -> list[str]:
    """The choices as they are shown."""
    return [choice.label for choice in reply.choices]


async def joins(conversation: Conversation, code: str, answers: Sequence[str]) -> Reply:
    """Somebody comes in by a code: agrees, and answers what is asked."""
    await conversation.commands(f"start {code}")
    reply = await conversation.says("ja")
    for answer in answers:
        reply = await conversation.says(answer)
    return reply
