"""`leernetwerk tips list`, `export`, `import` and the like: what members and facilitators wrote."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.errors import REFUSED, Refused, leave
from bot.cli.output import print_json
from bot.cli.stored import OPERATOR, known_network, opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from bot.store import Transaction, sqlite_file
from handlers.learn.tips import StoredTip, TipStatus
from knowledge_base import Tip
from knowledge_base.base import HERE
from knowledge_base.checks import TipFile, known_in
from knowledge_base.guard import load_guard
from knowledge_base.guard.spans import Level
from knowledge_base.tip_files import read_tips
from knowledge_base.tip_import import read_folder
from knowledge_base.tip_writing import as_markdown

NetworkKey = Annotated[str | None, typer.Option("--network", help="The network whose alone they are.")]
TipId = Annotated[str, typer.Argument(help="The id of the tip.")]


def list_tips(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Every tip: those in the installed files, then those in the database."""
    shipped = read_tips(HERE / "tips")
    stored, keys = asyncio.run(stored_tips(load_settings()))
    ids = {tip.id for tip in shipped}
    rows = [
        *(as_fields(tip, "file", TipStatus.PUBLISHED, None) for tip in shipped),
        *(
            as_fields(each.tip, "database", each.status, keys.get(each.tip.network_id))
            | {"offered": each.offered_at is not None}
            for each in stored
            if each.tip.id not in ids
        ),
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        offered = "  offered to all" if row["offered"] else ""
        shown = (row["id"], row["theme"], row["origin"], row["status"], row["network"] or "-")
        print("  ".join(shown) + offered)


def as_fields(tip: Tip, origin: str, status: TipStatus, network: str | None) -> dict[str, Any]:
    """A tip in the form that scripts rely on."""
    return {
        "id": tip.id,
        "theme": tip.theme,
        "origin": origin,
        "status": status.value,
        "network": network,
        "review": tip.review.isoformat(),
        "offered": False,
    }


async def stored_tips(settings: Settings) -> tuple[list[StoredTip], Mapping[int | None, str]]:
    """The tips in the database, if there is one, and the keys of the networks by id."""
    file = sqlite_file(settings.database_url)
    if file and not file.exists():
        return [], {}
    async with opened(settings) as store, store.reading() as tx:
        networks: dict[int | None, str] = {each.id: each.key for each in await tx.networks.all()}
        return await tx.tips.in_networks(None, list(TipStatus)), networks


def export_tips(
    out: Annotated[Path, typer.Option("--out", help="A folder; it is made where needed.")],
    network: NetworkKey = None,
) -> None:
    """Write the published tips as files, to review and to merge with the installed ones."""
    stored, keys = asyncio.run(stored_tips(load_settings()))
    if network and network not in keys.values():
        raise Refused(f"There is no network {network!r}.")
    chosen = [
        each.tip
        for each in stored
        if each.status is TipStatus.PUBLISHED and network in (None, keys.get(each.tip.network_id))
    ]
    for tip in chosen:
        write_tip(out, tip, keys.get(tip.network_id))
    print(f"{len(chosen)} tips written. Check them: leernetwerk tips check {out}", file=sys.stderr)


def write_tip(out: Path, tip: Tip, network: str | None) -> None:
    """Write one tip in its theme's folder."""
    path = out / "tips" / tip.theme / f"{tip.id}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_markdown(tip, network), encoding="utf-8")
    except OSError as error:
        leave(f"{path} can't be written: {error.strerror}.", REFUSED)


def import_tips(
    folder: Annotated[Path, typer.Argument(help="A folder with tip files.")],
    network: NetworkKey = None,
) -> None:
    """Publish the tips in a folder. When a file is broken nothing is taken in, so mend it and try again.

    A tip that is there already is replaced. Without --network a tip is for the network that its file names,
    or for all.
    """
    if not folder.is_dir():
        raise Refused(f"{folder} is no folder. Name a folder with .md files.")
    asyncio.run(take_in(load_settings(), folder, network))


async def take_in(settings: Settings, folder: Path, network: str | None) -> None:
    """Take in all tips of a folder, or none."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        chosen = await known_network(tx, network) if network else None
        networks = {each.key: each.id for each in await tx.networks.all()}
        shipped = {tip.id for tip in read_tips(HERE / "tips")}
        taken = read_folder(folder, known_in(HERE), networks, shipped)
        if found := [*taken.faults, *personal_faults(taken.files)]:
            print("\n".join(found))
            leave(f"Nothing was taken in: {len(found)} faults.", REFUSED)
        for file in taken.files:
            await publish(tx, replace(file.tip, network_id=chosen.id) if chosen else file.tip, now)
    print(f"{len(taken.files)} tips published.", file=sys.stderr)


def personal_faults(files: Sequence[TipFile]) -> list[str]:
    """What identifies somebody in the words of tips, for which the guard is certain."""
    guard = load_guard()
    faults = []
    for file in files:
        words = (*file.tip.title.values(), *file.tip.body.values(), *sum(file.tip.phrasings.values(), ()))
        for text in words:
            for span in guard.check(text).spans:
                if span.level is Level.CERTAIN:
                    shown = text[span.start : span.end]
                    faults.append(file.fault(shown, f"names {shown!r}", "Say it without who it is about"))
    return faults


async def publish(tx: Transaction, tip: Tip, now: datetime) -> None:
    """Publish a tip, in the place of what there was by that id."""
    if await tx.tips.get(tip.id):
        await tx.tips.change(tip.id, now, tip=tip, status=TipStatus.PUBLISHED, published_at=now)
    else:
        await tx.tips.add(StoredTip(tip, TipStatus.PUBLISHED, None, now, published_at=now))
    await tx.audit.note(OPERATOR, "tip-imported", now, network_id=tip.network_id, subject=tip.id)


def accept(tip_id: TipId) -> None:
    """Give all networks a tip that a network offered."""
    asyncio.run(answer_offer(load_settings(), tip_id, accepted=True))


def decline(tip_id: TipId) -> None:
    """Leave a tip that was offered to the network that has it."""
    asyncio.run(answer_offer(load_settings(), tip_id, accepted=False))


async def answer_offer(settings: Settings, tip_id: str, *, accepted: bool) -> None:
    """Answer a network's offer."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        stored = await tx.tips.get(tip_id)
        if stored is None or stored.offered_at is None or stored.status is not TipStatus.PUBLISHED:
            raise Refused(f"No tip {tip_id!r} is offered. See: leernetwerk tips list")
        tip = replace(stored.tip, network_id=None) if accepted else stored.tip
        await tx.tips.change(tip_id, now, tip=tip, offered_at=None)
        action = "tip-accepted" if accepted else "tip-declined"
        await tx.audit.note(OPERATOR, action, now, network_id=stored.tip.network_id, subject=tip_id)


def retire(tip_id: TipId) -> None:
    """Withdraw a tip, so that nobody gets it any more."""
    asyncio.run(withdraw(load_settings(), tip_id))


async def withdraw(settings: Settings, tip_id: str) -> None:
    """Withdraw a tip that is in the database."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        stored = await tx.tips.get(tip_id)
        if stored is None or stored.status is TipStatus.RETIRED:
            raise Refused(f"No tip {tip_id!r} is there to withdraw. See: leernetwerk tips list")
        await tx.tips.change_status(tip_id, stored.status, TipStatus.RETIRED, now)
        await tx.audit.note(OPERATOR, "tip-retired", now, network_id=stored.tip.network_id, subject=tip_id)
