"""The folder with everything that makes us this device: session, keys, and the identity that vouches for it.

All of it is secret: the folder is its owner's alone (0700), and so is every file in it (0600).
"""

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.locks import AlreadyRunning, held
from bot.matrix.errors import StoreError

KEYS = "keys.db"
PICKLE_KEY = "pickle.key"
SESSION = "session.json"
SEEDS = "identity.json"
PLACE = "sync.json"
LOCK = "lock"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
ASK_AGAIN_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A login that goes on where it was: never made at each start, for servers count logins and devices."""

    user_id: str
    device_id: str
    access_token: str


class StoreFolder:
    """What is in the folder. Only for who holds its lock. Raises StoreError when it can't be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def has_keys(self) -> bool:
        """Whether there is a key store of an earlier time."""
        return has_keys(self.folder)

    def session(self) -> KeptSession | None:
        """The login of an earlier time; None when there is none that can be read."""
        kept = self._read_json(SESSION)
        try:
            return KeptSession(**kept) if kept else None
        except TypeError:
            return None

    def keep_session(self, session: KeptSession) -> None:
        """Keep a login for the next start."""
        self._write(SESSION, json.dumps(asdict(session)))

    def seeds(self) -> dict[str, str] | None:
        """The secret of our identity."""
        return self._read_json(SEEDS)

    def keep_seeds(self, seeds: dict[str, str]) -> None:
        """Keep the secret of our identity."""
        self._write(SEEDS, json.dumps(seeds))

    def sync_token(self) -> str | None:
        """Up to where all that came in was handled."""
        return (self._read_json(PLACE) or {}).get("next_batch")

    def keep_sync_token(self, token: str) -> None:
        """Keep up to where all is handled."""
        self._write(PLACE, json.dumps({"next_batch": token}))

    def pickle_key(self) -> str:
        """What the key store is encrypted with; made at first use."""
        with explained(self.folder), suppress(FileNotFoundError):
            return (self.folder / PICKLE_KEY).read_text()
        key = secrets.token_hex(32)
        self._write(PICKLE_KEY, key)
        return key

    def prepare_keys(self) -> None:
        """Make the file of the key store before SQLite does, which would let others read it."""
        with explained(self.folder):
            os.close(private(str(self.folder / KEYS), os.O_CREAT | os.O_RDWR))
            (self.folder / KEYS).chmod(PRIVATE_FILE)

    def put_keys_aside(self) -> None:
        """Make room for the keys of a new device; the old ones stay beside them, once."""
        with explained(self.folder), suppress(FileNotFoundError):
            (self.folder / KEYS).replace(self.folder / f"{KEYS}.replaced")

    def drop_replaced_keys(self) -> None:
        """Drop the keys of an earlier device, which may name people who were erased."""
        with explained(self.folder), suppress(FileNotFoundError):
            (self.folder / f"{KEYS}.replaced").unlink()

    def _read_json(self, name: str) -> dict[str, str] | None:
        with explained(self.folder):
            try:
                found = json.loads((self.folder / name).read_text())
            except (FileNotFoundError, ValueError):
                return None
        return found if isinstance(found, dict) else None

    def _write(self, name: str, text: str) -> None:
        """Write a private file, wholly or not at all."""
        new = self.folder / f"{name}.new"
        with explained(self.folder):
            with open(new, "w", opener=private) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.folder / name)


def has_keys(folder: Path) -> bool:
    """Whether a folder holds the keys of a device."""
    return (folder / KEYS).exists()


@asynccontextmanager
async def locked_store(folder: Path, patience_s: float | None) -> AsyncIterator[StoreFolder]:
    """The folder, ours alone for the length of the block: two clients on one store destroy it.

    Waits for who has it: `patience_s` seconds, or (None) for as long as it takes. Raises AlreadyRunning.
    """
    make_private(folder)
    waited = 0.0
    while True:
        with explained(folder), held(folder / LOCK) as ours:
            if ours:
                yield StoreFolder(folder)
                return
        if patience_s is not None and waited >= patience_s:
            raise AlreadyRunning(f"Another process uses {folder}: stop it, or set LEERNETWERK_MATRIX_STORE")
        await asyncio.sleep(ASK_AGAIN_AFTER_S)
        waited += ASK_AGAIN_AFTER_S


def make_private(folder: Path) -> None:
    """Make the folder, its owner's alone."""
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        folder.chmod(PRIVATE_FOLDER)
        os.close(private(str(folder / LOCK), os.O_CREAT | os.O_RDWR))


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Say in one sentence what is wrong with the folder."""
    try:
        yield
    except PermissionError as error:
        raise StoreError(f"{folder} may not be read and written: change its owner, or set another") from error
    except OSError as error:
        raise StoreError(
            f"{folder} can't be used ({error.strerror}): set LEERNETWERK_MATRIX_STORE"
        ) from error


def private(path: str, flags: int) -> int:
    """Open a file that is its owner's alone."""
    return os.open(path, flags, PRIVATE_FILE)
