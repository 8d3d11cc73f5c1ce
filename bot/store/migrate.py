"""Brings a database to the present form of the tables, at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL

from bot.store import engines
from bot.store.errors import NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 7_053_112  # any number, the same in every process


def upgrade(target: URL) -> None:
    """Apply the migrations that `target` lacks. Raises NewerDatabase when it is ahead of this version."""
    engine = engines.create_sync_engine(target)
    try:
        with engine.begin() as connection:
            one_at_a_time(connection)
            if current_revision(connection) != newest_revision():
                run_migrations(connection)
    finally:
        engine.dispose()


def one_at_a_time(connection: Connection) -> None:
    """Let a second process that starts now wait (SQLite's BEGIN IMMEDIATE did that already)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})


def run_migrations(connection: Connection, revision: str = "head") -> None:
    """Run Alembic, up to a revision, on a connection whose transaction is ours."""
    settings = config()
    settings.attributes["connection"] = connection
    try:
        command.upgrade(settings, revision)
    except CommandError as error:
        raise NewerDatabase(
            "This database was made by a newer version. Install that version, or restore an older backup."
        ) from error


def config() -> Config:
    """Alembic's settings, wherever the package is installed."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings


def newest_revision() -> str | None:
    """The revision that this version of the product works with."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_known(revision: str) -> bool:
    """Whether this version of the product knows the form of the tables that has this name."""
    return any(script.revision == revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def current_revision(connection: Connection) -> str | None:
    """The revision a database is at; None when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
