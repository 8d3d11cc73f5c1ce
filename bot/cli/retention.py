"""`leernetwerk retention`: how long what is kept, and what is past its time."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from bot.cli.output import print_json
from bot.cli.stored import opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from scheduler.housekeeping import forget_old, overdue
from scheduler.retention import Rule, rules_with


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show; nothing is taken away.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Take away what is past its time, as a running bot does every day; prints how much, by rule."""
    settings = load_settings()
    rules = rules_with(settings.retention)
    counts = asyncio.run(carried_out(settings, rules, dry_run=dry_run))
    if as_json:
        print_json([as_fields(rule, counts[rule.kind]) for rule in rules])
        return
    print(f"{'kind':12} {'kept':>5}  {'then':10} {'past it':>8}  tables")
    for rule in rules:
        tables = ", ".join(rule.columns)
        print(f"{rule.kind:12} {rule.keep:>5}  {rule.fate:10} {counts[rule.kind]:>8}  {tables}")


async def carried_out(settings: Settings, rules: tuple[Rule, ...], *, dry_run: bool) -> Mapping[str, int]:
    """How much was past its time, by kind; taken away unless this is a dry run."""
    now = SystemClock().now()
    async with opened(settings) as store:
        return await overdue(store, rules, now) if dry_run else await forget_old(store, rules, now)


def as_fields(rule: Rule, count: int) -> dict[str, Any]:
    """A rule in the form that scripts rely on."""
    return {
        "kind": rule.kind,
        "keep": rule.keep,
        "then": rule.fate,
        "past": count,
        "columns": {table: list(columns) for table, columns in rule.columns.items()},
    }
