"""`leernetwerk outbox`: everything that is to be sent, on its way, or sent."""

import asyncio
from typing import Annotated, Any

import typer

from bot.cli.output import one_line, print_json
from bot.cli.stored import opened
from bot.settings import Settings, load_settings
from handlers.meet.accounts import Entry

outbox_app = typer.Typer(no_args_is_help=True, help="What is sent to people.")


@outbox_app.callback()
def outbox() -> None:
    """What is sent to people."""


@outbox_app.command("list")
def list_outbox(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Every message, in the order in which they were planned; never what it says."""
    found = asyncio.run(stored_entries(load_settings()))
    if as_json:
        print_json([as_fields(entry) for entry in found])
        return
    for entry in found:
        when = f"{entry.sent_at or entry.not_before:%Y-%m-%d %H:%M}Z"
        why = one_line(entry.reason or "")
        print(f"{entry.id}  {when}  {entry.status:9}  {entry.kind:10}  {one_line(entry.key)}  {why}".rstrip())


async def stored_entries(settings: Settings) -> list[Entry]:
    """The messages in the database."""
    async with opened(settings) as store, store.reading() as tx:
        return await tx.accounts.all()


def as_fields(entry: Entry) -> dict[str, Any]:
    """A message in the form that scripts rely on."""
    return {
        "id": entry.id,
        "key": entry.key,
        "kind": entry.kind,
        "person": entry.person_id,
        "platform": entry.platform,
        "status": entry.status,
        "not_before": entry.not_before.isoformat(),
        "not_after": entry.not_after.isoformat() if entry.not_after else None,
        "attempts": entry.attempts,
        "maybe_twice": entry.lapsed > 0,
        "reason": entry.reason,
        "sent_at": entry.sent_at.isoformat() if entry.sent_at else None,
    }
