"""`leernetwerk retention`: how long what is kept, and what is past its time."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.cli.errors import Refused
from bot.cli.output import print_json
from bot.cli.right_time import time_asked
from bot.cli.stored import opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from bot.store import Database
from bot.watching.clock_watch import believe, doubted_since
from scheduler.housekeeping import forget_old, overdue
from scheduler.retention import Rule, rules_with


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show; nothing is taken away.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="Believe the clock, though the bot was away for long.")
    ] = False,
) -> None:
    """Take away what is past its time, as a running bot does every day; prints how much, by rule."""
    settings = load_settings()
    rules = rules_with(settings.retention)
    counts = asyncio.run(carried_out(settings, rules, dry_run=dry_run, clock_is_right=clock_is_right))
    if as_json:
        print_json([as_fields(rule, counts[rule.kind]) for rule in rules])
        return
    print(f"{'kind':12} {'kept':>5}  {'then':10} {'past it':>8}  tables")
    for rule in rules:
        tables = ", ".join(rule.columns)
        print(f"{rule.kind:12} {rule.keep:>5}  {rule.fate:10} {counts[rule.kind]:>8}  {tables}")


async def carried_out(
    settings: Settings, rules: tuple[Rule, ...], *, dry_run: bool, clock_is_right: bool
) -> Mapping[str, int]:
    """How much was past its time, by kind; taken away unless this is a dry run. Raises Refused."""
    now = SystemClock().now()
    async with opened(settings) as store:
        if dry_run:
            return await overdue(store, rules, now)
        if clock_is_right:
            await believe(store, now)
        await check_clock(settings, store, now)
        return await forget_old(store, rules, now)


async def check_clock(settings: Settings, store: Database, now: datetime) -> None:
    """What is taken away does not come back, so a clock that jumped is not gone by. Raises Refused."""
    ask = time_asked(settings)
    if ask and (doubted := await doubted_since(store, now, ask)):
        raise Refused(
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, and it was last right at {doubted:%Y-%m-%d %H:%M}. "
            "Set it; if it is right: leernetwerk retention --clock-is-right."
        )


def as_fields(rule: Rule, count: int) -> dict[str, Any]:
    """A rule in the form that scripts rely on."""
    return {
        "kind": rule.kind,
        "keep": rule.keep,
        "then": rule.fate,
        "past": count,
        "columns": {table: list(columns) for table, columns in rule.columns.items()},
    }
