"""`leernetwerk tips review`: what is to be looked at again, and what facilitators say of tips for all."""

import asyncio
from typing import Annotated, Any

import typer

from bot.cli.output import print_json
from bot.cli.stored import opened
from bot.clock import SystemClock
from bot.settings import load_settings
from handlers.learn.reviewing import TipRecord, in_order
from knowledge_base.base import HERE
from knowledge_base.tip_files import read_tips


def review(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Tips to look at again, the most pressing first; and what facilitators ask you to change."""
    found = asyncio.run(look_up())
    if as_json:
        print_json(found)
        return
    for row in found["tips"]:
        answered = row["answered"] or "-"
        print(f"{row['id']}  {row['reason']}  {row['review']}  {row['worked']}/{row['tried']}  {answered}")
    for told in found["told"]:
        print(f"{told['id']}: {told['verdict']}, says {told['network'] or '-'}: {told['remark'] or '-'}")


async def look_up() -> dict[str, list[dict[str, Any]]]:
    """What there is to look at, and what facilitators said."""
    now = SystemClock().now()
    async with opened(load_settings()) as store, store.transaction() as tx:
        await tx.tip_records.know_shipped(
            {tip.id: tip.review for tip in read_tips(HERE / "tips")}, now.date()
        )
        keys = {network.id: network.key for network in await tx.networks.all()}
        records = await tx.tip_records.all(None)
        told = await tx.tip_records.told()
    return {
        "tips": [
            {**as_fields(record, keys.get(record.network_id or 0)), "reason": why}
            for record, why in in_order(records, now.date())
        ],
        "told": [
            {
                "id": each.tip,
                "network": each.network,
                "verdict": each.verdict,
                "remark": each.remark,
                "at": each.at.isoformat(),
            }
            for each in told
        ],
    }


def as_fields(record: TipRecord, network: str | None) -> dict[str, Any]:
    """A tip in the form that scripts rely on."""
    return {
        "id": record.tip,
        "network": network,
        "review": record.review.isoformat(),
        "answered": record.answered_on and record.answered_on.isoformat(),
        "tried": record.tried,
        "worked": record.worked,
    }
