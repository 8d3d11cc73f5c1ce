"""Whether the Matrix server knows the bot's device and can vouch for it. Disturbs no bot that runs.

Nothing here logs in, opens the key store or takes its lock: a login would make another device.
"""

from collections.abc import Sequence
from pathlib import Path

from nio import AsyncClient

from bot.contract import DeliveryError
from bot.matrix.crosssigning import MASTER, SELF_SIGNING, are_seeds, is_signed, signing_key
from bot.matrix.errors import LOGGED_OUT, MatrixError, code_of
from bot.matrix.published import dictionary
from bot.matrix.requests import Answer, Json, call
from bot.matrix.session import Account, connection_to
from bot.matrix.store import KeptSession, StoreFolder, has_keys
from bot.watching.findings import Finding, fault, ok, skipped, unreached, warning

ABOUT, LOGIN, ENCRYPTION = "matrix", "matrix login", "matrix encryption"
CLIENT_ROOT = "/_matrix/client"


async def checked(account: Account, folder: Path) -> Sequence[Finding]:
    """Server, login, keys and identity."""
    nio = connection_to(account.homeserver)
    try:
        versions = await call(nio, "GET", "/versions", root=CLIENT_ROOT)
        if not isinstance(versions.body.get("versions"), list):
            return [fault(ABOUT, "what answers is no Matrix server", "set LEERNETWERK_MATRIX_HOMESERVER")]
        return [ok(ABOUT, f"{account.homeserver} answers"), *await of_device(nio, account, folder)]
    except DeliveryError as error:
        return [unreached(ABOUT, "the Matrix server", error)]
    except MatrixError as error:
        return [fault(ENCRYPTION, "the folder with the keys can't be used", str(error))]
    finally:
        await nio.close()


async def of_device(nio: AsyncClient, account: Account, folder: Path) -> list[Finding]:
    """What the server says of the device that the bot goes on as."""
    session = kept_session(account, folder)
    if session is None:
        return [skipped(LOGIN, "not logged in yet: the first `leernetwerk run` does that")]
    nio.access_token = session.access_token
    answer = await call(nio, "GET", "/account/whoami")
    findings = [of_login(session, answer, account)]
    return findings + ([await of_keys(nio, session, folder)] if answer.is_ok else [])


def kept_session(account: Account, folder: Path) -> KeptSession | None:
    """The login that the bot would go on with; None when it has none yet."""
    kept = StoreFolder(folder).session() if folder.is_dir() else None
    if kept or account.access_token is None or account.device_id is None:
        return kept
    return KeptSession(account.user_id, account.device_id, account.access_token)


def of_login(session: KeptSession, answer: Answer, account: Account) -> Finding:
    """Whether the server still knows the login, and as ours."""
    if code_of(answer.body) in LOGGED_OUT:
        if account.password:
            return warning(
                LOGIN, "the server no longer knows this device", "start the bot: it becomes a new one"
            )
        return fault(LOGIN, "the server no longer knows this device", "set LEERNETWERK_MATRIX_PASSWORD")
    if not answer.is_ok:
        return fault(LOGIN, f"the server refuses to tell who we are ({answer.status})", "try again later")
    if answer.body.get("user_id") != account.user_id or session.user_id != account.user_id:
        return fault(LOGIN, "the login is that of another user", "set LEERNETWERK_MATRIX_STORE anew")
    return ok(LOGIN, f"logged in as {account.user_id}, device {session.device_id}")


async def of_keys(nio: AsyncClient, session: KeptSession, folder: Path) -> Finding:
    """Whether the keys are there, on the server too, and vouched for."""
    if not has_keys(folder):
        return fault(
            ENCRYPTION,
            f"the keys in {folder} are gone",
            "put the backup of the folder and the database back, or start the bot: it becomes a new device",
        )
    known = await call(nio, "POST", "/keys/query", {"device_keys": {session.user_id: []}})
    devices = dictionary(dictionary(known.body.get("device_keys")).get(session.user_id))
    device = dictionary(devices.get(session.device_id))
    if not device:
        return fault(ENCRYPTION, "the server has no keys of this device", "start the bot: it publishes them")
    if not is_vouched_for(known.body, device, session.user_id, StoreFolder(folder)):
        return warning(
            ENCRYPTION,
            "nobody vouches for the device, so some apps shut it out",
            "set LEERNETWERK_MATRIX_PASSWORD once and start the bot",
        )
    return ok(ENCRYPTION, "the keys are there and the device is signed")


def is_vouched_for(known: Json, device: Json, user_id: str, store: StoreFolder) -> bool:
    """Whether the identity whose secret we have is on the server, and has signed the device."""
    seeds = store.seeds()
    if seeds is None or not are_seeds(seeds):
        return False
    published = dictionary(dictionary(known.get("master_keys")).get(user_id))
    master = signing_key(MASTER, seeds[MASTER])
    is_ours = f"ed25519:{master.public}" in dictionary(published.get("keys"))
    return is_ours and is_signed(device, user_id, signing_key(SELF_SIGNING, seeds[SELF_SIGNING]))
