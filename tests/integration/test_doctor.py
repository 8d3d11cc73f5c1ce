"""The doctor finds what is wrong and says what to do, changes nothing, and keeps every secret."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.doctor import as_fields, as_line, everything
from bot.settings import Settings
from bot.store import checkup as store_checkup
from bot.store import open_database
from bot.watching import machine_checkup
from bot.watching.findings import Finding, Weight
from bot.web import Listen, Readiness, health_routes, serving
from tests.wire.telegram import Pauses, TelegramServer, telegram_server

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
HOOK_SECRET = "een-geheim_123"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as server:
        yield server


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def settings(telegram: TelegramServer, **chosen: object) -> Settings:
    """Settings of a bot on this Telegram."""
    return Settings(
        telegram_token=SecretStr(telegram.token),
        telegram_base_url=telegram.base_url,
        **chosen,  # type: ignore[arg-type]
    )


async def found(settings: Settings) -> dict[str, Finding]:
    """What is found, by what it is about; of several the worst."""
    order = list(Weight)
    everything_found = sorted(await everything(settings), key=lambda each: order.index(each.weight))
    return {finding.about: finding for finding in everything_found}


async def test_with_nothing_configured_it_is_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_checkup, "server_time", lambda _: datetime.now(UTC))
    about = await found(Settings())
    assert {name: finding.weight for name, finding in about.items()} == {
        "settings": Weight.WARNING,
        "operator": Weight.WARNING,
        "telegram": Weight.SKIPPED,
        "matrix": Weight.SKIPPED,
        "database": Weight.SKIPPED,
        "clock": Weight.OK,
        "rights": Weight.OK,
        "disk": about["disk"].weight,
        "http": Weight.SKIPPED,
    }
    assert modes(Path()) == {}


async def test_where_all_is_well_it_says_so(telegram: TelegramServer) -> None:
    await (await open_database("sqlite:///data/leernetwerk.db")).close()
    about = await found(settings(telegram, operator="telegram:77"))
    for name in ("settings", "operator", "telegram", "telegram groups", "database", "clock", "rights"):
        assert about[name].weight is Weight.OK, about[name]
    assert "@leernetwerk_bot" in about["telegram"].says
    assert telegram.complaints == []


async def test_a_token_that_is_refused_is_a_fault_and_is_not_shown(telegram: TelegramServer) -> None:
    telegram.revoke_token()
    chosen = settings(telegram)
    everything_said = " ".join(
        as_line(finding) + str(as_fields(finding)) for finding in await everything(chosen)
    )
    assert "FAULT  telegram: the token is refused" in everything_said
    assert telegram.token not in everything_said
    assert telegram.token.partition(":")[2] not in everything_said


async def test_a_telegram_that_is_away_is_a_fault(telegram: TelegramServer) -> None:
    telegram.down()
    about = await found(settings(telegram))
    assert about["telegram"].says == "nothing answers at the address of Telegram"
    assert about["clock"].weight is Weight.FAULT


async def test_no_privacy_in_groups_is_pointed_out(telegram: TelegramServer) -> None:
    telegram.can_read_all_group_messages = True
    about = await found(settings(telegram))
    assert (about["telegram groups"].weight, "/setprivacy" in (about["telegram groups"].mend or "")) == (
        Weight.WARNING,
        True,
    )


async def test_a_webhook_that_telegram_can_not_reach_is_a_fault(telegram: TelegramServer) -> None:
    from telegram import Bot

    telegram.pauses = Pauses(first=0.01, longest=0.02)
    hook = "http://127.0.0.1:9/telegram"
    async with Bot(telegram.token, base_url=telegram.base_url) as bot:
        await bot.set_webhook(hook, secret_token=HOOK_SECRET)
    telegram.person("Anna").starts()
    await telegram.until(lambda: telegram.webhook and telegram.webhook.last_error_message)
    chosen = settings(
        telegram,
        telegram_webhook_url=hook,
        telegram_webhook_secret=SecretStr(HOOK_SECRET),
        http_listen="127.0.0.1:9",
    )
    about = await found(chosen)
    assert about["telegram webhook"].weight is Weight.FAULT
    assert "1 updates: Connection refused" in about["telegram webhook"].says
    assert about["http"].weight is Weight.SKIPPED
    assert HOOK_SECRET not in str(about)
    without = await found(settings(telegram))
    assert without["telegram webhook"].weight is Weight.WARNING


# The database


async def about_database(url: str) -> Finding:
    (finding,) = await store_checkup.checked(url)
    return finding


async def test_a_database_that_is_ready_is_left_as_it_is(database_url: str) -> None:
    await (await open_database(database_url)).close()
    assert (await about_database(database_url)).weight is Weight.OK


async def test_an_empty_database_of_a_server_is_not_made(new_postgresql_url: str) -> None:
    assert (await about_database(new_postgresql_url)).weight is Weight.WARNING
    assert (await about_database(new_postgresql_url)).weight is Weight.WARNING


@pytest.mark.parametrize(
    ("revision", "weight"), [("0003", Weight.WARNING), ("9999", Weight.FAULT)], ids=["older", "newer"]
)
async def test_a_database_of_another_version_is_told_by_which(revision: str, weight: Weight) -> None:
    await (await open_database("sqlite:///data/x.db")).close()
    with closing(sqlite3.connect("data/x.db")) as file:
        file.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        file.commit()
    finding = await about_database("sqlite:///data/x.db")
    assert (finding.weight, revision in finding.says) == (weight, True)


async def test_what_is_no_database_or_not_there_is_a_fault_without_the_password() -> None:
    with closing(os.fdopen(os.open("x.db", os.O_CREAT | os.O_WRONLY), "w")) as file:
        file.write("This is a letter to my aunt, " * 100)
    assert "is not a database" in (await about_database("sqlite:///x.db")).says
    finding = await about_database("postgresql://bot:hunter2@127.0.0.1:9/x")
    assert finding.weight is Weight.FAULT
    assert "hunter2" not in str(finding)


# The machine


@pytest.mark.parametrize(
    ("off", "weight", "words"),
    [
        (
            timedelta(seconds=59),
            Weight.OK,
            "right within a minute; in Europe/Amsterdam it is 2026-12-03 14:00",
        ),
        (timedelta(seconds=-59), Weight.OK, "right"),
        (timedelta(seconds=61), Weight.FAULT, "1.0 minutes fast"),
        (timedelta(hours=-1), Weight.FAULT, "1.0 hours slow"),
        (
            timedelta(days=365.25),
            Weight.FAULT,
            "1.0 years fast: it says 2026-12-03 13:00 UTC, and it is 2025-12-03",
        ),
    ],
)
def test_a_clock_is_compared_with_a_server(
    monkeypatch: pytest.MonkeyPatch, off: timedelta, weight: Weight, words: str
) -> None:
    monkeypatch.setattr(machine_checkup, "server_time", lambda _: NOW - off)
    finding = machine_checkup.clock("https://x", "Europe/Amsterdam", NOW)
    assert (finding.weight, words in finding.says) == (weight, True), finding


@pytest.mark.parametrize("error", [OSError(), ValueError("bad port"), TimeoutError()])
def test_a_server_that_tells_nothing_is_a_fault_of_reaching(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(_: str) -> datetime:
        raise error

    monkeypatch.setattr(machine_checkup, "server_time", fails)
    assert "can't be reached" in machine_checkup.clock("https://x", "UTC", NOW).says


@pytest.mark.parametrize(
    ("free", "weight"),
    [
        (10**12, Weight.OK),
        (500_000_000, Weight.OK),
        (499_999_999, Weight.WARNING),
        (49_999_999, Weight.FAULT),
    ],
)
def test_a_disk_that_fills_up_is_told_in_time(free: int, weight: Weight) -> None:
    assert machine_checkup.room(Path("/data"), free).weight is weight


def test_secrets_that_others_may_read_are_a_fault_with_the_command_that_mends_it() -> None:
    Path(".env").write_text("LEERNETWERK_TELEGRAM_TOKEN=1:x")
    Path(".env").chmod(0o640)
    Path("keys").mkdir(mode=0o755)
    mends = [finding.mend for finding in machine_checkup.rights([Path(".env"), Path("keys"), Path("no")], [])]
    assert mends == ["chmod 600 .env", "chmod 700 keys"]
    Path(".env").chmod(0o600)
    Path("keys").chmod(0o700)
    (finding,) = machine_checkup.rights([Path(".env"), Path("keys")], [Path("deep/below")])
    assert finding.weight is Weight.OK


def modes(folder: Path) -> dict[str, int]:
    """Who may do what with each file in a folder."""
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def test_a_database_is_made_for_its_owner_alone() -> None:
    store = await open_database("sqlite:///data/x.db")
    async with store.transaction() as tx:
        await tx.facts.keep("a", "b")
    found = modes(Path("data"))
    await store.close()
    assert found["x.db"] == 0o600
    assert set(found.values()) == {0o600}


async def test_a_bot_that_runs_tells_on_its_port_whether_it_is_ready() -> None:
    reasons: list[str] = []

    async def look() -> Readiness:
        return Readiness(reasons, {})

    async with serving(Listen("127.0.0.1", 0), health_routes(look)) as port:
        asked = [await asyncio.to_thread(machine_checkup.own_port, "127.0.0.1", port)]
        reasons.append("the database does not answer")
        asked.append(await asyncio.to_thread(machine_checkup.own_port, "127.0.0.1", port))
    async with serving(Listen("127.0.0.1", 0), []) as port:
        asked.append(await asyncio.to_thread(machine_checkup.own_port, "127.0.0.1", port))
    assert [finding.weight for finding in asked] == [Weight.OK, Weight.FAULT, Weight.FAULT]
    assert "the database does not answer" in asked[1].says
    assert "another program" in asked[2].says


def test_a_finding_is_one_line_whatever_a_server_said() -> None:
    line = as_line(Finding("telegram", Weight.FAULT, "a\nb\x1b[31m", "c\r\nd"))
    assert line == "FAULT  telegram: a b [31m → c d"
    assert os.linesep not in line
