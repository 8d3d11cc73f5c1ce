"""One person, several doors: a code from one app, typed in the other."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.app import App, open_app
from bot.contract import Address, Kind
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import (
    add_invitation,
    add_network,
    add_person,
    audited,
    everybody,
    joins,
    labels,
    person_at,
    told,
)
from tests.stubs import FOUND, SAME_SCHOOL, stub_knowledge

CODE = re.compile(r"/(?:koppel|link) (\S+)")


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def app(
    sqlite_url: str, messenger: FakeMessenger, knowledge: KnowledgeBase, clock: FakeClock
) -> AsyncIterator[App]:
    """The bot on two platforms."""
    async with open_app(sqlite_url, {"fake": messenger, "other": messenger}, knowledge, clock) as opened:
        yield opened


@pytest.fixture
async def network(app: App) -> int:
    """A network with Anna in it."""
    network_id = await add_network(app)
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    return network_id


@pytest.fixture
def elsewhere(app: App, messenger: FakeMessenger) -> Conversation:
    """Anna in another app, in which the bot doesn't know her yet."""
    return Conversation(app, messenger, sender="anna-elsewhere", platform="other")


async def code_for(conversation: Conversation) -> str:
    """The code that somebody gets for the other app."""
    found = CODE.search((await conversation.commands("koppel")).text)
    assert found is not None
    return found[1]


async def doors_at(app: App, sender: str) -> list[tuple[str, str, bool]]:
    """The doors of who is behind a door, the preferred one first."""
    person = await person_at(app, sender)
    async with app.store.reading() as tx:
        return [(door.platform, door.address, door.preferred) for door in await tx.people.doors_of(person.id)]


@pytest.mark.parametrize("way", ["koppel {}", "link {}"])
async def test_a_code_makes_the_other_app_a_second_door(
    app: App, network: int, anna: Conversation, elsewhere: Conversation, way: str
) -> None:
    code = await code_for(anna)
    assert "Gelukt, Anna." in (await elsewhere.commands(way.format(code))).text
    assert await doors_at(app, "anna") == [("fake", "anna", True), ("other", "anna-elsewhere", False)]
    assert SAME_SCHOOL.body["nl"] in (await elsewhere.says(FOUND)).text
    assert ["via Other" in line for line in await told(app, anna.messenger, "anna")] == [True]


async def test_the_code_alone_is_enough_for_who_is_not_known_yet(
    app: App, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    code = await code_for(anna)
    assert "Gelukt, Anna." in (await elsewhere.says(code.lower().replace("-", ""))).text
    assert len(await doors_at(app, "anna")) == 2


async def test_a_code_works_once(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    code = await code_for(anna)
    await elsewhere.commands(f"koppel {code}")
    third = Conversation(app, messenger, sender="mallory", platform="other")
    assert "Die code ken ik niet" in (await third.commands(f"koppel {code}")).text
    assert len(await doors_at(app, "anna")) == 2


async def test_a_code_works_for_fifteen_minutes(
    network: int, anna: Conversation, elsewhere: Conversation, clock: FakeClock
) -> None:
    code = await code_for(anna)
    clock.advance(timedelta(minutes=15))
    assert "verlopen" in (await elsewhere.commands(f"koppel {code}")).text


async def test_a_new_code_takes_the_place_of_the_old(
    network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    old, new = await code_for(anna), await code_for(anna)
    assert "Die code ken ik niet" in (await elsewhere.commands(f"koppel {old}")).text
    assert "Gelukt" in (await elsewhere.commands(f"koppel {new}")).text


async def test_a_code_typed_where_it_was_made_still_works_elsewhere(
    network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    code = await code_for(anna)
    assert "voor je andere app" in (await anna.commands(f"koppel {code}")).text
    assert "Gelukt" in (await elsewhere.commands(f"koppel {code}")).text


async def test_guessing_codes_is_slowed_down(
    network: int, anna: Conversation, elsewhere: Conversation, clock: FakeClock
) -> None:
    code = await code_for(anna)
    for _ in range(5):
        await elsewhere.commands("koppel ABCDE-ABCDE")
    assert "veel verkeerde codes" in (await elsewhere.commands(f"koppel {code}")).text
    assert "veel verkeerde codes" in (await elsewhere.says(code)).text
    clock.advance(timedelta(minutes=1))
    assert "Gelukt" in (await elsewhere.commands(f"koppel {code}")).text


async def test_wrong_codes_of_every_kind_count_together(network: int, elsewhere: Conversation) -> None:
    for number in range(5):
        await elsewhere.commands(("start ABCDE-ABCDE", "koppel ABCDE-ABCDE")[number % 2])
    assert "veel verkeerde codes" in (await elsewhere.commands("start ABCDE-ABCDE")).text


async def test_a_stranger_gets_no_code(network: int, elsewhere: Conversation) -> None:
    assert "Ik ken je hier nog niet." in (await elsewhere.commands("koppel")).text


async def test_the_code_is_kept_nowhere(
    app: App, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    code = await code_for(anna)
    async with app.store.reading() as tx:
        rows = await tx.outbox._connection.execute(sa.text("SELECT reply FROM outbox"))
        assert code not in str(rows.all())
        hashes = await tx.outbox._connection.execute(sa.text("SELECT * FROM link_codes"))
        assert code.replace("-", "") not in str(hashes.all())


async def test_two_people_become_one_after_a_confirmation(
    app: App, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    other = await add_person(app, "A. de Vries", {network: Role.FACILITATOR, west: Role.MEMBER})
    async with app.store.transaction() as tx:
        await tx.doors.opened("other", "anna-elsewhere", "chat-anna-elsewhere")
        await tx.doors.belongs_to("other", "anna-elsewhere", other)
    await elsewhere.says(FOUND)
    await elsewhere.presses("Ja, dit helpt")
    asked = await elsewhere.commands(f"koppel {await code_for(anna)}")
    assert "A. de Vries" in asked.text
    assert len(await everybody(app)) == 2
    assert "Gelukt, Anna." in (await elsewhere.presses("Ja, dat ben ik allebei")).text
    (anna_now,) = await everybody(app)
    assert [(place.network.id, place.role) for place in anna_now.memberships] == [
        (network, Role.FACILITATOR),
        (west, Role.MEMBER),
    ]
    assert await doors_at(app, "anna") == [("fake", "anna", True), ("other", "anna-elsewhere", False)]
    assert [(action, subject) for _, action, subject, _ in await audited(app)] == [
        ("merged", anna_now.pseudonym)
    ]


async def test_joining_from_both_doors_at_once_makes_two_that_a_code_makes_one(
    app: App, messenger: FakeMessenger, elsewhere: Conversation
) -> None:
    network_id = await add_network(app)
    code = await add_invitation(app, network_id, uses=2)
    here = Conversation(app, messenger, sender="sanne")
    for chat in (here, elsewhere):
        await joins(chat, code, ["Sanne", "De Brug"])
    await asyncio.gather(*(chat.sends(chat.message(Kind.TEXT, "onderwijs")) for chat in (here, elsewhere)))
    assert [person.name for person in await everybody(app)] == ["Sanne", "Sanne"]
    await elsewhere.commands(f"koppel {await code_for(here)}")
    await elsewhere.presses("Ja, dat ben ik allebei")
    assert [person.name for person in await everybody(app)] == ["Sanne"]
    assert {door[:2] for door in await doors_at(app, "sanne")} == {
        ("fake", "sanne"),
        ("other", "anna-elsewhere"),
    }


async def test_two_people_stay_two_when_they_say_so(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation
) -> None:
    await add_person(app, "Bob", {network: Role.MEMBER}, doors=["bob"])
    bob = Conversation(app, messenger, sender="bob")
    await bob.commands(f"koppel {await code_for(anna)}")
    assert "ik laat het zo" in (await bob.presses("Nee, laat zo")).text
    assert len(await everybody(app)) == 2


async def test_a_confirmation_that_comes_too_late_changes_nothing(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation, clock: FakeClock
) -> None:
    await add_person(app, "Bob", {network: Role.MEMBER}, doors=["bob"])
    bob = Conversation(app, messenger, sender="bob")
    await bob.commands(f"koppel {await code_for(anna)}")
    clock.advance(timedelta(hours=2))
    assert "gesloten" in (await bob.presses("Ja, dat ben ik allebei")).text
    assert len(await everybody(app)) == 2


async def test_the_last_facilitator_stays_one_when_becoming_one_with_a_member(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation
) -> None:
    await add_person(app, "Fatma", {network: Role.FACILITATOR}, doors=["fatma"])
    fatma = Conversation(app, messenger, sender="fatma")
    await fatma.commands(f"koppel {await code_for(anna)}")
    await fatma.presses("Ja, dat ben ik allebei")
    assert (await person_at(app, "fatma")).role_in(network) is Role.FACILITATOR


async def test_in_a_group_the_code_goes_to_the_private_chat(network: int, anna: Conversation) -> None:
    message = replace(
        anna.message(Kind.COMMAND, "koppel"), address=Address("fake", "group-1"), is_direct=False
    )
    await anna.sends(message)
    assert anna.last().ref.address == anna.address


async def test_a_door_can_be_preferred_and_let_go(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    await elsewhere.commands(f"koppel {await code_for(anna)}")
    await anna.commands("profiel")
    asked = await anna.presses("Waar je me bereikt")
    assert labels(asked) == [
        "Eerst via Other (anna-elsewhere)",
        "Fake (anna) loskoppelen",
        "Other (anna-elsewhere) loskoppelen",
    ]
    ways = anna.last()
    card = await anna.presses("Eerst via Other (anna-elsewhere)")
    assert card.text.startswith("Genoteerd.")
    changed = anna.last()
    assert await doors_at(app, "anna") == [("other", "anna-elsewhere", True), ("fake", "anna", False)]
    assert "gesloten" in (await anna.presses("Other (anna-elsewhere) loskoppelen", ways)).text
    await anna.presses("Waar je me bereikt", changed)
    await anna.presses("Other (anna-elsewhere) loskoppelen")
    assert await doors_at(app, "anna") == [("fake", "anna", True)]
    assert "Hoi. Ik ben er voor de leden" in (await elsewhere.says(FOUND)).text


async def test_the_last_door_stays(
    app: App, network: int, anna: Conversation, elsewhere: Conversation
) -> None:
    await elsewhere.commands(f"koppel {await code_for(anna)}")
    await anna.commands("profiel")
    card = anna.last()
    await anna.presses("Waar je me bereikt", card)
    first = anna.last()
    await anna.presses("Waar je me bereikt", card)
    await anna.presses("Other (anna-elsewhere) loskoppelen")
    assert "gesloten" in (await anna.presses("Fake (anna) loskoppelen", first)).text
    assert await doors_at(app, "anna") == [("fake", "anna", True)]
