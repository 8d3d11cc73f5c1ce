"""The database, for the length of one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.cli.errors import Refused
from bot.settings import Settings
from bot.store import Database, Transaction, open_database
from handlers.people.people import Network, Person

FIRST_ONE = "Make one: leernetwerk network add KEY --name NAME"
OPERATOR = "operator"  # who did it, in the audit table


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database that the settings name."""
    store = await open_database(settings.database_url)
    try:
        yield store
    finally:
        await store.close()


async def known_network(tx: Transaction, key: str) -> Network:
    """The network with this key. Raises Refused."""
    network = await tx.networks.keyed(key)
    if network is None:
        known = ", ".join(network.key for network in await tx.networks.all())
        raise Refused(f"There is no network {key!r}. " + (f"There is: {known}." if known else FIRST_ONE))
    return network


async def known_person(tx: Transaction, person_id: int) -> Person:
    """The person with this id. Raises Refused."""
    person = await tx.people.get(person_id)
    if person is None:
        raise Refused(f"There is no member {person_id}. See: leernetwerk member list")
    return person
