"""`leernetwerk meeting export`: all meetings as a calendar file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import write_file
from bot.cli.stored import known_network, opened
from bot.settings import Settings, load_settings
from handlers.calendar.files import Entry, calendar_of
from handlers.texts import load_catalogue


def export(
    out: Annotated[Path, typer.Option(help="The file to write, such as meetings.ics.")],
    network: Annotated[
        str | None, typer.Option(help="The key of the network; without it all networks.")
    ] = None,
) -> None:
    """Write all meetings, cancelled ones too, to a calendar file."""
    write_file(out, asyncio.run(exported(load_settings(), network)))


async def exported(settings: Settings, key: str | None) -> bytes:
    """The calendar, in the language of its first network. Raises Refused for an unknown network."""
    async with opened(settings) as store, store.reading() as tx:
        networks = [await known_network(tx, key)] if key is not None else await tx.networks.all()
        entries = [
            Entry(meeting, network) for network in networks for meeting in await tx.meetings.all(network.id)
        ]
        language = networks[0].language if networks else "nl"
        return calendar_of(load_catalogue(), language, entries)
