"""`leernetwerk doctor`: is the installation in order, and if not, what is there to do?"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import REFUSED
from bot.cli.output import one_line, print_json
from bot.cli.platforms import check_halves, matrix_account, telegram_account
from bot.cli.right_time import known_server
from bot.logs import set_up_logs
from bot.settings import Settings, load_settings
from bot.store import checkup as store_checkup
from bot.store import sqlite_file
from bot.telegram import checkup as telegram_checkup
from bot.watching import machine_checkup
from bot.watching.findings import Finding, Weight, ok, skipped, warning

SIGNS = {Weight.OK: "ok", Weight.SKIPPED: "-", Weight.WARNING: "LOOK", Weight.FAULT: "FAULT"}
ENV = Path(".env")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Checks the installation and says what to do, one line for each thing. Changes nothing."""
    settings = load_settings()
    check_halves(settings)
    set_up_logs("ERROR")
    found = asyncio.run(everything(settings))
    if as_json:
        print_json([as_fields(finding) for finding in found])
    else:
        for finding in found:
            print(as_line(finding))
    if any(finding.weight is Weight.FAULT for finding in found):
        raise SystemExit(REFUSED)


async def everything(settings: Settings) -> Sequence[Finding]:
    """All checks, side by side; in a fixed order."""
    parts = await asyncio.gather(
        of_settings(settings),
        of_telegram(settings),
        of_matrix(settings),
        store_checkup.checked(settings.database_url),
        of_machine(settings),
    )
    return [finding for part in parts for finding in part]


async def of_settings(settings: Settings) -> Sequence[Finding]:
    """Whether there is something to serve, and somebody to hear of trouble."""
    is_served = settings.telegram_token or settings.matrix_user
    return [
        ok("settings", "they can be read")
        if is_served
        else warning("settings", "no chat platform is configured", "leernetwerk setup asks what it takes"),
        ok("operator", "hears of alarms")
        if settings.operator
        else warning(
            "operator",
            "nobody is told when something goes wrong",
            "set LEERNETWERK_OPERATOR, such as telegram:123456789",
        ),
    ]


async def of_telegram(settings: Settings) -> Sequence[Finding]:
    """Telegram, if it is configured."""
    account = telegram_account(settings)
    if account is None:
        return [skipped(telegram_checkup.ABOUT, "not configured")]
    return await telegram_checkup.checked(account)


async def of_matrix(settings: Settings) -> Sequence[Finding]:
    """Matrix, if it is configured."""
    account = matrix_account(settings)
    if account is None:
        return [skipped("matrix", "not configured")]
    from bot.matrix import checkup  # noqa: PLC0415 - takes a second

    return await checkup.checked(account, Path(settings.matrix_store))


async def of_machine(settings: Settings) -> Sequence[Finding]:
    """Clock, disk, files, and whether the bot runs."""
    server, now = known_server(settings), datetime.now(UTC)
    clock = asyncio.to_thread(machine_checkup.clock, server, settings.timezone, now)
    return [await clock, *await asyncio.to_thread(of_files, settings), *await of_http(settings)]


def of_files(settings: Settings) -> Sequence[Finding]:
    """Who may read what, and whether there is room."""
    file, store = sqlite_file(settings.database_url), Path(settings.matrix_store)
    folders = ([file.parent] if file else []) + ([store] if settings.matrix_user else [])
    secret = [ENV, store, *(store.iterdir() if store.is_dir() else ()), *([file] if file else [])]
    return [*machine_checkup.rights(secret, folders), *machine_checkup.disk(folders or [Path()])]


async def of_http(settings: Settings) -> Sequence[Finding]:
    """What answers where the bot would listen."""
    if settings.http_listen is None:
        return [skipped(machine_checkup.HTTP, "LEERNETWERK_HTTP_LISTEN is not set: no health, no metrics")]
    host, _, port = settings.http_listen.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "::1"}.get(host, host.strip("[]"))  # noqa: S104 - we only ask
    return [await asyncio.to_thread(machine_checkup.own_port, host, int(port))]


def as_line(finding: Finding) -> str:
    """A finding as somebody reads it."""
    mend = f" → {finding.mend}" if finding.mend else ""
    return f"{SIGNS[finding.weight]:5}  {one_line(f'{finding.about}: {finding.says}{mend}')}"


def as_fields(finding: Finding) -> dict[str, str | None]:
    """A finding in the form that scripts rely on."""
    return {
        "about": finding.about,
        "weight": finding.weight,
        "says": finding.says,
        "mend": finding.mend,
    }
