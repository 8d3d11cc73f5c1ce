"""People, places, doors and codes in the store, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.contract import Address, MessageRef, Reply
from bot.store import Database
from bot.store.tables import outbox
from handlers.people.people import Role
from scheduler.outbox import OutboxKind, Planned

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
ADDRESS = Address("fake", "chat-1")


async def add_person(store: Database, name: str = "Anna") -> int:
    """Somebody; their id."""
    async with store.transaction() as tx:
        return await tx.people.add(name, None, None, None, NOW, started=True)


async def add_network(store: Database) -> int:
    """A network; its id."""
    async with store.transaction() as tx:
        return await tx.networks.add("oost", "Oost", timezone="Europe/Amsterdam", language="nl")


async def test_who_holds_a_network_sees_what_the_one_before_changed(store: Database) -> None:
    network = await add_network(store)
    people = [await add_person(store, name) for name in ("Fatma", "Gerrit")]
    async with store.transaction() as tx:
        for person in people:
            await tx.people.place(person, network, Role.FACILITATOR, NOW)

    async def step_down(person: int) -> bool:
        async with store.transaction() as tx:
            await tx.networks.hold(network)
            if await tx.people.count(network, Role.FACILITATOR) == 1:
                return False
            await asyncio.sleep(0.01)
            return await tx.people.change_role(person, network, Role.FACILITATOR, Role.MEMBER)

    assert sorted(await asyncio.gather(*(step_down(person) for person in people))) == [False, True]


async def test_the_network_that_was_chosen_last_is_kept(store: Database) -> None:
    network, person = await add_network(store), await add_person(store)
    async with store.transaction() as tx:
        await tx.people.change(person, last_network_id=network)
    async with store.reading() as tx:
        found = await tx.people.get(person)
    assert found is not None
    assert found.last_network_id == network


async def test_a_link_code_is_found_until_it_is_used(store: Database) -> None:
    person = await add_person(store)
    async with store.transaction() as tx:
        await tx.invitations.add_link("ABCDE-FGHJK", person, NOW + timedelta(minutes=15))
        assert await tx.invitations.find_link("abcdefghjk", NOW) == person
        assert await tx.invitations.find_link("abcdefghjk", NOW + timedelta(minutes=15)) is None
        assert await tx.invitations.use_link("ABCDE FGHJK", NOW) == person
        assert await tx.invitations.find_link("abcdefghjk", NOW) is None
        assert await tx.invitations.use_link("ABCDE FGHJK", NOW) is None


async def test_who_lets_their_preferred_door_go_prefers_another(store: Database) -> None:
    person = await add_person(store)
    async with store.transaction() as tx:
        for sender in ("one", "two"):
            await tx.doors.belongs_to("fake", sender, person)
        assert await tx.doors.release(person, "fake", "one")
        (left,) = await tx.people.doors_of(person)
        assert (left.address, left.preferred) == ("two", True)
        assert await tx.doors.owner("fake", "one") is None


async def test_nobody_lets_the_door_of_another_go(store: Database) -> None:
    anna, bob = await add_person(store), await add_person(store, "Bob")
    async with store.transaction() as tx:
        await tx.doors.belongs_to("fake", "one", anna)
        assert not await tx.doors.release(bob, "fake", "one")
        assert await tx.doors.owner("fake", "one") == anna


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("sensitive", [True, False])
async def test_the_words_of_what_is_sensitive_are_kept_only_until_it_is_sent(
    store: Database, sent: bool, sensitive: bool
) -> None:
    reply = Reply("de code is ABCDE", sensitive=sensitive)
    planned = Planned("key", OutboxKind.ANSWER, ADDRESS, reply, NOW)
    async with store.transaction() as tx:
        claimed = await tx.outbox.plan_claimed(planned, "lease", NOW)
        if sent:
            await tx.outbox.record_sent(claimed, MessageRef(ADDRESS, "1"), NOW)
        else:
            await tx.outbox.record_failed(claimed, "gone")
        rows = await tx.outbox._connection.execute(outbox.select())
    assert ("ABCDE" in str(rows.one().reply)) is not sensitive
