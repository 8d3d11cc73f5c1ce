"""`leernetwerk member`: who is in, added and listed; their data copied out and erased."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli import values
from bot.cli.errors import REFUSED, WRONG_SETTINGS, Refused, leave
from bot.cli.member_file import FaultyFile, read_members
from bot.cli.output import one_line, print_json
from bot.cli.stored import FIRST_ONE, OPERATOR, known_network, known_person, opened
from bot.clock import SystemClock
from bot.erased import keep_erased, list_of
from bot.settings import Settings, load_settings
from bot.store import Transaction
from handlers.people.data_copy import as_json
from handlers.people.enrolling import Newcomer, enrol
from handlers.people.forgetting import left_without
from handlers.people.people import Door, Network, Person

member_app = typer.Typer(no_args_is_help=True, help="The people of the networks.")


@member_app.command()
def add(
    *,
    network: Annotated[str, typer.Option(help="The key of the network.")],
    name: Annotated[str, typer.Option(help="The name of the person.")],
    door: Annotated[str, typer.Option(help="telegram:ID or matrix:@user:server.")],
    organisation: Annotated[str | None, typer.Option(help="Where they work.")] = None,
    function: Annotated[str | None, typer.Option(help="What they do, such as practitioner.")] = None,
    role: Annotated[str | None, typer.Option(help="member or facilitator.")] = None,
    language: Annotated[str | None, typer.Option(help="nl or en.")] = None,
) -> None:
    """Add somebody to a network, ready to use; prints the id. Whoever has that door is not added twice."""
    at = values.valid("--door", values.door, door)
    newcomer = Newcomer(
        name=values.valid("--name", values.name, name),
        organisation=None
        if organisation is None
        else values.valid("--organisation", values.name, organisation),
        function=None if function is None else values.valid("--function", values.function, function),
        language=None if language is None else values.valid("--language", values.language, language),
        role=None if role is None else values.valid("--role", values.role, role),
        platform=at.platform,
        address=at.address,
        conversation=at.conversation,
    )
    print(*asyncio.run(enrolled(load_settings(), network, [newcomer])), sep="\n")


@member_app.command("import")
def import_members(
    file: Annotated[Path, typer.Argument(help="CSV: name, organisation, function, language, role, door.")],
    network: Annotated[str | None, typer.Option(help="The key of the network, when there are more.")] = None,
) -> None:
    """Add everybody in a file, or nobody when something is wrong in it; prints an id for each row."""
    try:
        newcomers = read_members(file)
    except FaultyFile as error:
        leave(str(error), REFUSED)
    print(*asyncio.run(enrolled(load_settings(), network, newcomers)), sep="\n")


@member_app.command("list")
def list_members(
    network: Annotated[str | None, typer.Option(help="Only of this network.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Everybody, in the order in which they came."""
    found = asyncio.run(stored_members(load_settings(), network))
    if as_json:
        print_json([as_fields(person, doors) for person, doors in found])
    else:
        for person, _ in found:
            places = ", ".join(f"{place.network.key} ({place.role})" for place in person.memberships)
            where = one_line(person.organisation or "-")
            print(f"{person.id}  {one_line(person.name)}  {where}  {places}")


@member_app.command()
def export(
    member: Annotated[int, typer.Argument(help="The id of the member.")],
    out: Annotated[Path, typer.Option(help="The file to write, as JSON.")],
) -> None:
    """Copy everything that is kept about somebody into a file."""
    copy = asyncio.run(copied(load_settings(), member))
    try:
        out.write_text(copy, encoding="utf-8")
    except OSError as error:
        leave(f"{out} can't be written: {error.strerror}.", REFUSED)


@member_app.command()
def erase(member: Annotated[int, typer.Argument(help="The id of the member.")]) -> None:
    """Erase everything that is kept about somebody. This can't be undone."""
    asyncio.run(erased(load_settings(), member))


async def enrolled(settings: Settings, key: str | None, newcomers: list[Newcomer]) -> list[int]:
    """Let everybody in, or nobody; their ids. Raises Refused."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        network = await known_network(tx, key) if key is not None else await only_network(tx)
        return [await enrol(tx, newcomer, network, now, OPERATOR) for newcomer in newcomers]


async def only_network(tx: Transaction) -> Network:
    """The network, when there is one. Raises Refused; leaves when it has to be said which."""
    networks = await tx.networks.all()
    if not networks:
        raise Refused(f"There is no network yet. {FIRST_ONE}")
    if len(networks) > 1:
        leave(f"Say which network: --network {' or '.join(one.key for one in networks)}", WRONG_SETTINGS)
    return networks[0]


async def stored_members(settings: Settings, key: str | None) -> list[tuple[Person, list[Door]]]:
    """Everybody in the database, or in one network. Raises Refused."""
    async with opened(settings) as store, store.reading() as tx:
        network = await known_network(tx, key) if key is not None else None
        people = await tx.people.all(network.id if network else None)
        return [(person, await tx.people.doors_of(person.id)) for person in people]


async def copied(settings: Settings, person_id: int) -> str:
    """Everything about somebody, for programs. Raises Refused."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        person = await known_person(tx, person_id)
        rows = await tx.own_data.collect(await tx.own_data.subject(person.id))
        await tx.audit.note(OPERATOR, "export", now, subject=person.pseudonym)
        return as_json(rows, now)


async def erased(settings: Settings, person_id: int) -> None:
    """Erase somebody. Raises Refused, with the way out, for the last facilitator of members."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        person = await known_person(tx, person_id)
        if networks := await left_without(tx, person):
            keys = ", ".join(network.key for network in networks)
            raise Refused(
                f"Member {person_id} is the only facilitator of {keys}. Make somebody else one first: "
                "leernetwerk member add … --role facilitator, with the door of that person."
            )
        await tx.own_data.erase(await tx.own_data.subject(person.id), now)
        await tx.audit.note(OPERATOR, "erase", now, subject=person.pseudonym)
    async with opened(settings) as store:
        await keep_erased(store, list_of(settings.database_url))


def as_fields(person: Person, doors: list[Door]) -> dict[str, Any]:
    """A member in the form that scripts rely on."""
    return {
        "id": person.id,
        "name": person.name,
        "organisation": person.organisation,
        "function": person.function,
        "language": person.language,
        "networks": [{"key": place.network.key, "role": place.role} for place in person.memberships],
        "doors": [
            {
                "platform": door.platform,
                "address": door.address,
                "preferred": door.preferred,
                "reachable": door.reachable,
            }
            for door in doors
        ],
        "started": person.started_at is not None,
        "paused_until": person.paused_until.isoformat() if person.paused_until else None,
    }
