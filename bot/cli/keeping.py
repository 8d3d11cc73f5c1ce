"""`leernetwerk backup`, `restore` and `migrate-to`: everything in one file, and everything elsewhere.

A backup is the database and the Matrix keys together. The list of erasures stays out of it and is left where
it is (`bot.erased`), so that whoever was erased since is forgotten again at the next start.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.backup import ArchiveReader, ArchiveWriter, BackupError, Manifest, check, new_backup, opened_backup
from bot.cli.errors import Refused
from bot.cli.passphrase import given_passphrase, new_passphrase
from bot.cli.serving import process_lock
from bot.clock import SystemClock
from bot.erased import list_of
from bot.locks import AlreadyRunning
from bot.settings import PREFIX, Settings, SettingsError, load_settings
from bot.store import NewerDatabase, NotEmpty, NothingThere, filling, snapshot, sqlite_file, without_password

if TYPE_CHECKING:
    from bot.matrix import NewStore

PIECE = 49_152
BackupFile = Annotated[Path, typer.Argument(help="The file of the backup.", metavar="FILE")]


def backup(file: BackupFile) -> None:
    """Everything that is stored and the Matrix keys in one file, encrypted; also while the bot runs."""
    settings = load_settings()
    with refusals(), matrix_refusals():
        passphrase = new_passphrase(settings)
        made = make_backup(settings, file, passphrase, SystemClock().now())
    print(f"{file}: {contents(made)}.")


def restore(file: BackupFile) -> None:
    """Put a backup in an empty place: the database and the Matrix store that the settings name."""
    settings = load_settings()
    with refusals():
        passphrase = given_passphrase(settings)
        checked(file, passphrase)
        with nobody_at_work(settings):
            manifest = put_back(settings, file, passphrase)
    made = manifest.at.astimezone(ZoneInfo(settings.timezone))
    print(f"Restored what was there on {made:%Y-%m-%d at %H:%M}: {contents(manifest)}.")
    for hint in what_now(settings, manifest):
        print(hint)


def migrate_to(
    address: Annotated[str, typer.Argument(help="postgresql://user:password@host/name", metavar="URL")],
) -> None:
    """Copy a SQLite installation to an empty PostgreSQL database; the file stays as it is."""
    settings = load_settings()
    if not address.startswith(("postgresql://", "postgres://")):
        raise SettingsError("migrate-to takes an address such as postgresql://user@host/name.")
    file = sqlite_file(settings.database_url)
    if file is None:
        raise Refused("This installation is on PostgreSQL already.")
    with refusals(), nobody_at_work(settings):
        rows, tables = copy_all(settings.database_url, address)
    print(
        f"{rows} rows of {tables} tables are in {without_password(address)}, and were read back the same.\n"
        f"Now set {PREFIX}DATABASE_URL in .env to that address, and start the bot.\n"
        f"{file} was left as it is. Once all is well, delete it: it holds everything about everybody."
    )


def make_backup(settings: Settings, file: Path, passphrase: str, now: datetime) -> Manifest:
    """Write a backup: first the place in the stream of events, then the rows, then the keys.

    So what the place says was handled is in the rows, and what the rows know of can be read with the keys.
    """
    # Takes a second, which other commands need not wait for.
    from bot.matrix import KEYS, check_same_device, copied_keys, has_keys, small_files  # noqa: PLC0415

    store = Path(settings.matrix_store)
    small = small_files(store)
    files = [*small, *([KEYS] if has_keys(store) else [])]
    with new_backup(file, passphrase) as packed, snapshot(settings.database_url) as found:
        manifest = Manifest(
            version("leernetwerkbot"), found.revision, now, found.counts(), found.counters(), files
        )
        archive = ArchiveWriter(packed, manifest)
        for name, content in small.items():
            archive.file(name, [content])
        for table in found.tables:
            archive.table(table, found.columns(table), found.rows(table))
        if KEYS in files:
            with copied_keys(store) as keys:
                archive.file(KEYS, iter(partial(keys.read, PIECE), b""))
            check_same_device(store, small)
    return manifest


def checked(file: Path, passphrase: str) -> None:
    """See that a backup is whole, to its last byte. Raises BackupError."""
    with opened_backup(file, passphrase) as packed:
        check(ArchiveReader(packed))


def put_back(settings: Settings, file: Path, passphrase: str) -> Manifest:
    """Put a backup in place: all of it, or nothing. The database comes last: without it nothing starts."""
    with opened_backup(file, passphrase) as packed:
        archive = ArchiveReader(packed)
        manifest = archive.manifest
        with (
            store_for(settings, manifest) as store,
            filling(settings.database_url, manifest.revision, manifest.counters) as rows,
        ):
            for part in archive.parts():
                if part.columns is not None:
                    rows.add(part.name, part.columns, part.content)
                elif store is not None:
                    store.add(part.name, part.pieces)
            rows.verify()
            if store is not None:
                store.place()
    return manifest


@contextmanager
def store_for(settings: Settings, manifest: Manifest) -> Iterator["NewStore | None"]:
    """The Matrix store to fill, if the backup has one."""
    if not manifest.files:
        yield None
        return
    from bot.matrix import new_store  # noqa: PLC0415 - takes a second

    with matrix_refusals(), new_store(Path(settings.matrix_store)) as store:
        yield store


@contextmanager
def matrix_refusals() -> Iterator[None]:
    """What stands in the way with the Matrix store is refused."""
    from bot.matrix import MatrixError  # noqa: PLC0415 - takes a second

    try:
        yield
    except MatrixError as error:
        raise Refused(str(error)) from error


def copy_all(source: str, target: str) -> tuple[int, int]:
    """Copy every row from one database to another; how many, of how many tables."""
    with snapshot(source) as found, filling(target, found.revision, found.counters()) as rows:
        for table in found.tables:
            rows.add(table, found.columns(table), found.rows(table))
        rows.verify()
        return sum(found.counts().values()), len(found.tables)


@contextmanager
def nobody_at_work(settings: Settings) -> Iterator[None]:
    """Keep `run` and `chat` off this SQLite file for the length of the block. Raises Refused."""
    with ExitStack() as stack:
        for role in ("run", "chat"):
            alone = stack.enter_context(process_lock(settings, role))
            if not alone and sqlite_file(settings.database_url):
                raise Refused(f"`leernetwerk {role}` is at work on {settings.database_url}. Stop it first.")
        yield


@contextmanager
def refusals() -> Iterator[None]:
    """What stands in the way is refused; what is wrong with the settings is told as everywhere."""
    try:
        yield
    except (BackupError, NewerDatabase, NotEmpty, NothingThere, AlreadyRunning) as error:
        raise Refused(str(error)) from error


def contents(manifest: Manifest) -> str:
    """What is in a backup, for the operator."""
    keys = ", with the Matrix keys" if manifest.files else ""
    return f"{manifest.rows} rows of {len(manifest.counts)} tables{keys}"


def what_now(settings: Settings, manifest: Manifest) -> Iterator[str]:
    """What the operator has to think of after a restore."""
    erased = list_of(settings.database_url)
    if manifest.files:
        yield "The old machine must not run any more: two bots with the same Matrix keys destroy them."
    if not erased.exists():
        yield (
            f"There is no list of erasures at {erased}. If the old machine has one, copy it there before the "
            "first start, so that whoever was erased since stays erased."
        )
