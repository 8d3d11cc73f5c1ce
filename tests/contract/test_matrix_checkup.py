"""What the doctor finds of Matrix, against a real server, without disturbing the bot's device."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.matrix import Account, open_session
from bot.matrix.checkup import ENCRYPTION, LOGIN, checked
from bot.matrix.store import KEYS, SEEDS
from bot.watching.findings import Finding, Weight
from tests.wire.synapse import PASSWORD, Synapse, free_port


@pytest.fixture
def account(homeserver: Synapse) -> Account:
    return Account(homeserver.url, homeserver.register(), PASSWORD)


async def found(account: Account, folder: Path) -> dict[str, Finding]:
    return {finding.about: finding for finding in await checked(account, folder)}


async def test_before_the_first_start_there_is_a_server_and_no_login(
    account: Account, tmp_path: Path
) -> None:
    about = await found(account, tmp_path / "matrix")
    assert (about["matrix"].weight, about[LOGIN].weight) == (Weight.OK, Weight.SKIPPED)
    assert not (tmp_path / "matrix").exists()


async def test_while_the_bot_runs_all_is_well_and_it_goes_on(account: Account, tmp_path: Path) -> None:
    async with open_session(account, tmp_path) as session:
        about = await found(account, tmp_path)
        assert [finding.weight for finding in about.values()] == [Weight.OK] * 3
        assert session.client.device_id in about[LOGIN].says
        await session.client.sync(None, 0.0)


async def test_keys_that_are_lost_are_a_fault(account: Account, tmp_path: Path) -> None:
    async with open_session(account, tmp_path):
        pass
    (tmp_path / KEYS).unlink()
    assert (await found(account, tmp_path))[ENCRYPTION].weight is Weight.FAULT


async def test_a_device_for_which_nobody_vouches_is_pointed_out(account: Account, tmp_path: Path) -> None:
    async with open_session(account, tmp_path):
        pass
    (tmp_path / SEEDS).unlink()
    assert (await found(account, tmp_path))[ENCRYPTION].weight is Weight.WARNING


async def test_a_login_that_is_gone_is_mended_by_a_password(
    homeserver: Synapse, account: Account, tmp_path: Path
) -> None:
    async with open_session(account, tmp_path):
        pass
    homeserver.log_in(account.user_id).post("/logout/all", {})
    assert (await found(account, tmp_path))[LOGIN].weight is Weight.WARNING
    no_password = replace(account, password=None)
    assert (await found(no_password, tmp_path))[LOGIN].weight is Weight.FAULT


async def test_a_server_that_is_away_or_is_no_matrix_is_a_fault(
    homeserver: Synapse, account: Account, tmp_path: Path
) -> None:
    away = replace(account, homeserver=f"http://127.0.0.1:{free_port()}")
    assert (await found(away, tmp_path))[
        "matrix"
    ].says == "nothing answers at the address of the Matrix server"
    elsewhere = replace(account, homeserver=f"{homeserver.url}/elders")
    assert (await found(elsewhere, tmp_path))["matrix"].says == "what answers is no Matrix server"
