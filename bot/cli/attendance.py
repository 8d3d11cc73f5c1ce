"""`leernetwerk attendance`: who was at which meeting, as a file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import values
from bot.cli.output import write_file
from bot.cli.stored import known_network, opened
from bot.clock import SystemClock
from bot.contract import Attachment
from bot.settings import Settings, load_settings
from handlers.attendance.export import FORMATS, attendance_file


def attendance(
    network: Annotated[str, typer.Option(help="The key of the network.")],
    form: Annotated[str, typer.Option("--format", help="csv or xlsx.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Write who was at which meeting, and what they had answered, to a file."""
    chosen = values.valid("--format", file_format, form)
    write_file(out, asyncio.run(exported(load_settings(), network, chosen)).content)


def file_format(text: str) -> str:
    """A format that we can write."""
    if text not in FORMATS:
        raise ValueError(f"use {' or '.join(FORMATS)}")
    return text


async def exported(settings: Settings, key: str, form: str) -> Attachment:
    """The file. Raises Refused for an unknown network."""
    async with opened(settings) as store, store.reading() as tx:
        return await attendance_file(tx, await known_network(tx, key), form, SystemClock().now())
