"""Starting on Matrix: the same device again, or a new one where its keys are no good; never in silence."""

import asyncio
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.contract import TemporaryDeliveryError
from bot.locks import AlreadyRunning
from bot.matrix import Account, Beginning, Identity, LoggedOut, MatrixError, open_session
from bot.matrix.errors import CredentialsRefused, NotAMatrixServer, StoreError, StoreOfAnother
from bot.matrix.store import ASK_AGAIN_AFTER_S
from tests.wire.flaky import HTML, Fault, flaky_way_to
from tests.wire.synapse import PASSWORD, Synapse, free_port

WAIT = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many", "retry_after_ms": 298_000}
HOLD = """
import asyncio, sys
from pathlib import Path
from bot.matrix import Account, open_session

async def hold():
    async with open_session(Account(*sys.argv[1:4]), Path(sys.argv[4])) as session:
        print(session.client.device_id, flush=True)
        await session.client.sync(None)
        await asyncio.sleep(60)

asyncio.run(hold())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "matrix"


@pytest.fixture
def account(homeserver: Synapse) -> Account:
    return Account(homeserver.url, homeserver.register(), PASSWORD)


def devices(homeserver: Synapse, user_id: str) -> set[str]:
    """The devices of a user, without the one that looks."""
    session = homeserver.log_in(user_id)
    found = {device["device_id"] for device in session.get("/devices")["devices"]}
    return found - {session.device_id}


def rights(folder: Path) -> dict[str, str]:
    """Who may do what with a folder and each file in it."""
    found = {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}
    return {".": oct(folder.stat().st_mode & 0o777), **found}


def killed_at_work(account: Account, folder: Path) -> str:
    """Start another process with this store and kill it while it works; its device."""
    command = [sys.executable, "-c", HOLD, account.homeserver, account.user_id, PASSWORD, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        device = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
    return device


async def begin(account: Account, folder: Path) -> tuple[Beginning, Identity, str]:
    """Open a session and let go of it: how it began, what became of the identity, and as which device."""
    async with open_session(account, folder) as session:
        await session.client.sync(None, 0.0)
        return session.beginning, session.identity, session.client.device_id


async def test_a_second_start_goes_on_as_the_same_device(
    homeserver: Synapse, account: Account, folder: Path
) -> None:
    beginning, identity, device = await begin(account, folder)
    assert (beginning, identity) == (Beginning.FIRST, Identity.CREATED)
    assert await begin(account, folder) == (Beginning.RESUMED, Identity.KEPT, device)
    assert devices(homeserver, account.user_id) == {device}


async def test_the_store_is_its_owners_alone(account: Account, folder: Path) -> None:
    await begin(account, folder)
    files = ("identity.json", "keys.db", "lock", "pickle.key", "session.json")
    assert rights(folder) == {".": "0o700", **dict.fromkeys(files, "0o600")}


async def test_the_keys_are_not_in_the_clear(account: Account, folder: Path) -> None:
    await begin(account, folder)
    (folder / "pickle.key").write_text("een andere sleutel")
    assert (await begin(account, folder))[0] == Beginning.REPLACED


@pytest.mark.parametrize("lost", ["keys.db", "pickle.key", "session.json"])
async def test_lost_keys_make_a_new_device(
    homeserver: Synapse, account: Account, folder: Path, lost: str
) -> None:
    """Bare nio goes on with keys that the server does not know, and decrypts nothing ever after."""
    before = (await begin(account, folder))[2]
    (folder / lost).unlink()
    beginning, identity, device = await begin(account, folder)
    assert (beginning, identity) == (Beginning.REPLACED, Identity.DEVICE_SIGNED)
    assert device != before
    if lost != "session.json":  # without a session nothing is left to end the old device with
        assert devices(homeserver, account.user_id) == {device}


async def test_a_damaged_key_store_makes_a_new_device(account: Account, folder: Path) -> None:
    await begin(account, folder)
    (folder / "keys.db").write_bytes(b"geen database" * 100)
    assert (await begin(account, folder))[0] == Beginning.REPLACED


async def test_a_store_put_back_to_an_earlier_state_makes_a_new_device(
    account: Account, folder: Path, tmp_path: Path
) -> None:
    await begin(account, folder)
    shutil.copytree(folder, tmp_path / "backup")
    assert (await begin(account, folder))[0] == Beginning.RESUMED
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    assert (await begin(account, folder))[0] == Beginning.REPLACED


async def test_a_session_ended_elsewhere_makes_a_new_device(
    homeserver: Synapse, account: Account, folder: Path
) -> None:
    before = (await begin(account, folder))[2]
    homeserver.log_in(account.user_id).post("/logout/all", {})
    beginning, identity, device = await begin(account, folder)
    assert (beginning, identity) == (Beginning.REPLACED, Identity.DEVICE_SIGNED)
    assert device != before


async def test_losing_the_whole_folder_changes_the_identity_and_says_so(
    account: Account, folder: Path
) -> None:
    await begin(account, folder)
    shutil.rmtree(folder)
    beginning, identity, _ = await begin(account, folder)
    assert (beginning, identity) == (Beginning.FIRST, Identity.REPLACED)


async def test_the_store_of_another_user_is_refused_and_kept(
    homeserver: Synapse, account: Account, folder: Path
) -> None:
    await begin(account, folder)
    with pytest.raises(StoreOfAnother, match="LEERNETWERK_MATRIX_STORE"):
        await begin(replace(account, user_id=homeserver.register()), folder)
    assert (await begin(account, folder))[0] == Beginning.RESUMED


async def test_a_token_with_its_device_will_do(homeserver: Synapse, folder: Path) -> None:
    session = homeserver.somebody()
    account = Account(homeserver.url, session.user_id, None, session.token, session.device_id)
    for _ in range(2):
        beginning, _, device = await begin(account, folder)
        assert (beginning, device) == (Beginning.RESUMED, session.device_id)


async def test_a_token_can_not_replace_an_identity(
    homeserver: Synapse, account: Account, folder: Path, tmp_path: Path
) -> None:
    await begin(account, folder)
    session = homeserver.log_in(account.user_id)
    other = Account(homeserver.url, account.user_id, None, session.token, session.device_id)
    assert (await begin(other, tmp_path / "other"))[1] == Identity.UNSIGNED


async def test_a_token_of_another_device_is_refused(homeserver: Synapse, folder: Path) -> None:
    session = homeserver.somebody()
    account = Account(homeserver.url, session.user_id, None, session.token, "EENANDER")
    with pytest.raises(CredentialsRefused, match=session.device_id):
        await begin(account, folder)


async def test_lost_keys_of_a_token_are_said_and_the_token_lives(homeserver: Synapse, folder: Path) -> None:
    session = homeserver.somebody()
    account = Account(homeserver.url, session.user_id, None, session.token, session.device_id)
    await begin(account, folder)
    (folder / "keys.db").unlink()
    with pytest.raises(StoreError):
        await begin(account, folder)
    assert session.get("/account/whoami")["user_id"] == session.user_id


async def test_a_dead_token_is_said(homeserver: Synapse, folder: Path) -> None:
    session = homeserver.somebody()
    session.post("/logout", {})
    account = Account(homeserver.url, session.user_id, None, session.token, session.device_id)
    with pytest.raises(LoggedOut):
        await begin(account, folder)


async def test_a_wrong_password_is_refused(account: Account, folder: Path) -> None:
    with pytest.raises(CredentialsRefused, match="LEERNETWERK_MATRIX_USER"):
        await begin(replace(account, password="fout"), folder)


async def test_an_address_without_matrix_is_said(homeserver: Synapse, account: Account, folder: Path) -> None:
    with pytest.raises(NotAMatrixServer, match="LEERNETWERK_MATRIX_HOMESERVER"):
        await begin(replace(account, homeserver=f"{homeserver.url}/elders"), folder)


async def test_an_address_where_nobody_answers_may_come_to_life(account: Account, folder: Path) -> None:
    with pytest.raises(TemporaryDeliveryError, match="can't be reached"):
        await begin(replace(account, homeserver=f"http://127.0.0.1:{free_port()}"), folder)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("/login", 429, WAIT), TemporaryDeliveryError),
        (Fault("/login", 502, HTML), TemporaryDeliveryError),
        (Fault("/keys/upload", 404, {"errcode": "M_UNRECOGNIZED"}), NotAMatrixServer),
        (Fault("/keys/upload", 502, HTML), TemporaryDeliveryError),
    ],
    ids=lambda given: given.part + str(given.status) if isinstance(given, Fault) else "",
)
async def test_what_goes_wrong_at_the_start_leaves_nothing_half_done(
    homeserver: Synapse, account: Account, folder: Path, fault: Fault, error: type[Exception]
) -> None:
    """Bare nio sleeps the five minutes that a limited login asks for."""
    async with flaky_way_to(homeserver.url) as way:
        way.goes_wrong(replace(fault))
        with pytest.raises(error):
            await begin(replace(account, homeserver=way.url), folder)
    assert (await begin(account, folder))[1] in (Identity.CREATED, Identity.KEPT)
    assert len(devices(homeserver, account.user_id)) == 1


async def test_a_folder_that_may_not_be_written_is_said(account: Account, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="LEERNETWERK_MATRIX_STORE"):
        await begin(account, tmp_path / "file" / "matrix")


async def test_one_process_has_the_store_and_a_second_can_wait_for_it(account: Account, folder: Path) -> None:
    async with open_session(account, folder):
        with pytest.raises(AlreadyRunning):
            await begin(account, folder)
        waiting = asyncio.create_task(first_device(account, folder))
        await asyncio.sleep(0.1)
        assert not waiting.done()
    async with asyncio.timeout(ASK_AGAIN_AFTER_S + 10):
        assert await waiting


async def first_device(account: Account, folder: Path) -> str:
    """The device of a session that waits for its turn."""
    async with open_session(account, folder, patience_s=None) as session:
        return session.client.device_id


async def test_a_killed_process_goes_on_as_the_same_device(account: Account, folder: Path) -> None:
    devices = [await asyncio.to_thread(killed_at_work, account, folder) for _ in range(2)]
    assert devices[0] == devices[1]
    assert await begin(account, folder) == (Beginning.RESUMED, Identity.KEPT, devices[0])


async def test_closing_does_not_log_out(homeserver: Synapse, account: Account, folder: Path) -> None:
    """Logging out would delete the device, and its keys with it."""
    device = (await begin(account, folder))[2]
    assert devices(homeserver, account.user_id) == {device}


def test_every_reason_not_to_start_is_a_sentence_for_the_operator() -> None:
    kinds = (CredentialsRefused, LoggedOut, NotAMatrixServer, StoreError, StoreOfAnother)
    assert all(issubclass(kind, MatrixError) for kind in kinds)
