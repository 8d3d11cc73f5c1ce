"""Alembic's entry: on the connection that `bot.store.migrate` hands over, else on the configured database."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.settings import Settings
from bot.store import engines
from bot.store.reflection_tables import reflections
from bot.store.tables import UtcDateTime

metadata = reflections.metadata  # of all tables


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our own type as the plain one it is in the database, so that migrations stand alone."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def migrate(connection: Connection) -> None:
    """Run what was asked for on `connection`."""
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, render_item=render_item
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_configured_database() -> None:
    """For `alembic revision` and `alembic check` on a developer's machine."""
    engine = engines.create_sync_engine(engines.driver_url(Settings().database_url))
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is None:
    migrate_configured_database()
else:
    migrate(handed_over)
